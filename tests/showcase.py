"""A workbook with one of everything, for the tests of writing, of the lint and of measuring."""

from __future__ import annotations

from datetime import date

from pmxl.sheets import style
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Column
from pmxl.sheets.describe import Conditional
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import Link
from pmxl.sheets.describe import Page
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import Series
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Table
from pmxl.sheets.describe import Validation
from pmxl.sheets.drawing import Sparkline
from pmxl.terms import Rating
from pmxl.terms import Travel

HEADS = ("Measure", "Actual", "Target", "Rating", "Travel", "Six quarters", "Yours")
FIRST = 6
QUARTERS = 24


def showcase() -> BookPlan:
    """Four sheets: a small scorecard, its data with a chart, and two that are hidden."""
    names = {"actuals": f"='Scorecard'!$B${FIRST}:$B${FIRST + 11}", "words": "='Lists'!$A$1:$A$2"}
    return BookPlan("Show & tell", (_scorecard(), _data(), _lists(), _secret()), "A test", names)


def _scorecard() -> SheetPlan:
    last = FIRST + len(Rating) - 1
    puts = [
        Put(1, 1, "A partnership", style.TITLE_BAND, to_col=7),
        Put(2, 1, "Quarterly scorecard · 2022-23 Q3", style.SUBTITLE_BAND, to_col=7),
        Put(4, 1, "Communities and users", style.HEADING, note="What people here experience"),
        Put(4, 2, "What do people here experience?", style.HEADING_ASIDE, to_col=7),
        Put(last + 2, 1, Link("To the data", "'Data'!A1", "The data sheet"), style.LINK),
        Put(last + 2, 2, date(2022, 12, 31), style.DATE, to_col=3),
        Put(last + 3, 1, True, style.CENTERED),
    ]
    for j, head in enumerate(HEADS):
        look = style.COLUMN_HEAD.but(align="right", indent=1) if j in (1, 2) else style.COLUMN_HEAD
        puts.append(Put(5, 1 + j, head, look))
    for i, rating in enumerate(Rating):
        puts += _row(FIRST + i, rating, tuple(Travel)[i % len(Travel)])
    widths = (34, 9, 9, 18, 18, 18, 14)
    sparks = (
        Sparkline(FIRST + i, 6, f"'Data'!B{2 + i}:B{7 + i}", marker=style.STATUS[rating].color)
        for i, rating in enumerate(Rating)
    )
    return SheetPlan(
        "Scorecard",
        tuple(puts),
        tuple(Column(j + 1, j + 1, width) for j, width in enumerate(widths)),
        {1: 34, 2: 22, 4: 28} | dict.fromkeys(range(FIRST, last + 1), 21.0),
        validations=(
            Validation(FIRST, 7, last, 7, "list", "=words", title="Yours", message="Pick one", error="Pick one"),
            Validation(FIRST, 2, last, 2, "decimal", minimum=0, stop=False),
            Validation(FIRST, 5, last, 5, "list", ("Yes", "No")),
        ),
        conditionals=(Conditional(FIRST, 2, last, 2, f"B{FIRST}>690", style.status_style(Rating.RED)),),
        sparklines=tuple(sparks),
        page=Page(area=(1, 1, last + 3, 7), repeat_rows=(1, 5), footer_left="R&D 2022", center=True),
        freeze=(FIRST, 2),
        protect=True,
        tab=style.NAVY,
        zoom=90,
    )


def _row(row: int, rating: Rating, travel: Travel) -> tuple[Put, ...]:
    body, number = style.ruled(style.BODY), style.NUMBER_STRONG.but(number_format=style.number_format(1))
    return (
        Put(row, 1, Rich((("Recorded burglary ", style.BODY), ("offences", style.SMALL))), body),
        Put(row, 2, 680.4 + row, style.ruled(number)),
        Put(row, 3, Formula(f"B{row}*2", 2 * (680.4 + row)), style.ruled(style.NUMBER_MUTED)),
        Put(row, 4, style.status_text(rating), style.status_style(rating, style.ruled(style.BODY_STRONG))),
        Put(row, 5, style.travel_text(travel), body.but(color=style.TRAVEL[travel].color)),
        Put(row, 6, None, body),
        Put(row, 7, None, style.INPUT),
    )


def _data() -> SheetPlan:
    rows = tuple((f"Q{1 + i % 4} {2018 + i // 4}", 50.0 + (i * 37) % 51, 70.0) for i in range(QUARTERS))
    looks = (style.TABLE_TEXT, style.TABLE_NUMBER, style.TABLE_NUMBER)
    periods, last = "'Data'!$A$2:$A$25", "$25"
    series = (
        Series("Actual", periods, f"'Data'!$B$2:$B{last}", style.NAVY, label_last="81.0", points=QUARTERS, marker=True),
        Series("Target", periods, f"'Data'!$C$2:$C{last}", style.MUTED, dashed=True),
        Series("Last year", periods, f"'Data'!$C$2:$C{last}", style.HAIRLINE, kind="column"),
    )
    alt = "Households helped early rose from 50 % in Q1 2018 to 81 % in Q4 2023, above the target of 70 %."
    return SheetPlan(
        "Data",
        tables=(Table("data", 1, 1, ("Period", "Actual", "Target"), rows, looks, style.TABLE_HEAD),),
        columns=(Column(1, 3, 12),),
        charts=(Chart(2, 5, 760, 340, "Households helped early", series, alt, "%", y_min=0, y_max=100),),
        freeze=(2, 1),
        page=Page(paper="A3", wide=1, tall=1),
    )


def _lists() -> SheetPlan:
    return SheetPlan("Lists", (Put(1, 1, "Yes"), Put(2, 1, "No")), state="hidden", gridlines=True)


def _secret() -> SheetPlan:
    return SheetPlan("Secret", (Put(1, 1, "fingerprint"),), state="very_hidden")
