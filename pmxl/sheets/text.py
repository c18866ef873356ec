"""Text made fit for a workbook: what XML cannot hold shows as an escape, what is too long says so; nothing vanishes."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import chain
from itertools import count

CELL_LIMIT = 32_767
SHEET_LIMIT = 31
LIST_LIMIT = 255
"""UTF-16 units that the words of a drop-down list may take together, with the commas between them."""
RESERVED = "history"  # Excel keeps this name of a sheet for itself
NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")
LINE_END = re.compile("\r\n?")
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def safe_text(text: str, limit: int = CELL_LIMIT) -> str:
    """The text with unfit characters written out (`\\x0b`) and, past the limit, cut with a remark that says so."""
    if len(text) <= limit and text.isascii() and text.isprintable():
        return text  # as nearly every text
    text = UNFIT.sub(_escape, text)
    length = utf16_length(text)
    if length <= limit:
        return text
    remark = f" … [cut here: {length:,} characters in full]"
    return _cut(text, limit - len(remark)) + remark


def kept_text(text: str) -> str:
    """Text as the ledger keeps it: one sign for the end of a line, nothing that a text file or a cell cannot hold."""
    return safe_text(LINE_END.sub("\n", text)).strip()


def sheet_name(text: str, taken: Collection[str] = ()) -> str:
    """A name that Excel takes for a sheet and that none of `taken` has, as near to the text as can be."""
    folded = {RESERVED, *(name.casefold() for name in taken)}
    clean = " ".join(NOT_IN_A_SHEET_NAME.sub(" ", safe_text(text)).split()).strip("' ") or "Sheet"
    endings = chain([""], (f" ({n})" for n in count(2)))
    names = (_cut(clean, SHEET_LIMIT - len(ending)).strip("' ") + ending for ending in endings)
    return next(name for name in names if name.casefold() not in folded)


def is_list_word(word: str) -> bool:
    """True for what can be a word of a drop-down list; `Burglary per 1,000 homes` cannot."""
    return bool(word.strip()) and "," not in word and '"' not in word


def fits_list(words: Collection[str]) -> bool:
    """True where a drop-down list can hold these words itself, without a range for its source."""
    return all(map(is_list_word, words)) and utf16_length(",".join(words)) <= LIST_LIMIT


def utf16_length(text: str) -> int:
    """Length as Excel counts it: characters beyond the basic plane count twice."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def _cut(text: str, limit: int) -> str:
    return text.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", errors="ignore")


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode()
