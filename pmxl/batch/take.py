"""Take: history from a tidy file into the ledger, with the same checks as a return."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from datetime import UTC
from datetime import datetime
from functools import partial
from pathlib import Path

from pmxl.batch.apart import apart
from pmxl.batch.clashes import without_clashes
from pmxl.batch.folder import Folder
from pmxl.batch.inbox import skipped
from pmxl.batch.keeping import outcome_of
from pmxl.batch.outcomes import FileOutcome
from pmxl.batch.past import parts_of
from pmxl.batch.told import source_of
from pmxl.batch.told import told
from pmxl.findings import Finding
from pmxl.findings import refuse
from pmxl.ledger import Receipt
from pmxl.ledger import keep_raw
from pmxl.periods import Period
from pmxl.periods import day_in_words
from pmxl.returns.tidy import read_tidy
from pmxl.sheets.text import kept_text
from pmxl.sheets.tidy import Row
from pmxl.sheets.tidy import guarded
from pmxl.sheets.tidy import read_table
from pmxl.terms import Outcome
from pmxl.terms import Severity

TIDY = (
    "partner",
    "area",
    "measure",
    "period",
    "numerator",
    "denominator",
    "value",
    "provisional",
    "quality",
    "commentary",
    "source",
)
"""The columns of a tidy file, in order."""

Table = Callable[[Path], tuple[list[str], list[Row]]]
"""Reads the columns and the rows of a file."""


def import_figures(folder: Folder, path: Path, table: Table = read_table) -> FileOutcome:
    """Reads a tidy CSV or workbook, checks every row, and keeps what is accepted; the same bytes are taken once.

    `table` reads the rows of a file that names its columns otherwise.
    """
    if not path.is_file():
        raise refuse("ENV009", f"There is no file {path}.", "Check the name and the folder.")
    framework, data = folder.framework, path.read_bytes()
    sha = hashlib.sha256(data).hexdigest()
    with folder.ledger() as ledger:
        same = ledger.known([sha]).get(sha)
        if same:
            says = f"These are the same bytes as {same.file}, taken on {day_in_words(same.received_at)}."
            note = Finding("RET010", Severity.NOTE, says, "Nothing needs to be done.", file=path.name, sha256=sha)
            return FileOutcome(path.name, sha, Outcome.SKIPPED, "RET010", findings=(note,))
        keep_raw(folder.raw, data, sha)
        history, denominators, numerators = parts_of(framework, ledger.recall())
        past = {"history": history, "denominators": denominators, "numerators": numerators}
        read = partial(read_tidy, framework=framework, table=table, **past)  # type: ignore[arg-type]
        found = apart(read, path, framework.settings)
        receipt = Receipt(
            file=path.name,
            sha256=sha,
            kind="import",
            outcome=found.outcome,
            received_at=datetime.now(UTC),
            framework=framework.version,
            findings=found.findings,
            read=found.kept + found.held + found.refused,
            kept=found.kept,
            held=found.held,
            refused=found.refused,
        )
        kept = ledger.keep([without_clashes(ledger, framework, receipt, found.figures)])
    return outcome_of(kept[0]) if kept else skipped(path.name, sha, "RET010", "Another run has just taken these bytes.")


def export_figures(folder: Folder, period: Period | None = None) -> str:
    """Every current figure, or those of a period and its parts, as a tidy CSV that `pmxl import` reads again.

    Text is kept from being a formula in Excel.
    """
    first_month = folder.framework.settings.year_starts
    measures = {measure.id: measure for measure in folder.framework.measures}
    with folder.ledger() as ledger:
        recalled = ledger.recall(held=False)
    if period:
        ends = recalled["start"] + recalled["months"]
        recalled = recalled[(recalled["start"] >= period.start) & (ends <= period.start + period.months)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(TIDY)
    for row in recalled.sort_values(["measure", "partner", "area", "start"]).to_dict("records"):
        when = Period(int(row["start"]), int(row["months"]), first_month).label
        said = [guarded(kept_text(text)) for text in (row["quality"], row["commentary"], source_of(row))]
        numbers = told(row, measures.get(row["measure"]))
        provisional = "yes" if row["provisional"] else ""
        writer.writerow([row["partner"], row["area"], row["measure"], when, *numbers, provisional, *said])
    return out.getvalue()
