"""Which question is asked of what: the table that a manager can read."""

from __future__ import annotations

from typing import Any

import pytest

from pmxl.assess.answered import ASKED
from pmxl.assess.questions import MOST
from pmxl.assess.questions import RULES
from pmxl.assess.questions import candidates
from pmxl.assess.questions import choose
from tests.spec.table import rows_of

BLANK: dict[str, Any] = {
    "measure": "m",
    "kind": "count",
    "rating": "Green",
    "real": "",
    "signal": "",
    "triggers": "",
    "waiting": "",
    "commentary": "said",
    "settled": "",
    "rating_forecast": "",
    "required_words": "",
    "quality": float("nan"),
    "moved": "",
    "acts": False,
}

TABLE = """
rating | real                | signal       | fired            | year end | else             || about
Red    | Act now             | Concern      | standard         |          |                  || Agreed standard
Red    | Act now             | Concern      | decline 2        |          |                  || Real change
Red    | Change the process  | Common cause | overrun 50       |          |                  || Beyond what was allowed
Amber  | Look now            | Concern      | signal           |          |                  || Early warning
Green  | Look now            | Concern      |                  |          |                  || Early warning
Green  | Keep watching       | Common cause |                  | Amber    |                  || Year end
Green  | Keep watching       | Common cause |                  | Green    |                  ||
Amber  | Keep watching       | Common cause |                  | Amber    |                  ||
Amber  | Keep watching       | Common cause |                  | Red      |                  || Year end
Red    | Change the process  | Common cause | rating 2         |          |                  || How the work is done
Green  | Target out of reach | Common cause |                  |          |                  || Target out of reach
Amber  | Keep watching       | Common cause | relative median  |          |                  || Learning from others
Amber  | Keep watching       | Common cause | decline 2        |          |                  || Getting worse
Amber  | Keep watching       | Common cause | decline 10%      |          |                  || Getting worse
Green  | Keep watching       | Common cause | any              |          |                  || Getting worse
Waiting |                    |              | missing 2        |          | Ash is awaited   || Missing figures
Green  |                     |              |                  |          | Ash is awaited   ||
Red    | Keep going          | Improvement  |                  |          | nobody commented || No commentary
Red    | Too early to say    |              |                  |          |                  || Off target
Red    |                     |              |                  |          | nobody commented || Off target
Red    | Too early to say    |              | overrun 50       |          |                  || Beyond what was allowed
Red    | Too early to say    |              | decline 2        |          |                  || Getting worse
Red    | Too early to say    | Too few figures |               |          |                  || Off target
Red    |                     | Common cause |                  |          |                  ||
Red    |                     |              |                  |          | a milestone      || Past its day
Green  | Too early to say    |              |                  |          |                  ||
Green  |                     |              |                  |          | target moved     || Moved goalpost
Green  |                     |              |                  |          | quality 2        || Trust in the figure
Green  |                     |              |                  |          | quality 3        ||
Green  | Learn from it       | Improvement  |                  |          |                  || What works
Blue   | Keep going          | Improvement  |                  |          |                  || What works
Blue   | Keep going          | Improvement  |                  |          | still asked      ||
Green  | Learn from it       | Improvement  |                  |          | still asked      ||
Amber  | Keep going          | Improvement  |                  |          |                  ||
Green  | Leave alone         | Common cause |                  |          |                  ||
"""
ELSE: dict[str, dict[str, Any]] = {
    "": {},
    "Ash is awaited": {"waiting": "Ash"},
    "nobody commented": {"commentary": ""},
    "still asked": {"settled": f"Ash: {ASKED}it fell by half."},
    "a milestone": {"kind": "milestone"},
    "target moved": {"moved": "The target was lowered."},
    "quality 2": {"quality": 2.0},
    "quality 3": {"quality": 3.0},
}


@pytest.mark.parametrize("line", rows_of(TABLE), ids=" ".join)
def test_what_raises_which_question(line: list[str]) -> None:
    """The first question that is asked of a measure, by its rating, its signal, what fired and what is forecast."""
    rating, real, signal, fired, end, other, about = line
    needs = "Needs at least 5 in the last quarter." if end else ""
    facts = BLANK | {"rating": rating, "real": real, "signal": signal, "triggers": fired, "rating_forecast": end}
    found = candidates([facts | {"required_words": needs} | ELSE[other]])
    assert (found[0][0].about if found else "") == about


def asked(*measures: dict[str, Any]) -> list[tuple[str, str]]:
    """Measure and rule of every question chosen, the measures named by their order."""
    facts = [BLANK | {"measure": f"m{n}"} | one for n, one in enumerate(measures)]
    return [(row["measure"], rule.about) for rule, row in choose(candidates(facts))]


RED = {"rating": "Red", "real": "Act now", "signal": "Concern"}
GOOD = {"real": "Learn from it", "signal": "Improvement"}


def test_five_at_most_and_the_last_of_what_works() -> None:
    """Ten measures in trouble and one that works: five questions, what works last."""
    trouble = [RED | {"triggers": "standard"}, RED, {"real": "Look now"}, RED | {"triggers": "overrun 5"}]
    found = asked(GOOD, *trouble, *[RED] * 6)
    assert len(found) == MOST
    assert found[-1] == ("m0", "What works")


def test_questions_differ_while_they_can() -> None:
    """Of two measures that call for the same question the second gets another that fits it too."""
    found = asked(RED, RED | {"triggers": "overrun 50"}, RED)
    assert sorted(found) == [("m0", "Real change"), ("m1", "Beyond what was allowed"), ("m2", "Real change")]


def test_what_owes_action_is_asked_about_first() -> None:
    """A measure on which an agreed trigger asks for action comes before others of an earlier rule."""
    found = asked({"triggers": "standard"}, {"real": "Look now", "acts": True})
    assert found == [("m1", "Early warning"), ("m0", "Agreed standard")]


def test_nothing_to_ask_is_no_question() -> None:
    """A calm period raises none."""
    assert asked({}, {"real": "Leave alone"}) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.about)
def test_no_question_blames(rule: Any) -> None:
    """Each is one question that asks for a cause or for help, and none names fault, failure or an excuse."""
    assert rule.question.count("?") == 1
    assert rule.question.endswith("?")
    for word in ("blame", "fault", "fail", "why did", "excuse", "responsible", "who let"):
        assert word not in rule.question.casefold()
