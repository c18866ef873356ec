"""The past that proposals are replayed over: each period as it is known now, with what was expected in it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from pmxl.assess.charted import charted
from pmxl.assess.drawn_away import as_charted
from pmxl.assess.pooled import UNIT
from pmxl.assess.pooled import pooled
from pmxl.assess.rated import Past as Figures
from pmxl.assess.rated import expectation
from pmxl.assess.rows import every_unit
from pmxl.assess.rows import judged
from pmxl.assess.runs import BACKS
from pmxl.assess.runs import runs
from pmxl.assess.scene import Scene
from pmxl.assess.signalled import signalled
from pmxl.assess.trigger_spells import earlier
from pmxl.findings import refuse
from pmxl.framework.asked import lives_in
from pmxl.framework.expected import Expected
from pmxl.framework.expected import expected
from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.periods import YEAR_MONTHS
from pmxl.rules.signal import Reading
from pmxl.terms import Basis
from pmxl.terms import Pooling


@dataclass(frozen=True)
class Past:
    """The periods of one unit that have a target, oldest first, from its first figure on.

    `backs` says how far back each lies and `scenes` what it looked at. `values` are whole figures, NaN where somebody
    is missing; `shown` are those of the ones who reported too, where that is a figure. By BACKS are `steps`, each
    period's own amount where whole, `members`, how many it is made of, `phase`, the breaks before it, and `judged`, the
    figures of the process chart; `places` are where in them the periods lie. `blank` are all periods in which nobody
    reported, also those without a target, of which `untargeted` have a figure; `part` those in which only some did.
    """

    measure: Measure
    unit: str
    by: str
    backs: tuple[int, ...]
    scenes: tuple[Scene, ...]
    found: tuple[Expected, ...]
    values: np.ndarray
    shown: np.ndarray
    before: np.ndarray
    steps: np.ndarray
    members: np.ndarray
    phase: np.ndarray
    signals: np.ndarray
    judged: np.ndarray
    kind: str
    blank: frozenset[int]
    part: tuple[int, ...]
    untargeted: int
    trial: bool

    @property
    def places(self) -> np.ndarray:
        """Where in the columns by BACKS each period lies."""
        return np.array([len(BACKS) - 1 - back for back in self.backs], dtype=int)

    @property
    def whole(self) -> np.ndarray:
        """True for a period in which everybody reported."""
        return np.asarray(~np.isnan(self.values))

    @property
    def year(self) -> int:
        """How many periods make a year."""
        return YEAR_MONTHS // self.measure.frequency.months

    def level(self, name: str) -> np.ndarray:
        """One of the levels expected in each period."""
        return np.array([getattr(one, name) for one in self.found], dtype=float)


def past_of(scene: Scene, measure: Measure, unit: str, level: float, by: str = "partner") -> Past:
    """The past of the partnership (""), of a partner, or `by` area; `level` stands instead of all targets where given.

    A level is put in the place of the targets of the partnership or of a partner alone.
    """
    by, key = by if unit else "", (measure.id, unit)
    scene = at_level(scene, measure, unit, level)
    now = judged(scene, by)
    pool, own = (by_back(scene, now.cells, key, prefix) for prefix in ("", "step_"))
    scenes = {back: as_it_was(scene, measure, back) for back in known(pool)}
    wanted = {back: expectation(then, shifted(now.history, back), *key, by) for back, then in scenes.items()}
    backs = [back for back in scenes if wanted[back].has_target]
    reported = pool["present"] > 0
    apart = ~reported | (measure.pooling is Pooling.SUM)  # of a sum those who reported are only a part
    chart = charted(scene, runs(scene, now.cells), now.rows.loc[[key]], by)
    reading = reading_of(scene, measure, chart.judged, chart.phase)
    signals = [signal_of(reading, scenes[back], key, by, back, whole=bool(pool["whole"][back])) for back in backs]
    return Past(
        measure=measure,
        unit=unit,
        by=by,
        backs=tuple(backs),
        scenes=tuple(scenes[back] for back in backs),
        found=tuple(wanted[back] for back in backs),
        values=in_whole(pool, backs),
        shown=pool["value"].where(pool["whole"] | ~apart).reindex(backs).to_numpy(float),
        before=in_whole(pool, [back + scene.a_year_back(measure.id) for back in backs]),
        steps=in_whole(own, BACKS),
        members=own["expected"].to_numpy(float),
        phase=chart.phase.to_numpy(int)[0],
        signals=np.array(signals, dtype=object),
        judged=chart.judged.to_numpy(float)[0],
        kind=str(now.rows.loc[key, "kind"]),
        blank=frozenset(back for back in scenes if not reported[back]),
        part=tuple(back for back in backs if reported[back] and not pool["whole"][back]),
        untargeted=sum(bool(reported[back]) for back in scenes if back not in backs),
        trial=bool(np.any(reading.limits.trial)),
    )


def returned_still(scene: Scene, measure: Measure, partner: str, code: str) -> None:
    """Refuses, under this code, a past that leads nowhere: of one that has left, of all where nobody is there, or of a
    measure that had ended by then or had not begun.
    """
    if (measure.id, partner) in every_unit(scene, "partner" if partner else ""):
        return
    label = scene.shown(measure.id).label
    if not lives_in(measure, scene.shown(measure.id)):
        says = f"There is a figure of {measure.name} for {label}, for which the framework does not ask."
        ask = "Look at first_period and last_period of the sheet measures, or name another measure."
        raise refuse(code, says, ask, found=measure.id)
    who = scene.framework.partner(partner).name if partner else ""
    says = f"{who} does not return" if who else "Nobody returns"
    ask = "Name a partner that does, or look at the column to of the sheet partners."
    raise refuse(code, f"{says} {measure.name} for {label} any more.", ask, found=partner or measure.id)


def by_back(scene: Scene, cells: pd.DataFrame, key: tuple[str, str], prefix: str) -> pd.DataFrame:
    """The pooled figures of a unit by BACKS, with `present` of `expected` and `whole` where all of them are there."""
    mine = cells[(cells["measure"] == key[0]) & (cells["unit"] == key[1])]
    found = pooled(mine, [*UNIT, "back"], scene.table, prefix).droplevel([0, 1]).reindex(BACKS)
    counts = found[["present", "expected"]].fillna(0)
    return found.assign(**counts, whole=(counts["present"] == counts["expected"]) & (counts["expected"] > 0))


def in_whole(pool: pd.DataFrame, backs: Iterable[int]) -> np.ndarray:
    """The figures of some periods, NaN where somebody is missing."""
    return pool["value"].where(pool["whole"]).reindex(list(backs)).to_numpy(float)


def at_level(scene: Scene, measure: Measure, partner: str, level: float) -> Scene:
    """The scene with one level in the place of all targets of the measure; as it is where none is given."""
    if math.isnan(level):
        return scene
    framework = scene.framework
    others = [row for row in framework.targets if row.measure != measure.id]
    # a partner's past has those in it from whom it took over
    whose = [one for one, heir in scene.roots["partner"].items() if heir == partner] if partner else [""]
    mine = [level_in(scene, measure, one, back, level) for one in whose for back in BACKS]
    return replace(scene, framework=framework.model_copy(update={"targets": (*others, *mine)}))


def level_in(scene: Scene, measure: Measure, partner: str, back: int, level: float) -> Target:
    """The level as a target of one period; what stood beside the target in its place stands beside it."""
    period = scene.shown(measure.id, back)
    stood = expected(scene.framework, measure, period, partner)
    beside: dict[str, Any] = {name: getattr(stood, name) for name in ("standard", "stretch", "green_half_width")}
    return Target(
        measure=measure.id,
        partner=partner,
        period=period,
        basis=Basis.PERIOD,
        target=level,
        purpose=stood.purpose,
        **{name: value for name, value in beside.items() if not math.isnan(value)},
    )


def known(pool: pd.DataFrame) -> list[int]:
    """How far back each period lies in which somebody was to report, oldest first, from the first that has a figure."""
    first = max(pool.index[pool["present"] > 0], default=-1)
    return [int(back) for back in pool.index[pool["expected"] > 0] if back <= first]


def as_it_was(scene: Scene, measure: Measure, back: int) -> Scene:
    """The scene of a period so far back, with the figures known now, its group's too."""
    then = earlier(scene, {measure.id}, back, scene.start_and_length[measure.id][1])
    group = scene.comparators.get(measure.id, {})
    return replace(then, comparators={measure.id: {ago - back: each for ago, each in group.items() if ago >= back}})


def shifted(history: Figures, back: int) -> Figures:
    """The figures as they are counted back from a period so far back."""
    return {(measure, unit, ago - back): value for (measure, unit, ago), value in history.items()}


def reading_of(scene: Scene, measure: Measure, figures: pd.DataFrame, phase: pd.DataFrame) -> Reading:
    """What the process chart says of every period, with all figures known now."""
    settings, way = scene.framework.settings, measure.polarity.value
    reading, _ = as_charted(figures.to_numpy(float)[0], way, phase.to_numpy(int)[0], settings)
    return reading


def signal_of(reading: Reading, then: Scene, key: tuple[str, str], by: str, back: int, *, whole: bool) -> str:
    """The signal of a period; where somebody is missing, what the chart of those who reported said in that period."""
    if whole:
        return str(reading.signal[len(BACKS) - 1 - back])
    rows, cells, _, _ = judged(then, by)
    return str(signalled(then, runs(then, cells), rows, by).loc[key, "signal"])
