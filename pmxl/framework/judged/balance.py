"""Balance: how the measures spread over perspectives, stages, purposes, national and local, and owners."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping

from pmxl.framework.columns_measures import DOING
from pmxl.framework.columns_measures import OUTCOMES
from pmxl.framework.judged.chain import stages
from pmxl.framework.judged.criterion import NATIONAL
from pmxl.framework.judged.ground import Ground
from pmxl.framework.judged.matter import Advice
from pmxl.framework.judged.matter import Matter
from pmxl.framework.judged.owners import loads
from pmxl.terms import Purpose

FEW, MOST = 0.1, 0.5
"""A perspective with less than the one share of the measures is neglected; with more than the other it crowds out."""
LOADED = 1 / 3
FEWEST = 6
"""So few measures have no balance to speak of."""
NATIONAL_WORDS = {"yes": "National", "in part": "Both", "no": "Local"}
NOT_SAID = "Not said"


def spread(ground: Ground) -> dict[str, Mapping[str, int]]:
    """How many measures (of purposes: targets) there are of each, by what they are spread over."""
    framework = ground.framework
    names = {one.id: one.name for one in framework.perspectives}
    at = [framework.perspective_of(measure).id for measure in framework.measures]
    chain = {(stage or NOT_SAID).capitalize(): n for stage, n in stages(list(framework.measures)).items()}
    purposes = {p.value.capitalize(): sum(t.purpose is p for t in ground.standing) for p in Purpose}
    return {
        "Perspectives": {name: at.count(id_) for id_, name in names.items()},
        "From input to outcome": chain,
        "Purposes of targets": purposes,
        "National and local": national(ground),
        "Owners": loads(ground),
    }


def national(ground: Ground) -> dict[str, int]:
    """How many measures people have said to be national, local or both on the sheet tests."""
    said = [ground.told.get((measure.id, NATIONAL)) for measure in ground.framework.measures]
    words = [NATIONAL_WORDS[one.answer] if one else NOT_SAID for one in said]
    return {word: words.count(word) for word in (*NATIONAL_WORDS.values(), NOT_SAID)}


def perspectives(ground: Ground) -> Iterator[Advice]:
    """A perspective that hardly anything is measured of, or that takes more than half."""
    whole = len(ground.framework.measures)
    at = [ground.framework.perspective_of(measure).id for measure in ground.framework.measures]
    for one in ground.framework.perspectives if whole >= FEWEST else ():
        count = at.count(one.id)
        if count and count / whole < FEW:
            says = f"{one.name} has {count} of {whole} measures."
            ask = "Add what would answer its question, or say that so few will do."
        elif count / whole > MOST:
            says = f"{one.name} has {count} of {whole} measures: more than all other perspectives together."
            ask = "Look for what is measured twice here, and for what is not measured elsewhere."
        else:
            continue
        yield Advice(Matter.PERSPECTIVES, says, ask, "perspectives", one.row, "id")


def kinds(ground: Ground) -> Iterator[Advice]:
    """Nothing measures results, or nothing measures what is put in and done; not told while most do not say."""
    counts = stages(list(ground.framework.measures))
    whole = len(ground.framework.measures)
    if whole < FEWEST or counts[""] > whole * MOST:
        return
    groups = ((OUTCOMES, "an outcome"), (DOING[:2], "what is put in or how it is done"), (DOING[2:], "an output"))
    for group, what in groups:
        if not any(counts[stage] for stage in group):
            says = f"Of {whole} measures none is of {what}."
            ask = "Add one, or fill in chain where one is."
            yield Advice(Matter.KINDS, says, ask, "measures")


def purposes(ground: Ground) -> Iterator[Advice]:
    """Every target of the current year was set for the same purpose."""
    found = {target.purpose for target in ground.standing}
    if len(ground.standing) >= FEWEST and len(found) == 1:
        (only,) = found
        says = f"All {len(ground.standing)} targets of the current year have the purpose {only}."
        yield Advice(Matter.PURPOSES, says, "Ask of each what it is for, and type that.", "targets")


def national_or_local(ground: Ground) -> Iterator[Advice]:
    """People have said of every measure that it is national, or of every one that it is local."""
    counts = national(ground)
    whole = len(ground.framework.measures)
    for word, ask in (
        ("National", "Add what matters here and is counted nowhere else."),
        ("Local", "Look whether others count the same, so that it can be compared."),
    ):
        if whole >= FEWEST and counts[word] == whole:
            yield Advice(Matter.NATIONAL, f"All {whole} measures are {word.lower()} ones.", ask, "tests")


def loaded(ground: Ground) -> Iterator[Advice]:
    """One owner answers for a third of the measures or more."""
    whole = len(ground.framework.measures)
    for name, count in loads(ground).items():
        if whole >= FEWEST and count / whole >= LOADED:
            rows = [m.row for m in ground.framework.measures if m.performance_owner.strip() == name]
            says = f"{name} answers for the performance of {count} of {whole} measures."
            ask = "Share them out, or name a deputy: what hangs on one post stops when it is empty."
            yield Advice(Matter.LOADED, says, ask, "measures", rows[0] if rows else 0, "performance_owner")
