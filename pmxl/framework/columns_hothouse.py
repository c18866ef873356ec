"""The sheet of agreed ways out of the hot-house: it may be left out, and a new workbook does not have it."""

from __future__ import annotations

from pmxl.framework.column import AGREED_ON
from pmxl.framework.column import MEASURE
from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.column import Sheet

ON_TARGET, WITHIN, NO_CONCERN = "on target", "within tolerance", "no concern"
EXITS = (ON_TARGET, WITHIN, NO_CONCERN)

HOTHOUSE = Sheet(
    "hothouse",
    "When a measure that fell off its plan leaves the hot-house. Without a row: two periods on target, no concern.",
    (
        MEASURE,
        Column("partner", Holds.REF, "Only for one partner's own; blank means all.", None, refers="partners"),
        Column(
            "exit",
            Holds.CHOICE,
            "What its figures must be: on target, within tolerance, or no concern on its process chart.",
            ON_TARGET,
            required=True,
            choices=EXITS,
            also={"target": ON_TARGET, "green": ON_TARGET, "tolerance": WITHIN, "amber": WITHIN, "signal": NO_CONCERN},
            width=18,
        ),
        Column("n", Holds.WHOLE, "For how many periods in a row; 2 unless told.", 2, low=1, high=12, width=8),
        Column("agreed_by", Holds.TEXT, "Who agreed it: a meeting or a role is best.", "Executive board", width=24),
        AGREED_ON,
    ),
    one="exit",
)
