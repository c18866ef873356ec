"""Checks of the logbook, row against row and against the framework: small functions, each phrased as what fails."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator

from pmxl.findings import Finding
from pmxl.framework.column import Holds
from pmxl.framework.columns import ALL
from pmxl.framework.draft import Draft
from pmxl.framework.draft import Line
from pmxl.framework.draft import again
from pmxl.framework.draft import key_of
from pmxl.framework.draft import quoted
from pmxl.framework.draft import unknown
from pmxl.improve.logbook.columns_money import PERCENT
from pmxl.improve.logbook.columns_reviews import SERVICE_REVIEW
from pmxl.improve.logbook.faults import LogFault
from pmxl.improve.logbook.logs import SHEETS
from pmxl.improve.partnership.question import QUESTIONS
from pmxl.improve.partnership.question import first_word
from pmxl.periods import day_in_words
from pmxl.plural import listed

Check = Callable[[Draft], Iterator[Finding]]

BOOK = "framework.xlsx"
WHOLE = 100
ONCE = {
    "reviews": ("objective", "test", "on"),
    "partnership": ("partner", "question"),
    "alignment": ("partner", "objective"),
    "budgets": ("measure", "objective", "partner", "period"),
    "overlaps": ("partner", "other", "objective", "sort", "says"),
    "meetings": ("on", "what"),
    "audits": ("measure", "characteristic", "on"),
}
"""By which cells a row is told from the others of its sheet: the later one of two alike is left out."""
ORDER = (
    ("scrutiny", "begun", "reported"),
    ("audits", "on", "follow_up"),
    ("audits", "on", "followed_up"),
    ("scrutiny", "begun", "due"),
    ("scrutiny", "reported", "followed_up"),
    ("partnership", "agreed_on", "review"),
    ("meetings", "on", "next"),
)
ANSWERS = {one.key: one.answers for one in QUESTIONS}


def unknown_references(draft: Draft) -> Iterator[Finding]:
    """A cell names an id that the framework does not have."""
    for sheet in SHEETS:
        for column in (one for one in sheet.columns if one.holds in (Holds.REF, Holds.REFS)):
            for line in draft.of(sheet.name):
                value = line.get(column.name)
                names = (value,) if isinstance(value, str) else value or ()
                asked = [name for name in names if column.holds is Holds.REF or name != ALL]
                yield from unknown(draft, line, column.name, asked, column.refers, BOOK)


def twice(draft: Draft) -> Iterator[Finding]:
    """The same thing is said in two rows."""
    for sheet, columns in ONCE.items():
        what = listed(columns)
        for line, first in again(draft.of(sheet), lambda line: key_of(line, *ONCE[line.sheet.name], needed=0)):
            says = f"Row {first.row} has the same {what}."
            yield line.finding(LogFault.TWICE, columns[-1], says, "Keep one of the two rows.")


def wrong_order(draft: Draft) -> Iterator[Finding]:
    """A day lies before the one that it must follow."""
    for sheet, earlier, later in ORDER:
        for line in draft.of(sheet):
            begins, ends = line.get(earlier), line.get(later)
            if begins and ends and ends < begins and line.is_sound(earlier, later):
                says = f"{later} is {day_in_words(ends)}, before {earlier}, {day_in_words(begins)}."
                yield line.finding(LogFault.WRONG_ORDER, later, says, "Correct one of the two days.")


def reviews_of_nothing(draft: Draft) -> Iterator[Finding]:
    """A service review that names no service."""
    for line in draft.of("scrutiny"):
        if line.get("sort") == SERVICE_REVIEW and not line.get("objective") and line.is_sound("objective"):
            says = "It is a service review, and no objective is named."
            yield line.finding(LogFault.REVIEW_OF_NOTHING, "objective", says, "Type the id of the objective it is for.")


def not_answers(draft: Draft) -> Iterator[Finding]:
    """A question that has few answers is answered in other words."""
    for line in draft.of("partnership"):
        choices = ANSWERS.get(line.text("question"), ())
        if choices and line.get("answer") and first_word(line.text("answer")) not in choices:
            says = f"The answer to {line.text('question')} begins with none of {quoted(choices)}."
            ask = f"Begin it with {' or '.join(choices)}; more may follow after a comma."
            yield line.finding(LogFault.NOT_AN_ANSWER, "answer", says, ask, expected=", ".join(choices))


def with_itself(draft: Draft) -> Iterator[Finding]:
    """A partner's objectives overlap with those of the same partner."""
    for line in draft.of("overlaps"):
        if line.get("partner") and line.get("partner") == line.get("other"):
            says = f"{line.text('partner')} stands on both sides."
            yield line.finding(LogFault.WITH_ITSELF, "other", says, "Name the other partner.")


