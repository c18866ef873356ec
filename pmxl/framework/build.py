"""A draft without errors becomes the Framework, and its content a short version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from typing import Any
from typing import TypeVar
from typing import cast

from pmxl.days import serial_of
from pmxl.framework.columns import BAND
from pmxl.framework.columns import OPTIONAL
from pmxl.framework.columns import PRESETS
from pmxl.framework.columns import VARIANTS
from pmxl.framework.columns_audiences import kind_named
from pmxl.framework.draft import Draft
from pmxl.framework.draft import Line
from pmxl.framework.draft import Reach
from pmxl.framework.models import Area
from pmxl.framework.models import Comparator
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Objective
from pmxl.framework.models import Partner
from pmxl.framework.models import Perspective
from pmxl.framework.models import Target
from pmxl.framework.models import Tolerance
from pmxl.framework.models_audiences import Audience
from pmxl.framework.models_calendar import Dated
from pmxl.framework.models_forecasts import Forecast
from pmxl.framework.models_hothouse import Exit
from pmxl.framework.models_layouts import LayoutRow
from pmxl.framework.models_settings import READING
from pmxl.framework.models_settings import Settings
from pmxl.framework.models_tests import Tested
from pmxl.framework.reach import Pool
from pmxl.framework.reach import as_shares
from pmxl.framework.reach import pool_of
from pmxl.framework.row import Row
from pmxl.terms import Kind
from pmxl.terms import Pooling

R = TypeVar("R", bound=Row)
VERSION_LENGTH = 12
LOT = 1000
"""So many rows are put into JSON at once: few enough that memory does not grow with their number."""
AS_JSON = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
PERCENT = 100.0
LATER_SETTINGS = (
    "target_times",
    "commentary_limit",
    "quality_asked",
    "checks_off",
    "layout",
    "suppress_below",
    "risk_based_reporting",
    "risk_based_periods",
)
"""Settings that came after frameworks had versions."""
LATER = ("green_half_width", "for_", "pages", "order", "asked_every")
"""Columns that there were not always: left blank, they leave the version as it was before there were any."""


def framework_of(draft: Draft) -> Framework:
    """The framework of a draft in which nothing is wrong."""
    framework = Framework(
        settings=Settings(**draft.settings, extra=draft.extra),
        partners=tuple(_alike(_partner(line) for line in draft.of("partners"))),
        areas=tuple(Area(**_span(line)) for line in draft.of("areas")),
        perspectives=_all(draft, "perspectives", Perspective, "id", "name", "question", "order"),
        objectives=_all(
            draft, "objectives", Objective, "id", "name", "perspective", "parent", "plan", "owner", "priority"
        ),
        measures=tuple(_measure(draft, line) for line in draft.of("measures")),
        targets=tuple(_target(line) for line in draft.of("targets")),
        tolerances=tuple(_tolerance(line) for line in draft.of("tolerances")),
        comparators=_all(draft, "comparators", Comparator, "group", "member"),
        audiences=tuple(_audience(line) for line in draft.of("audiences")),
        forecasts=_all(draft, "forecasts", Forecast, *Forecast.model_fields.keys() - {"row"}),
        layouts=_all(draft, "layouts", LayoutRow, *LayoutRow.model_fields.keys() - {"row"}),
        tests=_all(draft, "tests", Tested, *Tested.model_fields.keys() - {"row"}),
        calendar=_all(draft, "calendar", Dated, *Dated.model_fields.keys() - {"row"}),
        hothouse=_all(draft, "hothouse", Exit, *Exit.model_fields.keys() - {"row"}),
    )
    return framework.model_copy(update={"version": version_of(framework)})


def version_of(framework: Framework) -> str:
    """Twelve hexadecimal digits of what the framework says; where its rows stand does not matter.

    A framework without managers' forecasts, layouts, or a later setting, has the version it had before there was any.
    How long a machine may read a file says nothing of what is measured.
    """
    content = hashlib.sha256()
    for piece in _said(framework):
        content.update(piece.encode())
    return content.hexdigest()[:VERSION_LENGTH]


def _said(framework: Framework) -> Iterator[str]:
    """What it says as JSON, its names in the order of the alphabet; row by row, for there may be thousands."""
    left_out = {"version", *(sheet.name for sheet in OPTIONAL if not getattr(framework, sheet.name))}
    for n, name in enumerate(sorted(Framework.model_fields.keys() - left_out)):
        yield f'{"," if n else "{"}"{name}":'
        if name == "settings":
            yield AS_JSON.encode(_settings_said(framework.settings))
        else:
            yield from _rows_said(getattr(framework, name))
    yield "}"


def _rows_said(rows: Sequence[Row]) -> Iterator[str]:
    """The rows of a table, many at once; a measure by itself, for it may name thousands of partners."""
    yield "["
    if rows and isinstance(rows[0], Measure):
        shared = Shared()
        yield ",".join(_measure_said(row, shared) for row in rows if isinstance(row, Measure))
    else:
        for first in range(0, len(rows), LOT):
            lot = [_without_rows(row.model_dump(mode="json")) for row in rows[first : first + LOT]]
            yield ("," if first else "") + AS_JSON.encode(lot)[1:-1]
    yield "]"


class Shared(dict[int, str]):
    """The JSON of values that many measures share, by which they are: their partners, and these with their areas."""

    def said(self, value: Sequence[object]) -> str:
        """What it says."""
        if id(value) not in self:
            self[id(value)] = AS_JSON.encode(value)
        return self[id(value)]


def _measure_said(measure: Measure, shared: Shared) -> str:
    said = _without_rows(measure.model_dump(mode="json", exclude={"pairs", "partners"}))
    texts = {key: AS_JSON.encode(value) for key, value in said.items()}
    texts |= {"pairs": shared.said(measure.pairs), "partners": shared.said(measure.partners)}
    return "{" + ",".join(f'"{key}":{texts[key]}' for key in sorted(texts)) + "}"


def _settings_said(settings: Settings) -> Any:
    usual = Settings.model_fields
    later = {key for key in LATER_SETTINGS if getattr(settings, key) == usual[key].default}
    return _without_rows(settings.model_dump(mode="json", exclude={*READING, *later}))


def _without_rows(content: Any) -> Any:
    if isinstance(content, dict):
        return {
            key: _without_rows(value) if isinstance(value, dict | list) else value
            for key, value in content.items()
            if key != "row" and not (key in LATER and value in (None, "", []))
        }
    return [_without_rows(item) for item in content] if isinstance(content, list) else content


def _filled(line: Line, *columns: str) -> dict[str, Any]:
    """The values of the cells that are not blank, for the model to take; the rest keep the model's defaults."""
    return {column: line.get(column) for column in columns if line.get(column) is not None}


