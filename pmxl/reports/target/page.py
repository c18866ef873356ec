"""The first sheet: what is known of the measure, the proposals with what each would need, and the chart of its past."""

from __future__ import annotations

import math
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from pmxl.improve.target import ranged
from pmxl.improve.target import words
from pmxl.improve.target.proposal import SEASONAL
from pmxl.improve.target.proposal import WORDS
from pmxl.improve.target.proposal import Proposed
from pmxl.improve.target.study import Study
from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports.block import Block
from pmxl.reports.block import heads
from pmxl.reports.block import lay
from pmxl.reports.figure import Cell
from pmxl.reports.figure import dash
from pmxl.reports.figure import signed
from pmxl.reports.look import NUMBER
from pmxl.reports.look import PLAIN
from pmxl.reports.look import TEXT
from pmxl.reports.review_page import GAP
from pmxl.reports.review_page import band
from pmxl.reports.review_page import sheet
from pmxl.reports.target import workings
from pmxl.reports.target.chart import HEIGHT
from pmxl.reports.target.chart import chart
from pmxl.rules.proposed_formula import formulas
from pmxl.rules.spoken import agreed_amount
from pmxl.sheets import style
from pmxl.sheets.cells import address
from pmxl.sheets.describe import Conditional
from pmxl.sheets.describe import Formula
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.describe import Style
from pmxl.sheets.describe import Validation
from pmxl.terms import Assurance
from pmxl.terms import Rating

NAME = "Target"
LABEL, EACH = 42.0, 23.0
FEWEST = 4
ASK = "Type another level over any of these, or one of your own in the last column: what it needs follows at once."
NO_LEVEL = "Which way is better is not one way: a range is agreed by its two ends, and there is no one level to weigh."
NO_FIGURE = (
    "Nothing is agreed and there is no figure to start from, so there is no level to weigh. Propose one with --propose."
)
MEANS = {Assurance.PASSING: Rating.GREEN, Assurance.HIT_AND_MISS: Rating.AMBER, Assurance.FAILING: Rating.RED}
"""The colours of the capability."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row of what proposals need: its label, the name of the need, and how its figures are shown."""

    label: str
    name: str
    look: Style


def wide(found: Study) -> tuple[float, ...]:
    """A column of labels and one for each proposal, an empty one last."""
    return (LABEL, *[EACH] * max(len(found.proposals) + 1, FEWEST))


def facts(found: Study) -> Block:
    """What is known, a line each, under the title."""
    said = (
        ("The aim", f"{found.framework.objective(found.measure.objective).name}."),
        ("The target that stands", words.stands(found)),
        *(() if found.can_propose else (("How it is met as things are", ranged.kept(found)),)),
        ("Where it stands", words.baseline(found)),
        ("Where it is going", words.course(found)),
        (f"{found.year.label} without action", words.outlook(found)),
        ("How others do", words.others(found)),
        ("Standard", words.floor(found)),
        ("Who answers for it", words.owners(found)),
        ("Agreed beforehand", words.response(found)),
    )
    width = wide(found)
    whose = found.framework.partner(found.partner).name if found.partner else "the partnership"
    top = band(found.framework, f"Setting a target: {found.measure.name}", width, f"{whose} · for {found.year.label}")
    spans = (1, len(width) - 1)
    lines: list[list[Cell]] = [[(name, TEXT.but(bold=True)), (text, TEXT)] for name, text in said]
    return listing.joined(top, lay(top.below, 1, lines, width, spans))


def level_row(found: Study) -> int:
    """The row in which the proposed levels stand."""
    return facts(found).below + 3


def levels(found: Study) -> tuple[str, ...]:
    """The cells of the proposed levels, the empty one last, as other sheets name them."""
    row = level_row(found)
    return tuple(f"{NAME}!{address(row, 2 + n)}" for n in range(len(found.proposals) + 1))


def met_cells(found: Study) -> tuple[str, ...]:
    """The cells that say how often each level was met, as other sheets name them."""
    row = level_row(found) + 1 + next(n for n, line in enumerate(needs(found)) if line.name == "met")
    return tuple(f"{NAME}!{address(row, 2 + n)}" for n in range(len(found.proposals) + 1))


def needs(found: Study) -> tuple[Line, ...]:
    """The rows under the levels."""
    one = style.number_format(found.measure.decimals)
    moves = PLAIN.but(number_format=signed(one))
    near = found.near.width
    met, itself = (f"Met, or within {agreed_amount(near)} %,", "itself ") if near else ("Met", "")
    return (
        Line("The average must move by", "change", moves),
        Line("… in per cent of itself", "percent", PLAIN.but(number_format=signed("0.0"))),
        Line(f"{met} as things are, in how many of {plural(found.past.figures.size, 'period')}", "met", PLAIN),
        Line("… in per cent of them", "share", PLAIN.but(number_format="0%")),
        Line("Would the process as it is meet it?", "capability", TEXT.but(align="right", bold=True)),
        Line("It must get better each year by", "pace", moves),
        Line("… how many times as fast as its trend", "times", PLAIN.but(number_format="0.0")),
        Line(f"Chance that it {itself}is met without action", "chance", PLAIN.but(number_format="0%")),
    )


