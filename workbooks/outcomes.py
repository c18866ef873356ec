"""The measures of community outcomes: is life in Vennermarsh safer, healthier and fairer?"""

from __future__ import annotations

from workbooks.recipe import DISTRICTS
from workbooks.recipe import Recipe
from workbooks.recipe import Shape
from workbooks.recipe import target
from workbooks.recipe import tolerance

BURGLARY = Recipe(
    row={
        "id": "burglary",
        "name": "Burglaries of homes",
        "definition": "Every burglary of a home recorded by the police in the quarter, finished or attempted. Sheds "
        "and garages count only when they are joined to the home.",
        "objective": "safer-places",
        "kind": "count",
        "unit": "offences",
        "decimals": 0,
        "polarity": "lower",
        "chain": "outcome",
        "frequency": "quarter",
        "accumulate": "flow",
        "partners": "constabulary",
        "by_area": "yes",
        "data_owner": "Community safety analyst",
        "performance_owner": "Chief superintendent",
        "key": "yes",
        "seasonal": "yes",
        "source": "Recorded crime system",
    },
    targets=(
        target("burglary", "2024-25", "year", 590, profile="0.24; 0.22; 0.26; 0.28", agreed_on="2024-03-19"),
        target("burglary", "2025-26", "year", 560, profile="0.24; 0.22; 0.26; 0.28", purpose="accountability"),
        target("burglary", "2025-26", "year", 220, area="sallowhythe", partner="constabulary"),
    ),
    tolerances=(
        tolerance("burglary", "5%"),
        tolerance("burglary", "signal", strength="act", agreed_by="Community safety board"),
    ),
    shape=Shape(
        size=dict(zip([("constabulary", area) for area in DISTRICTS], (64, 50, 23, 21), strict=True)),
        trend=-0.045,
        season=(0.96, 0.90, 1.04, 1.10),
        noise=0.06,
        bends=(("", "2025-26 Q3", 1.16), ("", "2025-26 Q4", 0.90)),
    ),
)

DOMESTIC_ABUSE = Recipe(
    row={
        "id": "abuse-repeated",
        "name": "Domestic abuse reported again within a year",
        "definition": "Of the people who reported domestic abuse to the police in the last twelve months, the share "
        "who had reported it before in the twelve months up to then.",
        "objective": "safer-places",
        "kind": "percentage",
        "unit": "%",
        "decimals": 1,
        "multiplier": 100,
        "polarity": "lower",
        "chain": "outcome",
        "frequency": "quarter",
        "accumulate": "rolling",
        "partners": "constabulary",
        "data_owner": "Community safety analyst",
        "performance_owner": "Head of safeguarding, constabulary",
        "key": "yes",
        "dead_band": 0.2,
        "source": "Recorded crime system",
    },
    targets=(
        target("abuse-repeated", "2024-25", "year", 27.0, agreed_on="2024-03-19"),
        target("abuse-repeated", "2025-26", "year", 26.5, purpose="accountability"),
    ),
    tolerances=(
        tolerance("abuse-repeated", "points", 1, "points"),
        tolerance("abuse-repeated", "decline", n=2, strength="act", agreed_by="Safeguarding board"),
    ),
    shape=Shape(
        size={("constabulary", ""): 318},
        rate={("constabulary", ""): 0.284},
        trend=-0.02,
        noise=0.03,
        rolling="sum",
        bends=(("", "2025-26 Q2", 1.12), ("", "2025-26 Q4", 0.96)),
    ),
)

DISORDER = Recipe(
    row={
        "id": "disorder",
        "name": "Antisocial behaviour incidents",
        "definition": "Incidents of antisocial behaviour reported to the police in the month, by the district in "
        "which they happened. Calls that turn out to be about a crime are taken out.",
        "objective": "safer-places",
        "kind": "count",
        "unit": "incidents",
        "decimals": 0,
        "polarity": "lower",
        "chain": "outcome",
        "frequency": "month",
        "accumulate": "flow",
        "partners": "constabulary",
        "by_area": "yes",
        "data_owner": "Community safety analyst",
        "performance_owner": "Neighbourhood inspector",
        "seasonal": "yes",
        "source": "Command and control system",
    },
    targets=(
        target(
            "disorder",
            "2025-26",
            "year",
            3650,
            profile="0.085; 0.092; 0.096; 0.104; 0.100; 0.086; 0.090; 0.082; 0.062; 0.060; 0.066; 0.077",
        ),
    ),
    tolerances=(
        tolerance("disorder", "10%"),
        tolerance("disorder", "decline", n=3, compare="last-year", silent="10; 11", agreed_by="Community safety group"),
    ),
    shape=Shape(
        size=dict(zip([("constabulary", area) for area in DISTRICTS], (142, 104, 47, 38), strict=True)),
        trend=-0.03,
        season=(1.02, 1.10, 1.15, 1.25, 1.20, 1.03, 1.08, 0.98, 0.74, 0.72, 0.79, 0.94),
        noise=0.05,
    ),
)

