"""Claim: whose return a workbook says it is, of which period, and what speaks against believing it."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace
from functools import lru_cache

from pmxl.findings import Finding
from pmxl.findings import show
from pmxl.framework.models import Framework
from pmxl.periods import Period
from pmxl.readings import read_period
from pmxl.returns.answers import QueryMark
from pmxl.returns.headings import IDENTITY_SHEET
from pmxl.returns.headings import PARTNER_LABEL
from pmxl.returns.headings import PERIOD_LABEL
from pmxl.returns.headings import REVISION_LABEL
from pmxl.returns.identity import SCHEMA
from pmxl.returns.identity import Identity
from pmxl.returns.names import Names
from pmxl.returns.names import folded
from pmxl.returns.paper import Paper
from pmxl.returns.paper import text_of
from pmxl.sheets.cells import BookKind
from pmxl.sheets.cells import Cell
from pmxl.sheets.cells import ReadSheet
from pmxl.terms import Severity

YEAR = 12
TITLE_PARTS = "·"
"""What stands between the partner and the rest in the title of the sheet of figures."""

Sent = tuple[str, Period, int]
"""A return that was issued: partner, period and revision."""

AS_ISSUED = "Send back the workbook that was issued to you."


@dataclass(frozen=True, slots=True)
class Claim:
    """What a workbook says of itself: "" and None where it does not say."""

    partner: str
    period: Period | None
    revision: int
    framework: str


def claim_of(paper: Paper, names: Names, first_month: int, issued: Collection[Sent] | None = None) -> Claim:
    """The claim of the sheet _pmxl; of the cover where that is gone; of the figures' title in a CSV."""
    identity = paper.identity
    if identity is not None:
        revision = int(identity.revision) if identity.revision.isdecimal() else 0
        return Claim(identity.partner, period_named(identity.period, first_month), revision, identity.framework)
    if _is_alone(paper):
        return _titled(paper, names, first_month, issued or ())
    partner, period, revision_text = (_said(paper, label) for label in (PARTNER_LABEL, PERIOD_LABEL, REVISION_LABEL))
    return Claim(
        partner=names.partners.get(folded(partner), ""),
        period=period_named(period, first_month),
        revision=int(revision_text) if revision_text.isdecimal() else 1,
        framework="",
    )


def as_queried(claim: Claim, paper: Paper, mark: QueryMark | None, known: Collection[str] | None) -> Claim:
    """The claim with the revision of the query that the workbook carries, where that is one of ours about this return.

    Sending a return back with queries raises its revision, as issuing it again does.
    """
    if mark is None or claim.period is None or not mark.is_whole or (known is not None and mark.mark not in known):
        return claim
    own = paper.identity.fingerprint if paper.identity else ""
    if (mark.to, mark.when) != (claim.partner, claim.period.label) or own not in ("", mark.of):
        return claim
    return replace(claim, revision=max(claim.revision, mark.revision))


def _is_alone(paper: Paper) -> bool:
    """True for a CSV, which holds one sheet; a workbook that lacks its cover lacks what should be there."""
    return paper.cover is None and paper.book.kind is BookKind.CSV


def _titled(paper: Paper, names: Names, first_month: int, issued: Collection[Sent]) -> Claim:
    """The claim of a sheet of figures that stands alone: its title names partner and period.

    It does not name the revision, so that is the last one sent.
    """
    said = [piece.partition("(")[0].strip() for cell in _titles(paper) for piece in text_of(cell).split(TITLE_PARTS)]
    partner = next((names.partners[folded(piece)] for piece in said if folded(piece) in names.partners), "")
    period = next((found for piece in said if (found := period_named(piece, first_month))), None)
    sent = (revision for who, when, revision in issued if (who, when) == (partner, period))
    return Claim(partner, period, max(sent, default=1), framework="")


@lru_cache(maxsize=4096)
def period_named(text: str, first_month: int, months: int | None = None) -> Period | None:
    """The one period that a label names, or None."""
    for length in (months, YEAR) if months is None else (months,):
        reading = read_period(text, months=length, first_month=first_month)
        if reading.is_sure:
            return reading.period
    return None


def objections(
    paper: Paper,
    claim: Claim,
    framework: Framework,
    names: Names,
    known: Collection[str] | None,
    wanted: Period | None,
    issued: Collection[Sent] | None,
) -> Iterator[Finding]:
    """Why the return cannot be taken, the gravest first; all are Errors, and the first one names the refusal."""
    if paper.identity is not None:
        yield from _forged(paper.identity, known)
    elif not claim.partner or claim.period is None:
        source = "title of the figures" if _is_alone(paper) else "cover"
        says = f"The hidden sheet {IDENTITY_SHEET} is gone and the {source} does not say whose return this is, or when."
        yield _error("STR006", says, AS_ISSUED, part=IDENTITY_SHEET)
        return
    if not claim.revision or claim.period is None:
        says = f"The hidden sheet {IDENTITY_SHEET} names no period or no revision that can be read."
        yield _error("STR006", says, AS_ISSUED, part=IDENTITY_SHEET)
        return
    yield from _wrong_partner(paper, claim, framework, names)
    yield from _wrong_period(paper, claim.period, framework, wanted)
    if paper.identity is None and issued is not None and (claim.partner, claim.period, claim.revision) not in issued:
        who = framework.partner(claim.partner).name
        says = (
            f"The hidden sheet {IDENTITY_SHEET} is gone, and revision {claim.revision} of the return of {who} for "
            f"{claim.period.label}, which the {'title' if _is_alone(paper) else 'cover'} names, was never issued."
        )
        yield _error("STR006", says, AS_ISSUED, part=IDENTITY_SHEET)


