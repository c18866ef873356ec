"""Update: the annual update forms of a year, one for each lead link officer, pre-filled with what its figures say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from pmxl.assess import Assessment
from pmxl.assess.annual.annual import Annual
from pmxl.assess.scene import records
from pmxl.batch.annual import Progress
from pmxl.batch.annual import year_of
from pmxl.batch.folder import Folder
from pmxl.batch.forms import issue_form
from pmxl.batch.forms import reissued
from pmxl.findings import refuse
from pmxl.periods import Period
from pmxl.reports.figure import spelled
from pmxl.reports.figure import target
from pmxl.returns.update_form import UpdateRow
from pmxl.returns.update_form import officers
from pmxl.returns.update_form import update_form
from pmxl.rules.spoken import CURRENCIES

LONGEST_NAME = 40
FORM = "update-"


def issue_updates(
    folder: Folder,
    year: Period,
    named: Collection[str] = (),
    *,
    deadline: date | None = None,
    progress: Progress = lambda _: None,
    assessed: Collection[Assessment] = (),
) -> list[Path]:
    """Writes the update forms of a year, of all lead link officers or of those named; a reissue raises the revision.

    Refused where no objective has an owner and no measure an owner of its performance (OUT051), and for a name that
    nobody bears (OUT052). A form that was issued is never overwritten. `assessed` are periods of the year that were
    assessed just now, which need not be assessed again.
    """
    framework = folder.framework
    wanted = chosen(officers(framework), named)
    found = year_of(folder, year, progress, assessed=assessed)
    facts = rows_of(found)
    names = file_names(officers(framework))
    written = []
    for officer, refs in wanted.items():
        progress(officer)
        form = update_form(
            framework.settings.name,
            officer,
            year,
            framework.version,
            tuple(facts[ref] for ref in refs),
            deadline=deadline,
            return_to=framework.settings.return_to,
            questions_to=framework.settings.officer,
        )
        with folder.ledger() as ledger:
            form = reissued(ledger, form)
        written.append(issue_form(folder, form, f"{FORM}{names[officer]}"))
    return written


def chosen(every: dict[str, list[str]], named: Collection[str]) -> dict[str, list[str]]:
    """The officers named, or all; refused where there is none, or none of that name."""
    if not every:
        says = "No objective of the framework has an owner, and no measure an owner of its performance."
        raise refuse("OUT051", says, "Name the lead link officer of each objective in its column owner.")
    folded = {officer.casefold(): officer for officer in every}
    for name in named:
        if name.strip().casefold() not in folded:
            says = f"No objective or measure has the owner '{name}'."
            raise refuse("OUT052", says, f"Choose from: {', '.join(every)}.", found=name)
    wanted = {folded[name.strip().casefold()] for name in named}
    return {officer: refs for officer, refs in every.items() if not wanted or officer in wanted}


def rows_of(found: Annual) -> dict[str, UpdateRow]:
    """What the year's figures say of every measure, and of every objective that has none, by id."""
    framework = found.framework
    labels = [one.period.label.rpartition(" ")[2] for one in found.quarters]
    rows = {row["measure"]: row_of(found, row, labels) for row in records(found.outcomes)}
    for measure in framework.measures:  # one that did not live in the year is asked about all the same
        objective = framework.objective(measure.objective)
        rows.setdefault(measure.id, UpdateRow(measure.id, measure.name, objective.name, objective.plan))
    for objective in framework.objectives:
        rows.setdefault(objective.id, UpdateRow(objective.id, objective.name, "Objective", objective.plan))
    return rows


def row_of(found: Annual, row: dict[str, Any], labels: Iterable[str]) -> UpdateRow:
    """One measure's year in words."""
    objective = found.framework.objective(row["objective"])
    aim = target(row)[0]
    before = ", ".join(said for said in (spelled(row, row["value_before"]), row["rating_before"]) if said)
    quarters = ", ".join(f"{label} {rating}" for label, rating in zip(labels, row["through"], strict=True) if rating)
    return UpdateRow(
        ref=row["measure"],
        name=row["name"],
        objective=objective.name,
        plan=objective.plan,
        outcome=with_unit(spelled(row, row["value"]), row),
        target=aim if isinstance(aim, str) and aim != "–" else with_unit(spelled(row, row["target"]), row),
        rating=row["rating"],
        before=before,
        quarters=quarters,
    )


def with_unit(figure: str, row: dict[str, Any]) -> str:
    """`532 offences`, `£2,454 thousand`, "" where there is no figure."""
    unit = str(row["unit"])
    sign, _, rest = unit.partition(" ") if unit.startswith(tuple(CURRENCIES)) else ("", "", unit)
    return f"{sign}{figure} {rest}".strip() if figure else ""


def file_names(every: Iterable[str]) -> dict[str, str]:
    """A name fit for a file for each officer, no two alike: `director-of-finance`."""
    found: dict[str, str] = {}
    for n, officer in enumerate(every, 1):
        plain = unicodedata.normalize("NFKD", officer).encode("ascii", "ignore").decode().lower()
        name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_NAME].strip("-") or f"officer-{n}"
        found[officer] = name if name not in found.values() else f"{name[: LONGEST_NAME - 4]}-{n}"
    return found
