"""Agreed: the framework's own tables, given as ranges, read as the batch reads them: what each measure is rated by."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING
from typing import Any

import numpy as np

from pmxl.excel import ranges
from pmxl.excel.ranges import folded
from pmxl.readings import read_period
from pmxl.rules.columns import Words
from pmxl.terms import Edge

if TYPE_CHECKING:
    from pmxl.framework.expected import Expected
    from pmxl.framework.models import Framework
    from pmxl.framework.models import Measure
    from pmxl.periods import Period

Table = tuple[tuple[Any, ...], ...]
OWN = {"frequency", "accumulate", "pooling"}
"""Headings by which a table of measures is known for the sheet of a framework."""

LEVELS = ("target", "low", "high", "standard", "stretch", "green_half_width", "amount")
ELSEWHERE = ("chain", "proxy_for", "audiences", "comparison_group", "rebase")
"""Columns of measures that speak of other sheets, and none of which says what a figure is rated by."""

SETTINGS = ("year_starts", "amber_edge", "default_band")
"""The settings that decide by what a figure is rated."""

WORDS = {"polarity": "higher", "kind": "count", "unit": "", "purpose": "manage", "modifier": "", "edge": Edge.AMBER}
NOTHING: dict[str, Any] = {**dict.fromkeys(LEVELS, np.nan), **WORDS, "decimals": 0}
"""What a blank cell is rated by, which is nothing."""

ONE = "one"
"""The id of what a framework has and its tables of measures, targets and tolerances do not tell."""


def is_own(headings: Iterable[str]) -> bool:
    """True for the headings of a framework's own sheet of measures."""
    return set(headings) >= OWN


def agreed(ids: Words, measures: Any, targets: Any, tolerances: Any, settings: Any, written: str) -> dict[str, Any]:
    """What each measure is rated by in a period, in the words of pmxl.rules.rule.Rule and in the shape of `ids`.

    The partnership's own targets count, not those of one partner or area; a year's total is spread over its periods.
    Of the settings those count that decide a rating (SETTINGS); where none are given they are the usual ones.
    """
    framework = framework_of(*map(held, (measures, targets, tolerances, settings)))
    period = read_period(written, first_month=framework.settings.year_starts).period
    if period is None:
        raise ValueError(f"{written!r} is not a period.")
    named = {measure.id.casefold(): measure for measure in framework.measures}
    if unknown := [one for one in ids.ravel() if one and one.casefold() not in named]:
        raise ValueError(f"the table of measures has no {unknown[0]!r}.")
    rules = [rule_of(framework, named[one.casefold()], period) if one else NOTHING for one in ids.ravel()]
    return {name: column([rule[name] for rule in rules], name).reshape(ids.shape) for name in NOTHING}


def column(cells: list[Any], name: str) -> Any:
    """One argument of every measure."""
    return np.array(cells, dtype=object if name in WORDS else float)


def rule_of(framework: Framework, measure: Measure, period: Period) -> dict[str, Any]:
    """What a measure of the partnership is rated by; the pooled share of a yes/no measure is a percentage."""
    from pmxl.framework.asked import own_period
    from pmxl.framework.expected import expected
    from pmxl.terms import Kind

    found: Expected = expected(framework, measure, own_period(measure, period))
    kind = Kind.PERCENTAGE if measure.kind is Kind.YES_NO else measure.kind
    return {
        **{name: getattr(found, name) for name in LEVELS},
        "polarity": measure.polarity.value,
        "kind": kind.value,
        "decimals": measure.decimals,
        "unit": found.unit,
        "purpose": found.purpose.value,
        "modifier": found.modifier,
        "edge": found.edge,
    }


def held(table: Any) -> Table:
    """A range as a key, under which what was made of it is remembered."""
    return tuple(tuple(row) for row in ranges.grid(table))


@lru_cache(maxsize=8)
def framework_of(measures: Table, targets: Table, tolerances: Table, settings: Table) -> Framework:
    """A framework with these tables; ValueError where they have faults, which pmxl review names."""
    from pmxl.framework.workbook import read_rows

    rows = {
        "measures": [without(row, ELSEWHERE) for row in lines(measures)],
        "targets": lines(targets),
        "tolerances": bands(lines(tolerances)),
    }
    told = [{"key": name, "value": value} for name, value in settled(settings).items()]
    framework, findings = read_rows({"settings": [{"key": "name", "value": ONE}, *told], **around(rows), **rows})
    if framework is None:
        raise ValueError("; ".join(map(str, findings)))
    return framework


def settled(table: Table) -> dict[str, Any]:
    """The settings of a table that decide a rating; ValueError for a table that is none of settings."""
    if all(ranges.is_blank(cell) for row in table for cell in row):
        return {}
    rows = [{folded(name): cell for name, cell in row.items()} for row in lines(table)]
    if not {"key", "value"} <= set(map(folded, table[0])):
        raise ValueError("the table of settings has no headings 'key' and 'value'.")
    named = {folded(row.get("key")): row.get("value") for row in rows}
    return {name: named[name] for name in SETTINGS if not ranges.is_blank(named.get(name))}


def around(rows: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The partners, areas and objectives that the tables speak of, and one perspective: all with nothing but a name."""
    pairs = [pair.partition("=") for row in rows["measures"] for pair in several(row.get("by_area"))]
    named = [row.get(key) for row in (*rows["measures"], *rows["targets"]) for key in ("partners", "lead", "partner")]
    partners = {*(one for cell in named for one in several(cell)), *(who for who, _, _ in pairs)}
    areas = {*(where for _, _, where in pairs), *(str(row.get("area", "")) for row in rows["targets"])}
    objectives = {str(row.get("objective", ONE)) for row in rows["measures"]}
    return {
        "partners": listed(partners),
        "areas": listed(areas - {""}),
        "perspectives": [{"id": ONE, "name": ONE, "order": 1.0}],
        "objectives": [{**row, "perspective": ONE} for row in listed(objectives)],
    }


def lines(table: Table) -> list[dict[str, Any]]:
    """The rows of a table by their headings, without empty ones."""
    headings = [ranges.text(cell) for cell in table[0]]
    rows = [
        {name: cell for name, cell in zip(headings, row, strict=True) if name and not ranges.is_blank(cell)}
        for row in table[1:]
    ]
    return [row for row in rows if row]


def without(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """A row without some of its columns."""
    return {name: cell for name, cell in row.items() if name not in names}


def bands(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that say how far off is Amber; what is agreed for a priority or perspective these tables cannot tell."""
    from pmxl.framework.columns import BAND
    from pmxl.framework.columns import PRESETS

    found = [row for row in rows if str(row.get("rule", "")).strip().casefold() in {BAND, *PRESETS}]
    if any(str(row.get("measure", "")).strip().casefold().startswith(("priority:", "perspective:")) for row in found):
        raise ValueError("a tolerance is agreed for a priority or perspective, and which has it is not given.")
    return found


def several(cell: Any) -> tuple[str, ...]:
    """The words of a cell that holds several, parted as in the framework."""
    from pmxl.framework.entries.entry import parts

    return parts(ranges.text(cell))


def listed(ids: set[str]) -> list[dict[str, Any]]:
    """Rows with nothing but an id and a name."""
    return [{"id": one, "name": one} for one in sorted(ids)]