def of_nothing(draft: Draft) -> Iterator[Finding]:
    """A budget that is for nothing, or for a measure under another objective than the one named."""
    for line in (*draft.of("budgets"), *draft.of("risks")):
        measure, objective = line.text("measure"), line.text("objective")
        if line.sheet.name == "budgets" and not measure and not objective and line.is_sound("measure", "objective"):
            says = "Neither a measure nor an objective is named."
            yield line.finding(LogFault.OF_NOTHING, "measure", says, "Type the id of what the money is for.")
        yield from other_objective(draft, line, measure, objective)


def other_objective(draft: Draft, line: Line, measure: str, objective: str) -> Iterator[Finding]:
    """The measure that is named serves another objective than the one beside it."""
    found = (
        draft.found("measures", measure) if measure and objective and line.is_sound("measure", "objective") else None
    )
    if found and found.text("objective") != objective:
        says = f"{measure} serves {found.text('objective')}, and {objective} stands beside it."
        yield line.finding(LogFault.OTHER_OBJECTIVE, "objective", says, "Clear one of the two.")


def savings(draft: Draft) -> Iterator[Finding]:
    """More is verified than was claimed, or nobody is named who verified it."""
    for line in draft.of("efficiency"):
        claimed, verified = line.get("claimed"), line.get("verified")
        if verified is not None and claimed is not None and verified > claimed:
            says = f"{verified:,.15g} is verified and {claimed:,.15g} was claimed."
            yield line.finding(LogFault.MORE_THAN_CLAIMED, "verified", says, "Confirm it, or correct one of the two.")
        if verified is not None and not line.get("verified_by"):
            says = f"{verified:,.15g} is verified, and nobody is named who verified it."
            yield line.finding(LogFault.VERIFIED_BY_NOBODY, "verified_by", says, "Name who confirmed it.")


def percent_of_nought(draft: Draft) -> Iterator[Finding]:
    """A tolerance in percent of a budget of nought lets nothing be spent."""
    for line in draft.of("budgets"):
        if line.get("budget") == 0 and line.get("tolerance") and line.get("unit") in (None, PERCENT):
            says = f"The tolerance is {line.get('tolerance'):g} % of a budget of 0, which is nothing."
            yield line.finding(
                LogFault.PERCENT_OF_NOUGHT, "budget", says, "Give the tolerance as own, an amount of money."
            )


def wide_tolerance(draft: Draft) -> Iterator[Finding]:
    """A tolerance in percent that lets more than twice the budget be spent."""
    for line in draft.of("budgets"):
        tolerance = line.get("tolerance")
        if line.get("budget") and tolerance and tolerance > WHOLE and line.get("unit") in (None, PERCENT):
            says = f"The tolerance is {tolerance:g} %, so {1 + tolerance / WHOLE:g} times the budget may be spent."
            ask = "Correct it, or give an amount of money with the unit own."
            yield line.finding(LogFault.WIDE_TOLERANCE, "tolerance", says, ask)


def there_and_not(draft: Draft) -> Iterator[Finding]:
    """A partner was at a meeting and sent apologies for it."""
    for line in draft.of("meetings"):
        both = [who for who in line.several("apologies") if who in line.several("present")]
        if both:
            says = f"{quoted(both)} {'stands' if len(both) == 1 else 'stand'} under present too."
            yield line.finding(LogFault.THERE_AND_NOT, "apologies", says, "Keep one of the two.")


CHECKS: tuple[Check, ...] = (
    unknown_references,
    twice,
    wrong_order,
    reviews_of_nothing,
    not_answers,
    with_itself,
    of_nothing,
    savings,
    percent_of_nought,
    wide_tolerance,
    there_and_not,
)


def check(draft: Draft) -> tuple[Finding, ...]:
    """All that the checks find in a draft."""
    return tuple(finding for run in CHECKS for finding in run(draft))
