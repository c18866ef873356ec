"""A sheet for each perspective, or one for all where measures are few: in full, with reasons and commentary."""

from __future__ import annotations

import math
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from pmxl.assess import Assessment
from pmxl.assess.sources import EXPLAINED
from pmxl.framework.models import Objective
from pmxl.reports import coverage
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports.across import measure_rows
from pmxl.reports.band import band
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import height_of
from pmxl.reports.captions import captions
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import actual
from pmxl.reports.figure import aside
from pmxl.reports.figure import count
from pmxl.reports.figure import figure
from pmxl.reports.figure import in_words
from pmxl.reports.figure import is_known
from pmxl.reports.figure import target
from pmxl.reports.figure import text
from pmxl.reports.figure import variance
from pmxl.reports.listing import Field
from pmxl.reports.look import AIM
from pmxl.reports.look import FIGURE
from pmxl.reports.look import MARK
from pmxl.reports.look import MOVED
from pmxl.reports.look import MUTED
from pmxl.reports.look import NAME
from pmxl.reports.look import PLAIN
from pmxl.reports.look import RATED
from pmxl.reports.look import TEXT
from pmxl.reports.look import UNIT
from pmxl.reports.named import titled
from pmxl.reports.named import under
from pmxl.reports.paper import page
from pmxl.reports.paper import page_breaks
from pmxl.reports.paper import pages_tall
from pmxl.reports.places import MORE
from pmxl.reports.places import MORE_WIDTH
from pmxl.reports.places import Places
from pmxl.sheets import style
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.terms import Rating

HEAD_ROW = 4
ROOM = 238.0
"""Characters of all columns together: so wide that an A3 page shows the smallest type of the sheet at 9 points."""
WHY_SHARES = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65)
"""Of what the figures leave, what the reasons may have; the rest is for commentary."""
LEAST_TEXT = 25.0
SQUEEZE = 1.14
"""So much over a page is drawn in to it: its smallest type is then printed in 8 points."""

SIZE = 11
SMALL = UNIT.but(size=10.5)
HEAD = style.TABLE_HEAD.but(size=10.5)
STRONG, NUMBER, AIMED = FIGURE.but(size=SIZE), PLAIN.but(size=SIZE), AIM.but(size=SIZE)
TRAVEL, CENTRED, GIVEN = MOVED.but(size=SIZE), MARK.but(size=SIZE), RATED.but(size=SIZE)
WORDS, QUIET = TEXT.but(size=10.5), MUTED.but(size=10.5)
EVERY = "Measures in full"
UNSAID = "No commentary was given."


def commentary(row: Row, look: Style = TEXT) -> Cell:
    """What partners say of a figure, and who settled what was asked of it; that nobody said why it is Red is said."""
    is_unsaid = row["rating"] == Rating.RED and EXPLAINED not in row["settled"]
    said = row["commentary"] or (UNSAID if is_unsaid else "")
    words = "\n".join(part for part in (said, row["settled"]) if part)
    return text(words, look if words != UNSAID else look.but(color=style.MUTED))


def reasons(row: Row) -> str:
    """Why a figure is rated so, and what would turn it."""
    return f"{row['why']} {row['flip']}".strip()


def year_end(row: Row, look: Style) -> Cell:
    """The rating forecast for the end of the year with the figure forecast under it."""
    is_whole = row["rating_forecast"] != Rating.WAITING  # a part's forecast is not the whole's
    whole = is_known(row["forecast"]) and is_whole
    expected = in_words(row, row["forecast"]) if whole else ""
    content, rated = mark.outlook(row["rating_forecast"], look)
    if content == DASH:
        return expected or DASH, look
    return mark.told_with(str(content), expected, rated)


def target_to_date(row: Row) -> Cell:
    """The target for the year so far; a dash where nothing is set against it."""
    told = is_known(row["value_ytd"]) or row["rating_ytd"]
    return figure(row, row["target_ytd"] if told else math.nan, AIMED)


def repeats_target(rows: Sequence[Row]) -> bool:
    """True where the target to date is everywhere the target of the period."""
    return all(target_to_date(row)[0] in (DASH, row["target"]) for row in rows)


def fields(assessment: Assessment, rows: Sequence[Row], places: Places) -> tuple[Field, ...]:
    """The columns that these rows need; what the figures leave of the width is shared by the two columns of text."""
    framework = assessment.framework
    to_date = () if repeats_target(rows) else (Field("Target to date", 9.5, AIMED, target_to_date, optional=True),)
    found = listing.fitted(
        (
            Field("Measure", 25.5, NAME, lambda r: under(r["name"], aside(r), look=NAME, small=SMALL)),
            Field("", MORE_WIDTH, MORE, places.page, optional=True),
            Field("Actual", 10, STRONG, lambda r: actual(r, STRONG)),
            Field("Target", 9.5, AIMED, lambda r: target(r, AIMED)),
            Field("Variance", 9, NUMBER, lambda r: variance(r, NUMBER)),
            Field("Rating", 15, GIVEN, lambda r: mark.rating_told(r["rating"], GIVEN)),
            Field("Year to date", 9.5, NUMBER, lambda r: figure(r, r["value_ytd"], NUMBER), optional=True),
            *to_date,
            Field("Rating to date", 15, GIVEN, lambda r: mark.rating_told(r["rating_ytd"], GIVEN), optional=True),
            Field("Travel", 16, TRAVEL, lambda r: mark.travel_told(r["travel"], r["travel_words"], TRAVEL)),
            Field(
                "On last year",
                16.5,
                TRAVEL,
                lambda r: mark.travel_told(r["travel_year"], r["travel_year_words"], TRAVEL),
            ),
            Field("Signal", 14, TRAVEL, lambda r: mark.told_with(r["signal"], r["real"], TRAVEL), optional=True),
            Field("Year end", 13, TRAVEL, lambda r: year_end(r, TRAVEL), optional=True),
            Field("Returned", 11.5, QUIET, lambda r: text(coverage.full(framework, r), QUIET)),
            Field("Lowest quality", 8, CENTRED, lambda r: count(r["quality"], CENTRED), optional=True),
            Field("Held, provisional", 10.5, QUIET, lambda r: text(coverage.standing(r), QUIET), optional=True),
        ),
        rows,
    )
    room = ROOM - sum(listing.widths(found))
    return (*found, *min((worded(room, share) for share in WHY_SHARES), key=lambda pair: height(pair, rows)))


