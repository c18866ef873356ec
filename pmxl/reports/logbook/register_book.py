"""The workbook of the partnership register: what was agreed, question by partner, alignment of plans, and gaps."""

from __future__ import annotations

from collections.abc import Sequence

from pmxl.findings import Finding
from pmxl.improve.partnership.alignment import Pair
from pmxl.improve.partnership.question import QUESTIONS
from pmxl.improve.partnership.question import Asked
from pmxl.improve.partnership.question import Question
from pmxl.improve.partnership.register import WHOLE
from pmxl.improve.partnership.register import AnswerState
from pmxl.improve.partnership.register import Place
from pmxl.improve.partnership.register import Register
from pmxl.periods import day_in_words
from pmxl.plural import plural
from pmxl.reports import listing
from pmxl.reports.block import table
from pmxl.reports.figure import DASH
from pmxl.reports.figure import Cell
from pmxl.reports.logbook.alignment_sheet import ABOUT
from pmxl.reports.logbook.alignment_sheet import plan_alignment
from pmxl.reports.logbook.state import LOOK
from pmxl.reports.logbook.state import mark
from pmxl.reports.look import CELL
from pmxl.reports.look import DATE
from pmxl.reports.look import MUTED
from pmxl.reports.look import QUIET
from pmxl.reports.look import STRONG
from pmxl.reports.paper import is_grouped
from pmxl.reports.review_page import band
from pmxl.reports.review_page import sheet
from pmxl.sheets import style
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import SheetPlan

REGISTER, MATRIX, ANSWERS, GAPS = "Register", "By partner", "Answers", "Gaps"
ASIDE = CELL.but(color=style.MUTED, italic=True)
NARROW = 17.0
STATE_WIDTH = 13.0
"""Of a column that holds no more than how a question stands."""
EACH = "By partner"
SHORT = {
    AnswerState.ANSWERED: "Answered",
    AnswerState.FOR_ALL: "For all",
    AnswerState.OVERDUE: "Look again",
    AnswerState.MISSING: "Missing",
    AnswerState.NOT_ASKED: "Not asked",
}
NETWORK_SAID = (
    "A network shares information: it is asked for six things, and for no more. If it begins to deliver together, "
    "answer “delivery” to type in the logbook."
)
DELIVERY_SAID = "A partnership that delivers is asked for everything that the guides name."
FOR_ALL = "For all: the partnership's answer stands for the partner too."
NO_GAPS = "Nothing is missing and nothing is overdue."
NO_ANSWERS = "No partner has an answer of its own yet."


def plan_register(found: Register, pairs: Sequence[Pair], gaps: Sequence[Finding]) -> BookPlan:
    """Five sheets: the partnership's own answers, the matrix, each partner's answers, alignment, and gaps."""
    name = found.framework.settings.name
    return BookPlan(
        title=f"{name}: partnership register",
        subject="What partners have agreed about working together, what is missing, and how their plans align",
        sheets=(
            whole(found, gaps),
            matrix(found),
            answers(found),
            plan_alignment(found, pairs),
            missing(found, gaps),
        ),
    )


def whole(found: Register, gaps: Sequence[Finding]) -> SheetPlan:
    """What the partnership as a whole has agreed, a question a row."""
    wide = (25.0, 17.0, 60.0, 30.0, 24.0, 13.0, 13.0)
    top = band(found.framework, "Partnership register", wide, f"{found.type} · as at {day_in_words(found.day)}")
    blocks = [top]
    for text, look in (
        (" ".join(headlines(found, gaps)), style.BODY_STRONG),
        (DELIVERY_SAID if found.type == "delivery" else NETWORK_SAID, style.NOTE),
    ):
        blocks.append(listing.sentence(text, blocks[-1].below, wide, look))
    lines = [whole_line(found.place(question, "")) for question in QUESTIONS]
    heads = ("Question", "State", "What was agreed", "Where it is written", "Agreed by", "Agreed on", "Look again")
    looks = (STRONG, LOOK, CELL, CELL, CELL, DATE, DATE)
    body = table("Agreed", blocks[-1].below, 1, heads, lines, looks, wide)
    return sheet(
        found.framework, REGISTER, wide, [*blocks, body], paper="A3", head_row=blocks[-1].below, tall=1, about=ABOUT
    )


def whole_line(place: Place) -> list[Cell]:
    """One question to the whole; where each partner is asked instead, the row says so."""
    answer = place.answer
    each = place.state is AnswerState.NOT_ASKED and place.question.asked is Asked.EACH
    head: list[Cell] = [(place.question.name, STRONG), mark(place.state, EACH if each else SHORT[place.state])]
    if answer is None:
        said = f"{place.question.asks} Asked of each partner." if each else place.question.asks
        return [*head, (said, ASIDE), *[(DASH, QUIET)] * 4]
    return [
        *head,
        (answer.answer, CELL),
        (answer.document or DASH, CELL),
        (answer.agreed_by or DASH, CELL),
        (answer.agreed_on or DASH, DATE),
        (answer.review or DASH, DATE),
    ]


