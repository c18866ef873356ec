"""Spells: what is in the hot-house after a period, replayed only where something has changed since it last was.

What is noted holds for one state of framework and figures, one period and one day: where any is another it counts for
nothing, and the triggers are replayed. Where the note is gone or cannot be read, too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pmxl import __version__
from pmxl.batch.folder import Folder
from pmxl.framework.models import Framework
from pmxl.improve.hothouse.spell import Spell
from pmxl.improve.hothouse.spell import Step
from pmxl.improve.hothouse.spell import exit_of
from pmxl.ledger import Ledger
from pmxl.periods import Period

NOTE = "hothouse.json"
"""Where it is noted, among the folder's notes."""


@dataclass(frozen=True)
class Noted:
    """What is noted of the spells up to a period by the framework in force, as on a day; `state` is of before anybody
    looked at the figures, so that what is kept during a replay makes the next one replay again.
    """

    note: Path
    framework: Framework
    state: tuple[Any, ...]

    def spells(self, replay: Callable[[], list[Spell]]) -> list[Spell]:
        """The spells as they are noted; where they are not for this state they are replayed, and noted."""
        known = self._read()
        if known is None:
            known = replay()
            self._write(known)
        return known

    def _read(self) -> list[Spell] | None:
        with suppress(OSError, ValueError, TypeError, KeyError, IndexError):
            told = json.loads(self.note.read_text(encoding="utf-8"))
            if tuple(told["state"]) == self.state:
                return [spell_of(self.framework, **each) for each in told["spells"]]
        return None

    def _write(self, spells: Iterable[Spell]) -> None:
        """Beside and renamed; where that cannot be, they are replayed the next time."""
        beside = self.note.with_suffix(f".{os.getpid()}.part")
        told = {"state": self.state, "spells": [record_of(one) for one in spells]}
        with suppress(OSError):
            self.note.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(told), encoding="utf-8")
            beside.replace(self.note)


def noted(folder: Folder, ledger: Ledger, period: Period, day: date) -> Noted:
    """What is noted, with marks of all that the spells follow from: they are others as soon as it is another."""
    framework = folder.framework
    state = (__version__, framework.version, *span(period), day.isoformat(), *ledger.figures_reach())
    return Noted(folder.notes / NOTE, framework, state)


def record_of(spell: Spell) -> dict[str, Any]:
    """A spell as it is noted: without what the framework says of it."""
    return {
        "measure": spell.measure.id,
        "partner": spell.partner,
        "area": spell.area,
        "left": spell.left is not None,
        "run": spell.run,
        "steps": [(*span(one.period), one.value, one.target, one.rating, one.signal, one.fired) for one in spell.steps],
    }


def spell_of(
    framework: Framework, *, measure: str, partner: str, area: str, left: bool, run: int, steps: list[Any]
) -> Spell:
    """A spell from what was noted of it and what the framework says."""
    seen = tuple(Step(Period(*told[:3]), *told[3:]) for told in steps)
    about = framework.measure(measure)
    return Spell(
        measure=about,
        partner=partner,
        exit=exit_of(framework, about, partner),
        entered=seen[0].period,
        left=seen[-1].period if left else None,
        run=run,
        steps=seen,
        area=area,
    )


def span(period: Period) -> tuple[int, int, int]:
    """What a period is made of."""
    return period.start, period.months, period.first_month
