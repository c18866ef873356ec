"""What may be typed in the input cells of a return: marks pass in silence, anything odd is warned of, not stopped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from pmxl.figures import QUALITY_WORDS
from pmxl.framework.models import Measure
from pmxl.returns.form import AskedRow
from pmxl.returns.headings import COMMENTARY
from pmxl.returns.headings import DENOMINATOR
from pmxl.returns.headings import FIGURES
from pmxl.returns.headings import MARKS
from pmxl.returns.headings import NUMERATOR
from pmxl.returns.headings import PROVISIONAL
from pmxl.returns.headings import VALUE
from pmxl.returns.headings import column_of
from pmxl.returns.limits import is_never_negative
from pmxl.returns.lists import list_source
from pmxl.returns.shown import unit_shown
from pmxl.sheets.cells import address
from pmxl.sheets.describe import Validation
from pmxl.terms import NOT_DONE
from pmxl.terms import Kind

TypedKind = Literal["list", "custom", "length"]
NO_FIGURE = "No figure? Type n/a, x, *, c or low: the cover says what they mean."
ODD = "This is not a number, nor one of the marks on the cover."
BELOW = " Or it is below nought, which cannot be."
ODD_ASK = "Choose No to change it, or Yes to leave it and explain in Commentary."
PARTS_TOLD = {
    NUMERATOR: "The part that counts: the value follows from it and the denominator.",
    DENOMINATOR: "The whole it is a part of.",
}
MARK_TITLES = {
    "Accuracy": "Do the figures say what happened?",
    "Validity": "Do they measure what is meant?",
    "Reliability": "Collected the same way each time?",
    "Timeliness": "Recent enough to act on?",
    "Relevance": "Do they serve their purpose?",
    "Completeness": "Is everything and everyone in?",
}
MARK_SCALE = " · ".join(f"{mark} {word}" for mark, word in QUALITY_WORDS.items())


def validations_of(row: AskedRow, place: int, currency: str) -> Iterator[Validation]:
    """The rules for the figures of one row, which stands in row `place` of the sheet."""
    for heading in FIGURES if row.measure.kind.of_two_parts else (VALUE,):
        yield _figure(row.measure, heading, place, currency)


def shared_validations(first: int, last: int, longest_commentary: int) -> Iterator[Validation]:
    """The rules that are the same on every row."""
    for heading in MARKS:
        yield replace(
            _block(heading, first, last, "list"),
            source=("1", "2", "3", "4"),
            title=heading,
            message=f"{MARK_TITLES[heading]} {MARK_SCALE}",
            error_title="Please choose 1, 2, 3 or 4",
            error="Data quality is marked from 1 (poor) to 4 (sure). Leave the cell blank if you cannot say.",
        )
    yield replace(
        _block(PROVISIONAL, first, last, "list"),
        source=f"={list_source('Provisional')}",
        title=PROVISIONAL,
        message="Yes if the figure may still change; otherwise leave it blank.",
        error_title="Yes or nothing",
        error="Say Yes if the figure may still change; otherwise leave the cell blank.",
    )
    yield replace(
        _block(COMMENTARY, first, last, "length"),
        maximum=longest_commentary,
        error_title="That is a long commentary",
        error=f"Commentary of more than {longest_commentary:,} characters is hard to show. Keep it anyway?",
        stop=False,
    )


def _block(heading: str, first: int, last: int, kind: TypedKind) -> Validation:
    col = column_of(heading)
    return Validation(first, col, last, col, kind)


def _figure(measure: Measure, heading: str, place: int, currency: str) -> Validation:
    where = address(place, column_of(heading))
    if measure.kind is Kind.YES_NO:
        return _answer(heading, place)
    if measure.kind is Kind.MILESTONE:
        return _day(heading, place, where)
    return _number(measure, heading, place, where, currency)


def _answer(heading: str, place: int) -> Validation:
    return replace(
        _block(heading, place, place, "list"),
        source=f"={list_source('Yes or no')}",
        title="Yes or No",
        message=f"Choose Yes or No. {NO_FIGURE}",
        error_title="Yes, No, or a mark",
        error=f"This is neither Yes nor No, nor one of the marks on the cover. {ODD_ASK}",
        stop=False,
    )


def _day(heading: str, place: int, where: str) -> Validation:
    return replace(
        _block(heading, place, place, "custom"),
        source=f'=OR(ISNUMBER({where}),TRIM({where})="{NOT_DONE}",{_is_mark(where)})',
        title="The day it was done",
        message=f"A date, such as 27/01/2023, or: {NOT_DONE}. {NO_FIGURE}",
        error_title=f"A date, or: {NOT_DONE}",
        error=f"This is not a date, nor one of the marks on the cover. {ODD_ASK}",
        stop=False,
    )


def _number(measure: Measure, heading: str, place: int, where: str, currency: str) -> Validation:
    unit = unit_shown(measure, currency)
    counted = f" in {unit}" if unit else ""
    told = PARTS_TOLD.get(heading, f"A number{counted}.")
    if heading == VALUE and measure.kind.of_two_parts:
        told = f"Worked out for you. If you have the value alone, type it here{counted}."
    floor = is_never_negative(measure)
    number = f"AND(ISNUMBER({where}),{where}>=0)" if floor else f"ISNUMBER({where})"
    return replace(
        _block(heading, place, place, "custom"),
        source=f"=OR({number},{_is_mark(where)})",
        title=heading,
        message=f"{told} {NO_FIGURE}",
        error_title="Please check what you typed",
        error=f"{ODD}{BELOW if floor else ''} {ODD_ASK}",
        stop=False,
    )


def _is_mark(where: str) -> str:
    return f"ISNUMBER(MATCH(TRIM({where}),{list_source('Marks')},0))"
