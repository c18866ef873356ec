"""The story of the worked year: what came back in each quarter, and what was amiss with it."""

from __future__ import annotations

from datetime import date

from workbooks.history import Amount
from workbooks.sent import Said
from workbooks.sent import Sent
from workbooks.sent import Slip

SIGNED = date(2025, 10, 21)
"""The day on which the last partner signed the agreement to share information: three weeks late."""

COPIES = {("2025-26 Q4", "council.xlsx"): "council_copy.xlsx"}
"""The same file sent twice under two names, by quarter and first name."""


def share_of_one(amount: Amount) -> float:
    """A percentage as a share of one, as people type it into a cell that wants per cent."""
    return round((amount.numerator or 0) / (amount.denominator or 1), 3)


def first_quarter() -> tuple[Sent, ...]:
    """All six came back: one with a number typed as text, one with a measure that did not apply."""
    council = (
        Said("homelessness-prevented", "The new landlord helpline took 84 calls in its first quarter."),
        Said("sharing-agreement", "The text is agreed. Three of six partners have signed; the others meet in August."),
    )
    homes = (
        Said("decisions-kept", "The tenants' safety leaflet went out in July; it was promised for June."),
        Said("homelessness-prevented", "Every tenant in arrears is now visited before a notice is served."),
    )
    constabulary = (
        Said("burglary", "The locks and lights scheme reached 410 homes in the town centre.", area="Sallowhythe"),
    )
    health = (Said("beds-in-use", "Within the range throughout.", period="2025-26 M03"),)
    voluntary = (Said("decisions-kept", "The last board meeting agreed nothing that fell to the alliance."),)
    as_text = Slip("four-hours", "Denominator", lambda a: f"{a.denominator:,.0f} ", period="2025-26 M03")
    return (
        Sent("council", "council.xlsx", date(2025, 7, 15), council),
        Sent("constabulary", "constabulary.xlsx", date(2025, 7, 17), constabulary),
        Sent("health", "Health Trust Q1 FINAL.xlsx", date(2025, 7, 21), health, (as_text,)),
        Sent("fire", "fire.xlsx", date(2025, 7, 11)),
        Sent("homes", "homes.xlsx", date(2025, 7, 18), homes),
        Sent("voluntary", "voluntary.xlsx", date(2025, 7, 21), voluntary, (Slip("decisions-kept", "Value", "n/a"),)),
    )


def second_quarter() -> tuple[Sent, ...]:
    """A numerator above its denominator, mended in a second revision; a share that can be read two ways; a big move."""
    council = (
        Said(
            "caseload",
            "Two of our workers were on long leave, and their cases were shared out. Both are back in October.",
        ),
        Said("sharing-agreement", "Five of six partners have signed; the last meets on 21 October."),
    )
    constabulary = (
        Said("cost-per-victim", "Training for the new victim navigators fell in this quarter and does not recur."),
        Said(
            "confidence",
            "Confidence is growing most slowly where residents do not know their neighbourhood officer. From October "
            "every street has a named officer, and letters go out with a photograph and a number to ring.",
        ),
        Said(
            "abuse-repeated",
            "More people trusted us enough to report a second time: the survey of those who did says so. With the "
            "alliance we are asking what would have helped them after the first report.",
        ),
    )
    health = (
        Said(
            "pooled-budget",
            "Agency staff have covered four posts in the discharge team since July. Two of the posts are now filled.",
        ),
    )
    voluntary = (
        Said(
            "referrals",
            "The open days in August brought in as many people as two usual quarters. We expect the usual number from "
            "October.",
        ),
        Said(
            "staff-trained",
            "Fifteen volunteers joined in September and train in October and November. Without them: nearly 90 %.",
        ),
    )
    swapped = (
        Slip("case-conferences", "Numerator", lambda a: a.denominator),
        Slip("case-conferences", "Denominator", lambda a: a.numerator),
    )
    month = "2025-26 M05"
    typed_over = (
        Slip("beds-in-use", "Numerator", None, period=month),
        Slip("beds-in-use", "Denominator", None, period=month),
        Slip("beds-in-use", "Value", share_of_one, period=month),
    )
    open_days = Slip("referrals", "Value", lambda a: round((a.value or 0) * 2.3))
    return (
        Sent("council", "council.xlsx", date(2025, 10, 16), council),
        Sent("constabulary", "constabulary.xlsx", date(2025, 10, 14), constabulary, swapped),
        Sent("constabulary", "constabulary-r2.xlsx", date(2025, 10, 22), constabulary, revision=2),
        Sent("health", "health.xlsx", date(2025, 10, 20), health, typed_over),
        Sent("fire", "fire.xlsx", date(2025, 10, 10)),
        Sent("homes", "homes.xlsx", date(2025, 10, 17), slips=(Slip("referrals", "Provisional", "Yes"),)),
        Sent("voluntary", "voluntary.xlsx", date(2025, 10, 21), voluntary, (open_days,)),
    )


