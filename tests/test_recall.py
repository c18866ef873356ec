"""Of the figures that stand those are recalled that are asked for."""

from __future__ import annotations

from pathlib import Path

from pmxl.ledger import Ledger
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
