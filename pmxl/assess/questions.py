"""Questions: the five that are worth asking of a period, each tied to its measure and to what raises it."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import replace
from typing import Any
from typing import NamedTuple

import pandas as pd

from pmxl.assess.answered import ASKED
from pmxl.assess.scene import records
from pmxl.framework.models import Framework
from pmxl.terms import COLOURS
from pmxl.terms import ON_TARGET
from pmxl.terms import Kind
from pmxl.terms import Rating
from pmxl.terms import Real
from pmxl.terms import Signal
from pmxl.terms import Strength
from pmxl.terms import Trigger

MOST = 5
"""As many as a meeting has time for."""
TWICE = 2
"""No question is put to more measures than this; to a second only where there is no other to ask."""
LOW_QUALITY = 2
"""A mark up to which figures are doubted."""

Facts = Mapping[str, Any]
"""A measure's row with `acts` (an agreed trigger asks for action), `moved`, `quality_words` and what fired."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a measure: what it is about, the question itself, what raises it, and who may know."""

    measure: str
    name: str
    about: str
    question: str
    evidence: str
    who: str


class Asked(NamedTuple):
    """A rule: what a question is about, when it is asked, how, and which words of the measure's row raise it."""

    about: str
    when: Callable[[Facts], bool]
    question: str
    evidence: tuple[str, ...]


def fires(facts: Facts, trigger: Trigger) -> bool:
    """True where a trigger of that sort fired on the measure."""
    return any(word.strip().startswith(trigger.value) for word in str(facts["triggers"]).split(", "))


def is_at_risk(facts: Facts) -> bool:
    """True where the year is forecast to end worse than the period stands, and something can still be done."""
    now, end = facts["rating"], facts["rating_forecast"]
    if now not in COLOURS or end not in COLOURS or not facts["required_words"]:
        return False
    return COLOURS.index(Rating(end)) > max(COLOURS.index(Rating(now)), COLOURS.index(Rating.GREEN))


def is_red_alone(facts: Facts) -> bool:
    """True for a Red of which the process chart can say nothing: it has too few figures, or none to be held against."""
    unsaid = facts["signal"] in ("", Signal.TOO_FEW) and facts["real"] in ("", Real.TOO_EARLY)
    return bool(unsaid and facts["rating"] == Rating.RED)


def is_good(facts: Facts) -> bool:
    """True where something got better by more than chance and meets its target, by figures that nobody asks about."""
    if ASKED in facts["settled"]:
        return False
    return bool(facts["real"] == Real.LEARN or (facts["signal"] == Signal.IMPROVEMENT and facts["rating"] in ON_TARGET))


Candidate = tuple[Asked, dict[str, Any]]
"""A rule with the facts of a measure to which it applies."""

LEARNING = "What works"

RULES = (
    Asked(
        "Agreed standard",
        lambda f: fires(f, Trigger.STANDARD),
        "What is being done for those affected while the agreed standard is not met, and what would bring it back?",
        ("standard_fired",),
    ),
    Asked(
        "Real change",
        lambda f: f["real"] == Real.ACT_NOW,
        "What has changed in how the work is done or in what is asked of it, and what will be different by the next "
        "return?",
        ("signal_words",),
    ),
    Asked(
        "Beyond what was allowed",
        lambda f: fires(f, Trigger.OVERRUN),
        "What would bring it back within what was agreed, and what would have to wait for that?",
        ("overrun_fired",),
    ),
    Asked(
        "Early warning",
        lambda f: f["real"] == Real.LOOK_NOW,
        "What do those who do the work see, and what help would they want now, before it costs more?",
        ("signal_words", "real_words"),
    ),
    Asked(
        "Year end",
        is_at_risk,
        "What would have to happen in the rest of the year for the target to be met, and has that been done before?",
        ("forecast_words", "required_words"),
    ),
    Asked(
        "How the work is done",
        lambda f: f["real"] == Real.CHANGE,
        "Nothing out of the ordinary happened: what in the way the work is done would have to change, and who could "
        "try it on a small scale?",
        ("real_words", "assurance_words"),
    ),
    Asked(
        "Target out of reach",
        lambda f: f["real"] == Real.NOT_CAPABLE,
        "Is this the right target for the way the work is done now: should the work change, or the target?",
        ("assurance_words",),
    ),
    Asked(
        "Learning from others",
        lambda f: fires(f, Trigger.RELATIVE),
        "What do those who do best do differently, and whom could we ask?",
        ("compare_words",),
    ),
    Asked(
        "Getting worse",
        lambda f: fires(f, Trigger.DECLINE) or fires(f, Trigger.ANY),
        "Is this the beginning of something or the ordinary ups and downs, and what would tell us soonest?",
        ("decline_fired", "signal_words"),
    ),
    Asked(
        "Past its day",
        lambda f: is_red_alone(f) and f["kind"] == Kind.MILESTONE,
        "What has stood in the way, and what would it take to be done by a day that can be kept?",
        ("why",),
    ),
    Asked(
        "Off target",
        lambda f: is_red_alone(f) and f["kind"] != Kind.MILESTONE,
        "Earlier figures cannot tell a change from chance here: what do those who do the work see behind this figure, "
        "and what is worth trying before the next?",
        ("why", "signal_words"),
    ),
    Asked(
        "Missing figures",
        lambda f: bool(f["waiting"]) and f["rating"] in (Rating.WAITING, Rating.NO_DATA),
        "What would help those awaited to return their figure, and how do we decide until then?",
        ("why",),
    ),
    Asked(
        "No commentary",
        lambda f: f["rating"] == Rating.RED and not f["commentary"],
        "What do those who do the work say of this figure?",
        ("why",),
    ),
    Asked(
        "Moved goalpost",
        lambda f: bool(f["moved"]),
        "Is everybody content with the reason for which this was changed?",
        ("moved",),
    ),
    Asked(
        "Trust in the figure",
        lambda f: 0 < f["quality"] <= LOW_QUALITY,
        "How far can this figure be relied on, and what would make it better?",
        ("quality_words",),
    ),
    Asked(
        LEARNING,
        is_good,
        "What helped here, who should hear of it, and where else could it help?",
        ("signal_words", "trend_words"),
    ),
)
"""In the order in which they are asked; what owes action comes before what does not."""


