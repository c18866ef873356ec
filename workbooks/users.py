"""The measures of stakeholders and users: do the people we serve get help early, and trust us?"""

from __future__ import annotations

from workbooks.partnership import GROUP
from workbooks.recipe import DISTRICTS
from workbooks.recipe import Recipe
from workbooks.recipe import Shape
from workbooks.recipe import target
from workbooks.recipe import tolerance

SATISFACTION = Recipe(
    row={
        "id": "victim-satisfaction",
        "name": "Victims satisfied with the help they had",
        "definition": "Of the victims of crime who answered the survey in the quarter, the share who were satisfied "
        "or very satisfied with the help they had. A new questionnaire began in April 2024.",
        "objective": "victims-supported",
        "kind": "percentage",
        "unit": "%",
        "decimals": 1,
        "multiplier": 100,
        "polarity": "higher",
        "chain": "outcome",
        "frequency": "quarter",
        "accumulate": "flow",
        "partners": "constabulary; voluntary",
        "data_owner": "Victim services analyst",
        "performance_owner": "Head of victim services",
        "key": "yes",
        "rebase": "2024-25 Q1",
        "definition_version": "2",
        "source": "Victim survey",
    },
    targets=(
        target("victim-satisfaction", "2024-25", "year", 82, standard=75, agreed_on="2024-03-19"),
        target("victim-satisfaction", "2025-26", "year", 84, standard=75),
    ),
    tolerances=(tolerance("victim-satisfaction", "points", 4, "points"),),
    shape=Shape(
        size={("constabulary", ""): 236, ("voluntary", ""): 118},
        rate={("constabulary", ""): 0.785, ("voluntary", ""): 0.872},
        trend=0.012,
        noise=0.015,
    ),
)

FIRST_CONTACT = Recipe(
    row={
        "id": "days-to-contact",
        "name": "Days from referral to a first conversation",
        "definition": "The median number of working days from the day a person was referred to the day somebody "
        "first spoke with them. Half of all people waited no longer than this.",
        "objective": "victims-supported",
        "kind": "median",
        "unit": "days",
        "decimals": 1,
        "polarity": "lower",
        "chain": "process",
        "frequency": "quarter",
        "accumulate": "flow",
        "partners": "council; constabulary; voluntary",
        "data_owner": "Performance and insight officer",
        "performance_owner": "Head of victim services",
        "first_period": "2023-24 Q1",
        "source": "Case systems of the three partners",
    },
    targets=(
        target("days-to-contact", "2024-25", "year", 5.0, agreed_on="2024-03-19"),
        target("days-to-contact", "2025-26", "year", 4.5),
    ),
    tolerances=(tolerance("days-to-contact", "band", 1, "points"),),
    shape=Shape(
        size={("council", ""): 5.4, ("constabulary", ""): 4.9, ("voluntary", ""): 3.8},
        trend=-0.05,
        noise=0.07,
        digits=1,
    ),
)

CASELOAD = Recipe(
    row={
        "id": "caseload",
        "name": "People helped by each support worker",
        "definition": "Open cases at the end of the quarter for every full-time support worker. Too many and people "
        "wait; too few and help does not reach those who need it.",
        "objective": "victims-supported",
        "kind": "ratio",
        "unit": "cases",
        "decimals": 1,
        "multiplier": 1,
        "polarity": "nearest",
        "chain": "process",
        "frequency": "quarter",
        "accumulate": "stock",
        "partners": "council; homes; voluntary",
        "data_owner": "Performance and insight officer",
        "performance_owner": "Head of victim services",
        "source": "Case systems of the three partners",
    },
    targets=(target("caseload", "2025-26", "year", 16),),
    tolerances=(tolerance("caseload", "points", 3, "points"),),
    shape=Shape(
        size={("council", ""): 24, ("homes", ""): 11, ("voluntary", ""): 17},
        rate={("council", ""): 17.1, ("homes", ""): 15.2, ("voluntary", ""): 14.6},
        trend=0.01,
        noise=0.035,
    ),
)

HOMELESSNESS = Recipe(
    row={
        "id": "homelessness-prevented",
        "name": "Households helped before they lost their home",
        "definition": "Of the households owed help because they were homeless or about to be, the share who were "
        "helped while they still had a home.",
        "objective": "homes-kept",
        "kind": "percentage",
        "unit": "%",
        "decimals": 1,
        "multiplier": 100,
        "polarity": "higher",
        "chain": "outcome",
        "frequency": "quarter",
        "accumulate": "flow",
        "partners": "council; homes",
        "data_owner": "Housing options data officer",
        "performance_owner": "Head of housing",
        "key": "yes",
        "source": "Homelessness case records",
        "comparison_group": GROUP,
    },
    targets=(
        target("homelessness-prevented", "2024-25", "year", 55, agreed_on="2024-03-19"),
        target("homelessness-prevented", "2025-26", "year", 58, purpose="accountability"),
        target("homelessness-prevented", "2025-26", "year", 68, partner="homes"),
    ),
    tolerances=(
        tolerance("homelessness-prevented", "points", 5, "points"),
        tolerance("homelessness-prevented", "relative median", agreed_by="Housing board"),
    ),
    shape=Shape(
        size={("council", ""): 342, ("homes", ""): 96},
        rate={("council", ""): 0.512, ("homes", ""): 0.641},
        trend=0.028,
        season=(1.01, 1.01, 0.99, 0.99),
        noise=0.025,
        bends=(("council", "2025-26 Q3", 0.93),),
    ),
)

