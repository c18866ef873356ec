"""Marks of status: a rating, a direction of travel and a return's state, each as shape, word and colour."""

from __future__ import annotations

from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import actual
from pmxl.sheets import style
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import Style
from pmxl.terms import Assurance
from pmxl.terms import Polarity
from pmxl.terms import Rating
from pmxl.terms import ReturnState
from pmxl.terms import Signal
from pmxl.terms import Travel

LOOK = style.BODY_STRONG.but(size=10.5, indent=1)
QUIET = style.BODY.but(size=10, color=style.MUTED)
GREY_LESS, SMALL_LESS = 0.5, 1.0
"""Words that are no colour and no direction stand back a little: points less than those that are."""
REASON_LESS = 0.5
"""Points by which the reason under a direction of travel is smaller."""
IN_PART = "*"
"""Mark of a direction of travel that compares only some of those expected; the legend explains it."""
SOME_OF_THEM = " of the "
"""Stands in the words of such a comparison, and in no other's: `of the 2 of 3 present in both`."""

STILL = ("", Signal.COMMON_CAUSE)
"""Words of a process in which nothing has changed."""

STATES = {
    ReturnState.ACCEPTED: Rating.GREEN,
    ReturnState.QUERIED: Rating.AMBER,
    ReturnState.RETURNED: Rating.AMBER,
    ReturnState.IN_PART: Rating.AMBER,
    ReturnState.EMPTY: Rating.RED,
    ReturnState.LATE: Rating.RED,
    ReturnState.REFUSED: Rating.RED,
    ReturnState.ISSUED: Rating.NO_DATA,
    ReturnState.NOT_ISSUED: Rating.NO_DATA,
    ReturnState.NOT_RETURNED: Rating.NO_DATA,
    ReturnState.NOTHING_ASKED: Rating.NOT_APPLICABLE,
}
"""The look of each state in which a partner's return can be."""


def chip(look: Style) -> Style:
    """A style whose tint stands clear of those above and below it, as a chip on white."""
    return look.but(top=style.WHITE, bottom=style.WHITE, heavy=True)


def rating(word: str, look: Style = LOOK) -> Cell:
    """A rating or a grey word: `◆ Red` on its tint; a dash where there is none."""
    if not word:
        return DASH, look.but(color=style.MUTED, bold=False, indent=1)
    status = Rating(word)
    if not status.is_colour:
        look = look.but(bold=False, size=look.size - GREY_LESS)
    return style.status_text(status), style.status_style(status, look)


def rating_told(word: str, look: Style) -> Cell:
    """The same without a tint, for rows of many lines: a tall block of colour says no more than a word."""
    content, look = rating(word, look)
    return content, look.but(fill=None)


def travel(row: Row, column: str, look: Style = QUIET) -> Cell:
    """A direction of travel in words and without colour: on the first sheet colour is for ratings alone.

    `column` is "travel" or "travel_year"; one that compares only some of those expected wears a mark.
    """
    word = row[column]
    if word == Travel.NOT_COMPARABLE:
        return "not comparable", look.but(size=look.size - SMALL_LESS)
    if not word:
        return DASH, look
    return f"{style.travel_text(Travel(word))}{IN_PART if is_in_part(row, column) else ''}", look


def is_in_part(row: Row, column: str) -> bool:
    """True where a direction of travel compares only those of several who are in both periods."""
    return row[column] not in ("", Travel.NOT_COMPARABLE) and SOME_OF_THEM in row[f"{column}_words"]


def travel_told(word: str, words: str, look: Style = QUIET) -> Cell:
    """A direction of travel with what it is measured against, or the reason why it cannot be told, under it."""
    if not word:
        return DASH, look
    return told_with(style.travel_text(Travel(word)), words.removeprefix(word).strip(), look)


def told_with(head: str, words: str, look: Style = QUIET) -> Cell:
    """A word with its sentence small under it."""
    if not head or not words:
        return head or words or DASH, look
    small = look.but(size=look.size - REASON_LESS, color=style.MUTED)
    ink = style.INK if look.color == style.MUTED else look.color
    return Rich(((f"{head}\n", look.but(color=ink)), (words, small))), look


def signal(word: str, look: Style = QUIET) -> Cell:
    """What the process chart says of the figure: quiet for common cause, in ink where something has changed."""
    if word == Signal.TOO_FEW:
        return "too few figures", look.but(size=look.size - SMALL_LESS)
    if word in STILL:
        return word or DASH, look
    return word, look.but(color=style.INK, bold=True)


def variation(row: Row, look: Style = QUIET) -> Cell:
    """The variation mark of Making Data Count: `◆ H Concern`, by shape, letter, word and colour."""
    word = row["signal"]
    if not word or word == Signal.TOO_FEW:
        return signal(word, look)
    point = style.PROCESS[Signal(word)]
    return " ".join(part for part in (point.mark, side(row), word) if part), look.but(color=point.color)


def side(row: Row) -> str:
    """`H` where figures run high by more than chance and `L` where they run low; "" where they do neither."""
    return SIDES.get((row["signal"], row["polarity"]), SIDES.get((row["signal"], ""), ""))


def assurance(row: Row, look: Style = QUIET) -> Cell:
    """The assurance mark of Making Data Count: `P Passing`, `F Failing`, `? Hit and miss`; a dash where none is."""
    word = row["assurance"]
    if not word:
        return DASH, look
    point = style.ASSURANCE[Assurance(word)]
    return f"{point.mark}  {word}", look.but(color=point.color)


SIDES = {
    (Signal.IMPROVEMENT, Polarity.HIGHER): "H",
    (Signal.IMPROVEMENT, Polarity.LOWER): "L",
    (Signal.CONCERN, Polarity.HIGHER): "L",
    (Signal.CONCERN, Polarity.LOWER): "H",
    (Signal.HIGH, ""): "H",
    (Signal.LOW, ""): "L",
}
"""H where figures run high and L where they run low: a concern is low where higher is better."""


def outlook(word: str, look: Style = QUIET) -> Cell:
    """The rating that is forecast for the end of the year, as shape and word without a tint: it is not one yet."""
    if not word or not Rating(word).is_colour:
        return DASH, look
    return style.status_text(Rating(word)), look.but(color=style.STATUS[Rating(word)].color)


def rated_figure(row: Row, look: Style) -> Cell:
    """A figure with the shape and tint of its rating, still a number: `◆ 41.5`; the grey word where there is none."""
    status = Rating(row["rating"])
    content, look = actual(row, look)
    ink = style.STATUS[status]
    if isinstance(content, str) and content == DASH:
        return style.status_text(status), look.but(size=9, color=ink.color, bold=False)
    if isinstance(content, str):
        return f"{ink.shape} {content}", look.but(color=ink.color, fill=ink.tint)
    shaped = look.but(number_format=f'"{ink.shape} "{look.number_format}', color=ink.color)
    return content, shaped.but(fill=ink.tint) if status.is_colour else shaped


def stands(status: Rating, word: str, look: Style, *, tinted: bool = True) -> Cell:
    """Any word in the shape and colour of a status, `▲ In part`: on its tint, or in ink alone."""
    ink = style.STATUS[status]
    return f"{ink.shape} {word}", look.but(color=ink.color, fill=ink.tint if tinted else None)


def state(word: str, look: Style) -> Cell:
    """Where a partner's return stands: `▲ Queried`."""
    return stands(STATES[ReturnState(word)], word, look)
