"""A form read back: recognised by its hidden mark, its rows by their refs, its columns by headings."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.periods import Period
from pmxl.plural import listed
from pmxl.returns.claim import period_named
from pmxl.returns.forms.field import Field
from pmxl.returns.forms.field import Typed
from pmxl.returns.forms.field import typed
from pmxl.returns.forms.field import words_of
from pmxl.returns.forms.found import Filled
from pmxl.returns.forms.found import ReadForm
from pmxl.returns.forms.mark import FormMark
from pmxl.returns.forms.place import Place
from pmxl.returns.forms.place import copies
from pmxl.returns.forms.place import places
from pmxl.returns.headings import REF
from pmxl.returns.headings import SIGNED_BY_LABEL
from pmxl.returns.headings import SIGNED_ON_LABEL
from pmxl.returns.names import folded
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.cells import ReadSheet
from pmxl.sheets.cells import address
from pmxl.sheets.cells import column_letters
from pmxl.sheets.text import kept_text
from pmxl.terms import Severity

SIGNED_BY = Field("by", SIGNED_BY_LABEL, 0)
SIGNED_ON = Field("on", SIGNED_ON_LABEL, 0, "date")
AS_ISSUED = "Send back the form that was issued to you."


def read_form(book: ReadBook, mark: FormMark, known: Collection[str] | None, first_month: int) -> ReadForm:
    """What was filled in. `known` are the marks of the forms that were issued (None: not looked at)."""
    period = period_named(mark.when, first_month)
    revision = int(mark.revision) if mark.revision.isdecimal() else 0
    found = ReadForm(mark.kind, mark.to, period, revision, (), ())
    there = places(book, mark.sheets)
    refused = objection(mark, period, revision, known) or without_sheets(mark, there)
    if refused is not None:
        return replace(found, findings=placed(book, [refused]))
    filled, odd = [], list(missing(mark, there))
    in_order = [there[asked.name] for asked in mark.sheets if asked.name in there]
    for place in in_order:
        given, told = filled_in(place, date1904=book.date1904)
        filled += given
        odd += told
    odd += beside(book, in_order, filled)
    name, on, told = signed(in_order, date1904=book.date1904)
    odd += told
    if filled or not odd:
        odd += about_signing(in_order[0].sheet, name, is_filled=bool(filled))
    columns = {(place.sheet.name, key): column_letters(col) for place in in_order for key, col in place.columns.items()}
    return replace(
        found,
        filled=tuple(filled),
        findings=placed(book, odd),
        signed_by=name,
        signed_on=on,
        columns=columns,
        rows=rows_of(in_order),
    )


def objection(mark: FormMark, period: Period | None, revision: int, known: Collection[str] | None) -> Finding | None:
    """Why the form cannot be taken."""
    if not mark.is_whole or period is None or not revision:
        says = f"The hidden sheet {mark.sheet} was changed: its mark does not fit what it says."
        return finding("RET090", says, AS_ISSUED, severity=Severity.ERROR, part=mark.sheet)
    if known is not None and mark.mark not in known:
        says = f"No form with the mark {mark.mark} was issued from this folder."
        return finding("RET090", says, AS_ISSUED, severity=Severity.ERROR, part=mark.sheet)
    return None


def without_sheets(mark: FormMark, there: dict[str, Place]) -> Finding | None:
    """What is said where nothing of the form can be found."""
    if there:
        return None
    heads = ", ".join(field.heading for sheet in mark.sheets[:1] for field in sheet.fields[:2])
    says = f"No sheet has the headings of the form: {REF} and {heads}."
    return finding("RET091", says, AS_ISSUED, severity=Severity.ERROR)


def missing(mark: FormMark, there: dict[str, Place]) -> Iterator[Finding]:
    """The sheets and columns of the form that are not there: what was typed into them would else vanish unseen."""
    for asked in mark.sheets:
        place = there.get(asked.name)
        if place is None:
            says = f"The sheet {asked.name} with its headings is not there, so nothing of it was taken."
            yield finding("RET101", says, "Put it back as it was issued, and send the form again.", part=asked.name)
            continue
        gone = [field.heading for field in asked.fields if field.key not in place.columns]
        if gone:
            says = f"No column has the heading {listed(gone, 'or')}, so nothing of it was taken."
            ask = "Put the heading back as it was issued, and send the form again."
            yield finding("RET102", says, ask, place.sheet, address(place.head, place.columns[REF]))


def filled_in(place: Place, *, date1904: bool) -> tuple[list[Filled], list[Finding]]:
    """Every field filled in, with a Query for each row that is none of the form's and each cell not of its type."""
    refs = {folded(ref): ref for ref in place.asked.refs}
    filled: dict[tuple[str, str], Filled] = {}
    odd = list(strays(place, refs))
    for row, field, col in answers_under(place):
        said = words_of(place.sheet.cells.get((row, place.columns[REF])))
        cell = place.sheet.cells[row, col]
        at = address(row, col)
        if folded(said) not in refs:
            continue
        found = typed(field, cell, date1904=date1904)
        if found.code:
            shown = show(words_of(cell))
            odd.append(
                finding(found.code, found.says, found.ask, place.sheet, at, severity=found.severity, found=shown)
            )
        key = (refs[folded(said)], field.key)
        if found.text and key in filled and filled[key].text != found.text:
            odd.append(twice(place.sheet, at, filled[key], found.text))
        elif found.text and key not in filled:
            filled[key] = Filled(*key, found.text, place.sheet.name, at)
    return list(filled.values()), odd


