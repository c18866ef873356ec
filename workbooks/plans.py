"""The action plans of the worked year: what partners said they would do, what worked and what did not."""

from __future__ import annotations

from datetime import date

from pmxl.batch.actions import plans_beside
from pmxl.batch.folder import Folder
from pmxl.periods import Period
from workbooks.forms import Answers
from workbooks.forms import type_in
from workbooks.sent import SIGNED_BY

PLANS = "actions-"
HEADINGS = (
    *("What will be done", "Owner", "Begins", "By when", "Resources moved", "Expected effect"),
    *("Done %", "Status", "Ended on", "How it is going"),
)

BURGLARY = (
    *("Two teams patrol the three streets hit most, and doors are marked", "Chief inspector, neighbourhoods"),
    *(
        date(2026, 1, 5),
        date(2026, 5, 29),
        "Two sergeants and eight officers from traffic",
        "Under 145 a quarter again",
    ),
    *(60, "Under way", None, "Doors marked in two of the three streets"),
)
FOUR_HOURS = (
    *("Beds are cleared by eleven each morning, with a lead on every ward", "Director of nursing"),
    *(date(2026, 2, 2), date(2026, 6, 30), "Four discharge leads, £90,000 from agency staff", "76 % by June"),
    *(25, "Under way", None, "Leads are in post on two wards of six"),
)
EVENING = (
    *("A doctor for children in the evening", "Director of operations"),
    *(date(2025, 1, 6), date(2025, 6, 30), "One doctor, £60,000", "Two points more seen in time"),
    *(100, "Done", date(2025, 6, 30), "Parents liked it. The queue did not get shorter."),
)
LEASED = (
    *("Lease twelve flats from private landlords", "Head of housing"),
    *(date(2025, 4, 14), date(2025, 6, 30), "£140,000 from hotel bills", "Under 205 households by the winter"),
    *(100, "Done", date(2025, 6, 27), "All twelve are let, and cost half of what hotels did."),
)

Said = dict[str, tuple[str, tuple[object, ...]]]
"""By ref the measure that was named where nobody had asked, and what was typed under each heading."""

SAID: dict[str, dict[str, Said]] = {
    "2025-26 Q4": {
        "constabulary": {"burglary · 2025-26 Q3": ("", BURGLARY)},
        "health": {
            "four-hours · 2025-26 Q3": ("", FOUR_HOURS),
            "new-1": ("Accident and emergency patients seen within four hours", EVENING),
        },
        "council": {"new-1": ("Households in temporary accommodation", LEASED)},
    }
}
"""By quarter and partner what was typed into each row: its measure where nobody had asked, and what it is."""
SIGNED = date(2026, 4, 20)


def play(folder: Folder, period: Period) -> None:
    """Sends the action plans of a quarter out and puts those that came back into its inbox."""
    said = SAID.get(period.label, {})
    for path in plans_beside(folder, period, also=tuple(said)):
        partner = path.stem.removeprefix(PLANS)
        if partner in said:
            type_in(path, folder.inbox(period) / path.name, answers(said[partner]), SIGNED_BY[partner], SIGNED)


def answers(rows: Said) -> Answers:
    """What one partner typed, by ref and heading."""
    typed: Answers = {}
    for ref, (measure, action) in rows.items():
        if measure:
            typed[ref, "Measure"] = measure
        for heading, value in zip(HEADINGS, action, strict=True):
            typed[ref, heading] = value  # type: ignore[assignment]
    return typed