def _all(draft: Draft, sheet: str, model: Callable[..., R], *columns: str) -> tuple[R, ...]:
    return tuple(model(row=line.row, **_filled(line, *columns)) for line in draft.of(sheet))


def _span(line: Line) -> dict[str, Any]:
    return {"row": line.row, "from_": line.get("from"), **_filled(line, "id", "name", "aliases", "to", "successor")}


def _partner(line: Line) -> Partner:
    return Partner(**_span(line), **_filled(line, "contact", "email", "kind"))


def _alike(rows: Iterable[R]) -> Iterator[R]:
    """The rows; which columns were filled in is kept once for all that have the same: they may be thousands."""
    known: dict[frozenset[str], set[str]] = {}
    for row in rows:
        filled = row.__pydantic_fields_set__
        object.__setattr__(row, "__pydantic_fields_set__", known.setdefault(frozenset(filled), filled))
        yield row


def _audience(line: Line) -> Audience:
    given = _filled(line, "id", "name", "layout", "measures", "columns", "pages", "order")
    return Audience(row=line.row, for_=kind_named(line.text("for")), **given)


def _measure(draft: Draft, line: Line) -> Measure:
    # what has a fault is not built: both are known
    pool, reach = cast("Pool", pool_of(line)), cast("Reach", draft.reaches[line.get("id")])
    given = {
        name: line.get(name)
        for name in Measure.model_fields
        if name in line.sheet.by_name and line.get(name) is not None and name not in ("partners", "pooling")
    }
    weights = dict(zip(pool.weights, as_shares(tuple(pool.weights.values())), strict=True)) if pool.weights else {}
    if pool.pooling is Pooling.WEIGHTS and not weights:
        weights = {reach.partners[0]: 1.0}
    usual = {"multiplier": PERCENT} if line.get("kind") == Kind.PERCENTAGE else {}
    rest = {"row": line.row, "pooling": pool.pooling, "weights": weights}
    measure = Measure(**(usual | given | rest), partners=(), pairs=())
    return measure.model_copy(update=reach._asdict())  # as it is: what is checked is copied, and they may be thousands


def _target(line: Line) -> Target:
    names = [name for name in Target.model_fields if name in line.sheet.by_name]
    given = _filled(line, *names)
    if isinstance(given.get("target"), date):
        given["target"] = serial_of(given["target"])
    if "profile" in given:
        given["profile"] = as_shares(given["profile"])
    return Target(row=line.row, **given)


def _tolerance(line: Line) -> Tolerance:
    names = [name for name in Tolerance.model_fields if name in line.sheet.by_name and name != "rule"]
    given = _filled(line, *names)
    rule = line.get("rule")
    if rule in PRESETS:
        given |= {"rule": BAND, "preset": rule}
    if rule in VARIANTS:
        trigger, form = VARIANTS[rule]
        given |= {"rule": trigger.value, "preset": form}
    return Tolerance(row=line.row, scope=line.get("measure"), **({"rule": rule} | given))