def third_quarter() -> tuple[Sent, ...]:
    """One partner silent, one with a workbook of its own, one with last quarter's workbook first; a number hidden."""
    council = (
        Said(
            "homelessness-prevented",
            "Two landlords sold 61 homes between them in November, and most of those households came to us on the day "
            "they had to leave. Landlords who join the helpline now give us eight weeks' notice of a sale.",
        ),
        Said("sharing-agreement", "All six have signed. The first joint case review used it in November."),
    )
    constabulary = (
        Said(
            "abuse-repeated",
            "The rise goes on and is worst in the weeks around the end of a court order. A navigator now rings "
            "every victim a week before an order ends.",
        ),
        Said("cost-per-victim", "Overtime for the helpline in December. The contract is under review."),
        Said("burglary", "Seven of these were at two farms; two people have been charged.", area="Quilldale"),
    )
    health = (
        Said(
            "four-hours",
            "An early start to the winter: respiratory admissions were a fifth above last November.",
            period="2025-26 M08",
        ),
        Said(
            "four-hours",
            "Two wards were closed by norovirus for eleven days. The urgent treatment centre opens two evenings more "
            "from January.",
            period="2025-26 M09",
        ),
        Said(
            "pooled-budget",
            "The last two agency posts, and a third ward open a month early. The finance subgroup sees a recovery plan "
            "in February.",
        ),
        Said("decisions-kept", "The discharge lounge opens in February: the builder found asbestos."),
    )
    fire = (Said("home-fires", "Fewer than five are confirmed as accidental so far.", area="Quilldale"),)
    hidden = Slip("home-fires", "Value", "*", area="Quilldale")
    return (
        Sent("council", "council.xlsx", date(2026, 1, 19), council),
        Sent("constabulary", "constabulary.xlsx", date(2026, 1, 16), constabulary),
        Sent("health", "Health Trust return (autumn workbook).xlsx", date(2026, 1, 20), quarters_old=1),
        Sent("health", "health.xlsx", date(2026, 1, 21), health),
        Sent("fire", "fire.xlsx", date(2026, 1, 12), fire, (hidden,)),
    )


def fourth_quarter() -> tuple[Sent, ...]:
    """All six came back, one of them twice with the same file."""
    council = (
        Said(
            "homelessness-prevented", "Notice of sales is working: 38 households were moved before they had to leave."
        ),
        Said("caseload", "Notice of sales brings people to us sooner, and so more of them. A worker joins us in May."),
        Said("decisions-kept", "The data officer's post was advertised twice and filled in April, a month late."),
    )
    constabulary = (
        Said(
            "burglary",
            "Half of these were sheds and garages joined to homes near the canal. The towpath is lit since March, and "
            "there were five in that month against nineteen in January.",
            area="Sallowhythe",
        ),
        Said(
            "abuse-repeated",
            "The figure covers twelve months and will carry the autumn until October. In the quarter alone it fell: 82 "
            "navigators' calls were made, and fewer than one in ten of those called reported again.",
        ),
        Said("cost-per-victim", "The navigators' training is done and the unit cost has come down."),
        Said(
            "confidence",
            "Steady, where we had hoped for more. Streets that met their named officer moved by three points, the rest "
            "not at all; by September every street will have had a visit.",
        ),
    )
    health = (
        Said(
            "four-hours",
            "January was the busiest month we have had, and beds were full. Opening the urgent treatment "
            "centre in the evening took about 300 people a month from February.",
            period="2025-26 M10",
        ),
        Said("four-hours", "Below the floor again, though better than January.", period="2025-26 M11"),
        Said("beds-in-use", "Full after the new year. The hospice lent step-down beds.", period="2025-26 M10"),
        Said(
            "sickness",
            "Colds and stomach bugs took half of the winter's days. Vaccines are offered on the wards from September.",
        ),
        Said("decisions-kept", "The discharge lounge is open."),
        Said(
            "pooled-budget",
            "Agency cover for discharge teams over the winter. The finance subgroup has seen the recovery plan: the "
            "overspend is made good from the winter grant in the first quarter.",
        ),
    )
    fire = (Said("safe-and-well", "Ahead of the year's target. The falls clinic now refers to us directly."),)
    voluntary = (
        Said("referrals", "Back to the usual number after the open days of August."),
        Said("decisions-kept", "The volunteer handbook is with the printer; it was due in March."),
        Said("staff-trained", "Training moved to evenings in February and the places are now taken."),
    )
    return (
        Sent("council", "council.xlsx", date(2026, 4, 17), council),
        Sent("constabulary", "constabulary.xlsx", date(2026, 4, 15), constabulary),
        Sent("health", "health.xlsx", date(2026, 4, 21), health),
        Sent("fire", "fire.xlsx", date(2026, 4, 13), fire),
        Sent("homes", "homes.xlsx", date(2026, 4, 20)),
        Sent("voluntary", "voluntary.xlsx", date(2026, 4, 21), voluntary),
    )


QUARTERS = {
    "2025-26 Q1": first_quarter(),
    "2025-26 Q2": second_quarter(),
    "2025-26 Q3": third_quarter(),
    "2025-26 Q4": fourth_quarter(),
}
"""What came back, by quarter."""