def headlines(found: Register, gaps: Sequence[Finding]) -> list[str]:
    """How much is answered, what is overdue, and what there is to talk about."""
    asked = [one for one in found.places if one.state is not AnswerState.NOT_ASKED]
    answered = sum(one.state is not AnswerState.MISSING for one in asked)
    return [
        f"{answered} of {plural(len(asked), 'question')} to partners and the whole have an answer.",
        f"{plural(len(found.overdue), 'answer')} should have been looked at again.",
        f"{plural(len(gaps), 'matter')} to talk about, on the sheet {GAPS}.",
    ]


def matrix(found: Register) -> SheetPlan:
    """A row for each question, a column for each partner; the other way round where that would be too wide to read."""
    names = {"": WHOLE, **{one.id: one.name for one in found.partners}}
    wide: tuple[float, ...] = (25.0, 44.0, *[NARROW] * len(names))
    heads, looks = ("Question", "What it asks", *names.values()), (STRONG, CELL, *[LOOK] * len(names))
    lines: list[list[Cell]] = [
        [(one.name, STRONG), (one.asks, CELL), *(state_of(found, one, id_) for id_ in names)] for one in QUESTIONS
    ]
    is_turned = is_grouped(wide, "A3")
    if is_turned:
        wide = (34.0, *[STATE_WIDTH] * len(QUESTIONS))
        heads, looks = ("Partner", *(one.name for one in QUESTIONS)), (STRONG, *[LOOK] * len(QUESTIONS))
        lines = [[(name, STRONG), *(state_of(found, one, id_) for one in QUESTIONS)] for id_, name in names.items()]
    top = band(found.framework, "Questions by partner", wide, f"{found.type} · as at {day_in_words(found.day)}")
    body = table("QuestionsByPartner", top.below, 1, heads, lines, looks, wide)
    note = listing.sentence(FOR_ALL, body.below, wide, style.SMALL_WRAP)
    frozen, head_row = (top.below + 1, 2), top.below if is_turned else 0
    paged = {"paper": "A3", "freeze": frozen, "head_row": head_row, "tall": 0 if is_turned else 1}
    return sheet(found.framework, MATRIX, wide, [top, body, note], about=ABOUT, **paged)  # type: ignore[arg-type]


def state_of(found: Register, question: Question, partner: str) -> Cell:
    """How a question stands with a partner, with the partnership as a whole where that is ""."""
    state = found.place(question, partner).state
    return mark(state, SHORT[state])


def answers(found: Register) -> SheetPlan:
    """Each partner's own answers."""
    wide = (32.0, 25.0, 17.0, 62.0, 34.0, 13.0)
    own = [one for one in found.places if one.partner and one.answer and one.answer.partner]
    order = [one.id for one in found.partners]
    own.sort(key=lambda one: order.index(one.partner))
    top = band(found.framework, "Answers of each partner", wide, plural(len(own), "answer"))
    if not own:
        return sheet(found.framework, ANSWERS, wide, [top, listing.sentence(NO_ANSWERS, top.below, wide)], about=ABOUT)
    lines: list[list[Cell]] = [
        [
            (found.framework.partner(one.partner).name, STRONG),
            (one.question.name, CELL),
            mark(one.state, SHORT[one.state]),
            (one.answer.answer, CELL),
            (one.answer.document or DASH, CELL),
            (one.answer.review or DASH, DATE),
        ]
        for one in own
        if one.answer
    ]
    heads = ("Partner", "Question", "State", "What was agreed", "Where it is written", "Look again")
    body = table("PartnersAnswers", top.below, 1, heads, lines, (STRONG, CELL, LOOK, CELL, CELL, DATE), wide)
    return sheet(
        found.framework, ANSWERS, wide, [top, body], freeze=(top.below + 1, 2), head_row=top.below, about=ABOUT
    )


def missing(found: Register, gaps: Sequence[Finding]) -> SheetPlan:
    """What is missing, overdue, in conflict or out of line, with what is asked."""
    wide = (72.0, 60.0, 20.0, 10.0)
    top = band(found.framework, "What is missing", wide, plural(len(gaps), "matter"))
    if not gaps:
        return sheet(found.framework, GAPS, wide, [top, listing.sentence(NO_GAPS, top.below, wide)], about=ABOUT)
    lines: list[list[Cell]] = [
        [(one.says, STRONG), (one.ask, CELL), (one.sheet, MUTED), (one.code, QUIET)] for one in gaps
    ]
    heads = ("What", "What is asked", "Sheet of the logbook", "Code")
    body = table("Missing", top.below, 1, heads, lines, (STRONG, CELL, MUTED, QUIET), wide)
    return sheet(found.framework, GAPS, wide, [top, body], freeze=(top.below + 1, 1), head_row=top.below, about=ABOUT)
