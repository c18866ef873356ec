"""The judgement on a framework: every score, the tree, the balance, and all that is argued, each with its cell."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass

from pmxl.framework.judged import balance
from pmxl.framework.judged import chain
from pmxl.framework.judged import parsimony
from pmxl.framework.judged import thread
from pmxl.framework.judged.criterion import Judged
from pmxl.framework.judged.criterion import Verdict
from pmxl.framework.judged.eight_points import eight_points
from pmxl.framework.judged.evidence import NOTHING_KNOWN
from pmxl.framework.judged.evidence import Evidence
from pmxl.framework.judged.fabric import fabric
from pmxl.framework.judged.ground import Ground
from pmxl.framework.judged.matter import Advice
from pmxl.framework.judged.matter import Matter
from pmxl.framework.judged.owners import is_nobody
from pmxl.framework.judged.owners import owners
from pmxl.framework.judged.smart import beyond
from pmxl.framework.judged.smart import smart
from pmxl.framework.judged.worth import worth
from pmxl.framework.models import Framework
from pmxl.framework.models import Measure
from pmxl.framework.models import Target
from pmxl.plural import plural

ARGUED = (
    thread.orphans,
    thread.bare_plans,
    chain.broken,
    chain.unsaid,
    parsimony.too_many,
    parsimony.key,
    parsimony.two_purposes,
    balance.perspectives,
    balance.kinds,
    balance.purposes,
    balance.national_or_local,
    balance.loaded,
)
"""What is argued of the framework as a whole, in order."""
COLUMNS_OF_TARGETS = ("period", "target", "agreed_by", "reason")
"""Those that a letter of SMART may ask to be mended."""


@dataclass(frozen=True, slots=True)
class MeasureScore:
    """A measure with its eight points and the objectives and plan that it is for."""

    measure: Measure
    points: tuple[Judged, ...]
    upwards: str


@dataclass(frozen=True, slots=True)
class TargetScore:
    """A target of the current year with its letters, and whether it should be one."""

    target: Target
    measure: Measure
    smart: tuple[Judged, ...]
    worth: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """All that a review has to say beyond faults."""

    measures: tuple[MeasureScore, ...]
    targets: tuple[TargetScore, ...]
    fabric: tuple[Judged, ...]
    tree: tuple[thread.Knot, ...]
    spread: Mapping[str, Mapping[str, int]]
    advice: tuple[Advice, ...]


def judge(framework: Framework, evidence: Evidence = NOTHING_KNOWN) -> Judgement:
    """A framework judged by the guides, with what is known beside it."""
    ground = Ground(framework, evidence)
    measures = tuple(
        MeasureScore(one, eight_points(ground, one), thread.upwards(ground, one)) for one in framework.measures
    )
    targets = tuple(
        TargetScore(one, framework.measure(one.measure), smart(ground, one), worth(ground, one))
        for one in ground.standing
    )
    whole = fabric(ground)
    return Judgement(
        measures,
        targets,
        whole,
        tuple(thread.tree(ground)),
        balance.spread(ground),
        tuple(argued(ground, measures, targets, whole)),
    )


def argued(
    ground: Ground, measures: tuple[MeasureScore, ...], targets: tuple[TargetScore, ...], whole: tuple[Judged, ...]
) -> Iterator[Advice]:
    """Everything argued: of the whole first, then measure by measure and target by target."""
    for one in (judged for judged in whole if judged.verdict is Verdict.NOT_MET):
        says = f"{one.criterion.name}: not met. {one.why}"
        yield Advice(Matter.FABRIC, says, f"Look at the sheet {one.column}.", one.column, quote=one.criterion.quote)
    for argue in ARGUED:
        yield from argue(ground)
    yield from phantoms(ground)
    for score in measures:
        yield from weak(score)
    for aimed in targets:
        yield from aimless(ground, aimed)
    yield from doubtful(ground)
    yield from unrehearsed(ground)
    yield from unanswered(measures, targets, whole)


def doubtful(ground: Ground) -> Iterator[Advice]:
    """Measures that have a target, and figures that are doubtful or poor."""
    aimed = {one.measure for one in ground.standing}
    for measure in ground.framework.measures:
        words = ground.evidence.doubtful.get(measure.id, "")
        if words and measure.id in aimed:
            says = f"{measure.id} has a target, and the quality of its figures is {words}"
            ask = "Mend what is named, or ask for a friendly audit, before much is decided by it."
            yield Advice(Matter.DOUBTFUL, says, ask, "measures", measure.row, "data_owner", measure.id)


def failing(judged: tuple[Judged, ...]) -> list[Judged]:
    """The criteria that are not met."""
    return [one for one in judged if one.verdict is Verdict.NOT_MET]


def told(found: list[Judged]) -> str:
    """Each failing criterion with why: `Relevant: its objective leads to no plan.`"""
    return " ".join(f"{one.criterion.name}: {one.why[0].lower()}{one.why[1:]}" for one in found)


def phantoms(ground: Ground) -> Iterator[Advice]:
    """Owners who are nobody, and objectives without one."""
    for owner in owners(ground):
        if is_nobody(owner.name):
            says = f"“{owner.name}” answers for {owner.what}: that is nobody." if owner.name else ""
            says = says or f"Nobody answers for the objective “{owner.what}”."
            ask = "Name the role that would be asked."
            yield Advice(Matter.PHANTOM, says, ask, owner.sheet, owner.row, owner.column, owner.measure)


def weak(score: MeasureScore) -> Iterator[Advice]:
    """A measure that fails any of its eight points."""
    found = failing(score.points)
    if found:
        says = f"{score.measure.id} fails {len(found)} of the eight points of a measure. {told(found)}"
        cell = ("measures", score.measure.row, found[0].column, score.measure.id)
        yield Advice(Matter.WEAK_MEASURE, says, "Mend what is named.", *cell, found[0].criterion.quote)


def aimless(ground: Ground, score: TargetScore) -> Iterator[Advice]:
    """A target that lacks a letter, should not be one, or is out of reach."""
    target, cell = score.target, ("targets", score.target.row)
    partner = f" of {ground.framework.partner(target.partner).name}" if target.partner else ""
    unit = f"{partner} in {ground.framework.area(target.area).name}" if target.area else partner
    whose = f"{score.measure.id}'s target{unit} for {target.period.label}"
    letters = failing(score.smart)
    if letters:
        missing = ", ".join(f"{one.criterion.name[0]} ({one.criterion.name.lower()})" for one in letters)
        says = f"{whose} lacks {missing}. {told(letters)}"
        column = letters[0].column if letters[0].column in COLUMNS_OF_TARGETS else "target"
        ask, quote = "Mend what is named, or take the target back.", letters[0].criterion.quote
        yield Advice(Matter.NOT_SMART, says, ask, *cell, column, target.measure, quote)
    doubts = failing(score.worth)
    if doubts:
        says = f"{whose} fails {len(doubts)} of the six criteria for being a target. {told(doubts)}"
        ask = "Mend what is named, or watch the measure without a target."
        quote = doubts[0].criterion.quote
        yield Advice(Matter.NOT_WORTH, says, ask, *cell, "target", target.measure, quote)
    reach = beyond(ground, target)
    if reach:
        ask = "Change how the work is done, or agree a target that it can reach."
        yield Advice(Matter.INCAPABLE, f"{whose}: {reach}", ask, *cell, "target", target.measure)


def unrehearsed(ground: Ground) -> Iterator[Advice]:
    """Tolerances of single measures that have a past on which they were never tried."""
    known = [t for t in ground.framework.tolerances if t.scope[0] == "measure"]
    bare = [t for t in known if ground.evidence.of(t.scope[1]).figures and t.scope[1] not in ground.evidence.rehearsed]
    names = list(dict.fromkeys(t.scope[1] for t in bare))
    if names:
        few = ", ".join(names[: chain.NAMED_AT_MOST])
        more = f" and {len(names) - chain.NAMED_AT_MOST} more" if len(names) > chain.NAMED_AT_MOST else ""
        says = f"The tolerances of {plural(len(names), 'measure')} were never tried on their past: {few}{more}."
        yield Advice(Matter.UNREHEARSED, says, f"Run: pmxl rehearse {names[0]}.", "tolerances", bare[0].row, "rule")


def unanswered(
    measures: tuple[MeasureScore, ...], targets: tuple[TargetScore, ...], whole: tuple[Judged, ...]
) -> Iterator[Advice]:
    """How many criteria wait for people."""
    open_ = {(s.measure.id, j.criterion.key) for s in measures for j in s.points if j.verdict is Verdict.ASK}
    open_ |= {(s.measure.id, j.criterion.key) for s in targets for j in s.worth if j.verdict is Verdict.ASK}
    open_ |= {("", j.criterion.key) for j in whole if j.verdict is Verdict.ASK}
    if open_:
        says = f"{len(open_):,} criteria wait for people to answer; no computer can."
        ask = "Answer those that matter on a sheet tests (measure, criterion, answer, reason, by, on)."
        yield Advice(Matter.UNANSWERED, says, ask)
