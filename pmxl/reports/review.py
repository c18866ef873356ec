"""The workbook of a review: the framework's scores, balance and golden thread, and what is argued, with its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pmxl.framework.judged.criterion import POINTS
from pmxl.framework.judged.criterion import SMART
from pmxl.framework.judged.criterion import SOURCES
from pmxl.framework.judged.criterion import WORTH
from pmxl.framework.judged.criterion import Judged
from pmxl.framework.judged.criterion import Verdict
from pmxl.framework.judged.judgement import Judgement
from pmxl.framework.judged.judgement import MeasureScore
from pmxl.framework.judged.judgement import TargetScore
from pmxl.framework.judged.matter import Places
from pmxl.framework.make import plan_framework
from pmxl.framework.models import Framework
from pmxl.framework.rows import rows_of
from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports.block import Block
from pmxl.reports.block import table
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.look import CELL
from pmxl.reports.look import QUIET
from pmxl.reports.look import STATUS
from pmxl.reports.look import STRONG
from pmxl.reports.review_page import COPIED
from pmxl.reports.review_page import GAP
from pmxl.reports.review_page import LEADS
from pmxl.reports.review_page import Rows
from pmxl.reports.review_page import band
from pmxl.reports.review_page import sheet
from pmxl.reports.review_page import verdict
from pmxl.reports.review_spread import spread_sheet
from pmxl.reports.review_thread import thread_sheet
from pmxl.sheets import style
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import SheetPlan

ARGUES = "A review argues; it stops nothing. What is wrong with the framework is said by pmxl review as a fault."
ASK = (
    "Met, in part and not met are judged from the framework and the figures kept. Ask: only people can say; their "
    "answers on a sheet tests of the framework count here the next time, and the worse of two verdicts stands."
)
OVERVIEW, ADVICE, MEASURES, TARGETS, TO_ANSWER = "Review", "Advice", "Measure scores", "Target scores", "To answer"
MARK, AIM = 10.5, 12.5
ASIDE = QUIET.but(wrap=True)
NO_ADVICE = "Nothing is argued: the framework meets what the guides ask, so far as a computer can tell."
NOTHING_TO_ANSWER = "Nothing waits for people: every question that only they can answer has an answer."


def plan_review(framework: Framework, found: Judgement, places: Places) -> BookPlan:
    """Overview, advice, scores of measures and targets, balance, thread, what to answer, and the framework as read."""
    rows = Rows(framework, places)
    copied = plan_framework(rows_of(framework), guide=False)
    copies = [
        replace(one, protect=True, validations=(), tab=style.MUTED) for one in copied.sheets if one.name in COPIED
    ]
    return BookPlan(
        title=f"{framework.settings.name}: review of the framework",
        subject="How the framework stands by what the guides ask of measures, targets and the whole",
        sheets=(
            overview(framework, found),
            advice(framework, found, rows),
            measures(framework, found, rows),
            targets(framework, found, rows),
            spread_sheet(framework, found),
            thread_sheet(framework, found, rows),
            to_answer(framework, found),
            *copies,
        ),
    )


def overview(framework: Framework, found: Judgement) -> SheetPlan:
    """The whole in six properties, and how many measures and targets pass."""
    wide = (20.0, 13.0, 62.0, 68.0)
    top = band(framework, "Review of the framework", wide, f"version {framework.version}")
    blocks = [top]
    for text in (*headlines(found), ARGUES):
        look = style.NOTE if text is ARGUES else style.BODY_STRONG
        blocks.append(listing.sentence(text, blocks[-1].below, wide, look))
    blocks.append(listing.subhead("The whole framework: FABRIC", blocks[-1].below, len(wide)))
    heads = ("Property", "Verdict", "Why", "What the guide asks")
    lines: list[list[Cell]] = [
        [(one.criterion.name, STRONG), verdict(one), (one.why, CELL), (f"“{one.criterion.words}”", CELL)]
        for one in found.fabric
    ]
    blocks.append(table("Fabric", blocks[-1].below, 1, heads, lines, (STRONG, STATUS, CELL, CELL), wide))
    blocks.append(listing.subhead("Measures by the eight points", blocks[-1].below, len(wide)))
    blocks.append(tally("Points", blocks[-1].below, wide, [score.points for score in found.measures]))
    blocks.append(listing.subhead("Targets: SMART, and six criteria", blocks[-1].below, len(wide)))
    judged = [(*score.smart, *score.worth) for score in found.targets]
    blocks.append(tally("Aims", blocks[-1].below, wide, judged))
    blocks.append(Block((), {blocks[-1].below: GAP}, blocks[-1].below + 1))
    for text in (ASK, *(f"{short}: {whole}." for short, whole in SOURCES.items())):
        blocks.append(listing.sentence(text, blocks[-1].below, wide, style.SMALL_WRAP))
    return sheet(framework, OVERVIEW, wide, blocks, paper="A3", tall=1, landscape=False)


def headlines(found: Judgement) -> list[str]:
    """How many measures meet every point that can be judged, how many targets every letter, and what is argued."""
    whole = sum(all(one.verdict in (Verdict.MET, Verdict.ASK) for one in score.points) for score in found.measures)
    smart = sum(all(one.verdict is Verdict.MET for one in score.smart) for score in found.targets)
    return [
        f"{whole} of {plural(len(found.measures), 'measure')} meet every point that can be judged.",
        f"{smart} of {plural(len(found.targets), 'target')} of this year and beyond are SMART in every letter.",
        f"{plural(len(found.advice), 'matter')} to talk about, on the sheet {ADVICE}.",
    ]


def tally(name: str, row: int, wide: tuple[float, ...], judged: list[tuple[Judged, ...]]) -> Block:
    """For each criterion how it stands, and how many have which verdict."""
    lines: list[list[Cell]] = []
    for each in zip(*judged, strict=True):
        verdicts = [one.verdict for one in each]
        counts = {one: verdicts.count(one) for one in Verdict}
        shown = weighed(counts)
        said = ", ".join(f"{n} {one.value.lower()}" for one, n in counts.items() if n)
        head = Judged(each[0].criterion, shown, "")
        quote = f"“{each[0].criterion.words}”"
        lines.append(
            [(each[0].criterion.name, STRONG), verdict(head), (f"{said[0].upper()}{said[1:]}.", CELL), (quote, CELL)]
        )
    heads = ("Criterion", "Verdict", "How many", "What the guide asks")
    return table(name, row, 1, heads, lines, (STRONG, STATUS, CELL, CELL), wide)


def weighed(counts: Mapping[Verdict, int]) -> Verdict:
    """Not met or in part where more than one in ten fall short so far, else met where any is."""
    tenth = sum(counts.values()) / 10
    if counts[Verdict.NOT_MET] > tenth:
        return Verdict.NOT_MET
    if counts[Verdict.NOT_MET] + counts[Verdict.PART] > tenth:
        return Verdict.PART
    return Verdict.MET if counts[Verdict.MET] else Verdict.ASK


def advice(framework: Framework, found: Judgement, rows: Rows) -> SheetPlan:
    """Everything argued: where, what, what is asked, and why it matters in the guide's words."""
    wide = (18.0, 66.0, 44.0, 50.0, 9.5)
    top = band(framework, "What is argued", wide, plural(len(found.advice), "matter"))
    lines: list[list[Cell]] = [
        [
            rows.of(one),
            (one.says, CELL),
            (one.ask, CELL),
            (str(one.why), ASIDE),
            (one.matter.code, QUIET),
        ]
        for one in found.advice
    ]
    if not lines:
        return sheet(framework, ADVICE, wide, [top, listing.sentence(NO_ADVICE, top.below, wide)])
    heads = ("Where", "What", "What is asked", "Why it matters", "Code")
    body = table("Argued", top.below, 1, heads, lines, (CELL, CELL, CELL, QUIET, QUIET), wide)
    return sheet(framework, ADVICE, wide, [top, body], freeze=(top.below + 1, 2), head_row=top.below)