def remarks(paper: Paper, claim: Claim, framework: Framework, names: Names) -> Iterator[Finding]:
    """What the officer should know of a return that is taken."""
    if paper.identity is None:
        source = "title of the figures" if _is_alone(paper) else "cover"
        says = f"The hidden sheet {IDENTITY_SHEET} is gone; partner and period were read from the {source}."
        yield Finding("STR011", Severity.QUERY, says, "Confirm that this is the return as issued.", part=IDENTITY_SHEET)
    elif claim.framework != framework.version:
        says = f"The return was issued from version {claim.framework} of the framework; it is now {framework.version}."
        yield Finding("STR012", Severity.NOTE, says, "It was read against the present one.", part=IDENTITY_SHEET)
    where, cell = paper.said.get(PARTNER_LABEL, ("", None))
    written = text_of(cell)
    if paper.cover is not None and written and folded(written) not in names.partners:
        own = framework.partner(claim.partner).name
        says = f"The cover says '{show(written)}', and the framework knows the partner as {own}."
        ask = f"Confirm that it is the return of {own}."
        yield Finding("RET007", Severity.QUERY, says, ask, sheet=paper.cover.name, cell=where, found=show(written))
    stem = paper.book.file.rpartition(".")[0].casefold()
    if stem != claim.partner and framework.has_partner(stem):
        other = framework.partner(stem)
        own = framework.partner(claim.partner).name
        says = f"The file is named after {other.name} and holds the return of {own}."
        yield Finding("RET005", Severity.QUERY, says, f"Confirm that it is the return of {own}.")


def _forged(identity: Identity, known: Collection[str] | None) -> Iterator[Finding]:
    if identity.schema != str(SCHEMA):
        says = f"The return has the layout {show(identity.schema)}, and this pmxl reads layout {SCHEMA}."
        yield _error("STR006", says, "Read it with the pmxl that issued it, or issue it again.", part=IDENTITY_SHEET)
    elif not identity.is_whole:
        says = f"The hidden sheet {IDENTITY_SHEET} was changed: its fingerprint does not fit what it says."
        yield _error("STR006", says, AS_ISSUED, part=IDENTITY_SHEET)
    elif known is not None and identity.fingerprint not in known:
        says = f"No return with the fingerprint {identity.fingerprint} was issued from this folder."
        yield _error("STR006", says, AS_ISSUED, part=IDENTITY_SHEET)


def _wrong_partner(paper: Paper, claim: Claim, framework: Framework, names: Names) -> Iterator[Finding]:
    if not framework.has_partner(claim.partner):
        named = f"'{show(claim.partner)}' is not a partner in the framework."
        says = named if claim.partner else "The return does not say of which partner it is."
        yield _error("RET001", says, "Add the partner to the framework, or leave this file out.", part=IDENTITY_SHEET)
        return
    own, ask = framework.partner(claim.partner).name, "Each partner fills in its own return."
    where, cell = paper.said.get(PARTNER_LABEL, ("", None))
    written = text_of(cell)
    if names.partners.get(folded(written), claim.partner) != claim.partner:
        says = f"The cover says '{show(written)}' and the return was issued to {own}."
        yield _error("RET001", says, ask, paper.cover, where, found=show(written))
    for cell in _titles(paper):
        headed = text_of(cell).partition(TITLE_PARTS)[0].strip()
        if names.partners.get(folded(headed), claim.partner) != claim.partner:
            says = f"The figures are headed '{show(headed)}' and the return is that of {own}."
            yield _error("RET001", says, ask, paper.sheet, cell.address, found=show(headed))


def _titles(paper: Paper) -> Iterator[Cell]:
    """The texts above the headings of the sheet of figures that have a title's form."""
    for place in sorted(paper.sheet.found(_is_of_parts)):
        if place[0] < paper.head_row:
            yield paper.sheet.cells[place]


def _is_of_parts(text: str) -> bool:
    return TITLE_PARTS in text


def _wrong_period(paper: Paper, period: Period, framework: Framework, wanted: Period | None) -> Iterator[Finding]:
    where, cell = paper.said.get(PERIOD_LABEL, ("", None))
    if wanted is not None and period != wanted:
        says = f"The return is for {period.label} and the period being collected is {wanted.label}."
        ask = f"Send the return for {wanted.label}, or move this to the inbox of {period.label} and collect that."
        yield _error("RET002", says, ask, paper.cover, where, found=period.label, expected=wanted.label)
    written = text_of(cell)
    if paper.identity is None or not written:
        return
    if period_named(written, framework.settings.year_starts) != period:
        says = f"The cover says {show(written)} and the return was issued for {period.label}."
        yield _error("RET002", says, AS_ISSUED, paper.cover, where, found=show(written), expected=period.label)


def _said(paper: Paper, label: str) -> str:
    return text_of(paper.said.get(label, ("", None))[1])


def _error(
    code: str,
    says: str,
    ask: str,
    sheet: ReadSheet | None = None,
    cell: str = "",
    *,
    part: str = "",
    found: str = "",
    expected: str = "",
) -> Finding:
    name = sheet.name if sheet else ""
    return Finding(code, Severity.ERROR, says, ask, sheet=name, cell=cell, part=part, found=found, expected=expected)