def questions(found: Any, who: str = "") -> tuple[Question, ...]:
    """The questions worth asking of an assessment, five at most, the one that owes most first; of `who`, if named.

    They differ as far as they can: each is of another measure and another kind while there are such, and the last
    place is kept for something that works. They ask what happened and what would help, never whose fault it is.
    """
    facts = facts_of(found.measures, found.exceptions, found.goalposts)
    chosen = choose(candidates(facts))
    every = (asked(found.framework, rule, row) for rule, row in chosen)
    return tuple(replace(one, who=who) if who else one for one in every)


def facts_of(measures: pd.DataFrame, exceptions: pd.DataFrame, goalposts: pd.DataFrame) -> list[dict[str, Any]]:
    """The measures' rows with what fired on them, whether action is owed, and which goalpost moved."""
    whole = [row for row in records(exceptions) if not row["partner"] and not row["area"]]
    acts = {row["measure"] for row in whole if row["strength"] == Strength.ACT}
    fired = {(row["measure"], name): str(row["sentence"]) for row in whole for name in FIRED if is_of(row, name)}
    moved = {row["measure"]: str(row["words"]) for row in records(goalposts) if row.get("words")}
    return [
        row
        | {
            "acts": row["measure"] in acts,
            **{name: fired.get((row["measure"], name), "") for name in FIRED},
            "moved": moved.get(row["measure"], ""),
            "quality_words": f"The lowest mark given to it is {row['quality']:.0f} of 4.",
        }
        for row in records(measures)
    ]


FIRED = {
    "standard_fired": (Trigger.STANDARD,),
    "overrun_fired": (Trigger.OVERRUN,),
    "decline_fired": (Trigger.DECLINE, Trigger.ANY),
}
"""Which triggers' sentences stand under which name."""


def is_of(row: Mapping[str, Any], name: str) -> bool:
    """True where an exception came of one of the triggers of that name."""
    return any(str(row["trigger"]).startswith(trigger) for trigger in FIRED[name])


def candidates(facts: Iterable[dict[str, Any]]) -> list[Candidate]:
    """Every question that could be asked, what owes action first, then by the order of the rules."""
    found = [(rule, row) for row in facts for rule in RULES if rule.when(row)]
    return sorted(found, key=lambda pair: (not pair[1]["acts"], RULES.index(pair[0])))


def choose(found: list[Candidate]) -> list[Candidate]:
    """Five of them at most; one of what works, where anything does, stands last."""
    works = [pair for pair in found if pair[0].about == LEARNING][:1]
    others = [pair for pair in found if pair[0].about != LEARNING]
    room = MOST - len(works)
    chosen: list[Candidate] = []
    for most, again in ((1, False), (TWICE, False), (TWICE, True)):
        for pair in others:
            if len(chosen) < room and fits_in(pair, chosen, most, again=again):
                chosen.append(pair)
    return [*sorted(chosen, key=others.index), *works]


def fits_in(pair: Candidate, chosen: list[Candidate], most: int, *, again: bool) -> bool:
    """True where a rule is used less often than that, and its measure is not asked about yet.

    `again` lets a measure be asked about once more, on other evidence.
    """
    rule, row = pair
    same = [one for one, other in chosen if other["measure"] == row["measure"]]
    repeats = any(one is rule or set(one.evidence) & set(rule.evidence) for one in same)
    return sum(one is rule for one, _ in chosen) < most and (not same or (again and not repeats))


def asked(framework: Framework, rule: Asked, row: Facts) -> Question:
    """The question of a rule about one measure."""
    measure = framework.measure(row["measure"])
    owner = framework.objective(measure.objective).owner
    who = dict.fromkeys(part for part in (measure.performance_owner, owner) if part)
    said = " ".join(words for words in (str(row[name]).replace("\n", " ") for name in rule.evidence) if words)
    return Question(
        measure=row["measure"],
        name=row["name"],
        about=rule.about,
        question=rule.question,
        evidence=said,
        who=" · ".join(who),
    )
