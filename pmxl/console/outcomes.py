"""Outcomes: what was found in each file, and who has returned."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.table import Table

from pmxl.console.answers import print_given
from pmxl.console.answers import queried_records
from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import escape
from pmxl.console.say import out
from pmxl.console.say import say
from pmxl.findings import Finding
from pmxl.terms import Severity

if TYPE_CHECKING:
    import pandas as pd

    from pmxl.batch.outcomes import FileOutcome
    from pmxl.batch.query import Queried
    from pmxl.periods import Period


INKS = {Severity.ERROR: "bold red", Severity.HOLD: "bold yellow", Severity.QUERY: "yellow", Severity.NOTE: "dim"}
SAID = ("RET008",)
"""Notes that are printed all the same: without them the counts would mislead."""
PLURALS = {Severity.ERROR: "Errors", Severity.HOLD: "Holds", Severity.QUERY: "Queries", Severity.NOTE: "Notes"}


def print_findings(findings: Iterable[Finding], form: str) -> None:
    """Findings, the gravest first, and how many of each there are."""
    found = sorted(findings, key=lambda f: list(Severity).index(f.severity))
    if form == "json":
        print_json({"findings": [finding.as_record() for finding in found]})
        return
    if form == "csv":
        print_csv([finding.as_record() for finding in found], Finding.__dataclass_fields__)
        return
    for finding in found:
        out.print(f"[{INKS[finding.severity]}]{finding.severity:<6}[/] {escape(str(finding))}")
    counted = ", ".join(
        f"{n} {PLURALS[s] if n > 1 else s}" for s in Severity if (n := sum(f.severity is s for f in found))
    )
    say(f"{counted}." if counted else "Nothing is wrong: the framework is ready.")


def print_outcomes(outcomes: Iterable[FileOutcome], form: str, queried: Sequence[Queried] = ()) -> None:
    """One line a file, its findings under it, and the totals."""
    from pmxl.batch.outcomes import totals

    files = list(outcomes)
    summed = totals(files)
    if form == "json":
        records = [file.as_record() for file in files]
        print_json({"files": records, "totals": summed, "queries": queried_records(queried)})
        return
    if form == "csv":
        counted = ("findings", "answers", "changes")
        records = [file.as_record() | {name: len(getattr(file, name)) for name in counted} for file in files]
        print_csv(records, records[0] if records else ["file"])
        return
    for file in files:
        whose = f"{file.whose}, {file.form}," if file.form else file.partner
        which = " ".join(x for x in (whose, file.period, f"r{file.revision}" if file.revision else "") if x)
        counts = what_was_kept(file)
        out.print(f"[bold]{file.outcome.value:<9}[/] {escape(file.file)}  [dim]{escape(which)}  {counts}[/]")
        for finding in file.findings:
            if finding.severity is not Severity.NOTE or finding.code in SAID or file.outcome.value == "SKIPPED":
                told = {answer.words for answer in file.answers}  # stands below with its question
                closed = f" {finding.closed}" if finding.closed and finding.closed not in told else ""
                out.print(f"    [{INKS[finding.severity]}]{finding.severity:<6}[/] {escape(str(finding) + closed)}")
        print_given(file)
    ends = ", ".join(f"{summed[name]} {name}" for name in ("READ", "FINDINGS", "REFUSED", "SKIPPED"))
    ends_of_figures = " + ".join(f"{summed[name]} {name}" for name in ("kept", "held", "refused"))
    figures = f"{summed['figures']} figure{'' if summed['figures'] == 1 else 's'} = {ends_of_figures}"
    count = "1 file" if len(files) == 1 else f"{len(files)} files"
    answers = [file.answered for file in files if file.answered is not None]
    forms = f" {sum(answers)} answers kept of {len(answers)} form{'' if len(answers) == 1 else 's'}."
    say(f"{count}: {ends}. {figures}.{forms if answers else ''}")


def what_was_kept(file: FileOutcome) -> str:
    """`12 kept, 1 held, 0 refused`: its figures; of a form `7 answers kept`."""
    if file.answered is None:
        return f"{file.kept} kept, {file.held} held, {file.refused} refused"
    return f"{file.answered or 'no'} answer{'' if file.answered == 1 else 's'} kept"


def print_register(register: pd.DataFrame, period: Period) -> None:
    """Who has returned and who has not."""
    table = Table(title=f"Returns for {period.label}", title_justify="left", box=None, pad_edge=False)
    for heading in ("Partner", "Status"):
        table.add_column(heading)
    for heading in ("Asked", "Kept", "Held", "Missing", "Findings"):
        table.add_column(heading, justify="right")
    table.add_column("Signed off by")
    for row in register.to_dict("records"):
        numbers = [str(row[name]) for name in ("asked", "kept", "held", "missing", "findings")]
        table.add_row(escape(row["name"]), row["status"], *numbers, escape(row["signed_by"] or ""))
    out.print(table)
