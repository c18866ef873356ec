"""What goes with a file to who reads it is what the ledger says of its partner, however it travels."""

from __future__ import annotations

import dataclasses
import pickle
from dataclasses import fields
from pathlib import Path
from random import Random

import pytest

from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.known import UNKNOWN
from pmxl.batch.known import Known
from pmxl.batch.known import together
from pmxl.batch.past import parts_of
from pmxl.figures import Figure
from pmxl.ledger import Ledger
from pmxl.ledger import PastColumns
from pmxl.periods import Period
from pmxl.returns.memory import NOTHING
from tests.specimens.small import EASTMOOR
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import NORTHVALE
from tests.specimens.small import POLICE
from tests.specimens.small import Q2
from tests.specimens.small import amended
from tests.specimens.small import month
from tests.specimens.small import quarter
from tests.test_ledger import imported

EVERYBODY = (EASTMOOR, NORTHVALE, POLICE)
MIXED = (*(month(2021, number) for number in range(1, 13)), *(quarter(2021, number) for number in range(1, 5)))
"""Months and quarters, some of which begin together."""


def drawn(random: Random) -> list[Figure]:
    """Figures with parts and without, with words, withdrawn and held, of partners and of a comparator."""
    found = []
    for measure in FRAMEWORK.measures[:3]:
        for partner in (*EVERYBODY, ""):
            for period in random.sample(MIXED, 9):
                value, below = random.choice([None, random.random()]), random.choice([None, 7.0])
                words = random.choice(["", "A storm."])
                one = Figure(
                    measure.id, partner, "", period, random.choice([None, 3.0]), below, value, commentary=words
                )
                odd = random.random()
                found.append(dataclasses.replace(one, withdrawn=odd < 0.2, held=odd > 0.8))
    return found


def kept(ledger: Ledger, seed: int) -> None:
    """Two files of two frameworks, the second giving some figures anew."""
    for name in ("one", "two"):
        ledger.keep([(imported(name, framework=name), drawn(Random(f"{seed}{name}")))])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("heir", ["", POLICE])
def test_what_stands_is_put_in_order_as_a_frame_of_it_would_be(heir: str, seed: int, tmp_path: Path) -> None:
    """Values and parts of months and quarters, oldest first; withdrawn and held ones are none; an heir has both."""
    small = FRAMEWORK
    before = tuple(p.model_copy(update={"successor": heir}) if p.id == NORTHVALE else p for p in small.partners)
    pairs = tuple((partner, "") for partner in EVERYBODY)
    measures = tuple(one.model_copy(update={"partners": EVERYBODY, "pairs": pairs}) for one in small.measures)
    small = amended(partners=before, measures=measures)
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        kept(ledger, seed)
        recalled, stood = ledger.recall(), ledger.standing()
        alone = {who: ledger.standing([who]) for who in (EASTMOOR, "nobody")}
    assert alone == {EASTMOOR: {EASTMOOR: stood[EASTMOOR]}, "nobody": {}}
    known = together(stood.values()).recalled(small, frozenset())
    values, wholes, parts = parts_of(small, recalled.sort_values(["start", "months"], kind="stable"))
    assert (known.history, known.denominators, known.memory.numerators) == (values, wholes, parts)
    said = recalled[recalled["commentary"] != ""].sort_values(["start", "months"])
    for (measure, partner, area), words in known.memory.words.items():
        theirs = said[(said["measure"] == measure) & (said["partner"] == partner) & (said["area"] == area)]
        spans = zip(theirs["start"], theirs["months"], theirs["commentary"], strict=True)
        assert words == [(Period(start, months), text) for start, months, text in spans]
    assert sum(map(len, known.memory.words.values())) == len(said)


def test_the_last_figures_of_each_length_tell_by_which_definition_they_were_counted(tmp_path: Path) -> None:
    """Of months the last four and of quarters the last four; what no framework known says is left out."""
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        given = [Figure("h1", POLICE, "", period, value=1.0) for period in MIXED]
        for name, some in (("old", given[:10]), ("new", given[10:])):
            ledger.keep([(imported(name, framework=name), some)])
        [stood] = ledger.standing([POLICE]).values()
    known = dataclasses.replace(together([stood]), defined={"old": {"h1": "1"}, "new": {"h1": "2"}})
    last = sorted([*((one, "1") for one in MIXED[8:10]), *((one, "2") for one in MIXED[10:])])
    assert known.recalled(FRAMEWORK, frozenset()).memory.counted == {("h1", POLICE, ""): last}
    known = dataclasses.replace(known, defined={"old": {"h1": "1"}, "new": {"c9": "2"}})
    assert known.recalled(FRAMEWORK, frozenset()).memory.counted == {
        ("h1", POLICE, ""): [one for one in last if one[1] == "1"]
    }
    assert known.last_versions() == {"old", "new"}
    first_few = PastColumns._make(column[:5] for column in stood.columns)
    assert dataclasses.replace(known, columns=first_few).last_versions() == {"old", "new"}


def test_where_nobody_has_looked_nothing_is_known_and_where_there_is_nothing_that_is_known(tmp_path: Path) -> None:
    """Without a look the denominators are unknown, not absent; after one in vain they are absent."""
    assert UNKNOWN.recalled(FRAMEWORK, frozenset({Q2})) == ({}, None, NOTHING)
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        nothing = together(ledger.standing([POLICE]).values())
    history, denominators, memory = nothing.recalled(FRAMEWORK, frozenset({Q2}))
    assert (history, denominators, memory.published) == ({}, {}, frozenset({Q2}))


def test_a_job_travels_whole_and_comes_back_without_what_it_was_checked_against(tmp_path: Path) -> None:
    """Every field of a job, of what is known and of what came of it; that nobody has looked is still just that."""
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        kept(ledger, 1)
        known = dataclasses.replace(together(ledger.standing([POLICE]).values()), defined={"one": {"h1": "1"}})
    job = Job("a.xlsx", "ab", str(tmp_path / "a.xlsx"), ("secret",), known, "inbox/a.xlsx")
    there = pickle.loads(pickle.dumps(job))
    assert [getattr(there, one.name) for one in fields(Job)] == [getattr(job, one.name) for one in fields(Job)]
    assert isinstance(there.known, Known)
    done = Examined(dataclasses.replace(job, known=UNKNOWN), fault="It stopped.")
    back = pickle.loads(pickle.dumps(done))
    assert back == done
    assert back.job.known is UNKNOWN
    assert pickle.loads(pickle.dumps(Period(5, 3, 1))) == Period(5, 3, 1)
