"""What a workbook carries beside its cells: macros, which never run, and links, which are never followed."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from posixpath import basename

from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import show
from pmxl.sheets.container import Container
from pmxl.sheets.markup import MAIN
from pmxl.sheets.markup import Attributes
from pmxl.sheets.markup import walk
from pmxl.sheets.package import relations_of
from pmxl.terms import Severity

MACROS = "xl/vbaProject.bin"
LINKS = "xl/externallinks/externallink"
CONNECTIONS = "xl/connections"
EMBEDDED = "xl/embeddings/"
PROJECT = "vbaproject.bin"
TOLD_BY = (PROJECT, LINKS, CONNECTIONS, EMBEDDED)
SHOWN = 5
"""So many are named; the rest are counted."""


def carried(container: Container, macro_sheets: Collection[str] = ()) -> tuple[Finding, ...]:
    """A Note of the macros and one Query of everything that leads out of the workbook; nothing where there is none."""
    if not macro_sheets and not container.tells_of(TOLD_BY):
        return ()  # nearly always
    return (
        *macro_note(container.file, macros_in(container, macro_sheets)),
        *link_query(container.file, _out(container)),
    )


def macros_in(container: Container, macro_sheets: Iterable[str]) -> list[str]:
    """Where macros are: the project's part, and sheets of the older sort by their names."""
    projects = [name for name in container.names if name.casefold().endswith(PROJECT)]
    return [*projects, *(f"the sheet '{show(name, 40)}'" for name in macro_sheets)]


def macro_note(file: str, places: list[str]) -> Iterator[Finding]:
    """SEC011: that there are macros, and where."""
    if places:
        says = f"The workbook has macros ({_listed(places)})."
        yield Finding("SEC011", Severity.NOTE, says, "They were neither run nor read.", file=file)


def link_query(file: str, places: list[str]) -> Iterator[Finding]:
    """SEC010: what leads out of the workbook, and where to."""
    if places:
        says = f"The workbook has links to elsewhere or other files within it: {_listed(places)}. None was followed."
        ask = "Confirm that no figure depends on them, or replace them by their values."
        yield Finding("SEC010", Severity.QUERY, says, ask, file=file, found=places[0])


def _listed(places: list[str]) -> str:
    more = len(places) - SHOWN
    return ", ".join(places[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def _out(container: Container) -> list[str]:
    found = []
    for name in container.names:
        key = name.casefold()
        if key.startswith(LINKS) and key.endswith((".xml", ".bin")):
            found.append(f"{basename(name)} ({_told(_targets(container, name)) or 'to nowhere'})")
        elif key.startswith(CONNECTIONS) and key.endswith((".xml", ".bin")):
            found.append(
                f"{basename(name)} (data connection {_told(_connections(container, name))})".replace(" )", ")")
            )
        elif key.startswith(EMBEDDED) and key != EMBEDDED:
            found.append(f"{basename(name)} (embedded)")
    return found


def _told(targets: list[str]) -> str:
    return "; ".join(show(target) for target in targets)


def _targets(container: Container, part: str) -> list[str]:
    """Where a link leads: the other workbook's address, or the program and topic that DDE would call."""
    found: list[str] = []

    def dde(entry: Attributes) -> None:
        found.append(f"DDE {entry.get('ddeService', '')}|{entry.get('ddeTopic', '')}")

    if part.casefold().endswith(".xml"):
        _look(container, part, "ddeLink", dde)
    try:
        relations = relations_of(container, part)
    except Refusal:
        return found  # what cannot be read of a link leads nowhere
    return found + [relation.target for relation in relations.values() if relation.external]


def _connections(container: Container, part: str) -> list[str]:
    found: list[str] = []
    if part.casefold().endswith(".xml"):
        _look(container, part, "connection", lambda entry: found.append(entry.get("name", "")))
    return found


def _look(container: Container, part: str, element: str, action: object) -> None:
    """Parts that no figure stands in: one that is damaged is named by its name alone; an attack is still refused."""
    try:
        walk(container.read(part), container.file, part, {element: action}, namespaces=MAIN)  # type: ignore[dict-item]
    except Refusal as refusal:
        if refusal.finding.code.startswith("SEC"):
            raise
