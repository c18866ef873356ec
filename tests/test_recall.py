"""Of the figures that stand those are recalled that are asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Select
from sqlalchemy import create_engine
from sqlalchemy import func
from sqlalchemy import literal
from sqlalchemy import select
from sqlalchemy import union_all
from sqlalchemy.exc import DBAPIError

from pmxl.ledger import Ledger
from pmxl.ledger.plain import plain
from tests.test_ledger import figure
from tests.test_ledger import imported


def test_the_figures_of_some_partners_or_measures_alone(tmp_path: Path) -> None:
    """Those named and no others; both together narrow it further; nobody known gives nothing."""
    given = [figure(measure, partner=partner) for measure in ("m1", "m2") for partner in ("ash", "birch")]
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        ledger.keep([(imported("all"), given)])
        of_birch = ledger.recall(partners=["birch"])
        assert list(zip(of_birch["measure"], of_birch["partner"], strict=True)) == [("m1", "birch"), ("m2", "birch")]
        assert ledger.recall(partners=["ash"], measures=["m2"])["measure"].tolist() == ["m2"]
        assert ledger.recall(partners=["nobody"]).empty


def test_rows_as_the_driver_gives_them_and_what_it_says_as_of_any_other_question() -> None:
    """Also where the database stops in the midst of the answer: else nobody would say what it is in plain words."""

    def sizes(*numbers: int) -> Select[tuple[int]]:
        rows = union_all(*(select(literal(number).label("n")) for number in numbers)).subquery()
        return select(func.abs(rows.c.n))

    with create_engine("sqlite://").connect() as connection:
        assert plain(connection, sizes(-1, 2)) == [(1,), (2,)]
        with pytest.raises(DBAPIError, match="overflow"):
            plain(connection, sizes(-1, -(2**63)))
