"""A part of a workbook as bytes: where its elements begin and end, and edits that leave every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat
from xml.sax.saxutils import escape

from pmxl.sheets.markup import MAX_DEPTH
from pmxl.sheets.markup import is_utf8
from pmxl.sheets.text import safe_text

TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
COUNT = re.compile(rb"""\bcount=["'](\d{1,9})["']""")
LITERAL_ESCAPE = re.compile("_x(?=[0-9A-Fa-f]{4}_)")
Edit = tuple[int, int, bytes]
"""From, to, and what takes the place of the bytes between."""


class Unspliceable(Exception):
    """The workbook cannot be copied safely with something of ours in it; the text says why, for people."""


@dataclass(slots=True)
class Element:
    """One element: `begin` is its `<`, `inside` the end of its opening tag, `close` its `</`, `end` what follows it."""

    name: str
    attributes: dict[str, str]
    depth: int
    begin: int
    inside: int
    close: int = 0
    end: int = 0

    @property
    def is_empty(self) -> bool:
        """True for `<a/>`, which has no inside."""
        return self.close == self.inside == self.end


def elements(data: bytes, part: str, depth: int = 2) -> list[Element]:
    """The elements down to a depth (the root is 1), in order, by local name; Unspliceable where it is no plain XML."""
    if not is_utf8(data):
        raise Unspliceable(f"its part {part} is not written in UTF-8")
    found: list[Element] = []
    opened: list[Element | None] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(opened) >= MAX_DEPTH:
            raise Unspliceable(f"its part {part} nests too deep")
        if len(opened) >= depth:
            opened.append(None)
            return
        begin = parser.CurrentByteIndex
        tag = TAG.match(data, begin)
        if tag is None:
            raise Unspliceable(f"its part {part} cannot be followed")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(name.rpartition(" ")[2], plain, len(opened) + 1, begin, tag.end())
        found.append(element)
        opened.append(element)

    def end(_: str) -> None:
        element = opened.pop()
        if element is not None:
            _close(element, data, parser.CurrentByteIndex)

    def doctype(*_: object) -> None:
        raise Unspliceable(f"its part {part} declares a DOCTYPE")

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(data, True)  # noqa: FBT003
    except expat.ExpatError:
        raise Unspliceable(f"its part {part} is damaged") from None
    return found


def _close(element: Element, data: bytes, at: int) -> None:
    if data[element.inside - 2 : element.inside] == b"/>":
        element.close = element.end = element.inside
        return
    element.close = at
    element.end = data.index(b">", at) + 1


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with the edits made; insertions at one place come in the order given."""
    pieces, place = [], 0
    for begin, end, new in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [data[place:begin], new]
        place = end
    return b"".join([*pieces, data[place:]])


def added(data: bytes, element: Element, inside: bytes, more: int | None = None) -> list[Edit]:
    """The edits that put something at the end of an element; `more` raises its `count`."""
    tag = data[element.begin : element.inside]
    if more is not None:
        tag = COUNT.sub(lambda found: b'count="%d"' % (int(found[1]) + more), tag, count=1)
    if not element.is_empty:
        return [(element.begin, element.inside, tag), (element.close, element.close, inside)]
    name = re.match(rb"<([^\s/>]+)", tag)
    if name is None:
        raise Unspliceable("one of its parts cannot be followed")
    opened = tag[:-2].rstrip() + b">"
    return [(element.begin, element.end, opened + inside + b"</" + name[1] + b">")]


def written(text: str) -> bytes:
    """Text as a workbook's XML holds it: what it may not hold written out, and nothing taken for an escape."""
    return escape(LITERAL_ESCAPE.sub("_x005F_x", safe_text(text))).encode()
