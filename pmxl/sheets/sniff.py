"""What a file is by its first bytes, and the refusal of everything that is no workbook."""

from __future__ import annotations

import re

from pmxl.findings import Refusal
from pmxl.findings import refuse

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOOK = 4096
"""Bytes looked at to tell text from something else."""

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
KNOWN = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "an image (PNG)"),
    (b"\xff\xd8\xff", "an image (JPEG)"),
    (b"GIF8", "an image (GIF)"),
    (b"BM", "an image (BMP)"),
    (b"II*\x00", "an image (TIFF)"),
    (b"MM\x00*", "an image (TIFF)"),
    (b"{\\rtf", "a Rich Text document"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"SQLite format 3\x00", "a database (SQLite)"),
)
HTML = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta|div|style)\b", re.I | re.S)
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f]")
SAVE_AS_XLSX = "Save it as an Excel workbook (.xlsx) and send it again."
ASK_AGAIN = "Ask for it to be sent again."
ASK_FOR_WORKBOOK = "Ask for the Excel workbook (.xlsx) itself."


def refuse_unless_zip(data: bytes, file: str) -> None:
    """Pass a zip container on; refuse anything else by what it looks like (FIL001, 002, 003 or 005)."""
    if data.startswith(ZIP):
        return
    if not data:
        raise refuse("FIL001", "The file is empty (0 bytes).", ASK_AGAIN, file=file)
    if not data.strip(b"\0"):
        says = f"The file holds {len(data):,} bytes of nothing but zeros: its copying did not finish."
        raise refuse("FIL002", says, ASK_AGAIN, file=file)
    if data.startswith(OLD_EXCEL):
        raise old_version("an Excel workbook of before 1997 (.xls)", file)
    raise _other(data, file)


def old_version(what: str, file: str) -> Refusal:
    """FIL005: a workbook, but of a kind that is not read."""
    return refuse("FIL005", f"This is {what}, which is not read.", SAVE_AS_XLSX, file=file)


def not_a_workbook(what: str, file: str) -> Refusal:
    """FIL003: something else than a workbook."""
    return refuse("FIL003", f"This is not a workbook but {what}.", ASK_FOR_WORKBOOK, file=file)


def locked_zip(file: str) -> Refusal:
    """FIL012: parts locked one by one, as zip programs do and Excel does not."""
    says = "The parts of this workbook are locked by a zip program, which is not read."
    return refuse("FIL012", says, "Save it without the password and send it again.", file=file)


def other_ole(data: bytes, file: str) -> Refusal:
    """The refusal of an OLE container that holds no workbook; names of streams stand in its directory as UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return damaged("it is locked with a password, and what says how cannot be read", file)
    if holds("WordDocument"):
        return not_a_workbook("a Word document (.doc)", file)
    if holds("PowerPoint Document"):
        return not_a_workbook("a PowerPoint presentation (.ppt)", file)
    if holds("Workbook") or holds("Book"):
        return damaged("the list of its parts cannot be read", file)
    return not_a_workbook("another kind of Office or Outlook file", file)


def damaged(what: str, file: str) -> Refusal:
    """FIL002: a workbook of which not all arrived, or not as it was."""
    return refuse("FIL002", f"The file is damaged: {what}.", ASK_AGAIN, file=file)


def is_text(data: bytes) -> bool:
    """True for plain text such as CSV: no known mark of another kind, no control characters, no web page."""
    start = _start(data)
    if any(start.startswith(magic) for magic, _ in KNOWN) or HTML.match(start):
        return False
    return start.startswith(UTF16_MARKS) or not CONTROL.search(start)


def _start(data: bytes) -> bytes:
    return data[:LOOK].removeprefix(b"\xef\xbb\xbf")


def _other(data: bytes, file: str) -> Refusal:
    start = _start(data)
    for magic, what in KNOWN:
        if start.startswith(magic):
            return not_a_workbook(what, file)
    if b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        return old_version("an XML spreadsheet of Excel 2003", file)
    if b"urn:oasis:names:tc:opendocument" in start:
        return old_version("a flat OpenDocument spreadsheet (.fods)", file)
    if HTML.match(start):
        return not_a_workbook("a web page (HTML)", file)
    if is_text(data):
        return not_a_workbook("plain text", file)
    return not_a_workbook("data of an unknown kind", file)
