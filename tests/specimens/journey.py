"""A round of the improvement journey as three partners answered it, one not at all, with a round before it."""

from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime

from pmxl.framework.models import Framework
from pmxl.improve.journey.journey import Together
from pmxl.improve.journey.journey import together
from pmxl.improve.journey.round import Round
from pmxl.improve.journey.round import round_of
from pmxl.improve.journey.stages import Journey
from pmxl.improve.journey.stages import Line
from pmxl.improve.journey.stages import Stage
from pmxl.ledger import FormAnswer
from tests.specimens.small import EASTMOOR
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE
from tests.specimens.small import year

LEVELS = ("Hardly.", "In part.", "Mostly.", "As a rule.")


def stage(key: str, name: str, count: int) -> Stage:
    """A stage of so many statements, with two points of a gate and a tip."""
    lines = [
        Line(key, "statement", f"{key}-{n}", f"{name} {n}.", "senior managers", LEVELS) for n in range(1, count + 1)
    ]
    lines += [Line(key, "done", f"{key}-d1", "Was it done?"), Line(key, "pitfall", f"{key}-p1", "=Too much at once.")]
    return Stage(key, name, "Where are we?", (*lines, Line(key, "tip", f"{key}-t1", "Begin small.")))


CULTURE = Stage("culture", "How we work", "", (Line("culture", "culture", "culture-c1", "We may try something new."),))
JOURNEY = Journey((stage("stock", "Taking stock", 2), stage("track", "Keeping on track", 2), CULTURE))


def told(partner: str, ref: str, field: str, text: str) -> FormAnswer:
    """One field as it was filled in."""
    return FormAnswer(
        kind="journey",
        to=partner,
        period=year(2022),
        revision=1,
        ref=ref,
        field=field,
        text=text,
        by="A. Shah",
        file=f"{partner}.xlsx",
        sha256="",
        sheet="Taking stock",
        cell="G9",
        at=datetime(2023, 6, 1, tzinfo=UTC),
    )


def scores(partner: str, **given: int) -> list[FormAnswer]:
    """Scores by ref, `stock_1=3`."""
    return [told(partner, ref.replace("_", "-"), "score", str(score)) for ref, score in given.items()]


def rounds(frame: Framework = FRAMEWORK, said: str = "") -> tuple[Round, Round]:
    """This year's round and last year's: Northvale rose, Eastmoor fell, the police never answered."""
    now = [
        *scores(NORTHVALE, stock_1=4, stock_2=3, track_1=2, culture_c1=3),
        *scores(EASTMOOR, stock_1=1, stock_2=3, track_1=2, track_2=2),
        told(NORTHVALE, "stock-1", "evidence", f"=HYPERLINK(1) minutes of May. {said}".strip()),
        told(NORTHVALE, "stock-d1", "answer", "Yes"),
        told(EASTMOOR, "stock-d1", "answer", "In part"),
        told(EASTMOOR, "stock-d1", "note", f"By June. {said}".strip()),
        told(NORTHVALE, "stock-p1", "answer", "Yes"),
        told(EASTMOOR, "stock-p1", "answer", "Perhaps"),
        told(NORTHVALE, "track-d1", "answer", "No"),
        told(NORTHVALE, "culture-c1", "heard", "Staff survey"),
        told(NORTHVALE, "culture-c1", "asked", "212"),
        told(EASTMOOR, "gap-track", "where", f"Nobody looks back. {said}".strip()),
        told(EASTMOOR, "gap-track", "by", "2023-09-30"),
    ]
    before = [*scores(NORTHVALE, stock_1=2, stock_2=3), *scores(EASTMOOR, stock_1=2), *scores(POLICE, stock_1=3)]
    sent = dict.fromkeys((NORTHVALE, EASTMOOR, POLICE), date(2023, 4, 3))
    partners = frame.partners
    return round_of(year(2022), partners, sent, now), round_of(year(2021), partners, sent, before)


def specimen(frame: Framework = FRAMEWORK, said: str = "") -> Together:
    """The round put together; `said` is more of what partners write."""
    return together(frame, JOURNEY, *rounds(frame, said))
