"""Triggers against a comparison group, and any worsening at all."""

from __future__ import annotations

from pmxl.rules.relative import behind
from pmxl.rules.relative import fallen
from pmxl.rules.tolerance import any_worsening
from tests.spec.conftest import Spec


def test_places_lost(spec: Spec) -> None:
    """It fires at so many places, not one less; a better place or an unknown one does not."""
    spec(
        fallen,
        """
        place | before | places || fires
        ------+--------+--------++--------
            3 |      2 |      1 || fires
            2 |      2 |      1 || silent
            1 |      2 |      1 || silent
           12 |      9 |      3 || fires
           11 |      9 |      3 || silent
              |      9 |      1 || silent
           12 |        |      1 || silent
        """,
    )


def test_behind_a_boundary(spec: Spec) -> None:
    """Strictly poorer than the boundary; the figure is rounded first, the boundary is not."""
    spec(
        behind,
        """
        figure | boundary | polarity | decimals || fires
        -------+----------+----------+----------++--------
            60 |       61 | higher   |        0 || fires
            61 |       61 | higher   |        0 || silent
          60.6 |       61 | higher   |        0 || silent
          60.6 |     60.7 | higher   |        1 || fires
            61 |    61.25 | higher   |        0 || fires
            62 |       61 | lower    |        0 || fires
            61 |       61 | lower    |        0 || silent
            62 |       61 | none     |        0 || silent
               |       61 | higher   |        0 || silent
            60 |          | higher   |        0 || silent
        """,
    )


def test_any_worsening(spec: Spec) -> None:
    """The tightest tolerance: one worse figure, a tie is none, nor is a move within the dead-band."""
    spec(
        any_worsening,
        """
        now  | before | polarity | dead_band || fires
        -----+--------+----------+-----------++--------
          79 |     80 | higher   |         0 || fires
          80 |     80 | higher   |         0 || silent
          81 |     80 | higher   |         0 || silent
          81 |     80 | lower    |         0 || fires
          79 |     80 | higher   |         1 || silent
          78 |     80 | higher   |         1 || fires
             |     80 | higher   |         0 || silent
        """,
    )
