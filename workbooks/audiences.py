"""Who in the worked year gets a scorecard of their own: one for each of the six kinds, and one for a single service."""

from __future__ import annotations

from workbooks.rows import Rows
from workbooks.rows import table

COLUMNS = ("id", "name", "for", "layout", "measures", "columns", "pages")

LISTED = table(
    COLUMNS,
    (
        "executive",
        "Partnership board",
        "executive",
        "map",
        "key",
        "",
        "exceptions; measures; goalposts; method",
    ),
    (
        "members",
        "Members of the Joint Scrutiny Committee",
        "members",
        "perspectives",
        "key",
        "actual=Now; target; rating; travel; trend; year end",
        "questions; exceptions; measures; method",
    ),
    (
        "directors",
        "Directors",
        "directors",
        "thread",
        "",
        "",
        (
            "questions; perspectives; exceptions; measures; partners; areas; contributions; goalposts; quality; "
            "returned; method"
        ),
    ),
    ("managers", "Service managers", "managers", "matrix", "", "", ""),
    ("housing", "Managers of the housing service", "managers", "list", "owner:Head of housing", "", ""),
    (
        "partner",
        "Each partner",
        "partner",
        "perspectives",
        "",
        "actual; target; rating; travel; last year; trend; signal; year end",
        "perspectives; questions; exceptions; measures; contributions; returned; method; data",
    ),
    ("public", "The public", "public", "results", "all", "actual; target; rating; travel; trend", "method"),
)
AUDIENCES: Rows = [
    {name: said or None for name, said in row.items()} | {"order": order} for order, row in enumerate(LISTED, 1)
]
"""The audiences sheet; what is blank is all, or the usual."""
