"""The register workbook: behind its first sheet letters to send, what is open, the record, and the owners."""

from __future__ import annotations

from dataclasses import replace

from pmxl.assess.punctual import AWAITED
from pmxl.assess.punctual import NEVER
from pmxl.assess.punctual import ON_TIME
from pmxl.assess.punctual import OTHERWISE
from pmxl.assess.status import Status
from pmxl.plural import plural
from pmxl.reports import mark
from pmxl.reports.block import height_of
from pmxl.reports.block import width_of
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import count
from pmxl.reports.figure import dash
from pmxl.reports.figure import day
from pmxl.reports.figure import text
from pmxl.reports.finding import severity
from pmxl.reports.finding import where
from pmxl.reports.listing import Field
from pmxl.reports.look import CELL
from pmxl.reports.look import DATE
from pmxl.reports.look import NUMBER
from pmxl.reports.look import SHORT
from pmxl.reports.look import STATUS
from pmxl.reports.look import STRONG
from pmxl.reports.status import listed
from pmxl.reports.status import number
from pmxl.reports.status import plan_register_sheet
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.terms import Rating

CHASE, OPEN, RECORD, OWNERS = "Chase", "Open questions", "Record", "Owners"
BODY, SMALL = CELL.but(valign="top"), CELL.but(valign="top", size=8)
BODY_WIDTH = 100.0
HIGHEST = 400.0
"""Points: Excel's rows are no higher than 409, and a letter stands in one cell so that it can be copied."""
FAINT = {ON_TIME: Rating.GREEN, NEVER: Rating.RED, AWAITED: Rating.NO_DATA, OTHERWISE: Rating.NO_TARGET}
"""The look of each word of the record; any other word says how late it was."""

LETTERS = (
    Field("Partner", 22, STRONG, lambda r: (r["name"], STRONG.but(valign="top"))),
    Field("Why", 16, CELL, lambda r: (r["why"], BODY)),
    Field("To", 27, CELL, lambda r: address(r)),
    Field("Subject", 26, CELL, lambda r: (r["subject"], BODY)),
    Field("Body", BODY_WIDTH, CELL, lambda r: (r["body"], written(r["body"]))),
)
QUESTIONS = (
    Field("Partner", 24, STRONG, lambda r: (r["name"], STRONG)),
    Field("Severity", 12, STATUS, lambda r: severity(r["severity"])),
    Field("Where", 26, CELL, lambda r: text(where(r), CELL)),
    Field("What it says", 52, CELL, lambda r: text(r["says"], CELL)),
    Field("What it asks", 44, CELL, lambda r: text(r["ask"], CELL)),
    Field("Code", 9, SHORT, lambda r: (r["code"], SHORT)),
)
OWNED = (
    Field("Owner", 31, STRONG, lambda r: (r["owner"], STRONG)),
    Field("Answers for", 19, CELL, lambda r: ("the figures" if r["role"] == "Data owner" else "the performance", CELL)),
    Field("Measures", 10, NUMBER, lambda r: count(r["measures"], NUMBER)),
    Field("Updated", 10, NUMBER, lambda r: number(r["updated"])),
    Field("Stands", 18, STATUS, lambda r: ever(r)),
    Field("Last for", 14, SHORT, lambda r: text(r["last_period"], CELL)),
    Field("Last came", 13, DATE, lambda r: day(r["last_day"], DATE)),
    Field("Never updated", 56, CELL, lambda r: text(r["waiting"], CELL)),
)
LEAST_RECORD, ACROSS = 16.0, 130.0
"""Characters of a period's column at least, and of a sheet that fills its page: a narrow one prints in a corner."""
COPY = "Copy a cell of the column Body into an e-mail. Nothing is sent by itself."
OF_RECORD = (
    "On time and late by the day on which a return that could be read was first collected. Never: due, and not in. In, "
    "no return: all that was asked was entered or imported."
)
NONE_ASKED = "No workbook was issued that asks for a measure with an owner."
OF_OWNERS = (
    "The owner of the data has updated a measure when a return brought a figure of it, the owner of the performance "
    "when a return brought a commentary on it. History that was imported is nobody's update."
)


def plan_register_book(status: Status) -> BookPlan:
    """The register of a period as a workbook of five sheets."""
    name = status.framework.settings.name
    return BookPlan(
        title=f"{name}: returns for {status.period.label}",
        subject="Where every return stands, who is to be asked for what, and the record over time",
        sheets=(plan_register_sheet(status), letters(status), questions(status), record(status), owners(status)),
    )


def letters(status: Status) -> SheetPlan:
    """A letter to everybody from whom something is awaited, ready to be copied."""
    rows: list[Row] = [each.as_record() for each in status.letters]
    aside = f"{plural(len(rows), 'partner')} to be written to" if rows else "nobody to be written to"
    fields = [replace(f, width=width_of(map(address, rows), f.width)) if f.heading == "To" else f for f in LETTERS]
    return listed(status, CHASE, aside, fields, rows, COPY if rows else "", "Nobody needs to be chased.")


def questions(status: Status) -> SheetPlan:
    """What waits for an answer in the returns that stand."""
    rows = status.open
    aside = f"{plural(len(rows), 'question')} open" if rows else "nothing is open"
    return listed(status, OPEN, aside, QUESTIONS, rows, "", "Nothing in these returns waits for an answer.")


def record(status: Status) -> SheetPlan:
    """Each partner's record, period by period."""
    periods, rows = status.punctual
    wide = max(LEAST_RECORD, (ACROSS - 55) / len(periods))
    fields = (
        Field("Partner", 28, STRONG, lambda r: (r["name"], STRONG)),
        Field("On time", 9, NUMBER, lambda r: number(r["on_time"])),
        Field("Late", 9, NUMBER, lambda r: number(r["late"])),
        Field("Never", 9, NUMBER, lambda r: number(r["never"])),
        *(Field(name, wide, STATUS, lambda r, name=name: punctual(r[name])) for name in periods),  # type: ignore[misc]
    )
    return listed(status, RECORD, f"the last {plural(len(periods), 'period')}", fields, rows, OF_RECORD)


def owners(status: Status) -> SheetPlan:
    """Those who answer for measures, those who have never updated one first."""
    rows = status.owners
    never = sum(row["never"] for row in rows)
    aside = f"{never} of {len(rows)} never updated anything" if never else "each has updated something"
    return listed(status, OWNERS, aside if rows else "nobody was asked", OWNED, rows, OF_OWNERS, NONE_ASKED)


def address(row: Row) -> Cell:
    """Where a letter goes; it stands on one line, for it is copied."""
    return row["to"] or "no address in the framework", BODY.but(wrap=False)


def written(body: str) -> Style:
    """The look of a letter: in smaller type where it would not fit into the height of a row."""
    return BODY if height_of([((body, BODY), BODY_WIDTH)]) <= HIGHEST else SMALL


def punctual(said: str) -> Cell:
    """A word of the record as shape, word and colour."""
    if not said:
        return dash(STATUS)
    return mark.stands(FAINT.get(said, Rating.AMBER), said, STATUS.but(bold=False), tinted=False)


def ever(row: Row) -> Cell:
    """Whether an owner has ever updated anything, or all of it."""
    rating = Rating.RED if row["never"] else Rating.AMBER if row["waiting"] else Rating.GREEN
    words = {Rating.RED: "Never updated", Rating.AMBER: "In part", Rating.GREEN: "All updated"}[rating]
    return mark.stands(rating, words, STATUS, tinted=False)
