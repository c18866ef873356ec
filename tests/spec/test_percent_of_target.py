"""The index of PB Views: the percentage of the target."""

from __future__ import annotations

from pmxl.rules.percent_of_target import percent_of_target
from tests.spec.conftest import Spec


def test_percent_of_target(spec: Spec) -> None:
    """On target 100, short by a fifth 80, whichever way is better; of nought, and of a range, there is none."""
    spec(
        percent_of_target,
        """
        actual | target | polarity || index
        -------+--------+----------++-------
           100 |    100 | higher   ||   100
            80 |    100 | higher   ||    80
           120 |    100 | higher   ||   120
           100 |    100 | lower    ||   100
           120 |    100 | lower    ||    80
            80 |    100 | lower    ||   120
             0 |    100 | higher   ||     0
           -80 |   -100 | higher   ||   120
          -120 |   -100 | higher   ||    80
             5 |      0 | higher   ||
               |    100 | higher   ||
             5 |        | lower    ||
             5 |      5 | range    ||
             5 |      5 | nearest  ||
             5 |      5 | none     ||
        """,
    )
