"""What the lead link officers said of the worked year in their annual update forms; one of the nine sent nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

FIELDS = ("judged", "achieved", "not_achieved", "reasons", "next_step", "next_year", "lessons")
YES, PART, NO, EARLY = "Yes", "In part", "No", "Too early to say"
ON, CHANGE = "Carry on", "Change it"

Answers = dict[str, tuple[str, ...]]
"""By measure, what stands under each of FIELDS, as far as anything does."""


@dataclass(frozen=True, slots=True)
class Update:
    """One officer's form: who signed it, on which day, and the answers."""

    officer: str
    signed_on: date
    answers: Answers


UPDATES = (
    Update(
        "Chief superintendent",
        date(2026, 5, 12),
        {
            "burglary": (
                YES,
                "28 fewer burglaries than we allowed ourselves. 1,640 homes have new locks and lights.",
                "Sallowhythe saw a bad autumn before the towpath was lit.",
                "A seized van ended a run of break-ins into sheds and garages along the canal.",
                ON,
                "Locks and lights for the 400 homes nearest the station.",
                "Lighting one path did more than three months of patrols.",
            ),
            "abuse-repeated": (
                NO,
                "Navigators called 311 people back within a week.",
                "More people than agreed had reported before.",
                "Part of the rise is trust: a survey in September says so. How much, we do not yet know.",
                CHANGE,
                "With the alliance, one plan for each person who reports a second time.",
                "Ask at the first report what would help, not at the second.",
            ),
            "disorder": (YES, "Fewer incidents in every district, most of all in the holidays.", "", "", ON),
        },
    ),
    Update(
        "Area manager, prevention",
        date(2026, 5, 8),
        {
            "home-fires": (YES, "The fewest accidental fires in homes since we began to count.", "", "", ON),
            "safe-and-well": (
                YES,
                "324 visits more than agreed, most of them to people over 75.",
                "",
                "The falls clinic refers people to us directly.",
                ON,
                "The same number, and a second visit where we fitted nothing at the first.",
                "A referral made in the room is worth five letters.",
            ),
        },
    ),
    Update(
        "Director of operations",
        date(2026, 5, 20),
        {
            "four-hours": (
                NO,
                "The urgent treatment centre opened in the evening from February.",
                "One patient in four waited longer than four hours.",
                "Winter was busier than we had planned for, and beds were full for eleven weeks.",
                CHANGE,
                "Beds on the discharge lounge all week, agreed with the council before October.",
                "Plan winter in May.",
            ),
            "ready-to-go-home": (YES, "Four people fewer than allowed were waiting on the last day.", "", "", ON),
            "avoidable-admissions": (EARLY,),
        },
    ),
    Update(
        "Head of victim services",
        date(2026, 5, 14),
        {
            "victim-satisfaction": (YES, "Most people are satisfied, and more of them answer the survey.", "", "", ON),
            "days-to-contact": (PART, "The alliance calls within three days.", "The council takes four and a half."),
            "caseload": (
                PART,
                "A worker joins in May.",
                "Each supports one person more than agreed.",
                "Two workers were on long leave in the summer.",
                ON,
            ),
        },
    ),
    Update(
        "Head of housing",
        date(2026, 5, 15),
        {
            "homelessness-prevented": (
                PART,
                "More households kept their home than in any year before.",
                "Still fewer than we had agreed.",
                "Two landlords sold 61 homes in November.",
                CHANGE,
                "Eight weeks' notice of a sale from every landlord who joins the helpline.",
                "We hear of a sale first from the tenant: that is too late.",
            ),
            "temporary-homes": (PART, "Sixteen households fewer than a year before.", "Ten more than agreed."),
        },
    ),
    Update(
        "Chief executive",
        date(2026, 5, 19),
        {"confidence": (YES, "Confidence rose in the borough and in the homes of the association.", "", "", ON)},
    ),
    Update(
        "Partnership manager",
        date(2026, 5, 11),
        {
            "decisions-kept": (
                NO,
                "Four of six did all that they had agreed.",
                "A post, a handbook and a lounge.",
            ),
            "sharing-agreement": (YES, "All six have signed, three weeks late.", "", "", "End it"),
            "case-conferences": (EARLY, "A baseline: 77 of 100 within ten working days."),
        },
    ),
    Update(
        "Director of finance",
        date(2026, 5, 27),
        {
            "pooled-budget": (
                NO,
                "The recovery plan is agreed.",
                "£54 thousand over.",
                "Agency cover in the discharge team over the winter.",
                CHANGE,
                "Agency cover is agreed month by month.",
                "We saw it in July and acted in January.",
            ),
            "cost-per-victim": (PART, "Back to what was agreed in the last quarter.", "Training cost more in summer."),
            "evaluations": (PART, "Eight finished and shared.", "One waits for its author.", "", ON),
        },
    ),
)
"""The director of people's form has not come back."""
