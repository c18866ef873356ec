"""A sheet for each key measure: how it stands and why, its run, its parts, and where they are from."""

from __future__ import annotations

import math
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence

from pmxl.assess import Assessment
from pmxl.reports import coverage
from pmxl.reports import listing
from pmxl.reports import mark
from pmxl.reports import moved
from pmxl.reports.across import measure_rows
from pmxl.reports.band import band
from pmxl.reports.block import Block
from pmxl.reports.block import across
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.block import table
from pmxl.reports.block import width_of
from pmxl.reports.chart import chart
from pmxl.reports.chart import has_chart
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.figure import Row
from pmxl.reports.figure import actual
from pmxl.reports.figure import figure
from pmxl.reports.figure import moment
from pmxl.reports.figure import or_blank
from pmxl.reports.figure import part
from pmxl.reports.figure import rows_of
from pmxl.reports.figure import target
from pmxl.reports.figure import variance
from pmxl.reports.figure import word
from pmxl.reports.look import CELL
from pmxl.reports.look import MOMENT
from pmxl.reports.look import MUTED
from pmxl.reports.look import NUMBER
from pmxl.reports.look import PLAIN
from pmxl.reports.look import PLAIN_BESIDE
from pmxl.reports.look import RATED
from pmxl.reports.look import TEXT
from pmxl.reports.paper import page
from pmxl.reports.paper import pages_tall
from pmxl.reports.perspective import text
from pmxl.reports.places import Places
from pmxl.reports.trend import runs
from pmxl.reports.trigger import all_plainly
from pmxl.sheets import style
from pmxl.sheets.describe import Chart
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.measure import fits
from pmxl.terms import Accumulate
from pmxl.terms import Rating

WIDTHS = (26.0, 12.0, 12.0, 12.0, 12.0, 12.0, 15.5, 14.0, 14.0, 14.0, 14.0, 14.0, 16.0)
LAST = len(WIDTHS)
SERIES_COL = 10
"""Left of it the chart, from it on the table of the series."""
FACT_SPANS = (1, 1, 2, 2, 2, 2, 1, 2)
FACTS_HEIGHT = 30.0
SERIES_ROW = 17.5
LEAST_CHART = 240.0
"""Points that a chart is high, at least."""
POINT, CHARACTER, PADDING = 96 / 72, 7, 5
"""Pixels of a point, of a character of width, and of a column beside its characters."""

BIG = style.HEADLINE.but(size=18, indent=1, valign="bottom")
LABEL = style.HEADLINE_LABEL.but(indent=1)
ABOUT = TEXT.but(color=style.MUTED)
SERIES = ("Period", "Actual", "Target", "Last year")
SERIES_LOOKS = (CELL, *[NUMBER] * 3)
PARTS = ("Numerator", "Denominator", "Value", "Target", "Variance", "Rating", "Travel", "On last year", "Commentary")
PART_SPANS = (1, 1, 1, 1, 1, 1, 1, 1, 1, 4)
PART_LOOKS = (TEXT, PLAIN, PLAIN, PLAIN, PLAIN, PLAIN, RATED, MUTED, MUTED, TEXT)
STRONG = PLAIN.but(bold=True)
MOVED = MUTED.but(wrap=False)
SOURCES = ("Partner", "Area", "Period", "Value", "File", "Sheet", "Cell", "Received")
SOURCE_SPANS = (1, 2, 1, 1, 3, 2, 1, 2)
SOURCE_LOOKS = (TEXT, TEXT, TEXT, PLAIN, TEXT, TEXT, TEXT, TEXT)
TOO_FEW = "Too few figures for a chart: it needs two."
NO_SOURCES = "No figure for this period is in the ledger yet."


def sheets(assessment: Assessment, places: Places) -> Iterator[SheetPlan]:
    """A sheet for each key measure."""
    series = runs(assessment)
    for row in measure_rows(assessment):
        if row["measure"] in places.measures:
            yield plan_measure(assessment, row, series.get(row["measure"], []), places)


def plan_measure(assessment: Assessment, row: Row, run: Sequence[Row], places: Places) -> SheetPlan:
    """The page of one measure."""
    name = places.measures[row["measure"]]
    wide = widths(assessment, row, run)
    perspective = assessment.framework.perspective(row["perspective"]).name
    accumulate = assessment.framework.measure(row["measure"]).accumulate
    blocks = [band(assessment, row["name"], wide, perspective)]
    blocks.append(facts(assessment, row, blocks[-1].below))
    blocks.append(about(assessment, row, blocks[-1].below, wide))
    blocks.append(listing.subhead("The run of figures", blocks[-1].below, LAST))
    first = blocks[-1].below
    blocks.append(history(row, run, first, wide))
    drawn = charts(row, run, (name, first), blocks[-1], wide, accumulate)
    for unit, title in (("partner", "By partner"), ("area", "By area")):
        blocks += parts(assessment, row, unit, title, blocks[-1].below, wide)
    blocks += moved.blocks(assessment, row, blocks[-1].below, wide)
    blocks += sources(assessment, row, blocks[-1].below, wide)
    whole = listing.joined(*blocks)
    return SheetPlan(
        name=name,
        puts=whole.puts,
        columns=listing.columns(wide),
        heights=whole.heights,
        tables=whole.tables,
        charts=drawn,
        page=page(assessment, whole.below - 1, LAST, tall=pages_tall(sum(whole.heights.values()), wide)),
        freeze=(blocks[0].below, 1),
    )


