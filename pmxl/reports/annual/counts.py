"""The strip of counts at the head of the year: how many targets were achieved, and how many a year before."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence

from pmxl.assess.annual.annual import Annual
from pmxl.assess.annual.outcomes import Verdict
from pmxl.reports.block import Block
from pmxl.reports.headline import LABEL
from pmxl.reports.headline import LABEL_HEIGHT
from pmxl.reports.headline import NUMBER
from pmxl.reports.headline import NUMBER_HEIGHT
from pmxl.reports.headline import spaced
from pmxl.sheets import style
from pmxl.sheets.describe import Put
from pmxl.terms import Rating

JUDGED = (Verdict.ACHIEVED, Verdict.NARROWLY, Verdict.MISSED)
LOOKS = {
    Verdict.ACHIEVED: Rating.GREEN,
    Verdict.NARROWLY: Rating.AMBER,
    Verdict.MISSED: Rating.RED,
    Verdict.UNKNOWN: Rating.NO_DATA,
    Verdict.NOT_JUDGED: Rating.NO_TARGET,
}
"""The look of each verdict."""
BEFORE_HEIGHT = 18.0


def counted(verdicts: Iterable[str]) -> dict[Verdict, int]:
    """How many there are of each verdict."""
    found = list(verdicts)
    return {verdict: found.count(verdict) for verdict in Verdict}


def strip(annual: Annual, row: int, widths: Sequence[float]) -> Block:
    """The counts of the year over their labels, with the count of the year before under each."""
    now, before = counted(annual.outcomes["verdict"]), counted(annual.outcomes["verdict_before"])
    earlier = annual.whole.period.previous.label
    known = annual.before is not None and any(before[verdict] for verdict in JUDGED)
    puts: list[Put] = []
    for verdict, place in zip(Verdict, spaced(len(Verdict), widths), strict=True):
        ink = style.STATUS[LOOKS[verdict]]
        last = place.last if place.last > place.first else 0
        label = f"{ink.shape} {verdict.lower()}"
        puts.append(Put(row, place.first, now[verdict], NUMBER.but(color=ink.color, indent=place.indent), to_col=last))
        puts.append(Put(row + 1, place.first, label, LABEL.but(color=ink.color, indent=place.indent), to_col=last))
        if known:
            said = f"{before[verdict]} in {earlier}"
            puts.append(Put(row + 2, place.first, said, LABEL.but(size=9, indent=place.indent), to_col=last))
    return Block(tuple(puts), {row: NUMBER_HEIGHT, row + 1: LABEL_HEIGHT, row + 2: BEFORE_HEIGHT}, row + 3)
