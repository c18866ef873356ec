"""Outcomes: what was found in each file, and who has returned."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pmxl.console.answers import print_given
from pmxl.console.answers import queried_records
from pmxl.console.findings import say_finding
from pmxl.console.many import MANY
from pmxl.console.many import Rows
from pmxl.console.many import standing
from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import escape
from pmxl.console.say import out
from pmxl.console.say import say
from pmxl.console.status import INKS
from pmxl.console.table import inked
from pmxl.console.table import print_table
from pmxl.plural import listed
from pmxl.plural import plural
from pmxl.terms import Severity

if TYPE_CHECKING:
    from pmxl.batch.outcomes import FileOutcome
    from pmxl.batch.query import Queried
    from pmxl.findings import Finding
    from pmxl.periods import Period


SAID = ("RET008",)
"""Notes that are printed all the same: without them the counts would mislead."""

FEW = 3
"""More files than these that were taken before are told in one line, or what is new would be lost among them."""


def print_outcomes(outcomes: Iterable[FileOutcome], form: str, queried: Sequence[Queried] = ()) -> None:
    """One line a file, its findings under it, and the totals; those taken before in one line where they are many."""
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
    again = [file.file for file in files if is_told_together(file)]
    quiet = [file.file for file in files if is_quiet(file)]
    for file in files:
        if (len(again) <= FEW or not is_told_together(file)) and (len(quiet) <= MANY or not is_quiet(file)):
            print_outcome(file)
    if len(quiet) > MANY:
        out.print(f"[bold]READ     [/] {plural(len(quiet), 'file')} without a question: {first_of(quiet)}")
    if len(again) > FEW:
        out.print(f"[bold]SKIPPED  [/] {plural(len(again), 'file')} taken before: {first_of(again)}")
        say("    The bytes are the same as then. Nothing needs to be done. [RET010]")
    ends = ", ".join(f"{summed[name]} {name}" for name in ("READ", "FINDINGS", "REFUSED", "SKIPPED"))
    ends_of_figures = " + ".join(f"{summed[name]} {name}" for name in ("kept", "held", "refused"))
    figures = f"{plural(summed['figures'], 'figure')} = {ends_of_figures}"
    answers = [file.answered for file in files if file.answered is not None]
    forms = f" {plural(sum(answers), 'answer')} kept of {plural(len(answers), 'form')}."
    say(f"{plural(len(files), 'file')}: {ends}. {figures}.{forms if answers else ''}")


def first_of(files: Sequence[str]) -> str:
    """The first few of many files."""
    return escape(listed(files, most=FEW))


def is_quiet(file: FileOutcome) -> bool:
    """True where there is nothing to say of a return but that it was read."""
    said = told_of(file) or file.answers or file.changes or file.form
    return file.outcome.value == "READ" and not said and not (file.held or file.refused)


def told_of(file: FileOutcome) -> list[Finding]:
    """The findings that are told of a file: its Notes only where the counts would mislead without them."""
    is_skipped = file.outcome.value == "SKIPPED"
    return [one for one in file.findings if one.severity is not Severity.NOTE or one.code in SAID or is_skipped]


def is_told_together(file: FileOutcome) -> bool:
    """True where there is nothing to say of a file but that it was taken before, under the name it still has."""
    return file.again and len(file.findings) == 1


def print_outcome(file: FileOutcome) -> None:
    """What became of a file, and what is to be known of it under that."""
    whose = f"{file.whose}, {file.form}," if file.form else file.partner
    which = " ".join(x for x in (whose, file.period, f"r{file.revision}" if file.revision else "") if x)
    counts = what_was_kept(file)
    out.print(f"[bold]{file.outcome.value:<9}[/] {escape(file.file)}  [dim]{escape(which)}  {counts}[/]")
    answers = {answer.words for answer in file.answers}  # these stand below with their questions
    for finding in told_of(file):
        say_finding(finding, indent=4, closed="" if finding.closed in answers else finding.closed)
    print_given(file)


def what_was_kept(file: FileOutcome) -> str:
    """`12 kept, 1 held, 0 refused`: its figures; of a form `7 answers kept`."""
    if file.answered is None:
        return f"{file.kept} kept, {file.held} held, {file.refused} refused"
    return f"{plural(file.answered, 'answer') if file.answered else 'no answers'} kept"


def print_register(register: Rows, period: Period) -> None:
    """Who has returned and who has not; of many partners how they stand, and who has to be reminded.

    Asked is kept, held, refused and missing, as the status of the returns counts them too.
    """
    counts = ("Asked", "Kept", "Held", "Refused", "Missing", "Findings")
    told, shown, more = standing(register, "status")
    whole = ({**row, "missing": row["missing"] - row["refused"]} for row in shown)
    rows = [
        (row["name"], inked(row["status"], INKS), *(str(row[name.lower()]) for name in counts), row["signed_by"] or "")
        for row in whole
    ]
    print_table(
        ("Partner", "Status", *counts, "Signed off by"), rows, right=counts, title=f"Returns for {period}{told}"
    )
    if more:
        say(more)
