"""Rule sets: which patterns on a chart are signals, by the name under which a chart announces them."""

from __future__ import annotations

from typing import NamedTuple


class RuleSet(NamedTuple):
    """The patterns of one rule set; lengths are counted in figures.

    `trend` figures each beyond the one before, `shift` figures on one side of the centre, two of three figures in the
    outer third, `inner` figures in the inner third (0: not looked for). A `run_chart` has a median for its centre and
    no limits, and passes over a figure on the median and a figure repeated, neither of which makes or breaks a pattern.
    """

    name: str
    trend: int
    shift: int
    two_of_three: bool = True
    inner: int = 0
    run_chart: bool = False

    @property
    def words(self) -> str:
        """The patterns in words, for the method sheet."""
        found = [
            "" if self.run_chart else "a figure outside the limits",
            f"{self.trend} figures in a row each above, or each below, the one before",
            "2 of 3 figures near the same limit" if self.two_of_three else "",
            f"{self.shift} figures in a row on one side of the {self.centre}",
            f"{self.inner} figures in a row close to the {self.centre}" if self.inner else "",
        ]
        return "; ".join(pattern for pattern in found if pattern)

    @property
    def centre(self) -> str:
        """What the line in the middle is called."""
        return "median" if self.run_chart else "average"


MAKING_DATA_COUNT = "making data count"

RULE_SETS = {
    one.name: one
    for one in (
        RuleSet(MAKING_DATA_COUNT, trend=7, shift=7),
        RuleSet("8/6 control chart", trend=6, shift=8, inner=15),
        RuleSet("6/5 run chart", trend=5, shift=6, two_of_three=False, run_chart=True),
    )
}
"""The rule sets by name, the usual one first. Sources: NHS England, Making Data Count; Provost and Murray, The Health
Care Data Guide; Perla, Provost and Murray, The run chart, BMJ Quality and Safety 2011."""


def rule_set(name: str) -> RuleSet:
    """The rule set of that name, in any case; its figures alone (8/6) will do. ValueError names those there are."""
    asked = " ".join(name.lower().split())
    for known, found in RULE_SETS.items():
        if asked == known or (asked and asked == known.partition(" ")[0] and "/" in asked):
            return found
    raise ValueError(f"spc_rules: {name!r} is not one of {', '.join(RULE_SETS)}.")