def widths(assessment: Assessment, row: Row, run: Sequence[Row]) -> tuple[float, ...]:
    """Widths of the columns: figures of any size stand in full."""
    cells = [figure(row, point[column], STRONG) for point in run for column in ("value", "target", "last_year")]
    for view in (assessment.partners, assessment.areas):
        for each in rows_of(view[view["measure"] == row["measure"]]):
            cells += [part(each["numerator"], PLAIN), part(each["denominator"], PLAIN), variance(each, PLAIN)]
            cells += [actual(each, STRONG), target(each, PLAIN)]
    least = width_of(cells, 0)
    return tuple(max(width, least) if n else width for n, width in enumerate(WIDTHS))


def facts(assessment: Assessment, row: Row, place: int) -> Block:
    """How the measure stands, in large figures, each over its label."""
    unit = f", {row['unit']}" if row["unit"] else ""
    of = f" of {row['carried']}" if row["carried"] else ""
    told: list[tuple[Cell, str]] = [
        (actual(row, BIG), f"Actual{of}{unit}{', at least so far' if row['at_least'] else ''}"),
        (target(row, BIG.but(bold=False)), "Target"),
        (mark.rating_told(row["rating"], BIG.but(size=16)), "Rating"),
        (mark.travel(row, "travel", BIG.but(size=14, bold=False)), "Travel"),
        (mark.travel(row, "travel_year", BIG.but(size=14, bold=False)), "On last year"),
        (mark.signal(row["signal"], BIG.but(size=14, bold=False)), "Signal"),
        (mark.outlook(row["rating_forecast"], BIG.but(size=14, bold=False)), "Year end, forecast"),
        ((row["coverage_partners"], BIG.but(size=14, bold=False)), waiting(assessment, row)),
    ]
    starts = [1 + sum(FACT_SPANS[:n]) for n in range(len(FACT_SPANS))]
    puts: list[Put] = []
    for start, span, ((content, look), label) in zip(starts, FACT_SPANS, told, strict=True):
        last = start + span - 1 if span > 1 else 0
        puts.append(Put(place, start, content, look, to_col=last))
        puts.append(Put(place + 1, start, label, LABEL.but(wrap=True), to_col=last))
    return Block(tuple(puts), {place: FACTS_HEIGHT, place + 1: 2 * 15.0, place + 2: 8.0}, place + 3)


def waiting(assessment: Assessment, row: Row) -> str:
    """The label under the coverage."""
    names = coverage.shortened(assessment.framework, coverage.awaited(row))
    if not names:
        return "Returned"
    said = f"Returned; waiting for {names}"
    room = across(WIDTHS[-FACT_SPANS[-1] :])
    return (
        said
        if fits(said, LABEL, room, 2)
        else f"Returned; waiting for {coverage.number_awaited(row['coverage_partners'])}"
    )


def about(assessment: Assessment, row: Row, place: int, wide: Sequence[float]) -> Block:
    """Why it is rated so, where its target is from, what it counts, what it serves, who answers for it."""
    measure = assessment.framework.measure(row["measure"])
    serves = (
        assessment.framework.objective(measure.objective).name,
        f"answered for by: {measure.performance_owner}" if measure.performance_owner else "",
        f"figures from: {measure.data_owner}" if measure.data_owner else "",
    )
    told = {
        "Why": row["why"],
        "What would turn it": row["flip"],
        "Is it real?": sentences(row["real"] and f"{row['real']}:", row["real_words"]),
        "Signal": sentences(row["signal_words"], row["assurance_words"]),
        "Long trend": row["trend_words"],
        "Target": row["target_words"],
        "Year to date": to_date(row),
        "Year end": sentences(row["forecast_words"], row["required_words"]),
        "Manager's forecast": row["forecast_manager_words"],
        "Comparison": row["compare_words"],
        "Small numbers": row["interval_words"],
        "Triggers fired": all_plainly(row["triggers"]),
        "Counts": measure.definition,
        "Serves": " · ".join(piece for piece in serves if piece),
    }
    lines = [[(label, ABOUT), (said, TEXT)] for label, said in told.items() if said]
    return lay(place, 1, lines, wide, (1, LAST - 1))


def sentences(*said: str) -> str:
    """Sentences one after the other, those that there are."""
    return " ".join(sentence for sentence in said if sentence)


