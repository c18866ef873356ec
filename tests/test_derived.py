"""What follows from a framework is found once for each, kept with it, and taken from no other that says the same."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from pmxl.framework.derived import derived
from pmxl.framework.expected import rows_of
from pmxl.framework.models import Framework
from pmxl.returns.names import names_of
from pmxl.returns.read import read_return
from pmxl.sheets.read import read_workbook
from tests.specimens.ledgers import framework
from tests.specimens.ledgers import measure
from tests.specimens.ledgers import target
from tests.specimens.paper import filled
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import POLICE


@derived
def number_of_measures(framework: Framework) -> list[int]:
    """A new list at each time it is worked out."""
    return [len(framework.measures)]


def test_it_is_worked_out_once_for_each_framework() -> None:
    """Also where two say the same; a copy with other rows has its own."""
    one, other = framework(measure("a")), framework(measure("a"))
    assert number_of_measures(one) is number_of_measures(one)
    assert number_of_measures(one) is not number_of_measures(other)
    more = one.model_copy(update={"measures": (measure("a"), measure("b"))})
    assert number_of_measures(more) == [2]
    assert number_of_measures(one) == [1]


def test_a_copy_with_other_targets_is_asked_anew() -> None:
    """What was found of the rows before says nothing of those it has now."""
    one = framework(measure("a"), targets=(target("a", target=90.0),))
    before = rows_of(one, "a", "", "")
    assert rows_of(one.model_copy(update={"targets": ()}), "a", "", "") == ()
    assert rows_of(one, "a", "", "") is before


def test_what_follows_does_not_travel() -> None:
    """A framework is sent as what it says; two that say the same are equal whatever was found of one of them."""
    one = framework(measure("a"))
    plain = pickle.dumps(one)
    names_of(one)
    assert one.measure("a").id == "a"
    assert pickle.dumps(one) == plain
    sent = pickle.loads(plain)
    assert sent == one
    assert names_of(sent).measures == names_of(one).measures


def test_a_framework_read_again_is_not_compared_with_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A process that goes on, as the add-in's does, would else compare all partners at every look."""
    book = read_workbook(filled(tmp_path / "return.xlsx", POLICE, {}))
    first = read_return(book, FRAMEWORK, history={})
    again = pickle.loads(pickle.dumps(FRAMEWORK))

    def compared(*_: object) -> bool:
        raise AssertionError("Two frameworks were compared.")

    monkeypatch.setattr(Framework, "__eq__", compared)
    assert read_return(book, again, history={}).figures == first.figures
