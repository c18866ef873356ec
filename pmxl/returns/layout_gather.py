"""Gathering: every figure that a layout finds in a workbook, each once, in the periods of its measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmxl.figures import Key
from pmxl.findings import Finding
from pmxl.framework.models import Framework
from pmxl.plural import listed
from pmxl.returns.labels import described
from pmxl.returns.layout import Layout
from pmxl.returns.layout import sheets_of
from pmxl.returns.layout_added import Placed
from pmxl.returns.layout_added import add_up
from pmxl.returns.layout_found import Found
from pmxl.returns.layout_found import Unread
from pmxl.returns.layout_found import find
from pmxl.returns.names import giver_named
from pmxl.returns.names import names_of
from pmxl.sheets.cells import ReadBook
from pmxl.terms import Severity


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that a layout finds in a workbook, each figure once; `unread` counts those that did not become one.

    `doubled` are the figures that stand in more than one place, of which none was taken.
    """

    placed: tuple[Placed, ...]
    findings: tuple[Finding, ...]
    unread: int
    doubled: frozenset[Key] = frozenset()


def gather(book: ReadBook, layout: Layout, framework: Framework) -> Gathered:
    """Every figure that a layout finds, added up where the sheet tells of shorter periods; one found twice is none."""
    names, lost = names_of(framework), 0
    found: list[Found] = []
    findings: list[Finding] = []
    for sheet in book.sheets:
        unread = Unread()
        for row in layout.rows:
            if sheet in sheets_of(row, book):
                found += find(book.file, sheet, row, framework, names, unread)
        findings += dict.fromkeys(unread.findings(sheet.name))
        lost += unread.figures
    by_key: dict[Key, list[Found]] = {}
    for one in found:
        if not one.is_blank:
            by_key.setdefault(one.key, []).append(one)
    doubled = {key: some for key, some in by_key.items() if len(some) > 1}
    added = add_up((some[0] for some in by_key.values() if len(some) == 1), framework, book.file)
    told = (*findings, *_twice(doubled, framework), *added.findings)
    refused_ = lost + sum(map(len, doubled.values())) + added.refused
    return Gathered(tuple(added.placed), told, refused_, frozenset(doubled))


def _twice(doubled: dict[Key, list[Found]], framework: Framework) -> Iterator[Finding]:
    for key, some in doubled.items():
        who = giver_named(framework, key.partner)
        cells = listed(f"{one.sheet}!{one.address}" for one in some)
        says = f"{described(key, framework)} of {who} stands in {cells}, and none of them was read."
        ask = "Delete the one that is not meant, or have the layout say which."
        first = next(iter(some[1].cells.values()))
        yield Finding("STR040", Severity.ERROR, says, ask, sheet=some[1].sheet, cell=first.address)
