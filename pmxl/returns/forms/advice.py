"""What Excel advises while a form is filled in: it never stops anybody, for what is odd is asked about later."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime

from pmxl.plural import listed
from pmxl.returns.forms.field import Field
from pmxl.sheets.describe import Validation

LONGEST = 2_000
"""Characters of one answer, beyond which Excel asks for fewer; more are kept all the same."""
FIRST_DAY = datetime(2000, 1, 1, tzinfo=UTC).date()
MOST_NUMBER = 1e12


def advice(
    fields: Iterable[Field], first_col: int, first: int, last: int, signed: tuple[int, int] | None
) -> Iterator[Validation]:
    """The advice for every field from `first_col` on, and for the day on which the form was signed."""
    if last >= first:
        for col, field in enumerate(fields, first_col):
            yield of(field, first, col, last)
    if signed is not None:
        yield day(*signed, signed[0])


def of(field: Field, first: int, col: int, last: int) -> Validation:
    """The advice for one column."""
    if field.holds == "date":
        return day(first, col, last)
    if field.holds == "number":
        low = -MOST_NUMBER if field.least is None else field.least
        high = MOST_NUMBER if field.most is None else field.most
        error, title = f"Please give a number {field.bounds}".strip() + ".", "A number"
        return Validation(
            first, col, last, col, "decimal", minimum=low, maximum=high, error_title=title, error=error, stop=False
        )
    if field.words:
        error, title = f"Please choose {listed(field.words, 'or')}.", "Please choose from the list"
        return Validation(first, col, last, col, "list", field.words, error_title=title, error=error, stop=False)
    error, title = f"An answer should have at most {LONGEST:,} characters.", "Please shorten it"
    return Validation(
        first, col, last, col, "length", minimum=0, maximum=LONGEST, error_title=title, error=error, stop=False
    )


def day(row: int, col: int, last: int) -> Validation:
    """That a date is a date."""
    error = "This does not look like a date. Type it as day/month/year."
    return Validation(row, col, last, col, "date", minimum=FIRST_DAY, error_title="A date", error=error, stop=False)
