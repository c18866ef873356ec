"""Spots: where the elements of a part that matter begin and end, as bytes, so that every other byte can stay."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field
from xml.parsers import expat
from xml.sax.saxutils import escape

from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.sheets.container import ASK_FOR_FRESH_COPY
from pmxl.sheets.container import SAVE_AGAIN
from pmxl.sheets.markup import MAX_DEPTH
from pmxl.sheets.markup import is_utf8
from pmxl.sheets.splice.part import TAG
from pmxl.sheets.splice.part import Edit
from pmxl.sheets.splice.part import Unspliceable


@dataclass(slots=True)
class Spot:
    """One element: `begin` is its `<`, `inside` the end of its opening tag, `close` its `</`, `end` what follows it."""

    name: str
    attributes: dict[str, str]
    begin: int
    inside: int
    parent: Spot | None
    close: int = 0
    end: int = 0
    pieces: list[str] = field(default_factory=list)

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


class _Reader:
    """Takes note of the elements of some names while expat walks a part."""

    def __init__(self, data: bytes, file: str, part: str, names: Collection[str]) -> None:
        self.data, self.file, self.part, self.names = data, file, part, names
        self.found: list[Spot] = []
        self._open: list[Spot | None] = []
        self._within: list[Spot] = []
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def read(self) -> list[Spot]:
        try:
            self._parser.Parse(self.data, True)  # noqa: FBT003
        except expat.ExpatError:
            raise self._refuse("This part is damaged.") from None
        return self.found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise self._refuse(f"This part nests more than {MAX_DEPTH} levels deep.")
        local = name.rpartition(" ")[2]
        if local not in self.names:
            self._open.append(None)
            return
        begin = self._parser.CurrentByteIndex
        tag = TAG.match(self.data, begin)
        if tag is None:
            raise self._refuse("This part cannot be followed.")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        spot = Spot(local, plain, begin, tag.end(), self._within[-1] if self._within else None)
        self.found.append(spot)
        self._open.append(spot)
        self._within.append(spot)

    def _end(self, _: str) -> None:
        spot = self._open.pop()
        if spot is None:
            return
        self._within.pop()
        if self.data[spot.inside - 2 : spot.inside] == b"/>":
            spot.close = spot.end = spot.inside
        else:
            spot.close = self._parser.CurrentByteIndex
            spot.end = self.data.index(b">", spot.close) + 1

    def _text(self, text: str) -> None:
        if self._open and (spot := self._open[-1]) is not None:
            spot.pieces.append(text)

    def _doctype(self, *_: object) -> None:
        says = "This part declares a DOCTYPE, which no workbook has and which can be used to attack a reader."
        raise refuse("SEC002", says, ASK_FOR_FRESH_COPY, file=self.file, part=self.part)

    def _refuse(self, says: str) -> Refusal:
        return refuse("FIL006", says, SAVE_AGAIN, file=self.file, part=self.part)


def spots(data: bytes, file: str, part: str, names: Collection[str]) -> list[Spot]:
    """The elements of these local names in order; a Refusal where the part cannot be followed byte by byte."""
    if not is_utf8(data):
        raise Unspliceable(f"its part {part} is not written in UTF-8")
    return _Reader(data, file, part, names).read()


def edited(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with the edits made; an edit within another one is left out with it."""
    pieces, place = [], 0
    for begin, end, new in sorted(edits, key=lambda edit: (edit[0], -edit[1])):
        if begin < place:
            continue
        pieces += [data[place:begin], new]
        place = end
    return b"".join([*pieces, data[place:]])