def front(found: Study) -> SheetPlan:
    """The sheet."""
    width, known = wide(found), facts(found)
    if not found.proposals:
        told = listing.sentence(NO_FIGURE if found.can_propose else NO_LEVEL, known.below + 1, width, style.NOTE)
        return sheet(found.framework, NAME, width, [known, told], about=workings.ABOUT)
    row = known.below + 1
    blocks = [known, listing.sentence(ASK, row, width, style.NOTE)]
    looks = (TEXT, *[NUMBER] * (len(found.proposals) + 1))
    names = ["Proposal", *(one.name for one in found.proposals), workings.OWN]
    blocks.append(lay(row + 1, 1, [heads(names, looks)], width[: len(names)]))
    blocks.append(lay(row + 2, 1, [typed(found), *table(found, row + 2)], width[: len(names)]))
    blocks.append(Block((), {blocks[-1].below: GAP}, blocks[-1].below + 1))
    for text in explained(found):
        blocks.append(listing.sentence(text, blocks[-1].below, width, style.SMALL_WRAP))
    at = blocks[-1].below + 1
    below = at + math.ceil(HEIGHT / 20)
    blocks.append(Block((), dict.fromkeys(range(at, below), 15.0), below))
    plan = sheet(
        found.framework,
        NAME,
        width,
        blocks,
        charts=(chart(found, at, width),),
        about=workings.ABOUT,
        tall=1,
        landscape=False,
    )
    return with_typing(found, plan, row + 2)


def typed(found: Study) -> list[Cell]:
    """The row of levels, each a cell to type in."""
    look = style.INPUT_NUMBER.but(number_format=style.number_format(found.measure.decimals), bold=True)
    unit = f"Level{f' ({found.measure.unit})' if found.measure.unit else ''}"
    return [(unit, TEXT.but(bold=True)), *((one.level, look) for one in found.proposals), (None, look)]


def table(found: Study, row: int) -> Iterator[list[Cell]]:
    """A row for each need, a live formula for each proposal."""
    sign, decimals = found.measure.polarity.value, found.measure.decimals
    written = [
        formulas(address(row, 2 + n), workings.cells_of(found, n), sign, decimals)
        for n in range(len(found.proposals) + 1)
    ]
    for line in needs(found):
        values = [shown(one, line.name) for one in found.proposals]
        yield [
            (line.label, TEXT),
            *(cell(texts[line.name], value, line.look) for texts, value in zip(written, [*values, ""], strict=True)),
        ]


def shown(one: Proposed, name: str) -> str | float:
    """A need as its formula shows it."""
    if name == "capability":
        return one.capability
    value = one.number(name)
    return "" if value is None else value


def cell(text: str, value: str | float, look: Style) -> Cell:
    """A formula with what it comes to; a dash where nothing can be told."""
    return (Formula(text, value), look) if text else dash(look)


def explained(found: Study) -> Sequence[str]:
    """What the words of capability mean, and what limits those of a moving process have."""
    past = found.past
    if found.line.seasonal or math.isnan(past.lower):
        return [SEASONAL] if found.line.total or found.line.seasonal else [WORDS[""]]
    said = [f"{word}: {WORDS[word.value][0].lower()}{WORDS[word.value][1:]}" for word in MEANS]
    moving = str(found.line.trend.word) in ("Improving", "Worsening")
    if moving:
        said.append(
            f"The figures have been {str(found.line.trend.word).lower()}, and the limits take in all of them. Where "
            "the process has changed, say so with rebase in the framework: its limits then begin anew."
        )
    return said


def with_typing(found: Study, plan: SheetPlan, row: int) -> SheetPlan:
    """The sheet with its rule for typing and the colours of the capability."""
    last = 2 + len(found.proposals)
    rule = Validation(
        row, 2, row, last, "decimal", criteria="between", minimum=-1e15, maximum=1e15,
        title="A level to try", message="Type a level: what it needs follows.",
        error_title="That is no level", error="Type a number, such as 85.",
    )  # fmt: skip
    place = row + 1 + next(n for n, line in enumerate(needs(found)) if line.name == "capability")
    colours = tuple(
        Conditional(
            place, 2, place, last, f'{address(place, 2)}="{word}"',
            Style(color=style.STATUS[rating].color, fill=style.STATUS[rating].tint),
        )
        for word, rating in MEANS.items()
    )  # fmt: skip
    return replace(plan, validations=(rule,), conditionals=colours, protect=False, cursor=(row, last))
