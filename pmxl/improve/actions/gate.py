"""Gate: what an action plan that came back still lacks, each named by its cell."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from string import ascii_uppercase

from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.framework.models import Framework
from pmxl.improve.actions.action import DONE
from pmxl.improve.actions.action import NOT_STARTED
from pmxl.improve.actions.action import STOPPED
from pmxl.improve.actions.action import UNDER_WAY
from pmxl.improve.actions.action import WANTED
from pmxl.improve.actions.fields import HEADINGS
from pmxl.improve.actions.ref import is_new
from pmxl.improve.actions.register import ABOUT
from pmxl.improve.actions.register import day
from pmxl.improve.actions.register import named as measure_named
from pmxl.improve.actions.register import number
from pmxl.periods import day_in_words
from pmxl.returns.forms.found import Filled
from pmxl.returns.forms.found import ReadForm
from pmxl.returns.names import nearest
from pmxl.terms import WITHDRAWN
from pmxl.terms import Severity

Fields = Mapping[str, Filled]
"""What was filled in of one action, by field."""

LONGEST = 60
WHOLE = 100


def gate(found: ReadForm, framework: Framework) -> Iterator[Finding]:
    """A Query for each thing without which an action is only a wish, and for what contradicts itself.

    Nothing is asked of an action that was taken back.
    """
    taken_back = {one.ref for one in found.filled if one.field == "what" and one.text == WITHDRAWN}
    for ref, fields in by_ref(found).items():
        if ref in taken_back:
            continue
        if "what" not in fields:
            yield without_what(found, ref, fields)
            continue
        if is_new(ref) and found.cell(ref, ABOUT):
            yield from about_nothing(found, fields, framework)
        yield from lacking(found, fields)
        yield from contradicting(found, fields)


def by_ref(found: ReadForm) -> dict[str, dict[str, Filled]]:
    """What was filled in, action by action."""
    every: dict[str, dict[str, Filled]] = {}
    for one in found.stated:
        every.setdefault(one.ref, {})[one.field] = one
    return every


def place(found: ReadForm, fields: Fields, field: str) -> str:
    """The cell in which a field of an action stands, or would; where its column is gone, what the action is."""
    some = next(iter(fields.values()))
    return found.cell(some.ref, field) or fields.get("what", some).cell


def without_what(found: ReadForm, ref: str, fields: Fields) -> Finding:
    """An action of which is said how it is going, and not what it is."""
    some = next(iter(fields.values()))
    says = f"'{show(some.text, LONGEST)}' stands in the row of {ref}, which does not say what will be done."
    return query(some, place(found, fields, "what"), "IMP021", says, "Say what will be done, in a sentence.")


def about_nothing(found: ReadForm, fields: Fields, framework: Framework) -> Iterator[Finding]:
    """An action that nobody asked for has to say which measure it is for, where it was first written."""
    where = place(found, fields, ABOUT)
    if ABOUT not in fields:
        says = f"The action '{named(fields)}' does not say which measure it is for."
        yield query(fields["what"], where, "IMP023", says, "Name the measure.")
    elif not measure_named(framework, fields[ABOUT].text, "").measure:
        said = show(fields[ABOUT].text, LONGEST)
        near = nearest(said, {one.name for one in framework.measures})
        ask = f"Name {near}, if that is meant." if near else "Name the measure as the scorecard does."
        yield query(fields["what"], where, "IMP026", f"'{said}' is the name of no measure.", ask)


def doubted(found: ReadForm, fields: Fields) -> str:
    """What is said already of cells in an action's row: what could not be read there is not asked for twice."""
    sheet, row = found.rows[fields["what"].ref]
    return " ".join(
        one.says for one in found.findings if one.sheet == sheet and one.cell.lstrip(ascii_uppercase) == str(row)
    )


def lacking(found: ReadForm, fields: Fields) -> Iterator[Finding]:
    """What a robust plan would say."""
    doubts = doubted(found, fields)
    for field, name in WANTED:
        if field not in fields and HEADINGS[field] not in doubts:
            says = f"The action '{named(fields)}' has no {name}."
            ask = f"Give {'the day' if field == 'by_when' else f'its {name}'}, so that it can be followed up."
            yield query(fields["what"], place(found, fields, field), "IMP020", says, ask)


def contradicting(found: ReadForm, fields: Fields) -> Iterator[Finding]:
    """An action that is over and has no end, or that ended before it began."""
    what, status, ended, begins = (fields.get(name) for name in ("what", "status", "ended", "begins"))
    if what is None:
        return
    if status is not None and status.text in (DONE, STOPPED) and ended is None:
        says = f"The action '{named(fields)}' is {status.text.lower()}, and does not say when it ended."
        ask = "Give the day, so that its effect can be seen."
        yield query(what, place(found, fields, "ended"), "IMP022", says, ask)
    if ended is not None and begins is not None and ended.text < begins.text:
        says = f"The action '{named(fields)}' ended on {spoken(ended.text)}, before it began on {spoken(begins.text)}."
        yield query(what, ended.cell, "IMP024", says, "Correct one of the two days.")
    yield from late_before_begun(fields)
    yield from done_and_not(fields)


def late_before_begun(fields: Fields) -> Iterator[Finding]:
    """An action that is to be done before it begins."""
    begins, by_when = fields.get("begins"), fields.get("by_when")
    if begins is not None and by_when is not None and by_when.text < begins.text:
        days = f"by {spoken(by_when.text)}, before it begins on {spoken(begins.text)}"
        says = f"The action '{named(fields)}' is to be done {days}."
        yield query(by_when, by_when.cell, "IMP027", says, "Correct one of the two days.")


def done_and_not(fields: Fields) -> Iterator[Finding]:
    """An action whose status says otherwise than how much of it is done."""
    status, progress = fields.get("status"), fields.get("progress")
    if status is None or progress is None:
        return
    percent = number(progress.text) or 0
    odd = {NOT_STARTED: percent > 0, UNDER_WAY: percent >= WHOLE, DONE: percent < WHOLE}
    if odd.get(status.text):
        says = f"The action '{named(fields)}' is {status.text.lower()}, and {percent:g} % of it is done."
        yield query(status, progress.cell, "IMP028", says, "Correct one of the two.")


def spoken(day_text: str) -> str:
    """`1 June 2026` of a day as the ledger has it."""
    found = day(day_text)
    return day_in_words(found) if found else day_text


def named(fields: Fields) -> str:
    """What an action is, in few words."""
    return show(fields["what"].text, LONGEST)


def query(where: Filled, cell: str, code: str, says: str, ask: str) -> Finding:
    """A Query about a cell of the plan."""
    return Finding(code, Severity.QUERY, says, ask, sheet=where.sheet, cell=cell)
