"""Proposal: a tolerance and triggers as an officer types them: `5% + decline 2`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pmxl.framework.columns import BAND
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Tolerance
from pmxl.framework.tolerated import Band
from pmxl.framework.tolerated import band_of
from pmxl.framework.tolerated import triggers_of
from pmxl.terms import Trigger

NUMBER = r"(\d+(?:\.\d+)?)"
BANDS = ("strict", "floor", "travel-modified")
UNDERSTOOD = (
    "5%, 3 points, strict, floor or travel-modified for the band; decline 2, decline 10%, decline 3 points, "
    "overrun 50, any, signal or standard for triggers; both joined by a plus sign: 5% + decline 2"
)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A band and the triggers that would watch a measure; `name` is how it is told."""

    name: str
    band: Band
    triggers: tuple[Tolerance, ...] = ()

    @property
    def terms(self) -> tuple[object, ...]:
        """What it comes to, however it was typed: two proposals of the same terms say the same."""
        watched = frozenset((t.rule, t.preset, t.amount, t.unit, t.n, t.compare, t.silent) for t in self.triggers)
        return self.band.preset, repr(self.band.amount), self.band.unit, watched


def different(proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Each once, as it was first typed."""
    found: dict[tuple[object, ...], Proposal] = {}
    for proposal in proposals:
        found.setdefault(proposal.terms, proposal)
    return tuple(found.values())


def read_proposal(text: str) -> Proposal:
    """What an officer typed; ValueError says what is understood."""
    bands: list[Band] = []
    triggers: list[Tolerance] = []
    for piece in (" ".join(part.split()).casefold() for part in text.split("+")):
        found = read_band(piece) or read_trigger(piece)
        if isinstance(found, Band):
            bands.append(found)
        elif found is not None:
            triggers.append(found)
        else:
            raise ValueError(f"“{piece or text}” is not understood. Type {UNDERSTOOD}.")
    if len(bands) > 1:
        raise ValueError(f"“{text}” names {len(bands)} bands. Type one, or propose each of them by itself.")
    return Proposal(" ".join(text.split()), bands[0] if bands else Band(preset="strict"), tuple(triggers))


def read_band(piece: str) -> Band | None:
    """`5%`, `5 %`, `3 points`, `points 3`, or a band by name."""
    if piece in BANDS:
        return Band(preset=piece)
    percent = re.fullmatch(rf"{NUMBER} ?%", piece)
    if percent:
        return Band(float(percent[1]), "percent")
    points = re.fullmatch(rf"{NUMBER} points?|points? {NUMBER}", piece)
    return Band(float(points[1] or points[2]), "points") if points else None


def read_trigger(piece: str) -> Tolerance | None:
    """`decline 2`, `decline 10%`, `decline 3 points`, `overrun 50`, or one of a single word."""
    if piece in (Trigger.ANY, Trigger.SIGNAL, Trigger.STANDARD):
        return trigger(Trigger(piece))
    fall = re.fullmatch(rf"decline {NUMBER} ?(%|points?)", piece)
    if fall:
        unit = "percent" if fall[2] == "%" else "points"
        return trigger(Trigger.DECLINE_PERCENT, amount=float(fall[1]), unit=unit)
    run = re.fullmatch(r"decline(?: (\d+))?", piece)
    if run:
        return trigger(Trigger.DECLINE, n=int(run[1] or 2))
    over = re.fullmatch(rf"overrun(?: {NUMBER})?", piece)
    return trigger(Trigger.OVERRUN, amount=float(over[1] or 0)) if over else None


def trigger(rule: Trigger, **settings: object) -> Tolerance:
    """A trigger of no measure in particular."""
    return Tolerance(scope=("measure", "proposed"), rule=rule.value, **settings)  # type: ignore[arg-type]


def as_agreed(framework: Framework, measure: Measure) -> Proposal:
    """What the framework says of a measure now."""
    return Proposal("as agreed now", band_of(framework, measure), triggers_of(framework, measure))


def in_force(framework: Framework, measure: Measure, proposal: Proposal) -> Framework:
    """The framework with a proposal in the place of all that was agreed of tolerances, for the one measure."""
    band, scope = proposal.band, ("measure", measure.id)
    amount = None if math.isnan(band.amount) else band.amount
    row = Tolerance(scope=scope, rule=BAND, preset=band.preset, amount=amount, unit=band.unit)  # type: ignore[arg-type]
    triggers = (trigger.model_copy(update={"scope": scope}) for trigger in proposal.triggers)
    return framework.model_copy(update={"tolerances": (row, *triggers)})
