"""Coverage: how many of those expected are in a figure, and who is awaited, said briefly or in full."""

from __future__ import annotations

from pmxl.framework.models import Framework
from pmxl.plural import READ
from pmxl.reports.figure import Row
from pmxl.reports.figure import is_known
from pmxl.sheets.describe import Style
from pmxl.sheets.glyphs import fits
from pmxl.terms import Kind
from pmxl.terms import Rating

NOBODY_AWAITED = (Rating.NOT_DUE, Rating.NOT_APPLICABLE)
SHORT_LINES = 2
LEAST_ALIAS = 4
"""Characters of the shortest alias that still reads as a name."""


def awaited(row: Row) -> str:
    """Names of those awaited; nobody is while a figure is not due."""
    return "" if row["rating"] in NOBODY_AWAITED else str(row["waiting"])


def brief(framework: Framework, row: Row, look: Style, width: float) -> str:
    """`3 of 3`, or `2 of 3 · waiting for Redbridge` in two lines at most, by number where names do not fit."""
    if row["rating"] == Rating.NOT_DUE:
        return "not due yet"
    coverage, names = str(row["coverage_partners"]), shortened(framework, awaited(row))
    if not names:
        return coverage
    for said in (f"{coverage} · waiting for {names}", f"{coverage} · {names}"):
        if fits(said, look, width, SHORT_LINES):
            return said
    return f"{coverage} · waiting for {number_awaited(coverage)}"


def number_awaited(coverage: str) -> int:
    """1 for `2 of 3`."""
    present, _, expected = coverage.partition(" of ")
    return int(expected) - int(present)


def shortened(framework: Framework, names: str) -> str:
    """Partners by the shortest of their aliases that is a part of the name: `Redbridge` for `Redbridge Council`."""
    for partner in framework.partners:
        shorter = [a for a in partner.aliases if a.casefold() in partner.name.casefold() and len(a) >= LEAST_ALIAS]
        names = names.replace(partner.name, min(shorter, key=len, default=partner.name))
    return names


def full(framework: Framework, row: Row) -> str:
    """Coverage with those awaited and about how much of the whole, by its last known size, is in.

    Names that stand in the reason beside it are not told twice, and of very many only how many they are.
    """
    if row["rating"] == Rating.NOT_DUE:
        return "not due yet"
    said = [str(row["coverage_partners"])]
    if awaited(row):
        number = number_awaited(said[0])
        names = awaited(row) if number <= READ else str(number)
        said += [] if number <= READ and names in row["why"] else [f"waiting for {names}"]
        if framework.measure(row["measure"]).kind is not Kind.YES_NO:
            said += share(row)
    return "\n".join(said)


def share(row: Row) -> list[str]:
    """`about 71 % of the whole is in`; nothing where a part is missing and yet all or none of it would be in."""
    part = row["coverage_share"]
    percent = round(part * 100) if is_known(part) else 0
    return [f"about {percent} % of the whole is in"] if 0 < percent < 100 else []


def standing(row: Row) -> str:
    """Whether the figure is provisional and how many figures behind it are held; "" where it simply stands."""
    said = [f"{int(row['held'])} held"] if row["held"] else []
    return "\n".join([*said, *(["provisional"] if row["provisional"] else [])])
