"""Elements: where those of a part that matter begin and end, as bytes, so that every other byte can stay."""

from __future__ import annotations

import re
from collections.abc import Collection
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from functools import lru_cache
from xml.parsers import expat

from pmxl.sheets.escaped import escape
from pmxl.sheets.markup import MAX_DEPTH
from pmxl.sheets.markup import is_utf8
from pmxl.sheets.splice.part import Edit
from pmxl.sheets.splice.part import Unspliceable

COUNT = re.compile(rb"""\bcount=["'](\d{1,9})["']""")
TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")


@dataclass(slots=True)
class Element:
    """One element: `begin` is its `<`, `inside` the end of its opening tag, `close` its `</`, `end` what follows it.

    `parent` is the nearest element around it that was looked for too, `pieces` what stands in it where text was.
    """

    name: str
    attributes: dict[str, str]
    depth: int
    begin: int
    inside: int
    parent: Element | None = None
    close: int = 0
    end: int = 0
    pieces: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """True for `<a/>`, which has no inside."""
        return self.close == self.inside == self.end

    @property
    def text(self) -> str:
        """What stands in it."""
        return "".join(self.pieces)

    @property
    def gone(self) -> Edit:
        """The edit that takes it out."""
        return self.begin, self.end, b""

    def saying(self, text: str) -> Edit:
        """The edit that puts another text in it."""
        return self.inside, self.close, escape(text).encode()


@lru_cache(maxsize=8)
def elements(data: bytes, part: str, depth: int = 2) -> Sequence[Element]:
    """The elements down to a depth (the root is 1), in order, by local name; Unspliceable where it is no plain XML.

    The same part is asked for again and again until it changes: nobody changes what is found.
    """
    return tuple(_Reader(data, part, depth).read())


def elements_named(data: bytes, part: str, names: Collection[str]) -> list[Element]:
    """The elements of these local names, wherever they stand, with their texts; Unspliceable as above."""
    return _Reader(data, part, MAX_DEPTH, names, with_text=True).read()


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


class _Reader:
    """Takes note of the elements that are looked for while expat walks a part: down to a depth, or of some names."""

    def __init__(
        self, data: bytes, part: str, depth: int, names: Collection[str] | None = None, *, with_text: bool = False
    ) -> None:
        self._data, self._part, self._depth, self._names = data, part, depth, names
        self._found: list[Element] = []
        self._level = 0
        self._open: list[Element | None] = []  # those around the place that are no deeper than is looked
        self._within: list[Element] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        if with_text:
            self._parser.buffer_text = True
            self._parser.CharacterDataHandler = self._text

    def read(self) -> list[Element]:
        """What was looked for, in order."""
        if not is_utf8(self._data):
            raise self._cannot("is not written in UTF-8")
        try:
            self._parser.Parse(self._data, True)  # noqa: FBT003
        except expat.ExpatError:
            raise self._cannot("is damaged") from None
        return self._found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._level = level = self._level + 1
        if level > self._depth:  # most of a sheet: its cells
            if level > MAX_DEPTH:
                raise self._cannot("nests too deep")
            return
        local = name.rpartition(" ")[2]
        if self._names is not None and local not in self._names:
            self._open.append(None)
            return
        begin = self._parser.CurrentByteIndex
        tag = TAG.match(self._data, begin)
        if tag is None:
            raise self._cannot("cannot be followed")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(local, plain, level, begin, tag.end(), self._within[-1] if self._within else None)
        self._found.append(element)
        self._open.append(element)
        self._within.append(element)

    def _end(self, _: str) -> None:
        self._level = level = self._level - 1
        if level >= self._depth:
            return
        element = self._open.pop()
        if element is None:
            return
        self._within.pop()
        if self._data[element.inside - 2 : element.inside] == b"/>":
            element.close = element.end = element.inside
        else:
            element.close = self._parser.CurrentByteIndex
            element.end = self._data.index(b">", element.close) + 1

    def _text(self, text: str) -> None:
        if self._open and (element := self._open[-1]) is not None:
            element.pieces.append(text)

    def _doctype(self, *_: object) -> None:
        raise self._cannot("declares a DOCTYPE")

    def _cannot(self, why: str) -> Unspliceable:
        return Unspliceable(f"its part {self._part} {why}")
