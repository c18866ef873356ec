"""Moulds of returns: partners who are asked the same get copies of one workbook, with their own names and figures."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Hashable
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from dataclasses import fields
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from pmxl.framework.derived import Same
from pmxl.framework.expected import Expected
from pmxl.returns import body
from pmxl.returns import cover
from pmxl.returns.form import AskedRow
from pmxl.returns.form import ReturnForm
from pmxl.returns.headings import COVER_SHEET
from pmxl.returns.headings import IDENTITY_SHEET
from pmxl.returns.headings import LAST
from pmxl.returns.headings import PARTNER_LABEL
from pmxl.returns.headings import RETURN_SHEET
from pmxl.returns.headings import column_of
from pmxl.returns.identity import FINGERPRINT_AT
from pmxl.returns.identity import PARTNER_AT
from pmxl.returns.identity import fingerprint
from pmxl.returns.issue import book_title
from pmxl.returns.issue import issued_name
from pmxl.returns.issue import plan_return
from pmxl.returns.shown import last_words
from pmxl.rules.presets import reads_last_year
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.describe import Put
from pmxl.sheets.describe import Rich
from pmxl.sheets.describe import SheetPlan
from pmxl.sheets.mould import Mould
from pmxl.sheets.mould import fits_gap
from pmxl.sheets.mould import gap
from pmxl.sheets.write import sound_bytes

HEADLINE = (1, 1)
FIXED = 9
"""Texts of a return before those of its rows: those of `texts_of`."""
TITLE, COVER_HEADLINE, NAME, CONTACT, EMAIL, BODY_HEADLINE, FOOTER, PARTNER, FINGERPRINT = range(FIXED)
LABELS = {PARTNER_LABEL: NAME, cover.CONTACT_LABEL: CONTACT, cover.EMAIL_LABEL: EMAIL}
MOST = 64
"""Moulds kept at a time: partners who are asked the same mostly follow each other."""
ALL_OF = attrgetter(*(one.name for one in fields(Expected)))
UNSAID = "-"
"""Fills the gap of what is not said in this return, which then stands nowhere in it."""


@dataclass
class Moulds:
    """The moulds of one run; `dress` gives a planned return its house style, own columns and guidance."""

    dress: Callable[[BookPlan], BookPlan] = lambda plan: plan
    _kept: dict[Hashable, Mould] = field(default_factory=dict)

    def bytes_of(self, form: ReturnForm, marked: str = "") -> bytes:
        """The workbook of one return; the same form gives the same bytes, whatever was made before.

        `marked` is its fingerprint, where that is known already. Raises what `sound_bytes` raises.
        """
        texts, file = texts_of(form, marked or fingerprint(form)), issued_name(form.partner, form.revision)
        if not all(map(fits_gap, set(texts))):
            return sound_bytes(self.dress(plan_return(form)), file)
        shape = shape_of(form)
        mould = self._kept.get(shape)
        if mould is None:
            if len(self._kept) >= MOST:
                del self._kept[next(iter(self._kept))]
            mould = self._kept[shape] = Mould(self.dress(with_gaps(plan_return(form))), file)
        return mould.copy(texts)


def texts_of(form: ReturnForm, marked: str) -> list[str]:
    """What stands in the gaps of a return: the partner's names, and of each row the last figure and its period."""
    partner, headline = form.partner, cover.headline(form)
    fixed = (book_title(form), headline, partner.name, partner.contact or UNSAID, partner.email or UNSAID)
    lasts = (words for row in form.rows for words in last_words(row) or (UNSAID, UNSAID))
    return [*fixed, headline, body.footer(form), partner.id, marked, *lasts]


def shape_of(form: ReturnForm) -> Hashable:
    """All that a return is made from but for its texts: two of one shape differ in nothing else."""
    partner = form.partner
    answers = (partner.name, partner.contact, partner.email)
    told = tuple((bool(answer), cover.answer_height(answer)) for answer in answers)
    looks = (cover.headline_look(form).size, body.headline_look(form).size)
    settings = (form.partnership, form.framework, form.currency, form.officer, form.return_to)
    rows = tuple(map(row_shape, form.rows))
    return (settings, form.period, form.revision, form.deadline, told, looks, rows)


def row_shape(row: AskedRow) -> Hashable:
    """What a row asks, beside what, and by which rule it is rated; the figure of last year where the rule reads it, and
    of a milestone that was done its day and when it was told.
    """
    expected = row.expected
    last_year = row.last_year if expected is not None and reads_last_year(expected.modifier) else None
    levels = None if expected is None else levels_of(Same(expected))
    done = (row.last, row.last_period) if row.done else None
    return (row.measure.id, row.area, row.area_name, row.period, levels, row.last is None, last_year, done)


@lru_cache(maxsize=4096)
def levels_of(expected: Same) -> Hashable:
    """What is expected, which mostly is the same of all, in a form in which no level is the same as no level."""
    return tuple(None if said != said else said for said in ALL_OF(expected.row))


def with_gaps(plan: BookPlan) -> BookPlan:
    """The planned return with gaps where its texts stand."""
    filled = {COVER_SHEET: cover_with_gaps, RETURN_SHEET: body_with_gaps, IDENTITY_SHEET: identity_with_gaps}
    sheets = tuple(filled[sheet.name](sheet) if sheet.name in filled else sheet for sheet in plan.sheets)
    return replace(plan, title=gap(TITLE), sheets=sheets)


def cover_with_gaps(sheet: SheetPlan) -> SheetPlan:
    """The headline, and whose return it is, for whom and where to."""
    labels = {put.row: str(put.value) for put in sheet.puts if put.col == cover.LABEL}

    def told(put: Put) -> Put:
        if (put.row, put.col) == HEADLINE:
            return replace(put, value=gap(COVER_HEADLINE))
        number = LABELS.get(labels.get(put.row, "")) if put.col == cover.ANSWER else None
        return put if number is None else replace(put, value=gap(number))

    return replace(sheet, puts=tuple(map(told, sheet.puts)))


def body_with_gaps(sheet: SheetPlan) -> SheetPlan:
    """The headline, the footer, and in each row the last figure and its period."""
    return replace(sheet, puts=tuple(rows_with_gaps(sheet)), page=replace(sheet.page, footer_left=gap(FOOTER)))


def rows_with_gaps(sheet: SheetPlan) -> Iterator[Put]:
    """The cells of the sheet of figures; where no figure was given before, the cell says so and has no gap.

    Last come the cells of last figures: texts stand in a workbook in the order in which they are put, and what lies
    together between two gaps is packed but once.
    """
    figures: list[Put] = []
    last = column_of(LAST)
    for put in sheet.puts:
        if (put.row, put.col) == HEADLINE:
            yield replace(put, value=gap(BODY_HEADLINE))
        elif put.col == last and put.row >= body.FIRST_ROW and isinstance(put.value, Rich) and len(put.value.parts) > 1:
            number = FIXED + 2 * (put.row - body.FIRST_ROW)
            (_, big), (_, little) = put.value.parts
            figures.append(replace(put, value=Rich(((gap(number), big), (f"\n{gap(number + 1)}", little)))))
        else:
            yield put
    yield from figures


def identity_with_gaps(sheet: SheetPlan) -> SheetPlan:
    """The partner and the fingerprint."""
    gaps = {PARTNER_AT: gap(PARTNER), FINGERPRINT_AT: gap(FINGERPRINT)}
    return replace(sheet, puts=tuple(replace(p, value=gaps.get((p.row, p.col), p.value)) for p in sheet.puts))