FIRES = Recipe(
    row={
        "id": "home-fires",
        "name": "Accidental fires in homes",
        "definition": "Fires in homes that the fire service attended in the quarter and judged to be accidental.",
        "objective": "safer-homes",
        "kind": "count",
        "unit": "fires",
        "decimals": 0,
        "polarity": "lower",
        "chain": "outcome",
        "frequency": "quarter",
        "accumulate": "flow",
        "partners": "fire",
        "by_area": "yes",
        "data_owner": "Prevention data officer",
        "performance_owner": "Area manager, prevention",
        "seasonal": "yes",
        "source": "Incident recording system",
    },
    targets=(
        target("home-fires", "2024-25", "year", 172, profile="0.24; 0.22; 0.26; 0.28", agreed_on="2024-03-19"),
        target("home-fires", "2025-26", "year", 164, profile="0.24; 0.22; 0.26; 0.28"),
    ),
    tolerances=(
        tolerance("home-fires", "10%"),
        tolerance("home-fires", "decline %", 10, "percent", compare="last-year", agreed_by="Fire authority"),
    ),
    shape=Shape(
        size=dict(zip([("fire", area) for area in DISTRICTS], (18, 14, 8, 7), strict=True)),
        trend=-0.05,
        season=(0.96, 0.88, 1.04, 1.12),
        noise=0.10,
    ),
)

FOUR_HOURS = Recipe(
    row={
        "id": "four-hours",
        "name": "Accident and emergency patients seen within four hours",
        "definition": "The share of people who came to accident and emergency in the month and were admitted, "
        "transferred or sent home within four hours of arriving.",
        "objective": "well-at-home",
        "kind": "percentage",
        "unit": "%",
        "decimals": 1,
        "multiplier": 100,
        "polarity": "higher",
        "chain": "process",
        "frequency": "month",
        "accumulate": "flow",
        "partners": "health",
        "data_owner": "Head of information",
        "performance_owner": "Director of operations",
        "key": "yes",
        "seasonal": "yes",
        "source": "Emergency care data set",
    },
    targets=(
        target(
            "four-hours",
            "2025-26 M12",
            "point",
            80,
            standard=73,
            baseline=75.6,
            baseline_period="2024-25 M12",
            purpose="accountability",
            reason="Recovery plan: 80 % by March 2026, and never below 73 %",
        ),
    ),
    tolerances=(
        tolerance("four-hours", "floor"),
        tolerance("four-hours", "standard", strength="act", agreed_by="Health and wellbeing board"),
    ),
    shape=Shape(
        size={("health", ""): 9150},
        rate={("health", ""): 0.700},
        trend=0.016,
        season=(1.02, 1.03, 1.03, 1.02, 1.02, 1.00, 0.99, 0.97, 0.93, 0.95, 0.99, 1.02),
        noise=0.006,
        bends=(("", "2025-26 M10", 0.955), ("", "2025-26 M12", 1.05)),
    ),
)

WAITING_TO_GO_HOME = Recipe(
    row={
        "id": "ready-to-go-home",
        "name": "People ready to leave hospital who are still there",
        "definition": "People in a hospital bed at midnight on the last day of the month who no longer need to be "
        "there. The health trust and the council both count them; the health trust's figure stands.",
        "objective": "well-at-home",
        "kind": "count",
        "unit": "people",
        "decimals": 0,
        "polarity": "lower",
        "chain": "process",
        "frequency": "month",
        "accumulate": "stock",
        "pooling": "lead",
        "lead": "health",
        "partners": "health; council",
        "data_owner": "Head of information",
        "performance_owner": "Director of adult social care",
        "seasonal": "yes",
        "source": "Discharge daily return",
    },
    targets=(target("ready-to-go-home", "2025-26", "year", 62, stretch=15),),
    tolerances=(tolerance("ready-to-go-home", "band", 10, "percent"),),
    shape=Shape(
        size={("health", ""): 69, ("council", ""): 66},
        trend=-0.03,
        season=(1.00, 0.97, 0.94, 0.93, 0.94, 0.97, 1.02, 1.05, 1.04, 1.10, 1.06, 1.01),
        noise=0.04,
    ),
)

ADMISSIONS = Recipe(
    row={
        "id": "avoidable-admissions",
        "name": "Emergency admissions that could have been avoided",
        "definition": "Emergency admissions to hospital in the quarter for conditions that good care at home usually "
        "keeps in hand, for every 100,000 residents. Coded a quarter later.",
        "objective": "well-at-home",
        "kind": "rate",
        "unit": "per 100,000 residents",
        "decimals": 1,
        "multiplier": 100000,
        "polarity": "lower",
        "chain": "outcome",
        "frequency": "quarter",
        "accumulate": "flow",
        "partners": "health",
        "data_owner": "Head of information",
        "performance_owner": "Director of public health",
        "lag": 1,
        "seasonal": "yes",
        "source": "Hospital episode statistics",
    },
    targets=(
        target("avoidable-admissions", "2024-25", "year", 215, agreed_on="2024-03-19"),
        target("avoidable-admissions", "2025-26", "year", 210),
    ),
    tolerances=(tolerance("avoidable-admissions", "5%"),),
    shape=Shape(
        size={("health", ""): 186400},
        rate={("health", ""): 0.00224},
        trend=-0.02,
        season=(0.98, 0.93, 1.04, 1.05),
        noise=0.02,
        size_noise=0.0004,
    ),
)

RECIPES = (BURGLARY, DOMESTIC_ABUSE, DISORDER, FIRES, FOUR_HOURS, WAITING_TO_GO_HOME, ADMISSIONS)
