"""The measures of resources and learning: do we have the money, people and knowledge for what we mean to do?"""

from __future__ import annotations

from workbooks.partnership import GROUP
from workbooks.recipe import Recipe
from workbooks.recipe import Shape
from workbooks.recipe import target
from workbooks.recipe import tolerance

POOLED_BUDGET = Recipe(
    row={
        "id": "pooled-budget",
        "name": "Pooled budget spent since April",
        "definition": "What each partner has spent from the pooled budget since 1 April, in thousands of pounds, "
        "against what was planned by now.",
        "objective": "money-that-works",
        "kind": "money",
        "unit": "£ thousand",
        "decimals": 0,
        "polarity": "lower",
        "chain": "input",
        "frequency": "quarter",
        "accumulate": "cumulative",
        "partners": "council; constabulary; health; fire",
        "data_owner": "Finance business partner",
        "performance_owner": "Director of finance",
        "key": "yes",
        "source": "Finance systems of the four partners",
    },
    targets=(
        target("pooled-budget", "2024-25", "year", 2360, agreed_on="2024-03-19"),
        target("pooled-budget", "2025-26", "year", 2400, purpose="accountability"),
        target("pooled-budget", "2025-26", "year", 640, partner="health"),
    ),
    tolerances=(
        tolerance("pooled-budget", "band", 2, "percent"),
        tolerance("pooled-budget", "overrun", 50, "own", strength="act", agreed_by="Finance subgroup"),
        tolerance("pooled-budget", "forecast", agreed_by="Finance subgroup"),
    ),
    shape=Shape(
        size={("council", ""): 258, ("constabulary", ""): 110, ("health", ""): 147, ("fire", ""): 36},
        trend=0.02,
        noise=0.012,
        bends=(("health", "2025-26 Q2", 1.10),),
    ),
)

COST = Recipe(
    row={
        "id": "cost-per-victim",
        "name": "Cost of supporting one victim",
        "definition": "What was spent in the quarter on support for victims, divided by the number of victims "
        "supported.",
        "objective": "money-that-works",
        "kind": "ratio",
        "unit": "£",
        "decimals": 0,
        "multiplier": 1,
        "polarity": "lower",
        "chain": "input",
        "frequency": "quarter",
        "accumulate": "flow",
        "partners": "constabulary; voluntary",
        "data_owner": "Finance business partner",
        "performance_owner": "Head of victim services",
        "source": "Finance and case systems",
    },
    targets=(
        target("cost-per-victim", "2024-25", "year", 300, agreed_on="2024-03-19"),
        target("cost-per-victim", "2025-26", "year", 310),
        target("cost-per-victim", "2025-26", "year", 345, partner="constabulary"),
        target("cost-per-victim", "2025-26", "year", 290, partner="voluntary"),
    ),
    tolerances=(tolerance("cost-per-victim", "5%"),),
    shape=Shape(
        size={("constabulary", ""): 284, ("voluntary", ""): 361},
        rate={("constabulary", ""): 322, ("voluntary", ""): 251},
        trend=0.03,
        noise=0.03,
    ),
)

EVALUATIONS = Recipe(
    row={
        "id": "evaluations",
        "name": "Evaluations finished and shared",
        "definition": "Programmes that were evaluated in the year and whose findings, good or bad, were shared with "
        "all partners.",
        "objective": "money-that-works",
        "kind": "count",
        "unit": "evaluations",
        "decimals": 0,
        "polarity": "higher",
        "chain": "output",
        "frequency": "year",
        "accumulate": "flow",
        "partners": "council; health; fire; voluntary",
        "data_owner": "Partnership manager",
        "performance_owner": "Director of public health",
        "source": "Evaluation register",
    },
    targets=(
        target("evaluations", "2024-25", "period", 7, purpose="improvement", agreed_on="2024-03-19"),
        target("evaluations", "2025-26", "period", 9, purpose="improvement"),
    ),
    tolerances=(tolerance("evaluations", "strict"),),
    shape=Shape(
        size={("council", ""): 2.2, ("health", ""): 1.8, ("fire", ""): 1.0, ("voluntary", ""): 1.0},
        trend=0.10,
        noise=0.15,
    ),
)

