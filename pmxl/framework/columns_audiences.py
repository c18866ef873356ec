"""The sheet of audiences: who gets a scorecard of their own, how it is laid out, and what is on it."""

from __future__ import annotations

from collections.abc import Mapping

from pmxl.framework.column import Column
from pmxl.framework.column import Holds
from pmxl.framework.column import Sheet
from pmxl.framework.column import id_column
from pmxl.framework.column import name_column

EXECUTIVE, MEMBERS, DIRECTORS, MANAGERS, PARTNER, PUBLIC = (
    *("executive", "members", "directors", "managers", "partner", "public"),
)
KINDS = (EXECUTIVE, MEMBERS, DIRECTORS, MANAGERS, PARTNER, PUBLIC)
"""For whom a scorecard can be; `partner` is each partner, `partner:ash` one of them."""
OF_PARTNER = f"{PARTNER}:"

QUADRANTS, STACKED, MAP, THREAD, MATRIX, EFQM, RESULTS, PLAIN = (
    *("quadrants", "perspectives", "map", "thread", "matrix", "efqm", "results", "list"),
)
LAYOUT_NAMES = (QUADRANTS, STACKED, MAP, THREAD, MATRIX, EFQM, RESULTS, PLAIN)
"""How a first sheet can be laid out."""
LAYOUTS_ALSO: Mapping[str, str] = {
    "four quadrants": QUADRANTS,
    "quadrant": QUADRANTS,
    "perspective": STACKED,
    "strategy map": MAP,
    "golden thread": THREAD,
    "tree": THREAD,
    "partner by measure": MATRIX,
    "partners": MATRIX,
    "results-based": RESULTS,
    "outcomes": RESULTS,
    "plain": PLAIN,
    "plain list": PLAIN,
}

PAGES = (
    *("perspectives", "questions", "exceptions", "agenda", "actions", "hothouse", "measures", "partners", "areas"),
    *("contributions", "goalposts", "quality", "services", "budgets", "efficiency", "risks", "learning"),
    *("returned", "method", "data"),
)
"""The sheets behind the first that an audience can be given; blank means all."""

COLUMN_WORDS = (
    *("actual", "target", "variance", "rating", "to date", "travel", "last year", "trend", "signal", "year end"),
    *("returned", "owner"),
)
"""The columns that can stand beside a measure."""
COLUMNS_ALSO: Mapping[str, str] = {
    "value": "actual",
    "figure": "actual",
    "rag": "rating",
    "rating to date": "to date",
    "on last year": "last year",
    "direction of travel": "travel",
    "line": "trend",
    "sparkline": "trend",
    "forecast": "year end",
    "coverage": "returned",
}
USUAL_COLUMNS = ("actual", "target", "rating", "travel", "trend", "signal", "year end", "returned")
"""The columns shown where an audience names none."""

SCOPE_WORDS = ("perspective", "objective", "owner", "partner", "priority", "kind")
"""What measures can be chosen by: `perspective:outcomes`."""

AUDIENCES = Sheet(
    "audiences",
    "Who gets a scorecard of their own, and what is on it. Leave empty for the six usual audiences.",
    (
        id_column("A short name, which names the file: small letters, digits and hyphens.", "executive"),
        name_column("Who they are.", "Executive board"),
        Column("for", Holds.TEXT, "Who they are: partner means each partner, partner:ash that one.", EXECUTIVE),
        Column("layout", Holds.TEXT, "The layout of their first sheet; blank: as in settings.", QUADRANTS, width=16),
        Column(
            "measures",
            Holds.REFS,
            "Measure ids separated by ;, or key, or all, or perspective:x, objective:x, owner:x, partner:x, "
            "priority:x, kind:x. Blank means all.",
            "key",
            refers="measures",
            width=28,
        ),
        Column(
            "columns",
            Holds.LIST,
            "Columns shown, in order, separated by ; A caption may follow =, as in actual=Latest. Blank: the usual.",
            "actual; target; rating; travel; trend",
            width=36,
        ),
        Column(
            "pages",
            Holds.LIST,
            "The sheets behind the first, separated by ; Blank means all.",
            "exceptions; measures; method",
            width=36,
        ),
        Column("order", Holds.NUMBER, "Its place among the audiences: 1 comes first.", 1, width=10),
    ),
    one="audience",
)


def kind_named(text: str) -> str:
    """Whom an audience is for, as it is compared: `Partner: Ash` is `partner:ash`."""
    return " ".join(text.casefold().split()).replace(": ", ":")


def layout_named(text: str) -> str:
    """The layout of that name, other spellings too; "" where nobody knows it."""
    word = " ".join(text.casefold().split())
    return word if word in LAYOUT_NAMES else LAYOUTS_ALSO.get(word, "")


def column_named(text: str) -> tuple[str, str]:
    """The column and the caption of `actual=Latest`; "" for a column that nobody knows."""
    named, _, caption = text.partition("=")
    word = " ".join(named.casefold().split())
    return (word if word in COLUMN_WORDS else COLUMNS_ALSO.get(word, "")), caption.strip()


def page_named(text: str) -> str:
    """The page of that name; "" where nobody knows it."""
    word = " ".join(text.casefold().split())
    return word if word in PAGES else ""
