"""Spoken: a figure as a sentence says it, rounded as published and with its unit."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from pmxl.rules.digits import decimals_of
from pmxl.rules.digits import rounded

CURRENCIES = "£$€"
MONEY = re.compile(rf"[{CURRENCIES}]\S*(?: (?:thousand|million|billion|k|m|bn)\b)?")
"""A unit's sign of a currency, and how many of it are counted as one."""

NOTHING = "no figure"

UNSPEAKABLE = 1e18
"""From here on a figure is said by its first digits: nobody reads the rest, and it is wrong whatever it says."""

MORE_ABOUT_IT = re.compile(r"(?:^|\s)(?:\(|(?:per|of|in|for|with|who|that|at|on|to|and)\b)")
"""Where a unit goes from what is counted to more about it: `days` and ` per post`."""

ONE = {"people": "person", "children": "child", "men": "man", "women": "woman", "buses": "bus"}
ALIKE = ("series", "species")
ENDINGS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"), ("s", ""))
"""How a plural ends, and one of it."""

NOT_PLURAL = ("ss", "us", "is", *ALIKE)


@lru_cache(maxsize=4096)
def spoken(value: float, decimals: int, unit: str = "") -> str:
    """A figure as a sentence says it: `1,565 offences`, `1 offence`, `46.4 %`, `£412`, `£3.2m`; rounded half away from
    zero. What is no number is `no figure`.
    """
    if not math.isfinite(value):
        return NOTHING
    if abs(value) >= UNSPEAKABLE:
        return f"{value:.3g} {unit}".rstrip()
    exact = rounded(value, decimals)
    figure = f"{exact.copy_abs():,f}"
    minus = "−" if exact < 0 else ""
    unit = unit.strip()
    if unit[:1] and unit[0] in CURRENCIES:
        return f"{minus}{unit[0]}{figure}{unit[1:]}"
    if "=" in unit:  # an index says what its 100 is
        return f"{minus}{figure} ({unit})"
    return f"{minus}{figure} {singular(unit) if figure == '1' else unit}".rstrip()


def sign_of(unit: str) -> str:
    """What of a unit of money stands at every figure, `£`, `£k` or `£ thousand`: of `£ per head` the `£`; "" where it
    is no money.
    """
    found = MONEY.match(unit)
    return found[0] if found else ""


def agreed_amount(amount: float, unit: str = "") -> str:
    """A tolerance, a stretch or another distance that was agreed, in as many decimals as it has and with its unit.

    Of an index the unit is left out: it says what its 100 is.
    """
    return spoken(amount, decimals_of(amount), "" if "=" in unit else unit)


def singular(unit: str) -> str:
    """What one of a unit is called: of `offences` an `offence`, of `days per post` a `day per post`."""
    found = MORE_ABOUT_IT.search(unit)
    thing, rest = (unit[: found.start()], unit[found.start() :]) if found else (unit, "")
    before, gap, word = thing.rpartition(" ")
    return f"{before}{gap}{one_of(word)}{rest}"


def one_of(word: str) -> str:
    """A plural in the singular; a word that is none, or an abbreviation of two letters, stays as it is."""
    if word.casefold() in ONE:
        return ONE[word.casefold()]
    if len(word) <= len("ms") or word.endswith(NOT_PLURAL):
        return word
    return next((word.removesuffix(many) + one for many, one in ENDINGS if word.endswith(many)), word)
