"""The workbook of a query: the partner's own with our questions in front, or a new one with the figures it gave."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from pathlib import Path

from pmxl.batch.folder import Folder
from pmxl.batch.past import as_told_last
from pmxl.batch.past import line_of
from pmxl.findings import Refusal
from pmxl.framework.models import Framework
from pmxl.ledger import Ledger
from pmxl.returns.answers import query_sheets
from pmxl.returns.history import History
from pmxl.returns.identity import fingerprint
from pmxl.returns.identity import read_identity
from pmxl.returns.own_words import kept_columns
from pmxl.returns.own_words import with_own_words
from pmxl.returns.prefilled import NOTHING
from pmxl.returns.prefilled import Given
from pmxl.returns.prefilled import given_in
from pmxl.returns.prefilled import plan_prefilled
from pmxl.returns.prefilled import relocated
from pmxl.returns.prepare import prepare_form
from pmxl.returns.query import QueryForm
from pmxl.returns.query_sheet import plan_mark
from pmxl.returns.query_sheet import plan_queries
from pmxl.sheets.cells import BookKind
from pmxl.sheets.cells import ReadBook
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.house_style import HOUSE
from pmxl.sheets.house_style import HouseStyle
from pmxl.sheets.intake import take
from pmxl.sheets.read import read_workbook
from pmxl.sheets.sniff import OLE
from pmxl.sheets.splice import Unspliceable
from pmxl.sheets.splice import splice
from pmxl.sheets.write import plan_to_bytes

COPIED = (BookKind.XLSX, BookKind.XLSM)
"""What can be copied with our questions in it: the forms of Excel's that are packages of XML."""


@dataclass(frozen=True, slots=True)
class Returned:
    """A return that is asked about: the questions, its kept bytes, its name, and the passwords that may open it."""

    form: QueryForm
    raw: str
    file: str
    is_refused: bool
    passwords: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class QueryBook:
    """A query workbook before it is written, with the fingerprints it can be known by, and why it is no copy."""

    data: bytes
    fingerprints: tuple[str, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class NoCopy:
    """Why a return cannot be copied, what it gave, and its password; `fault` is the report of a fault of our own."""

    why: str
    given: Given = NOTHING
    password: str = field(default="", repr=False)
    fault: str = field(default="", repr=False)


def ask_in_copy(framework: Framework, house: HouseStyle, one: Returned) -> QueryBook | NoCopy:
    """A copy of the return with the questions in front, or why there is none; one that came locked is locked again."""
    try:
        return _asked_in_copy(framework, house, one)
    except MemoryError:
        return NoCopy("it needs more memory than one file may have")
    except Exception:  # told where it was asked for: what a worker raises would be lost with it
        return NoCopy("", fault=traceback.format_exc())


def _asked_in_copy(framework: Framework, house: HouseStyle, one: Returned) -> QueryBook | NoCopy:
    data, book, password = opened(one)
    if one.is_refused:
        why = "it could not be taken as it was"
    elif book is None:
        why = "it is locked, or is not a workbook that can be copied"
    elif book.kind not in COPIED:
        why = f"it came as .{book.kind}, and only an Excel workbook (.xlsx) can be marked in a copy"
    else:
        try:
            return relocked(copied(one.form, data, book, house), password)
        except Unspliceable as reason:
            why = str(reason)
    return NoCopy(why, given_in(book, framework) if book else NOTHING, password)


def opened(one: Returned) -> tuple[bytes, ReadBook | None, str]:
    """The bytes of the return without their lock, what can be read of them, and the password that opened it."""
    try:
        data, password = take(Path(one.raw)), ""
        if data.startswith(OLE):
            from pmxl.sheets.locked import unlocked_with

            data, password = unlocked_with(data, one.file, one.passwords)
        return data, read_workbook(one.file, data), password
    except Refusal:
        return b"", None, ""


def relocked(made: QueryBook, password: str) -> QueryBook:
    """The query workbook locked with the password with which the return came, where it came with one."""
    if not password:
        return made
    from pmxl.sheets.locked import locked

    return replace(made, data=locked(made.data, password))


def copied(form: QueryForm, data: bytes, book: ReadBook, house: HouseStyle = HOUSE) -> QueryBook:
    """The partner's own workbook with the sheet of questions, its cells marked; Unspliceable where that is unsafe."""
    identity = next((found for sheet in book.sheets if (found := read_identity(sheet))), None)
    form = replace(form, of=identity.fingerprint if identity else "")
    marks = [ask.mark for ask in form.asked]
    before = query_sheets(book)
    copy, broken = splice(data, book.file, plan_queries(form), plan_mark(form), marks, before, house)
    if broken:
        told = "1 formula" if broken == 1 else f"{broken} formulas"
        remark = f"In this copy {told} that led to other workbooks kept the value alone."
        form = replace(form, remark=remark)
        copy, _ = splice(data, book.file, plan_queries(form), plan_mark(form), marks, before, house)
    return QueryBook(copy, (form.fingerprint,))


def renewed(folder: Folder, ledger: Ledger, form: QueryForm, no_copy: NoCopy) -> QueryBook:
    """The return issued anew, filled in as far as the partner has, with the questions in front."""
    if no_copy.fault:
        raise RuntimeError(no_copy.fault)
    given, why = no_copy.given, no_copy.why
    history = past_for(folder, ledger, form.partner.id)
    blank = prepare_form(folder.framework, form.partner, form.period, history, revision=form.revision)
    asked = tuple(replace(ask, finding=relocated(ask.finding, blank, given)) for ask in form.asked)
    what = "the figures that you gave are in it" if given.cells else "please fill it in"
    remark = f"Your own workbook could not be sent back, because {why}. This is a new one; {what}."
    if not blank.rows:
        form = replace(form, asked=asked, remark=remark)
        plan = BookPlan(title=form.partner.name, sheets=(plan_queries(form), plan_mark(form)))
        made = plan_to_bytes(folder.templates.dressed(plan))
        return relocked(QueryBook(made, (form.fingerprint,), why), no_copy.password)
    form = replace(form, asked=asked, remark=remark, of=fingerprint(blank))
    plan = folder.templates.as_issued(plan_prefilled(blank, given), kept_columns(given))
    fresh = plan_to_bytes(with_own_words(plan, blank, given))
    marks = [ask.mark for ask in asked]
    house = folder.templates.house
    data, _ = splice(fresh, f"{form.partner.id}.xlsx", plan_queries(form), plan_mark(form), marks, (), house)
    return relocked(QueryBook(data, (form.fingerprint, fingerprint(blank)), why), no_copy.password)


def past_for(folder: Folder, ledger: Ledger, partner: str) -> History:
    """The accepted figures of a partner and of those that it took over from."""
    framework = folder.framework
    return as_told_last(framework, ledger.recall(partners=line_of(framework, (partner,))))