def rows_of(there: Iterable[Place]) -> dict[str, tuple[str, int]]:
    """The sheet and row of each ref of the form; of one that stands twice the first."""
    found: dict[str, tuple[str, int]] = {}
    for place in there:
        refs, col = {folded(ref): ref for ref in place.asked.refs}, place.columns[REF]
        for row in sorted(row for row, at in place.sheet.cells if at == col and row > place.head):
            said = folded(words_of(place.sheet.cells[row, col]))
            if said in refs:
                found.setdefault(refs[said], (place.sheet.name, row))
    return found


def beside(book: ReadBook, read: list[Place], filled: list[Filled]) -> Iterator[Finding]:
    """A Query for each copy of a sheet on which something else is said: what was typed there would vanish unseen."""
    said = {(one.ref, one.field, one.text) for one in filled}
    for copy in copies(book, read):
        given, _ = filled_in(copy, date1904=book.date1904)
        others = [one for one in given if (one.ref, one.field, one.text) not in said]
        if others:
            first, of = others[0], next(one.sheet.name for one in read if one.asked is copy.asked)
            says = f"This sheet is a copy of the sheet {of}, which was read; here {first.ref} has '{show(first.text)}'."
            ask = f"Put what counts on the sheet {of}, and send the form again."
            yield finding("RET104", says, ask, copy.sheet, first.cell, found=show(first.text))


def answers_under(place: Place) -> Iterator[tuple[int, Field, int]]:
    """The cells under the headings that hold something: row, field and column."""
    for row in sorted({row for row, _ in place.sheet.cells if row > place.head}):
        for field in place.asked.fields:
            col = place.columns.get(field.key, 0)
            if kept_text(words_of(place.sheet.cells.get((row, col)))):
                yield row, field, col


def strays(place: Place, refs: Collection[str]) -> Iterator[Finding]:
    """What is said of each row with answers that is none of the form's."""
    rows: dict[int, list[int]] = {}
    for row, _, col in answers_under(place):
        rows.setdefault(row, []).append(col)
    for row, cols in rows.items():
        said = words_of(place.sheet.cells.get((row, place.columns[REF])))
        if folded(said) not in refs:
            first = show(kept_text(words_of(place.sheet.cells[row, cols[0]])))
            more = f" and {len(cols) - 1} more {'answer' if len(cols) == 2 else 'answers'}" if len(cols) > 1 else ""
            stand = "stand" if more else "stands"
            named = f"whose {REF} is '{show(said)}', which is none of this form's" if said else f"that has no {REF}"
            says = f"'{first}'{more} {stand} in a row {named}. Nothing of that row was taken."
            ask = "Put the answers into the row that they belong to and send the form again."
            yield finding("RET093", says, ask, place.sheet, address(row, cols[0]), found=show(said))


def twice(sheet: ReadSheet, cell: str, first: Filled, text: str) -> Finding:
    """What is said where two rows of one ref are filled in and say different things."""
    says = f"'{show(text)}' stands in a second row of {first.ref}; what {first.cell} says was taken."
    ask = f"Keep one row for {first.ref} and send the form again."
    return finding("RET103", says, ask, sheet, cell, found=show(text))


def signed(there: Iterable[Place], *, date1904: bool) -> tuple[str, date | None, list[Finding]]:
    """Who completed the form, when, and what is said of a day that is none."""
    said: dict[str, tuple[ReadSheet, str, Typed]] = {}
    for place in there:
        for (row, col), cell in sorted(place.sheet.cells.items()):
            for field in (SIGNED_BY, SIGNED_ON):
                if row < place.head and isinstance(cell.value, str) and folded(cell.value) == folded(field.heading):
                    answer = typed(field, place.sheet.cells.get((row, col + 1)), date1904=date1904)
                    said.setdefault(field.key, (place.sheet, address(row, col + 1), answer))
    name, on = (said[field.key][2].text if field.key in said else "" for field in (SIGNED_BY, SIGNED_ON))
    odd = [
        finding(answer.code, answer.says, answer.ask, sheet, at, severity=answer.severity)
        for sheet, at, answer in said.values()
        if answer.code
    ]
    return name, date.fromisoformat(on) if on else None, odd


def about_signing(sheet: ReadSheet, name: str, *, is_filled: bool) -> list[Finding]:
    """What is said of a form in which nothing is filled in, or that nobody put a name to."""
    if not is_filled:
        return [finding("RET094", "Nothing was filled in.", "Fill in the cream cells and send the form again.", sheet)]
    if not name:
        says = f"Nobody's name stands beside {SIGNED_BY_LABEL}."
        return [finding("RET094", says, "Say who completed the form.", sheet)]
    return []


def placed(book: ReadBook, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings with the file they are about."""
    return tuple(replace(one, file=book.file, sha256=book.sha256) for one in findings)


def finding(
    code: str,
    says: str,
    ask: str,
    sheet: ReadSheet | None = None,
    cell: str = "",
    *,
    severity: Severity = Severity.QUERY,
    part: str = "",
    found: str = "",
) -> Finding:
    """A finding of a form, a Query unless it says otherwise."""
    return Finding(code, severity, says, ask, sheet=sheet.name if sheet else "", cell=cell, part=part, found=found)
