"""Studied: the study of a measure made from the framework and the ledger, and proposals weighed in it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.assessment import scene_of
from pmxl.assess.peers import peers
from pmxl.assess.rehearsal_past import returned_still
from pmxl.assess.rows import worked
from pmxl.assess.scene import Scene
from pmxl.assess.scene import records
from pmxl.framework.expected import rows_of
from pmxl.framework.expected import target_row
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.framework.tolerated import band_of
from pmxl.framework.tolerated import triggers_of
from pmxl.framework.year_end import agreed_shares
from pmxl.improve.target.past import Line
from pmxl.improve.target.past import lines_of
from pmxl.improve.target.proposal import Proposed
from pmxl.improve.target.study import ADDING
from pmxl.improve.target.study import Share
from pmxl.improve.target.study import Study
from pmxl.periods import Period
from pmxl.rules.proposed import on_the_way
from pmxl.rules.proposed import proposed
from pmxl.rules.proposed import shared_out
from pmxl.rules.rounding import published
from pmxl.terms import Basis

NOTHING_AGREED, AS_AGREED, BY_SEASON = (
    "evenly, for nothing else is agreed",
    "by the profile agreed with the target that stands",
    "as earlier years were",
)


def study(framework: Framework, recalled: pd.DataFrame, measure: Measure, year: Period, partner: str = "") -> Study:
    """The study of a measure as at the latest period with a figure; `recalled` must have one."""
    mine = recalled[(recalled["measure"] == measure.id) & (recalled["partner"] != "") & recalled["value"].notna()]
    period = Period(int(mine["start"].max()), measure.frequency.months, framework.settings.year_starts)
    alone = framework.model_copy(update={"measures": (measure,)})
    scene = scene_of(alone, recalled, period, period.last_day)
    returned_still(scene, measure, partner, "IMP088")
    line = lines_of(scene, measure, [partner])[partner]
    found = worked(scene, "partner" if partner else "")
    row = {**records(found.base.loc[[(measure.id, partner)]])[0], "period": period.label}
    parts = year.parts(measure.frequency.months)
    standing = target_row(framework, measure, parts[-1], partner) or last_row(framework, measure, partner)
    shares, spread_by = spread(framework, measure, line, parts, partner)
    begun = Study(
        framework=framework,
        measure=measure,
        partner=partner,
        year=year,
        line=line,
        row=row,
        peers=peers(scene, found.history, found.base) if not partner else pd.DataFrame(),
        standing=standing,
        band=band_of(framework, measure),
        triggers=triggers_of(framework, measure),
        shares=shares,
        spread_by=spread_by,
        outlook=line.ahead(1, percent=False),
        partners=(),
        said={one.criterion: one for one in framework.tests if one.measure == measure.id},
    )
    outlook = line.ahead(max(begun.ahead, 1), percent=begun.is_share)
    return replace(begun, outlook=outlook, partners=() if partner else shares_of(scene, measure))


def last_row(framework: Framework, measure: Measure, partner: str) -> Target | None:
    """The latest target of any period, where the year itself has none."""
    rows = rows_of(framework, measure.id, partner, "")
    return max(rows, key=lambda row: row.period.last_day, default=None)


def spread(
    framework: Framework, measure: Measure, line: Line, parts: tuple[Period, ...], partner: str
) -> tuple[tuple[float, ...], str]:
    """The share of the year's total that is due in each of its periods, and why so."""
    agreed = agreed_shares(framework, measure, parts, partner)
    if line.seasonal and line.shares:
        return line.shares, BY_SEASON
    return (agreed, AS_AGREED) if agreed else ((1 / len(parts),) * len(parts), NOTHING_AGREED)


def shares_of(scene: Scene, measure: Measure) -> tuple[Share, ...]:
    """Each partner with where it stands; none where one partner alone returns the measure."""
    partners = list(dict.fromkeys(scene.roots["partner"].get(p, p) for p, _ in measure.pairs))
    partners = [p for p in partners if scene.framework.partner(p).exists_in(scene.period)]
    if len(partners) < 2:
        return ()
    nows = {partner: line.latest[0] for partner, line in lines_of(scene, measure, partners).items()}
    whole = math.fsum(nows.values())
    adds = measure.pooling in ADDING and whole > 0 and min(nows.values()) >= 0
    own = {partner: own_target(scene.framework, measure, partner) for partner in partners}
    return tuple(
        Share(p, scene.framework.partner(p).name, now, now / whole if adds else math.nan, own[p])
        for p, now in nows.items()
    )


def own_target(framework: Framework, measure: Measure, partner: str) -> float:
    """The latest target of a partner's own; NaN where it has none."""
    row = last_row(framework, measure, partner)
    return math.nan if row is None or row.target is None else row.target


def weighed(found: Study, proposals: Iterable[tuple[str, float]]) -> Study:
    """The study with each proposal and what it would need; of two that are equal the first."""
    seen: dict[float, str] = {}
    for name, level in proposals:
        seen.setdefault(level, name)
    return replace(found, proposals=tuple(weigh(found, name, level) for level, name in seen.items()))


def weigh(found: Study, name: str, level: float) -> Proposed:
    """One proposal, its level as it would be published."""
    measure = found.measure
    level = published(level, measure.decimals).item()
    need = proposed(level, found.past, measure.polarity.value, measure.decimals, found.near)
    path, to_date = through_the_year(found, level)
    return Proposed(name, level, need, tuple(fall_to(found, level)), path, to_date)


def fall_to(found: Study, level: float) -> list[float]:
    """What falls to each partner: its part of a total, or its own level moved as far as the whole must move."""
    if not found.partners:
        return []
    if found.adds_up:
        shares = np.array([one.share for one in found.partners])
        return [float(part) for part in shared_out(level, shares, found.measure.decimals)]
    return [one.now + (level - found.now) for one in found.partners]


def through_the_year(found: Study, level: float) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """Each period's own share or level, and the year so far at its end."""
    if found.line.total:
        own = level * np.array(found.shares)
        return tuple(own.tolist()), tuple(np.cumsum(own).tolist())
    way = on_the_way(level, found.now, np.array(steps(found)), max(found.ahead, 1), np.array(swings(found)))
    return tuple(way.tolist()), tuple(way.tolist())


def steps(found: Study) -> list[int]:
    """How far ahead of the latest figure each period of the target's year lies."""
    return [max((period.start - found.end.start) // found.end.months, 0) for period in found.periods]


def swings(found: Study) -> list[float]:
    """How far each period of the year lies, by season, from its last."""
    swing = found.line.swings
    return [float(each - swing[-1]) for each in swing]


def suggested(found: Study) -> Iterator[tuple[str, float]]:
    """What may be weighed where nobody has proposed anything: what stands, what others reach, how things go."""
    decimals = found.measure.decimals
    if found.standing and found.standing.basis is not Basis.PERIOD and found.standing.target is not None:
        yield f"As agreed for {found.standing.period.label}", found.standing.target
    levels: list[tuple[str, Any]] = [
        ("The group’s median", found.row.get("group_median")),
        ("The group’s best quartile", found.row.get("group_best_quartile")),
    ]
    if not found.line.total:
        for name, level in levels:
            if isinstance(level, float) and not math.isnan(level):
                yield name, round(level, decimals)
    expected = float(found.outlook.forecast)
    if not math.isnan(expected):
        yield "As forecast without action", round(expected, decimals)
    if not math.isnan(found.now):
        yield "As it stands", round(found.now, decimals)
