"""A return that was read travels and waits as bytes, and comes out as it went in."""

from __future__ import annotations

import pickle
from copy import deepcopy
from dataclasses import fields
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pmxl.batch import parked
from pmxl.batch.examine import Examined
from pmxl.batch.examine import Job
from pmxl.batch.outcomes import FileOutcome
from pmxl.batch.parked import Parked
from pmxl.batch.pasts import whose_are
from pmxl.batch.sealed import NOBODYS
from pmxl.batch.sealed import Sealed
from pmxl.batch.sealed import Whose
from pmxl.batch.sealed import sealed
from pmxl.batch.sealed import whose
from pmxl.figures import Figure
from pmxl.figures import SignOff
from pmxl.findings import Finding
from pmxl.returns.alike import words_of
from pmxl.returns.read import ReadReturn
from pmxl.terms import Outcome
from pmxl.terms import Severity
from tests.specimens.small import Q2
from tests.specimens.small import Q3

FIGURES = (Figure("h1", "fire", "", Q3, value=120.5, cell="D8"), Figure("h2", "fire", "", Q2, 3.0, 400.0, 0.75))
FOUND = Finding("VAL007", Severity.QUERY, "It was 24 and is 41.", "Confirm it.", sheet="Return", cell="D8")
READ = ReadReturn(
    *("fire", Q3, 1, "1", SignOff("A. Shah", date(2023, 1, 4)), FIGURES, (FOUND,), 3, 2, 0, 0, 1),
    *(Outcome.FINDINGS, "VAL007"),
)
JOB = Job("fire.xlsx", "f" * 64, "raw/ff/f", ("open sesame",), place="inbox")


def test_what_was_read_comes_out_as_it_went_in() -> None:
    """Also after a journey from process to process; whose it is is known without opening it."""
    one = sealed(Examined(JOB, found=READ))
    assert isinstance(one, Sealed)
    came = pickle.loads(pickle.dumps(one))
    assert came == one
    assert came.opened() == Examined(JOB, found=READ)
    assert came.opened().job.passwords == JOB.passwords
    assert came.whose == Whose("fire", frozenset({Q2, Q3}), words_of(FIGURES)) == whose(Examined(JOB, found=READ))
    assert whose_are(came) == whose_are(Examined(JOB, found=READ)) == frozenset({"fire"})
    assert (came.refused, came.fault) == ((), "")


@pytest.mark.parametrize(
    ("more", "is_of"),
    [
        ({"refused": (FOUND,)}, NOBODYS),
        ({"fault": "it fell over"}, NOBODYS),
        ({"found": replace(READ, outcome=Outcome.REFUSED, figures=())}, NOBODYS._replace(partner="fire")),
        ({"found": replace(READ, partner="")}, Whose("", frozenset({Q2, Q3}), words_of(FIGURES))),
    ],
)
def test_what_is_looked_into_stays_open(more: dict[str, Any], is_of: Whose) -> None:
    """What was refused, what pmxl failed on, and a workbook of several partners."""
    one = Examined(JOB, **more)
    assert sealed(one) is one
    assert whose(one) == is_of


@pytest.mark.parametrize("room", [0, 1000])
def test_it_waits_sealed(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In memory or on the disk."""
    monkeypatch.setattr(parked, "AT_HAND", room)
    with Parked() as done:
        done[JOB] = FileOutcome(JOB.file)
        done[JOB] = sealed(Examined(JOB, found=READ))
        assert done[JOB] == Examined(JOB, found=READ)
        assert done.read == {JOB: whose(Examined(JOB, found=READ))}
        assert done.passwords == {JOB.sha256: JOB.passwords}


@pytest.mark.parametrize("one", [FIGURES[0], FOUND, READ, READ.signoff, JOB, Examined(JOB, found=READ)])
def test_what_goes_by_thousands_is_sent_whole(one: Any) -> None:
    """Field by field, those too that make no difference to whether two are the same; and a copy is one of its own."""
    for other in (pickle.loads(pickle.dumps(one)), deepcopy(one)):
        assert type(other) is type(one)
        assert all(getattr(other, field.name) == getattr(one, field.name) for field in fields(one))
    assert b"__dict__" not in pickle.dumps(one)
