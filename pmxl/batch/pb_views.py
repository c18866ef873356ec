"""PB Views: the figures of a period in the table that the council's system exchanges, and the way back."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from pmxl.assess import Assessment
from pmxl.assess.scene import records
from pmxl.batch.folder import Folder
from pmxl.batch.latest import last_shown
from pmxl.batch.outcomes import FileOutcome
from pmxl.batch.scorecard import assessment
from pmxl.batch.take import import_figures
from pmxl.batch.told import plain
from pmxl.batch.told import said
from pmxl.batch.told import told
from pmxl.framework.expected import expected
from pmxl.framework.expected import expected_to_date
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.periods import Period
from pmxl.returns.pb_views import DATA
from pmxl.returns.pb_views import DEFAULT
from pmxl.returns.pb_views import FORMULA
from pmxl.returns.pb_views import HEADINGS
from pmxl.returns.pb_views import RANGES
from pmxl.returns.pb_views import TO_DATE
from pmxl.returns.pb_views import read_pb_views
from pmxl.rules.percent_of_target import percent_of_target
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.tidy import guarded
from pmxl.terms import Accumulate
from pmxl.terms import Frequency
from pmxl.terms import Kind
from pmxl.terms import Polarity
from pmxl.terms import Pooling

FILE = "pb-views.csv"
INDEX_DECIMALS = 1
SELF_CONSOLIDATED = (Accumulate.CUMULATIVE, Accumulate.ROLLING)
"""How a measure is returned whose every figure is itself a year to date or a moving year."""
ADDS_UP = (Pooling.SUM, Pooling.RATIO, Pooling.LEAD)
WITHOUT_INDEX = (Kind.MILESTONE, Kind.YES_NO)
"""A day and an answer are no share of a target."""
Line = list[str]
Recalled = dict[str, Any]


def export_pb_views(folder: Folder, period: Period | None = None) -> Path:
    """Writes scorecards/<period>/pb-views.csv: the partnership's figures, then every figure returned in the period.

    Of the period issued last unless it is named. Text is kept from being a formula in Excel.
    """
    with folder.ledger() as ledger:
        period = period or last_shown(ledger, folder)
        recalled = ledger.recall(held=False)
    found = assessment(folder, period)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADINGS)
    writer.writerows(pooled_lines(found))
    writer.writerows(returned_lines(folder.framework, records(recalled), period))
    path = folder.scorecard(period).with_name(FILE)
    return write_bytes_beside(path, out.getvalue().encode("utf-8-sig"))


def import_pb_views(folder: Folder, path: Path) -> FileOutcome:
    """Takes the data rows of an exchange table as `import` takes a tidy file, with the same checks."""
    own = [one for one in folder.framework.measures if one.accumulate in SELF_CONSOLIDATED]
    names = frozenset(name for one in own for name in (one.id, one.name))
    return import_figures(folder, path, partial(read_pb_views, own=names))


def pooled_lines(found: Assessment) -> Iterator[Line]:
    """A row for each measure of the partnership: PB Views would work it out from the others, so it is a Formula."""
    for row in records(found.measures):
        measure = found.framework.measure(row["measure"]).model_copy(update={"kind": Kind(row["kind"])})
        own = measure.accumulate in SELF_CONSOLIDATED
        to_date = range_of(measure) == TO_DATE and not own
        actual, target = (row["value_ytd"], row["target_ytd"]) if to_date else (row["value"], row["target"])
        only = math.nan if own else row["value"]
        where = (found.framework.settings.name, "", "")
        yield line(measure, where, FORMULA, row["period"], said(only, measure), actual, target, ("", ""))


def returned_lines(framework: Framework, recalled: list[Recalled], period: Period) -> Iterator[Line]:
    """A row for each figure that was returned in the period, in its own rhythm."""
    measures = {measure.id: measure for measure in framework.measures}
    names = {one.id: one.name for table in (framework.partners, framework.areas) for one in table}
    by_key: dict[tuple[str, str, str, int], list[Recalled]] = {}
    for row in recalled:
        by_key.setdefault((row["measure"], row["partner"], row["area"], int(row["months"])), []).append(row)
    for (id_, partner, area, months), rows in sorted(by_key.items()):
        measure = measures.get(id_)
        if measure is None or not partner:
            continue  # comparators' figures, and those of measures that are no more
        for row in sorted(rows, key=lambda one: int(one["start"])):
            own = Period(int(row["start"]), months, period.first_month)
            if period.covers(own):
                where = (names.get(partner, partner), partner, names.get(area, area))
                yield returned_line(framework, measure, where, area, own, row, rows)


def returned_line(
    framework: Framework,
    measure: Measure,
    where: tuple[str, str, str],
    area: str,
    own: Period,
    row: Recalled,
    rows: list[Recalled],
) -> Line:
    """One figure with what its consolidation range makes of it, against what is expected of the one who gave it."""
    numerator, denominator, value = told(row, measure)
    partner = where[1]
    actual = consolidated(measure, own, rows)
    aims = expected_to_date if range_of(measure) == TO_DATE else expected
    target = aims(framework, measure, own, partner, area).target
    only = "" if measure.accumulate in SELF_CONSOLIDATED else value or said(float(row["value"]), measure)
    if measure.accumulate in SELF_CONSOLIDATED and math.isnan(actual):
        only = value  # its mark: suppressed, withdrawn
    return line(measure, where, DATA, own.label, only, actual, target, (numerator, denominator))


def consolidated(measure: Measure, own: Period, rows: list[Recalled]) -> float:
    """What the consolidation range makes of a partner's figures; NaN where one of them is missing.

    A flow is added up from the start of the year, of a figure of two parts its parts are; any other stands for itself.
    """
    if range_of(measure) != TO_DATE or measure.accumulate in SELF_CONSOLIDATED:
        return next((float(row["value"]) for row in rows if int(row["start"]) == own.start), math.nan)
    part = [row for row in rows if own.year.start <= int(row["start"]) <= own.start]
    if len(part) < (own.start - own.year.start) // own.months + 1:
        return math.nan
    if measure.kind.of_two_parts:
        above, below = (sum(float(row[name]) for row in part) for name in ("numerator", "denominator"))
        return above * measure.multiplier / below if below else math.nan
    return sum(float(row["value"]) for row in part)


def range_of(measure: Measure) -> str:
    """The consolidation range of a measure; a flow that does not add up, or is of a year anyhow, has the default."""
    if measure.accumulate is not Accumulate.FLOW:
        return RANGES[measure.accumulate]
    adds_up = measure.pooling in ADDS_UP and (measure.kind.of_two_parts or measure.kind in (Kind.COUNT, Kind.MONEY))
    return RANGES[Accumulate.FLOW] if adds_up and measure.frequency is not Frequency.YEAR else DEFAULT


def line(
    measure: Measure,
    where: tuple[str, str, str],
    kind: str,
    period: str,
    only: str,
    actual: float,
    target: float,
    parts: tuple[str, str],
) -> Line:
    """One row of the table."""
    polarity = Polarity.NONE if measure.kind in WITHOUT_INDEX else measure.polarity
    index = float(percent_of_target(actual, target, polarity.value))
    location, id_, area = where
    return [
        guarded(measure.name),
        measure.id,
        guarded(location),
        id_,
        guarded(area),
        guarded(measure.unit),
        kind,
        measure.polarity.value,
        period,
        range_of(measure),
        only,
        said(actual, measure),
        said(target, measure),
        "" if math.isnan(index) else plain(round(index, INDEX_DECIMALS)),
        *parts,
    ]