TEMPORARY_HOMES = Recipe(
    row={
        "id": "temporary-homes",
        "name": "Households in temporary accommodation",
        "definition": "Households living in temporary accommodation arranged by the council on the last day of the "
        "quarter.",
        "objective": "homes-kept",
        "kind": "count",
        "unit": "households",
        "decimals": 0,
        "polarity": "lower",
        "chain": "outcome",
        "frequency": "quarter",
        "accumulate": "stock",
        "partners": "council",
        "data_owner": "Housing options data officer",
        "performance_owner": "Head of housing",
        "dead_band": 2,
        "source": "Temporary accommodation register",
    },
    targets=(
        target(
            "temporary-homes",
            "2026-27 Q4",
            "point",
            160,
            baseline=213,
            baseline_period="2024-25 Q4",
            purpose="stretch",
            reason="An ambition of the housing strategy, not a promise",
        ),
    ),
    tolerances=(tolerance("temporary-homes", "10%"),),
    shape=Shape(size={("council", ""): 232}, trend=-0.03, noise=0.02, bends=(("", "2025-26 Q1", 0.97),)),
)

CONFIDENCE = Recipe(
    row={
        "id": "confidence",
        "name": "Confidence of residents in local services",
        "definition": "An index of how far residents say they trust the council, the police and their landlord, from "
        "each partner's own survey, with 2019 as 100. Weighted by what residents said matters to them.",
        "objective": "trusted",
        "kind": "index",
        "unit": "2019 = 100",
        "decimals": 1,
        "polarity": "higher",
        "chain": "outcome",
        "frequency": "half-year",
        "accumulate": "stock",
        "pooling": "weights council=50; constabulary=30; homes=20",
        "partners": "council; constabulary; homes",
        "data_owner": "Consultation officer",
        "performance_owner": "Chief executive",
        "source": "Residents' surveys of the three partners",
    },
    targets=(
        target("confidence", "2024-25", "year", 103, purpose="improvement", agreed_on="2024-03-19"),
        target("confidence", "2025-26", "year", 104, purpose="improvement"),
    ),
    tolerances=(tolerance("confidence", "band", 2, "percent"),),
    shape=Shape(
        size={("council", ""): 100.6, ("constabulary", ""): 97.8, ("homes", ""): 103.2},
        trend=0.010,
        noise=0.006,
        digits=1,
    ),
)

CLAIMANTS = Recipe(
    row={
        "id": "claimants",
        "name": "People claiming unemployment benefits",
        "definition": "People who claim a benefit because they are out of work, on the last count of the quarter, by "
        "district. Context for the other figures: nobody here is judged by it.",
        "objective": "homes-kept",
        "kind": "count",
        "unit": "people",
        "decimals": 0,
        "polarity": "none",
        "chain": "outcome",
        "frequency": "quarter",
        "accumulate": "stock",
        "partners": "council",
        "by_area": "yes",
        "data_owner": "Housing policy officer",
        "performance_owner": "Head of housing",
        "source": "Published count of claimants",
    },
    shape=Shape(
        size=dict(zip([("council", area) for area in DISTRICTS], (2140, 1365, 520, 475), strict=True)),
        trend=-0.02,
        season=(1.02, 0.98, 0.97, 1.03),
        noise=0.015,
    ),
)

RENTERS = Recipe(
    row={
        "id": "private-renters",
        "name": "Households that rent from a private landlord",
        "definition": "Households known to rent from a private landlord on the last day of the quarter, by district. "
        "Context for the other figures: nobody here is judged by it.",
        "objective": "homes-kept",
        "kind": "count",
        "unit": "households",
        "decimals": 0,
        "polarity": "none",
        "chain": "outcome",
        "frequency": "quarter",
        "accumulate": "stock",
        "partners": "council",
        "by_area": "yes",
        "data_owner": "Housing policy officer",
        "performance_owner": "Head of housing",
        "source": "Council tax and licensing records",
    },
    shape=Shape(
        size=dict(zip([("council", area) for area in DISTRICTS], (9850, 4310, 1180, 990), strict=True)),
        trend=0.025,
        noise=0.006,
    ),
)

RECIPES = (SATISFACTION, FIRST_CONTACT, CASELOAD, HOMELESSNESS, TEMPORARY_HOMES, CLAIMANTS, RENTERS, CONFIDENCE)
