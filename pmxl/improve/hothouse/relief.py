"""Relief: measures that have been on target for so long that asking for them every half-year would do."""

from __future__ import annotations

from dataclasses import dataclass

from pmxl.assess import Assessment
from pmxl.assess.rows import judged
from pmxl.assess.scene import Scene
from pmxl.assess.trigger_spells import ratings_before
from pmxl.framework.models import Measure
from pmxl.terms import ON_TARGET
from pmxl.terms import Frequency
from pmxl.terms import Signal


@dataclass(frozen=True, slots=True)
class Relief:
    """A measure proposed for half-yearly reporting, and for how many periods in a row it has been on target.

    `applied` is True where the framework has such measures asked for only every half-year.
    """

    measure: Measure
    periods: int
    applied: bool

    @property
    def words(self) -> str:
        """Why, in a sentence."""
        done = "It is asked for every half-year." if self.applied else "Asking every half-year would do."
        return f"On target in each of the last {self.periods} periods. {done}"


def reliefs(scene: Scene, found: Assessment, hot: frozenset[str]) -> list[Relief]:
    """The measures long on target with nothing against them, in the order of the scorecard.

    None that is in the hot-house, shows a concern, fires a trigger, or is asked for less often already.
    """
    settings = scene.framework.settings
    quiet = found.measures[~found.measures["exception"].astype(bool) & (found.measures["signal"] != Signal.CONCERN)]
    often = {m.id for m in scene.framework.measures if m.frequency.months < Frequency.HALF_YEAR.months}
    left = {str(m) for m in quiet["measure"] if m in often} - hot
    now = judged(scene, "").rows["rating"]
    left = {m for m in left if now.get((m, ""), "") in ON_TARGET}
    for back in range(1, settings.risk_based_periods):
        before = ratings_before(scene, left, back, "")
        left = {m for m in left if before.get((m, ""), "") in ON_TARGET}
    order = [str(m) for m in found.measures["measure"] if m in left]
    applied = settings.risk_based_reporting
    return [Relief(scene.framework.measure(m), settings.risk_based_periods, applied) for m in order]
