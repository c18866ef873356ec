"""The columns of a return by their headings: the words by which it is written and, wherever they have gone, read."""

from __future__ import annotations

from pmxl.figures import QUALITY

REF = "Ref"
MEASURE = "Measure"
AREA = "Area"
PERIOD = "Period"
DEFINITION = "Definition"
UNIT = "Unit"
TARGET = "Target"
LAST = "Last figure"
NUMERATOR = "Numerator"
DENOMINATOR = "Denominator"
VALUE = "Value"
RATING = "Rating"
COMMENTARY = "Commentary"
MARKS = tuple(name.capitalize() for name in QUALITY)
PROVISIONAL = "Provisional"

HEADINGS = (
    REF,
    MEASURE,
    AREA,
    PERIOD,
    DEFINITION,
    UNIT,
    TARGET,
    LAST,
    NUMERATOR,
    DENOMINATOR,
    VALUE,
    RATING,
    COMMENTARY,
    *MARKS,
    PROVISIONAL,
)
"""Every column, in the order in which a return is issued."""

LABELS = (REF, AREA, PERIOD)
"""What a row is found by; a return without one of these columns cannot be read."""

FIGURES = (NUMERATOR, DENOMINATOR, VALUE)
"""Where figures stand; a return without one of these columns is not read either, for a figure would vanish."""

READ = (*LABELS, *FIGURES, COMMENTARY, *MARKS, PROVISIONAL)
"""Every column that is read back."""

COVER_SHEET = "Cover"
RETURN_SHEET = "Return"
LISTS_SHEET = "Lists"
IDENTITY_SHEET = "_pmxl"

QUERIES_SHEET = "Queries"
QUERY_MARK_SHEET = "_pmxl_queries"
QUERY_NUMBER = "No."
ANSWER = "Your answer"
ANSWERED_BY = "Your name"

PARTNER_LABEL = "Partner"
PERIOD_LABEL = "Period"
REVISION_LABEL = "Revision"
SIGNED_BY_LABEL = "Signed off by"
SIGNED_ON_LABEL = "Date signed off"


def column_of(heading: str) -> int:
    """The column, from 1, in which a heading is issued."""
    return HEADINGS.index(heading) + 1
