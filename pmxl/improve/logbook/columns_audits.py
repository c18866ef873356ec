"""The sheet of friendly audits: what somebody from elsewhere found of the figures of a measure."""

from __future__ import annotations

from datetime import date

from pmxl.figures import QUALITY
from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.column import Sheet
from pmxl.improve.logbook.columns_reviews import measure_column

BEST = 4

AUDITS = Sheet(
    "audits",
    "Friendly audits: what somebody from elsewhere found on looking at how a figure is made; no blame is sought.",
    (
        measure_column("The measure that was looked at.", "burglary", required=True),
        Column(
            "characteristic",
            Holds.CHOICE,
            "What was looked at: accuracy, validity, reliability, timeliness, relevance or completeness.",
            "validity",
            required=True,
            choices=QUALITY,
            also={"accurate": "accuracy", "valid": "validity", "reliable": "reliability", "timely": "timeliness"}
            | {"relevant": "relevance", "complete": "completeness"},
            width=17,
        ),
        Column(
            "mark",
            Holds.WHOLE,
            "From 1 (poor) to 4 (sure); blank where none was given. The lowest mark counts.",
            3,
            low=1,
            high=BEST,
            width=8,
        ),
        Column("finding", Holds.TEXT, "What was found.", "Two districts count attempts too", required=True, width=46),
        Column("auditor", Holds.TEXT, "Who looked: a role, best of another partner.", "Health Trust analyst", width=28),
        Column("on", Holds.DATE, "The day on which it was found.", date(2026, 7, 14), required=True, width=13),
        Column("follow_up", Holds.DATE, "The day by which it should be mended.", date(2026, 10, 30), width=13),
        Column("followed_up", Holds.DATE, "The day on which it was looked at again.", None, width=13),
    ),
    one="audit",
)