def measures(framework: Framework, found: Judgement, rows: Rows) -> SheetPlan:
    """A row for each measure: its eight points, what falls short, and the way up to the plan."""
    wide = (18.0, 30.0, 8.5, *[MARK] * len(POINTS), 52.0, 52.0)
    top = band(framework, "Measures by the eight points", wide, "each cell leads to its row in the framework as read")
    lines = [measure_line(score, rows) for score in found.measures]
    heads = ("Where", "Measure", "Met", *(one.name for one in POINTS), "What falls short", "What it is for")
    looks = (LEADS, STRONG, CELL.but(align="right"), *[STATUS] * len(POINTS), CELL, ASIDE)
    body = table("MeasureScores", top.below, 1, heads, lines, looks, wide)
    note = listing.sentence(ASK, body.below + 1, wide, style.SMALL_WRAP)
    return sheet(
        framework, MEASURES, wide, [top, body, note], paper="A3", freeze=(top.below + 1, 3), head_row=top.below
    )


def measure_line(score: MeasureScore, rows: Rows) -> list[Cell]:
    """One measure."""
    short = [one for one in score.points if one.verdict in (Verdict.NOT_MET, Verdict.PART)]
    return [
        rows.link("measures", score.measure.row, short[0].column if short else "id"),
        (score.measure.name, STRONG),
        met(score.points),
        *(verdict(one) for one in score.points),
        (shortfall(short), CELL),
        (score.upwards, ASIDE),
    ]


