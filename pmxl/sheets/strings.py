"""Text as a workbook stores it: the shared strings, runs of rich text, and the escapes of both layers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pmxl.findings import Refusal
from pmxl.sheets.markup import Attributes
from pmxl.sheets.markup import Closed
from pmxl.sheets.markup import Opened
from pmxl.sheets.markup import is_utf8
from pmxl.sheets.markup import walk
from pmxl.sheets.recalled import PARTS
from pmxl.sheets.recalled import Recalled

OPEN, CLOSE = b"<si>", b"</si>"
BETWEEN = CLOSE + OPEN
TAGS_OF_ROOT = 2
CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r")
NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF
T = r"<t(?: xml:space=\"preserve\")?(?:/>|>([^<]*+)</t>)"
RUN_STYLE = r"(?:<rPr/>|<rPr>(?:<(?!/rPr>)[^<>]*+>)*</rPr>)?"
PHONETIC = r"<rPh [^<>]*+><t(?: xml:space=\"preserve\")?>[^<]*+</t></rPh>|<phoneticPr [^<>]*+/>"
PLAIN = re.compile(T)
PIECE = re.compile(rf"{PHONETIC}|<r>{RUN_STYLE}{T}</r>|{T}|(.)", re.S)
ENTITY = re.compile("&([^;&]{1,10});|&")
NUMBERED = re.compile("#(?:([0-9]+)|x([0-9A-Fa-f]+))")
"""A character by its number; Python itself would let blanks and underscores pass."""
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


NUMBERS = tuple(map(str, range(1000)))
KNOWN = Recalled()
"""Strings as they stand between their tags, and what they say: in returns of one form they come again and again."""

LARGEST = 1 << 18
"""Bytes of strings of a workbook that are kept in mind; one with more is no form that comes again and again."""

OVERHEAD = 200
"""Bytes that keeping a string takes beside its own, about."""


class Odd(Exception):
    """What the strict scan does not know: the slow path reads it instead."""


def decoded(data: bytes) -> str:
    """Plain UTF-8 without what XML may not hold; Odd otherwise."""
    if len(data.translate(None, CONTROLS)) != len(data) or (b"]" in data and b"]]>" in data):
        raise Odd
    if b"\xef" in data and any(no in data for no in NO_CHARACTERS):
        raise Odd
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Odd from None


def unfold(text: str) -> str:
    """The text of an element as XML means it: line ends and entities; Odd for an entity XML does not have."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" not in text:
        return text
    known = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&apos;", "'")
    if known.count("&") == known.count("&amp;"):
        return known.replace("&amp;", "&")
    return ENTITY.sub(_entity, text)


def _entity(match: re.Match[str]) -> str:
    name = match[1] or ""
    if name in NAMED:
        return NAMED[name]
    number = NUMBERED.fullmatch(name)
    if number is None:
        raise Odd
    code = int(number[1]) if number[1] else int(number[2], 16)
    if code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF:
        return chr(code)
    raise Odd


def decode_escapes(text: str) -> str:
    """`_x000D_` is how a workbook writes a character that XML cannot hold; half a surrogate pair stays written out."""
    return ESCAPE.sub(_escape, text) if "_x" in text else text


def _escape(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code < 0xE000 else chr(code)


def joined_runs(inside: str) -> str:
    """What stands in the runs of an `si` or `is` element, phonetic guides left out; Odd where it is unusual."""
    simple = PLAIN.fullmatch(inside)
    if simple:
        return simple[1] or ""
    pieces = []
    for match in PIECE.finditer(inside):
        if match[3] is not None:
            raise Odd
        pieces.append(match[1] or match[2] or "")
    return "".join(pieces)


def read_strings(data: bytes, file: str, part: str) -> dict[str, str]:
    """Every shared string by its number as cells write it."""
    try:
        strings = scan_strings(data, file, part)
    except (Odd, Refusal):
        strings = stream_strings(data, file, part)
    more = map(str, range(len(NUMBERS), len(strings)))
    return dict(zip(chain(NUMBERS, more) if len(strings) > len(NUMBERS) else NUMBERS, strings, strict=False))


def scan_strings(data: bytes, file: str, part: str) -> list[str]:
    """The fast path: every byte between the first `<si>` and the last `</si>` must be as expected, else Odd."""
    begin, end = data.find(OPEN), data.rfind(CLOSE) + len(CLOSE)
    if begin < 0 or end < begin or not is_utf8(data):
        raise Odd
    frame = data[:begin] + data[end:]
    if not _is_plain_root(frame, file, part):
        raise Odd
    inside = data[begin + len(OPEN) : end - len(CLOSE)]
    if len(inside) > LARGEST:
        return [_item(text) for text in decoded(inside).split(BETWEEN.decode())]
    items = inside.split(BETWEEN)
    strings = KNOWN.get_all(items)
    unknown = [*_blanks(strings)]
    said = decoded(BETWEEN.join([items[n] for n in unknown])).split(BETWEEN.decode()) if unknown else []
    for n, text in zip(unknown, said, strict=True):
        strings[n] = _item(text)
        KNOWN.keep(items[n], len(items[n]) + OVERHEAD, strings[n])
    return strings


def _blanks(strings: list[str | None]) -> Iterator[int]:
    """Where nothing stands: of hundreds of strings these are few."""
    at = -1
    for _ in range(strings.count(None)):
        at = strings.index(None, at + 1)
        yield at


def _item(text: str) -> str:
    """One string from between its `si` tags."""
    simple = text[:3] == "<t>" and text[-4:] == "</t>" and "<" not in text[3:-4]
    return decode_escapes(unfold(text[3:-4] if simple else joined_runs(text)))


def _is_plain_root(frame: bytes, file: str, part: str) -> bool:
    """True where nothing stands around the strings but their one element."""
    found: bool | None = PARTS.get((_is_plain_root, frame))
    if found is None:
        roots: list[Attributes] = []
        walk(frame, file, part, {"sst": roots.append})
        found = len(roots) == 1 and frame.count(b"<") - frame.count(b"<?") == TAGS_OF_ROOT
        PARTS.keep((_is_plain_root, frame), len(frame), found)
    return found


def stream_strings(data: bytes, file: str, part: str) -> list[str]:
    """The slow path, for anything that is well-formed."""
    strings: list[str] = []
    collector = TextCollector()
    walk(
        data,
        file,
        part,
        {"si": collector.reset, **collector.opened},
        {"si": lambda: strings.append(decode_escapes(collector.text)), **collector.closed},
        collector.add,
    )
    return strings


class TextCollector:
    """Gathers the text of the `t` elements of one string, but for those of phonetic guides."""

    def __init__(self) -> None:
        self.text = ""
        self._heard: list[str] = []
        self._listening = False
        self._phonetic = False
        self.opened: dict[str, Opened] = {"t": self._listen, "rPh": self._enter_phonetic}
        self.closed: dict[str, Closed] = {"t": self._stop, "rPh": self._leave_phonetic}

    def reset(self, _: Attributes) -> None:
        """A new string begins."""
        self.text = ""

    def add(self, text: str) -> None:
        """Characters as expat comes upon them."""
        if self._listening:
            self._heard.append(text)

    def _listen(self, _: Attributes) -> None:
        self._listening = not self._phonetic
        self._heard.clear()

    def _stop(self) -> None:
        if self._listening:
            self.text += "".join(self._heard)
        self._listening = False

    def _enter_phonetic(self, _: Attributes) -> None:
        self._phonetic = True

    def _leave_phonetic(self) -> None:
        self._phonetic = False
