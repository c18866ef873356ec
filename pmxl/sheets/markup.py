"""The one door for XML: expat under a depth limit, with every DOCTYPE (and so every entity) refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping
from xml.parsers import expat

from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.sheets.container import ASK_FOR_FRESH_COPY
from pmxl.sheets.container import SAVE_AGAIN

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespace of workbooks, transitional and strict."""

MAX_DEPTH = 256
SLICE = 1 << 20
DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?<(?:\?xml\s[^>]*?(?:encoding=[\"']([^\"']*)[^>]*?)?\?>|(?!\?))")
Attributes = dict[str, str]
Opened = Callable[[Attributes], object]
Closed = Callable[[], object]


def walk(
    data: bytes,
    file: str,
    part: str,
    opened: Mapping[str, Opened],
    closed: Mapping[str, Closed] | None = None,
    text: Callable[[str], object] | None = None,
    namespaces: tuple[str, ...] = MAIN,
) -> None:
    """Calls `opened[name](attributes)` and `closed[name]()` for elements of the namespaces, by local name.

    A DOCTYPE is refused (SEC002), as is what nests too deep (SEC001) or is not well-formed (FIL006).
    """
    on_open = {f"{space} {name}": action for space in namespaces for name, action in opened.items()}
    on_close = {f"{space} {name}": action for space in namespaces for name, action in (closed or {}).items()}
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise too_deep(file, part)
        action = on_open.get(name)
        if action:
            action(attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        action = on_close.get(name)
        if action:
            action()

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    if text:
        parser.CharacterDataHandler = text
    parse(parser, data, file, part)


def parse(parser: expat.XMLParserType, data: bytes, file: str, part: str) -> None:
    """Feeds a part to a parser, a slice at a time."""

    def doctype(*_: object) -> None:
        says = "This part declares a DOCTYPE, which no workbook has and which can be used to attack a reader."
        raise refuse("SEC002", says, ASK_FOR_FRESH_COPY, file=file, part=part)

    # Refusing the DOCTYPE is what defusedxml does with forbid_dtd; its readers are ten times too slow for cells.
    parser.StartDoctypeDeclHandler = doctype
    view = memoryview(data)
    try:
        for begin in range(0, len(data), SLICE):
            parser.Parse(view[begin : begin + SLICE], False)  # noqa: FBT003
        parser.Parse(b"", True)  # noqa: FBT003
    except (expat.ExpatError, LookupError, ValueError) as error:
        why = expat.ErrorString(error.code) if isinstance(error, expat.ExpatError) else error
        says = f"This part is damaged at its line {parser.CurrentLineNumber}."
        raise refuse("FIL006", says, SAVE_AGAIN, file=file, part=part, found=str(why)) from None


def too_deep(file: str, part: str) -> Refusal:
    """What nests so deep that it is meant to break a reader."""
    says = f"This part nests more than {MAX_DEPTH} levels deep."
    return refuse("SEC001", says, ASK_FOR_FRESH_COPY, file=file, part=part)


def is_utf8(data: bytes) -> bool:
    """True where a part says it is UTF-8, or says nothing and so is."""
    declared = DECLARATION.match(data)
    return declared is not None and (declared[1] or b"utf-8").lower() in (b"utf-8", b"us-ascii")