def met(judged: tuple[Judged, ...]) -> Cell:
    """How many are met: `6 of 8`."""
    return f"{sum(one.verdict is Verdict.MET for one in judged)} of {len(judged)}", CELL.but(align="right")


def shortfall(short: list[Judged]) -> str:
    """What falls short, each with its reason."""
    return " ".join(f"{one.criterion.name}: {one.why}" for one in short) or DASH


def targets(framework: Framework, found: Judgement, rows: Rows) -> SheetPlan:
    """A row for each target: its letters, whether it should be one, and what falls short."""
    wide = (14.0, 30.0, 14.0, 11.0, *[AIM] * (len(SMART) + len(WORTH)), 52.0)
    top = band(framework, "Targets: SMART, and whether each should be one", wide, "this year and beyond")
    lines = [target_line(score, rows, framework) for score in found.targets]
    names = (*(f"{one.name[0]} · {one.name}" for one in SMART), *(one.name for one in WORTH))
    heads = ("Where", "Measure", "Whose", "Period", *names, "What falls short")
    looks = (LEADS, STRONG, CELL, CELL, *[STATUS] * len(names), CELL)
    body = table("TargetScores", top.below, 1, heads, lines, looks, wide)
    note = listing.sentence(ASK, body.below + 1, wide, style.SMALL_WRAP)
    return sheet(framework, TARGETS, wide, [top, body, note], paper="A3", freeze=(top.below + 1, 3), head_row=top.below)


def target_line(score: TargetScore, rows: Rows, framework: Framework) -> list[Cell]:
    """One target."""
    judged = (*score.smart, *score.worth)
    short = [one for one in judged if one.verdict in (Verdict.NOT_MET, Verdict.PART)]
    names = [framework.partner(score.target.partner).name] if score.target.partner else []
    names += [framework.area(score.target.area).name] if score.target.area else []
    return [
        rows.link("targets", score.target.row, "target"),
        (score.measure.name, STRONG),
        (" · ".join(names) or "Partnership", CELL),
        (score.target.period.label, CELL),
        *(verdict(one) for one in judged),
        (shortfall(short), CELL),
    ]


def to_answer(framework: Framework, found: Judgement) -> SheetPlan:
    """What only people can answer, in the columns of the sheet tests: filled in, it can be pasted there."""
    wide = (22.0, 17.0, 10.0, 34.0, 20.0, 12.0, 64.0)
    said = "fill in and paste into a sheet tests of the framework"
    top = band(framework, "For people to answer", wide, said)
    blank: list[Cell] = [(None, CELL)] * 4
    asked = {(score.measure.id, one.criterion.key): one for score in found.measures for one in score.points}
    asked |= {(score.measure.id, one.criterion.key): one for score in found.targets for one in score.worth}
    asked |= {("", one.criterion.key): one for one in found.fabric}
    lines: list[list[Cell]] = [
        [(measure or None, STRONG), (key, CELL), *blank, (question(one), ASIDE)]
        for (measure, key), one in sorted(asked.items())
        if one.verdict is Verdict.ASK
    ]
    heads = ("measure", "criterion", "answer", "reason", "by", "on", "What is asked")
    if not lines:
        return sheet(framework, TO_ANSWER, wide, [top, listing.sentence(NOTHING_TO_ANSWER, top.below, wide)])
    body = table("ToAnswer", top.below, 1, heads, lines, (STRONG, *[CELL] * 5, QUIET), wide)
    return sheet(framework, TO_ANSWER, wide, [top, body], freeze=(top.below + 1, 3), head_row=top.below)


def question(one: Judged) -> str:
    """What people are asked, in the guide's words, and what is known."""
    return f"“{one.criterion.words}” {one.why}"
