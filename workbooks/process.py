"""The measures of partnership working and process: do we act early, together and on time?"""

from __future__ import annotations

from workbooks.recipe import ALL
from workbooks.recipe import Recipe
from workbooks.recipe import Shape
from workbooks.recipe import target
from workbooks.recipe import tolerance

VISITS = Recipe(
    row={
        "id": "safe-and-well",
        "name": "Safe and well visits since April",
        "definition": "Visits to a home, finished since 1 April, in which fire risk, falls and loneliness were looked "
        "at. Each figure is the total for the year so far.",
        "objective": "act-early",
        "kind": "count",
        "unit": "visits",
        "decimals": 0,
        "polarity": "higher",
        "chain": "output",
        "frequency": "quarter",
        "accumulate": "cumulative",
        "partners": "fire; homes",
        "data_owner": "Prevention data officer",
        "performance_owner": "Area manager, prevention",
        "key": "yes",
        "source": "Visit records",
    },
    targets=(
        target("safe-and-well", "2024-25", "year", 5900, profile="0.25; 0.26; 0.24; 0.25", agreed_on="2024-03-19"),
        target("safe-and-well", "2025-26", "year", 6450, profile="0.25; 0.26; 0.24; 0.25", stretch=5),
        target("safe-and-well", "2025-26", "year", 1350, partner="homes", profile="0.25; 0.26; 0.24; 0.25"),
    ),
    tolerances=(tolerance("safe-and-well", "5%"),),
    shape=Shape(
        size={("fire", ""): 1130, ("homes", ""): 305},
        trend=0.04,
        season=(1.00, 1.04, 0.96, 1.00),
        noise=0.03,
    ),
)

ON_TIME = Recipe(
    row={
        "id": "decisions-kept",
        "name": "Partners who did what they agreed to do on time",
        "definition": "Yes, where every action that the partner took on at the last board meeting was done by the day "
        "agreed. The partnership's figure is the share of partners who say yes.",
        "objective": "act-together",
        "kind": "yes/no",
        "unit": "% of partners",
        "decimals": 0,
        "polarity": "higher",
        "chain": "process",
        "frequency": "quarter",
        "accumulate": "stock",
        "pooling": "share",
        "partners": "all",
        "data_owner": "Partnership manager",
        "performance_owner": "Partnership manager",
        "source": "Action log of the board",
    },
    targets=(target("decisions-kept", "2025-26", "year", 100),),
    shape=Shape(
        size={(partner, ""): 1 for partner in ALL},
        rate={
            ("council", ""): 0.90,
            ("constabulary", ""): 0.92,
            ("health", ""): 0.75,
            ("fire", ""): 0.97,
            ("homes", ""): 0.85,
            ("voluntary", ""): 0.80,
        },
    ),
)

AGREEMENT = Recipe(
    row={
        "id": "sharing-agreement",
        "name": "Agreement to share information signed by all partners",
        "definition": "The day on which the last partner signed the new agreement to share information about people "
        "at risk. Until then: not done.",
        "objective": "act-together",
        "kind": "milestone",
        "unit": "",
        "decimals": 0,
        "polarity": "lower",
        "chain": "process",
        "frequency": "quarter",
        "accumulate": "stock",
        "partners": "council",
        "data_owner": "Partnership manager",
        "performance_owner": "Chief executive",
        "first_period": "2025-26 Q1",
        "last_period": "2025-26 Q4",
        "source": "Signed agreement",
    },
    targets=(target("sharing-agreement", "2025-26", "year", "2025-09-30", purpose="accountability"),),
    tolerances=(tolerance("sharing-agreement", "milestone", 30, "points"),),
)

CONFERENCES = Recipe(
    row={
        "id": "case-conferences",
        "name": "Case conferences held within ten working days",
        "definition": "Of the case conferences asked for in the quarter about a person at high risk, the share held "
        "within ten working days with every partner there. New in 2025-26, so the first year is the baseline.",
        "objective": "act-together",
        "kind": "percentage",
        "unit": "%",
        "decimals": 1,
        "multiplier": 100,
        "polarity": "higher",
        "chain": "process",
        "frequency": "quarter",
        "accumulate": "flow",
        "partners": "council; constabulary; health",
        "data_owner": "Safeguarding coordinator",
        "performance_owner": "Head of safeguarding, council",
        "first_period": "2025-26 Q1",
        "source": "Conference diary",
    },
    shape=Shape(
        size={("council", ""): 31, ("constabulary", ""): 44, ("health", ""): 19},
        rate={("council", ""): 0.74, ("constabulary", ""): 0.82, ("health", ""): 0.66},
        noise=0.05,
    ),
)

BEDS = Recipe(
    row={
        "id": "beds-in-use",
        "name": "Hospital beds in use",
        "definition": "The share of hospital bed days in the month on which the bed was in use. Below 85 % beds stand "
        "empty; above 92 % people wait for one.",
        "objective": "act-together",
        "kind": "percentage",
        "unit": "%",
        "decimals": 1,
        "multiplier": 100,
        "polarity": "range",
        "chain": "process",
        "frequency": "month",
        "accumulate": "flow",
        "partners": "health",
        "data_owner": "Head of information",
        "performance_owner": "Director of operations",
        "seasonal": "yes",
        "source": "Bed management system",
    },
    targets=(target("beds-in-use", "2025-26", "year", low=85, high=92),),
    tolerances=(tolerance("beds-in-use", "range", 2, "points"),),
    shape=Shape(
        size={("health", ""): 15900},
        rate={("health", ""): 0.906},
        trend=0.002,
        season=(1.00, 0.99, 0.985, 0.98, 0.98, 0.99, 1.00, 1.015, 1.01, 1.03, 1.025, 1.015),
        noise=0.006,
    ),
)

REFERRALS = Recipe(
    row={
        "id": "referrals",
        "name": "Referrals between partners",
        "definition": "People referred by one partner to another in the quarter, counted by the partner who refers. "
        "It sets the other figures in context: neither more nor fewer is better in itself.",
        "objective": "act-together",
        "kind": "count",
        "unit": "referrals",
        "decimals": 0,
        "polarity": "none",
        "chain": "output",
        "frequency": "quarter",
        "accumulate": "flow",
        "partners": "all",
        "data_owner": "Partnership manager",
        "performance_owner": "Partnership manager",
        "source": "Referral log of each partner",
    },
    shape=Shape(
        size={
            ("council", ""): 412,
            ("constabulary", ""): 538,
            ("health", ""): 296,
            ("fire", ""): 88,
            ("homes", ""): 143,
            ("voluntary", ""): 117,
        },
        trend=0.05,
        noise=0.04,
    ),
)

RECIPES = (VISITS, ON_TIME, AGREEMENT, CONFERENCES, BEDS, REFERRALS)
