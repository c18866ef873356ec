"""Makes the worked year again: `python -m workbooks.make` rewrites framework.xlsx, logbook.xlsx, the two CSV files and
returns/ here.

The year is played as it would have been: history imported, each quarter issued, filled in, sent back and collected
before the next is issued, so that every return shows the figures that came before it.
"""

from __future__ import annotations

import csv
import shutil
import sys
from collections.abc import Collection
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from pmxl.batch.collect import collect
from pmxl.batch.folder import Folder
from pmxl.batch.issue import issue
from pmxl.batch.take import import_figures
from pmxl.batch.update import FORM
from pmxl.batch.update import file_names
from pmxl.batch.update import issue_updates
from pmxl.framework.make import plan_framework
from pmxl.returns.issue import issued_name
from pmxl.returns.update_form import FIELDS as ENTRIES
from pmxl.returns.update_form import officers
from pmxl.sheets.write import write_workbook
from workbooks import comparators
from workbooks import own_sheet
from workbooks import plans
from workbooks import rounds
from workbooks.content import framework_rows
from workbooks.fill import fill_in
from workbooks.forms import Answers
from workbooks.forms import type_in
from workbooks.history import Figures
from workbooks.history import figures
from workbooks.history import tidy_rows
from workbooks.logbook import write_logbook
from workbooks.partnership import YEAR
from workbooks.sent import SIGNED_BY
from workbooks.sent import Sent
from workbooks.story import COPIES
from workbooks.story import QUARTERS
from workbooks.typing_in import Typist
from workbooks.typing_in import period_named
from workbooks.updates import FIELDS
from workbooks.updates import UPDATES

HERE = Path(__file__).resolve().parent
TOP = ("framework.xlsx", "logbook.xlsx", "history.csv", "comparators.csv")
HEADINGS = {field.key: field.heading for field in ENTRIES}
JOURNEYS = "journey-*"
UPDATES_DUE = date(2026, 5, 29)
TIDY = ("partner", "area", "measure", "period", "numerator", "denominator", "value")


def make(target: Path = HERE) -> list[Path]:
    """Make everything anew in a folder, in place of what was made there before; the files, in order."""
    with TemporaryDirectory() as scratch:
        folder = Folder(Path(scratch))
        found = figures()
        write_workbook(plan_framework(framework_rows()), folder.framework_file)
        write_logbook(folder.framework, folder.logbook_file)
        write_tidy(folder.path / "history.csv", tidy_rows(found))
        write_tidy(folder.path / "comparators.csv", comparators.tidy_rows())
        import_figures(folder, folder.path / "history.csv")
        for label in QUARTERS:
            play(folder, label, found)
        end_the_year(folder)
        rounds.play(folder)
        return hand_over(folder, target)


def write_tidy(path: Path, rows: Iterable[tuple[str, ...]]) -> None:
    """Figures as a tidy file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(TIDY)
        writer.writerows(rows)


def play(folder: Folder, label: str, found: Figures) -> None:
    """One quarter: issue, fill in what came back first, collect; issue again to whoever sent a second revision."""
    period = period_named(label)
    sent = QUARTERS[label]
    issue(folder, period)
    plans.play(folder, period)
    send(folder, label, [s for s in sent if s.revision == 1], found)
    collect(folder, period=period, queries=False)  # this partnership issues again, and asks nobody back
    again = [s for s in sent if s.revision > 1]
    if again:
        issue(folder, period, [s.partner for s in again])
        send(folder, label, again, found)
        collect(folder, period=period, queries=False)


def send(folder: Folder, label: str, sent: Collection[Sent], found: Figures) -> None:
    """Fill in the returns of a quarter and put them, and whatever else came, into its inbox."""
    period = period_named(label)
    inbox = folder.inbox(period)
    for one in sent:
        form = folder.issued(period.step(-one.quarters_old)) / issued_name(
            folder.framework.partner(one.partner), one.revision
        )
        fill_in(form, inbox / one.file, Typist(one, found), SIGNED_BY[one.partner], one.signed_on)
    for (quarter, file), copy in COPIES.items():
        if quarter == label and (inbox / file).exists():
            shutil.copyfile(inbox / file, inbox / copy)
    if label == own_sheet.PERIOD:
        own_sheet.write_own_sheet(inbox / own_sheet.NAME, found)


def end_the_year(folder: Folder) -> None:
    """The annual update forms: issued to every lead link officer, filled in by all but one, and collected."""
    year = period_named(YEAR)
    sent = {form.name: form for form in issue_updates(folder, year, deadline=UPDATES_DUE)}
    names = file_names(officers(folder.framework))
    for update in UPDATES:
        name = f"{FORM}{names[update.officer]}.xlsx"
        said: Answers = {
            (ref, HEADINGS[field]): text or None
            for ref, texts in update.answers.items()
            for field, text in zip(FIELDS, texts, strict=False)
        }
        type_in(sent[name], folder.inbox(year) / name, said, update.officer, update.signed_on)
    collect(folder, period=year, queries=False)


def hand_over(folder: Folder, target: Path) -> list[Path]:
    """Put what was made in its place and take away what stood there before."""
    shutil.rmtree(target / "returns", ignore_errors=True)
    for name in TOP:
        shutil.copyfile(folder.path / name, target / name)
    for label in (*QUARTERS, YEAR):
        period = period_named(label)
        shutil.copytree(folder.inbox(period), target / "returns" / period.slug, ignore=shutil.ignore_patterns(JOURNEYS))
    shutil.rmtree(target / "journey", ignore_errors=True)
    for label in rounds.ROUNDS:
        period = folder.period(label)
        journeys = sorted(folder.inbox(period).glob(JOURNEYS))
        (target / "journey" / period.slug).mkdir(parents=True)
        for path in journeys:
            shutil.copyfile(path, target / "journey" / period.slug / path.name)
    made = [target / name for name in TOP]
    return made + sorted((target / "returns").rglob("*.xlsx")) + sorted((target / "journey").rglob("*.xlsx"))


if __name__ == "__main__":
    for path in make():
        sys.stdout.write(f"{path.relative_to(HERE)}  {path.stat().st_size:,} bytes\n")