def to_date(row: Row) -> str:
    """The year so far against its target, in words; "" where it is not told."""
    if not row["rating_ytd"]:
        return ""
    if math.isnan(row["value_ytd"]):
        settled = row["rating_ytd"] != Rating.WAITING
        return f"{row['rating_ytd']}{' whatever it is' if settled else ''}: a part of the year so far is missing."
    against = "" if math.isnan(row["target_ytd"]) else f" against {said(row, 'target_ytd')}"
    return f"{said(row, 'value_ytd')}{against}: {row['rating_ytd']}."


def said(row: Row, column: str) -> str:
    """A figure of the row as a sentence says it."""
    return style.spoken(row[column], row["decimals"], row["unit"])


def history(row: Row, run: Sequence[Row], place: int, wide: Sequence[float]) -> Block:
    """The series as a named table on the right, and on the left the place of the chart."""
    if not has_chart(run):
        return listing.sentence(TOO_FEW, place, wide[: SERIES_COL - 1])
    rows = [
        [
            (point["period"], SERIES_LOOKS[0]),
            *(or_blank(figure(row, point[column], SERIES_LOOKS[1])) for column in ("value", "target", "last_year")),
        ]
        for point in run
    ]
    columns = wide[SERIES_COL - 1 : SERIES_COL - 1 + len(SERIES)]
    name = f"Series_{row['measure'].replace('-', '_')}"
    block = table(name, place, SERIES_COL, SERIES, rows, SERIES_LOOKS, columns, SERIES_ROW)
    short = LEAST_CHART - sum(block.heights.values())
    heights = block.heights | ({block.below: short} if short > 0 else {})
    return Block(block.puts, heights, block.below + (1 if short > 0 else 0), block.tables)


def charts(
    row: Row,
    run: Sequence[Row],
    spot: tuple[str, int],
    block: Block,
    wide: Sequence[float],
    accumulate: Accumulate,
) -> tuple[Chart, ...]:
    """The chart, as wide as the columns left of the table and as high as the table."""
    if not has_chart(run):
        return ()
    width = int(sum(w * CHARACTER + PADDING for w in wide[: SERIES_COL - 1])) - 2 * PADDING
    height = int(sum(block.heights.values()) * POINT)
    sheet, place = spot
    cumulative = accumulate is Accumulate.CUMULATIVE
    return (chart(row, run, (place, 1), (width, height), (sheet, place + 1, SERIES_COL), cumulative=cumulative),)


def parts(assessment: Assessment, row: Row, unit: str, title: str, place: int, wide: Sequence[float]) -> list[Block]:
    """The figures by partner or by area; nothing where there are none."""
    view = assessment.partners if unit == "partner" else assessment.areas
    mine = [each for each in rows_of(view) if each["measure"] == row["measure"] and each[unit]]
    if not mine:
        return []
    head = listing.subhead(title, place, LAST)
    titles = heads([unit.capitalize(), *PARTS], PART_LOOKS)
    top = lay(head.below, 1, [titles], wide, PART_SPANS)
    listed = assessment.framework.partners if unit == "partner" else assessment.framework.areas
    names = {each.id: each.name for each in listed}
    return [head, top, lay(top.below, 1, [part_of(each, names[each[unit]]) for each in mine], wide, PART_SPANS)]


def part_of(row: Row, name: str) -> list[Cell]:
    """One partner's or area's figure."""
    return [
        (name, TEXT),
        part(row["numerator"], PLAIN),
        part(row["denominator"], PLAIN_BESIDE),
        actual(row, STRONG),
        target(row, PLAIN),
        variance(row, PLAIN_BESIDE),
        mark.rating_told(row["rating"], RATED),
        mark.travel(row, "travel", MOVED),
        mark.travel(row, "travel_year", MOVED),
        text("\n".join(part for part in (row["commentary"], row["settled"]) if part)),
    ]


def sources(assessment: Assessment, row: Row, place: int, wide: Sequence[float]) -> list[Block]:
    """Every figure behind this page with its file, sheet and cell."""
    found = [each for each in rows_of(assessment.figures) if each["measure"] == row["measure"]]
    head = listing.subhead("Where the figures are from", place, LAST)
    if not found:
        return [head, listing.sentence(NO_SOURCES, head.below, wide)]
    areas = {area.id: area.name for area in assessment.framework.areas}
    top = lay(head.below, 1, [heads(SOURCES, SOURCE_LOOKS)], wide, SOURCE_SPANS)
    kind = assessment.framework.measure(row["measure"]).kind
    rows = [source({**row, **each, "kind": kind}, areas) for each in found]
    return [head, top, lay(top.below, 1, rows, wide, SOURCE_SPANS)]


def source(row: Row, areas: Mapping[str, str]) -> list[Cell]:
    """One figure's provenance."""
    return [
        (row["partner_name"], TEXT),
        (areas.get(row["area"], row["area"]) or DASH, TEXT),
        (row["period"], TEXT),
        figure(row, row["value"], PLAIN),
        text("\n".join(part for part in (word(row["file"]), word(row["note"])) if part)),
        text(word(row["sheet"])),
        text(word(row["cell"])),
        moment(row["received_at"], MOMENT),
    ]