def worded(room: float, why: float) -> tuple[Field, Field]:
    """The two columns of text, the reasons with that share of the room."""
    wide = max(min(room * why, room - LEAST_TEXT), LEAST_TEXT)
    return (
        Field("Why", wide, WORDS, lambda r: text(reasons(r), WORDS)),
        Field("Commentary", max(room - wide, LEAST_TEXT), WORDS, lambda r: commentary(r, WORDS)),
    )


def height(columns: Sequence[Field], rows: Sequence[Row]) -> float:
    """Points of all these rows, were they as high as these columns ask."""
    return sum(height_of((field.cell(row), field.width) for field in columns) for row in rows)


class Full(NamedTuple):
    """Measures in full: their sheet, and the rows on which each measure stands and each perspective begins."""

    sheet: SheetPlan
    rows: dict[str, int]
    tops: dict[str, int]


def plan_full(assessment: Assessment, name: str, perspectives: Sequence[str], places: Places) -> Full:
    """The sheet of these perspectives: of one alone under its own name, of several each under its heading."""
    rows = [row for id_ in perspectives for row in measure_rows(assessment) if row["perspective"] == id_]
    columns = fields(assessment, rows, places)
    wide, seat = listing.widths(columns), listing.seat_in(columns, rows)
    head = head_of(assessment, columns)
    blocks, starts = [band_of(assessment, perspectives, wide), head], [1]
    found: dict[str, int] = {}
    tops: dict[str, int] = {}
    for above, mine in groups(assessment, rows, has_headings=len(perspectives) > 1):
        starts.append(blocks[-1].below)
        tops.setdefault(mine[0]["perspective"], blocks[-1].below)
        for words, look in above:
            blocks.append(listing.subhead(words, blocks[-1].below, len(wide), look, wide))
        for row in mine:
            found[row["measure"]] = blocks[-1].below
            blocks.append(listing.body(columns, [row], blocks[-1].below, seat=seat))
    whole = listing.joined(*blocks)
    starts[1:2] = []  # the first objective stands under the title
    tall = pages_tall(sum(whole.heights.values()), wide, SQUEEZE, "A3")
    again = sum(head.heights.values())
    sheet = listing.sheet(
        name,
        whole,
        wide,
        page=page(
            assessment,
            whole.below - 1,
            len(wide),
            head_row=HEAD_ROW,
            paper="A3",
            tall=tall,
            breaks=() if tall else page_breaks(starts, whole.heights, whole.below, wide, "A3", again),
        ),
        freeze=(HEAD_ROW + 1, 2),
        zoom=90,
    )
    return Full(sheet, found, tops if len(perspectives) > 1 else {})


def head_of(assessment: Assessment, columns: Sequence[Field]) -> Block:
    """The headings, their row as high as an audience's captions will need: pages are parted by it."""
    said = captions(assessment)
    worded = heads([said.get(one.heading, one.heading) for one in columns], [one.look for one in columns], HEAD)
    high = height_of(zip(worded, listing.widths(columns), strict=True))
    return replace(listing.head_row(columns, HEAD_ROW, look=HEAD), heights={HEAD_ROW: high})


def band_of(assessment: Assessment, perspectives: Sequence[str], wide: Sequence[float]) -> Block:
    """The head of the sheet: the only perspective's name and question, or what all of them together are."""
    if len(perspectives) > 1:
        return band(assessment, EVERY, wide)
    about = assessment.framework.perspective(perspectives[0])
    return band(assessment, about.name, wide, about.question)


def groups(
    assessment: Assessment, rows: Sequence[Row], *, has_headings: bool
) -> Iterator[tuple[list[tuple[Rich, Style]], list[Row]]]:
    """The measures of each objective, with what stands over them: the objective, and before a perspective's first its
    name where the sheet has several.
    """
    framework = assessment.framework
    for perspective, its in groupby(rows, lambda row: row["perspective"]):
        about = framework.perspective(perspective)
        above = [(titled(about.name, about.question), style.HEADING)] if has_headings else []
        for objective, mine in groupby(its, lambda row: framework.measure(row["measure"]).objective):
            yield [*above, (headed(framework.objective(objective)), style.SUBHEADING)], list(mine)
            above = []


def headed(objective: Objective) -> Rich:
    """An objective with its owner."""
    owner = f"Owner: {objective.owner}" if objective.owner else ""
    return titled(objective.name, owner, style.SUBHEADING, style.NOTE.but(size=SIZE))


def sheets(assessment: Assessment, places: Places) -> Iterator[Full]:
    """A sheet for each perspective that has measures, in order, or the one that they share."""
    for name, its in groupby(places.perspectives.items(), lambda item: item[1]):
        yield plan_full(assessment, name, [perspective for perspective, _ in its], places)
