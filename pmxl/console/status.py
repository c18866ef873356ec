"""Status: where the returns of a period stand, as a table or as records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from typing import Any

from pmxl.assess.status import STATUS_COLUMNS
from pmxl.console.many import standing
from pmxl.console.records import print_csv
from pmxl.console.records import print_json
from pmxl.console.say import say
from pmxl.console.table import Shown
from pmxl.console.table import inked
from pmxl.console.table import print_table
from pmxl.periods import day_in_words
from pmxl.terms import ReturnState

if TYPE_CHECKING:
    from pathlib import Path

    from pmxl.assess.status import Status
    from pmxl.framework.models import Framework
    from pmxl.improve.actions.standing import Followed
    from pmxl.improve.improvement import Improvement

FEW = 4
"""Owners named on one line."""
COUNTS = {
    "days_late": "Days late",
    "expected": "Expected",
    "kept": "Kept",
    "held": "Held",
    "refused": "Refused",
    "missing": "Missing",
    "open": "Open",
}
"""Numbers of the register, and how they are headed."""
INKS: Mapping[str, str] = {
    ReturnState.LATE: "bold red",
    ReturnState.REFUSED: "bold red",
    ReturnState.EMPTY: "bold red",
    ReturnState.QUERIED: "yellow",
    ReturnState.RETURNED: "yellow",
    ReturnState.ACCEPTED: "green",
}


def print_status(found: Status, form: str, made: Path | None = None) -> None:
    """A line a partner, with who is to be asked for what; as JSON also letters, open questions, record and owners.

    `made` is the workbook that shows the same.
    """
    if form == "json":
        print_json(as_record(found) | {"file": str(made or "")})
        return
    if form == "csv":
        print_csv(found.partners, STATUS_COLUMNS)
        return
    told, shown, more = standing(found.partners, "state")
    title = f"Returns for {found.period.label} as they stand on {day_in_words(found.today)}{told}"
    headings = ("Partner", "Stands", "Due", *COUNTS.values(), "To be asked for")
    print_table(headings, map(partner_line, shown), right=COUNTS.values(), title=title)
    if more:
        say(f"{more} Everybody stands in the register.")
    never = [f"{row['owner']} ({row['role'].lower()})" for row in found.owners if row["never"]]
    for line in (*watch_lines(found.improvement, found.framework), *awaited_lines(found)):
        say(line)
    if never:
        more = f" and {len(never) - FEW} more, on the sheet Owners" if len(never) > FEW else ""
        say(f"Never updated anything: {', '.join(never[:FEW])}{more}.")


def partner_line(row: Mapping[str, Any]) -> list[Shown]:
    """Where a partner's return stands."""
    due = day_in_words(row["due"]) if row["due"] else "–"
    return [row["name"], inked(row["state"], INKS), due, *(str(row[name]) for name in COUNTS), row["chase"]]


def awaited_lines(found: Status) -> list[str]:
    """Whose forms are not back: a line for each sort of form."""
    whose: dict[tuple[str, str], list[str]] = {}
    for one in found.awaited:
        whose.setdefault((one.called, one.period.label), []).append(one.whose)
    return [f"Not back, {called} for {label}: {'; '.join(names)}." for (called, label), names in whose.items()]


def watch_lines(shown: Improvement | None, framework: Framework) -> list[str]:
    """What is in the hot-house, whose plans are owed, and which actions are late."""
    if shown is None:
        return []
    whom = {one.id: one.name for one in framework.partners}
    places = {one.id: f" in {one.name}" for one in framework.areas}
    hot = [f"{one.measure.name}{places.get(one.area, '')} (since {one.entered.label})" for one in shown.hot]
    owed = [
        f"{framework.measure(one.measure).name}{places.get(one.area, '')} ({whom.get(one.to, one.to) or 'nobody'})"
        for one in shown.not_given
    ]
    late = [
        f"{one.action.what} ({one.action.owner or whom.get(one.action.to, one.action.to)})"
        for one in late_actions(shown)
    ]
    said = (("In the hot-house", hot), ("Action plans owed", owed), ("Actions late", late))
    return [f"{title}: {'; '.join(lines)}." for title, lines in said if lines]


def late_actions(shown: Improvement) -> list[Followed]:
    """The actions whose day has passed."""
    return [one for one in shown.actions if one.state == "Overdue"]


def watch_record(shown: Improvement | None) -> dict[str, Any]:
    """The same for another program; nothing where nobody looked."""
    if shown is None:
        return {"hothouse": [], "plans_owed": [], "actions_late": []}
    return {
        "hothouse": [
            {"measure": one.measure.id, "partner": one.partner, "area": one.area}
            | {"since": one.entered.label, "stands": one.standing}
            for one in shown.hot
        ],
        "plans_owed": [
            {"measure": one.measure, "partner": one.partner, "area": one.area, "to": one.to} for one in shown.not_given
        ],
        "actions_late": [
            {"measure": one.action.measure, "what": one.action.what, "by_when": one.action.by_when}
            for one in late_actions(shown)
        ],
    }


def as_record(found: Status) -> dict[str, Any]:
    """Everything that the register shows, as records."""
    return {
        "period": found.period.label,
        "as_at": found.today,
        "due": found.due,
        "partners": found.partners,
        "open": found.open,
        "chase": [letter.as_record() for letter in found.letters],
        "record": found.punctual.rows,
        "owners": found.owners,
        "forms_awaited": [
            {"form": one.called, "whose": one.whose, "period": one.period.label, "file": one.file, "on": one.issued_on}
            for one in found.awaited
        ],
    } | watch_record(found.improvement)