TRAINED = Recipe(
    row={
        "id": "staff-trained",
        "name": "Staff trained to notice people at risk",
        "definition": "Of the staff and volunteers who meet the public, the share whose training in noticing abuse, "
        "neglect and fire risk is up to date at the end of the half-year.",
        "objective": "people-and-skills",
        "kind": "percentage",
        "unit": "%",
        "decimals": 1,
        "multiplier": 100,
        "polarity": "higher",
        "chain": "input",
        "frequency": "half-year",
        "accumulate": "stock",
        "partners": "all",
        "data_owner": "Learning and development lead",
        "performance_owner": "Director of people",
        "source": "Training records of each partner",
    },
    targets=(
        target("staff-trained", "2024-25", "year", 88, agreed_on="2024-03-19"),
        target("staff-trained", "2025-26", "year", 90),
    ),
    tolerances=(tolerance("staff-trained", "points", 3, "points"),),
    shape=Shape(
        size={
            ("council", ""): 864,
            ("constabulary", ""): 512,
            ("health", ""): 1730,
            ("fire", ""): 218,
            ("homes", ""): 164,
            ("voluntary", ""): 305,
        },
        rate={
            ("council", ""): 0.842,
            ("constabulary", ""): 0.871,
            ("health", ""): 0.853,
            ("fire", ""): 0.88,
            ("homes", ""): 0.862,
            ("voluntary", ""): 0.788,
        },
        trend=0.018,
        noise=0.008,
    ),
)

VOLUNTEERS = Recipe(
    row={
        "id": "volunteers",
        "name": "Volunteers active at the end of the quarter",
        "definition": "People who gave at least one session of unpaid help in the last month of the quarter.",
        "objective": "people-and-skills",
        "kind": "count",
        "unit": "people",
        "decimals": 0,
        "polarity": "higher",
        "chain": "input",
        "frequency": "quarter",
        "accumulate": "stock",
        "partners": "voluntary; fire",
        "data_owner": "Alliance coordinator",
        "performance_owner": "Alliance coordinator",
        "source": "Volunteer registers",
    },
    targets=(
        target(
            "volunteers",
            "2026-27 Q4",
            "point",
            560,
            baseline=484,
            baseline_period="2024-25 Q4",
            purpose="improvement",
        ),
    ),
    tolerances=(tolerance("volunteers", "5%"), tolerance("volunteers", "decline", n=2)),
    shape=Shape(
        size={("voluntary", ""): 338, ("fire", ""): 64}, trend=0.05, season=(1.01, 1.0, 0.99, 1.0), noise=0.012
    ),
)

SICKNESS = Recipe(
    row={
        "id": "sickness",
        "name": "Working days lost to sickness",
        "definition": "Working days lost to sickness in the last twelve months for every full-time post.",
        "objective": "people-and-skills",
        "kind": "mean",
        "unit": "days per post",
        "decimals": 1,
        "multiplier": 1,
        "polarity": "lower",
        "chain": "input",
        "frequency": "quarter",
        "accumulate": "rolling",
        "partners": "council; constabulary; health; fire",
        "data_owner": "People analytics officer",
        "performance_owner": "Director of people",
        "dead_band": 0.1,
        "source": "Payroll",
        "comparison_group": GROUP,
    },
    targets=(
        target("sickness", "2024-25", "year", 10.0, agreed_on="2024-03-19"),
        target("sickness", "2025-26", "year", 9.4),
    ),
    tolerances=(tolerance("sickness", "travel-modified"),),
    shape=Shape(
        size={("council", ""): 1420, ("constabulary", ""): 806, ("health", ""): 3140, ("fire", ""): 342},
        rate={("council", ""): 2.35, ("constabulary", ""): 2.48, ("health", ""): 2.92, ("fire", ""): 1.98},
        trend=-0.015,
        season=(0.96, 0.93, 1.04, 1.07),
        noise=0.02,
        rolling="mean",
    ),
)

RECIPES = (POOLED_BUDGET, COST, EVALUATIONS, TRAINED, VOLUNTEERS, SICKNESS)
