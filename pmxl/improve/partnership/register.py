"""The register: each question by partner, answered or missing, and what is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from enum import StrEnum

from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.framework.models import Partner
from pmxl.improve.logbook.columns_partnership import CONFLICT
from pmxl.improve.logbook.logbook import NAME
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.models import Agreed
from pmxl.improve.logbook.models import Overlap
from pmxl.improve.partnership.question import DELIVERY
from pmxl.improve.partnership.question import NETWORK
from pmxl.improve.partnership.question import QUESTIONS
from pmxl.improve.partnership.question import TYPE
from pmxl.improve.partnership.question import Asked
from pmxl.improve.partnership.question import Question
from pmxl.improve.partnership.question import first_word
from pmxl.periods import day_in_words
from pmxl.plural import listed
from pmxl.terms import Severity

MISSING, OVERDUE, UNHANDLED, UNALIGNED = "IMP070", "IMP071", "IMP072", "IMP073"
WHOLE = "Partnership"
LISTED = 4
"""How many partners a sentence names before it says how many more there are."""


class AnswerState(StrEnum):
    """How a question stands for a partner."""

    ANSWERED = "Answered"
    FOR_ALL = "Answered for all"
    OVERDUE = "To be looked at again"
    MISSING = "Missing"
    NOT_ASKED = "Not asked"


@dataclass(frozen=True, slots=True)
class Place:
    """A question for one partner ("" the partnership): how it stands, and the answer that stands for it."""

    question: Question
    partner: str
    state: AnswerState
    answer: Agreed | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """The register by a day: its type, the partners that are there, and every question for each and for the whole."""

    framework: Framework
    type: str
    partners: tuple[Partner, ...]
    places: tuple[Place, ...]
    overlaps: tuple[Overlap, ...]
    findings: tuple[Finding, ...]
    day: date

    @property
    def missing(self) -> tuple[Place, ...]:
        """What is asked and not answered."""
        return tuple(one for one in self.places if one.state is AnswerState.MISSING)

    @property
    def overdue(self) -> tuple[Place, ...]:
        """Answers that should have been looked at again."""
        return tuple(one for one in self.places if one.state is AnswerState.OVERDUE)

    def place(self, question: Question, partner: str) -> Place:
        """One cell of the matrix."""
        return next(one for one in self.places if one.question is question and one.partner == partner)


def register(framework: Framework, logbook: Logbook, day: date) -> Register:
    """The register as it stands on a day.

    Without an answer to `type` it is taken for one that delivers, for it has measures: nothing is spared it.
    """
    kind = type_of(logbook)
    partners = tuple(one for one in framework.partners if one.exists_on(day))
    places = tuple(
        place(logbook, question, partner, kind, day)
        for question in QUESTIONS
        for partner in ("", *(one.id for one in partners))
    )
    found = Register(framework, kind, partners, places, logbook.overlaps, (), day)
    findings = (*gaps(found), *overdue(found, logbook), *tensions(found, logbook))
    return replace(found, findings=findings)


def type_of(logbook: Logbook) -> str:
    """`network` or `delivery`, as the partnership has said of itself."""
    said = [first_word(row.answer) for row in logbook.partnership if row.question == TYPE and not row.partner]
    return NETWORK if said[-1:] == [NETWORK] else DELIVERY


def place(logbook: Logbook, question: Question, partner: str, kind: str, day: date) -> Place:
    """How a question stands for one partner, or for the partnership."""
    own = answer_of(logbook, question, partner)
    whole = answer_of(logbook, question, "")
    if own:
        late = own.review is not None and own.review < day
        return Place(question, partner, AnswerState.OVERDUE if late else AnswerState.ANSWERED, own)
    if kind == NETWORK and not question.network:
        return Place(question, partner, AnswerState.NOT_ASKED)
    if not partner:
        state = AnswerState.MISSING if question.asked is Asked.WHOLE else AnswerState.NOT_ASKED
        return Place(question, partner, state)
    if question.asked is Asked.WHOLE:
        return Place(question, partner, AnswerState.FOR_ALL if whole else AnswerState.NOT_ASKED, whole)
    return Place(question, partner, AnswerState.FOR_ALL if whole else AnswerState.MISSING, whole)


def answer_of(logbook: Logbook, question: Question, partner: str) -> Agreed | None:
    """The answer given for a partner, or for the partnership ("")."""
    mine = (row for row in logbook.partnership if (row.question, row.partner) == (question.key, partner))
    return next(mine, None)


def gaps(found: Register) -> Iterator[Finding]:
    """A sentence for each question that has gaps, naming the partners."""
    names = {one.id: one.name for one in found.partners}
    for question in QUESTIONS:
        without = [one.partner for one in found.missing if one.question is question]
        if without == [""]:
            says = f"{question.name}: the partnership has given no answer."
        elif without:
            says = f"{question.name}: no answer of {listed((names[one] for one in without if one), most=LISTED)}."
        else:
            continue
        ask = f"Answer “{question.asks}” on the sheet partnership, as {question.key}."
        yield finding(MISSING, Severity.QUERY, says, ask, "partnership")


def overdue(found: Register, logbook: Logbook) -> Iterator[Finding]:
    """Answers and overlaps whose day to be looked at again has passed."""
    names = {one.id: one.name for one in found.partners}
    for one in found.overdue:
        if one.answer and one.answer.review:
            whose = names.get(one.partner, "the partnership")
            says = f"{one.question.name} of {whose}: to be looked at again by {day_in_words(one.answer.review)}."
            ask = "Say whether it still holds, and give a new day."
            cell = logbook.cell("partnership", "review", one.answer.row)
            yield finding(OVERDUE, Severity.QUERY, says, ask, "partnership", cell)
    for row in found.overlaps:
        if row.review and row.review < found.day:
            says = f"“{row.says}”: to be looked at again by {day_in_words(row.review)}."
            cell = logbook.cell("overlaps", "review", row.row)
            yield finding(OVERDUE, Severity.QUERY, says, "Say how it stands, and give a new day.", "overlaps", cell)


def tensions(found: Register, logbook: Logbook) -> Iterator[Finding]:
    """Conflicts for which nobody has said how they are dealt with."""
    for row in found.overlaps:
        if row.sort == CONFLICT and not row.handled:
            pair = " and ".join(found.framework.partner(one).name for one in (row.partner, row.other))
            says = f"{pair} have a conflict, “{row.says}”, and nothing says how it is dealt with."
            cell = logbook.cell("overlaps", "handled", row.row) or logbook.cell("overlaps", "says", row.row)
            yield finding(UNHANDLED, Severity.QUERY, says, "Agree how, and who sees to it.", "overlaps", cell)


def finding(code: str, severity: Severity, says: str, ask: str, sheet: str, cell: str = "") -> Finding:
    """A finding about the logbook, perhaps about a cell of it."""
    return Finding(code, severity, says, ask, file=NAME, sheet=sheet, cell=cell)
