"""What the charts of a specimen assessment are drawn from: a series that began anew, a fan, a group, steps below 0."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from pmxl.assess.peers import COLUMNS as PEERS
from pmxl.assess.pictures import Pictures
from pmxl.assess.process_chart import COLUMNS as PROCESS
from pmxl.assess.steps import COLUMNS as STEPS
from pmxl.assess.year_path import COLUMNS as PATHS
from pmxl.periods import Period
from pmxl.periods import month_index

NAN = math.nan
NOW = Period(month_index(2022, 10), 3)
HOSTILE_NAME = '=HYPERLINK("http://example.org","Netherwyke")'
BREAK = 8
"""Quarters before the series of h1 begins anew."""


def process_rows() -> list[dict[str, Any]]:
    """Burglary in common cause; households helped with a break and a concern after it."""
    found = []
    for n in range(20):
        quarter = NOW.step(n - 19)
        key = {"period": quarter.label, "start": quarter.start, "of": ""}
        first = {"measure": "c1", "figure": 676 + 40 * math.sin(n), "centre": 676.0, "lower": 560.0, "upper": 790.0}
        said = {"signal": "Common cause", "phase": 0, "target": 640.0, "unit": "offences"}
        found.append(key | first | said)
        late = n >= BREAK
        level = 50.0 if late else 60.0
        other = {"measure": "h1", "figure": NAN if n == 4 else level - (n == 19) * 9, "centre": level}
        limits = {"lower": level - 6, "upper": level + 6, "phase": int(late), "target": 55.0, "unit": "%"}
        signal = "Concern" if n in (0, 19) else "Improvement" if n == 9 else "" if n == 4 else "Common cause"
        found.append(key | other | limits | {"signal": signal})
    return found


def path_rows() -> list[dict[str, Any]]:
    """A year of burglary: three quarters gone, one to come, with the manager's own forecast."""
    came = (650.0, 1323.0, 2011.0, NAN)
    middle, low, high = (NAN, NAN, 2011.0, 2698.0), (NAN, NAN, 2011.0, 2610.0), (NAN, NAN, 2011.0, 2790.0)
    return [
        {
            "measure": "c1",
            "period": NOW.step(n - 2).label,
            "start": NOW.step(n - 2).start,
            "value": came[n],
            "forecast": middle[n],
            "low": low[n],
            "high": high[n],
            "target": 2560.0,
            "manager": 2650.0 if n == 3 else NAN,
            "of": "the year so far",
        }
        for n in range(4)
    ]


def peer_rows() -> list[dict[str, Any]]:
    """Thirty-two boroughs with ours the twelfth, one of them with a name that tries to be a formula."""
    return [
        {
            "measure": "c1",
            "group": "London boroughs",
            "period": "2022-23 Q2",
            "member": "" if n == 11 else HOSTILE_NAME if n == 0 else f"Borough {n} of the great metropolitan area",
            "own": n == 11,
            "figure": 560.0 + 9 * n,
            "rank": n + 1.0,
            "of": 32.0,
            "quartile": n // 8 + 1.0,
            "lower": 588.0,
            "median": 641.0,
            "upper": 702.0,
        }
        for n in range(32)
    ]


def step_rows() -> list[dict[str, Any]]:
    """Households helped by two councils and the mix; a budget that went from above nought to below it."""
    ways = {
        "h1": [
            ("Before", "before", 0.0, 47.3, 0),
            ("Redmarsh Borough Council", "rate", 47.3, 46.3, -1),
            ("Whitlow Borough Council", "rate", 46.3, 46.5, 1),
            ("Mix: changed shares", "mix", 46.5, 46.4, -1),
            ("Now", "now", 0.0, 46.4, 0),
        ],
        "m1": [
            ("Before", "before", 0.0, 12.0, 0),
            ("Redmarsh Borough Council", "rate", 12.0, -20.0, 1),
            ("Whitlow Borough Council", "rate", -20.0, -2.0, -1),
            ("Now", "now", 0.0, -2.0, 0),
        ],
    }
    return [
        dict(zip(STEPS, (measure, "previous", *step), strict=True)) for measure, steps in ways.items() for step in steps
    ]


def pictures() -> Pictures:
    """All of them."""
    return Pictures(
        process=pd.DataFrame(process_rows(), columns=PROCESS),
        paths=pd.DataFrame(path_rows(), columns=PATHS),
        peers=pd.DataFrame(peer_rows(), columns=PEERS),
        steps=pd.DataFrame(step_rows(), columns=STEPS),
    )
