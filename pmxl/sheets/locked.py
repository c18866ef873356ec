"""Workbooks locked with a password, opened with one of those that are given; none is ever printed or kept."""

from __future__ import annotations

import io
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from typing import Any

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError
from msoffcrypto.exceptions import FileFormatError
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.exceptions import ParseError
from msoffcrypto.format.ooxml import OOXMLFile

from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.sheets.sniff import OLE
from pmxl.sheets.sniff import damaged

EXCELS_OWN = "VelvetSweatshop"
"""The password that Excel itself uses for a workbook that opens without asking for one but is protected in parts."""

MOST_ROUNDS = 1_000_000
"""How often a password may be hashed before it is tried; Excel does it 100,000 times, and a hostile file very often."""

HOW = (
    "Ask the sender for the password and give it in the passwords file, in the keyring or with --ask-passwords; "
    "or ask for a copy without one."
)


def unlocked(data: bytes, file: str, passwords: Sequence[str]) -> bytes:
    """The workbook within; the bytes as they are where they are not locked.

    Refuses a locked one where no password is given (FIL010) or none of them opens it (FIL011).
    """
    return unlocked_with(data, file, passwords)[0]


def unlocked_with(data: bytes, file: str, passwords: Sequence[str]) -> tuple[bytes, str]:
    """The workbook within, and the password that opened it: "" where a person needs none."""
    office = _office(data) if data.startswith(OLE) else None
    if office is None:
        return data, ""
    with _damage_named(file):
        _check_cost(office, file)
        for password in (EXCELS_OWN, *passwords):
            if (opened := _opened(office, password)) is not None:
                return opened, "" if password == EXCELS_OWN else password
    if not passwords:
        raise refuse("FIL010", "The workbook is locked with a password, and none is known for it.", HOW, file=file)
    tried = "The password that is known for it does" if len(passwords) == 1 else _none_of(len(passwords))
    raise refuse("FIL011", f"The workbook is locked with a password. {tried} not open it.", HOW, file=file)


def locked(data: bytes, password: str) -> bytes:
    """An .xlsx or .xlsm workbook locked with a password; as it is where there is none."""
    if not password:
        return data
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    return out.getvalue()


def _none_of(count: int) -> str:
    return f"The {count} passwords that are known do"


def _office(data: bytes) -> Any | None:
    """The locked file as the library has it; None for what is not locked, or is nothing it knows."""
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        return office if office.is_encrypted() else None
    except MemoryError:
        raise
    except Exception:  # the library's own complaints are many; what is no workbook is said by the reader that follows
        return None


def _opened(office: Any, password: str) -> bytes | None:
    try:
        office.load_key(password=password, verify_password=True)
    except InvalidKeyError:
        return None
    out = io.BytesIO()
    office.decrypt(out)
    return out.getvalue()


def _check_cost(office: Any, file: str) -> None:
    """A hostile file can ask for so many rounds that trying one password takes hours."""
    info = getattr(office, "info", None)
    rounds = info.get("spinValue", 0) if isinstance(info, dict) else 0
    if rounds > MOST_ROUNDS:
        says = f"To try a password, the file asks for {rounds:,} rounds of hashing, and the limit is {MOST_ROUNDS:,}."
        raise refuse("SEC012", says, "Ask the sender for a copy without a password.", file=file)


@contextmanager
def _damage_named(file: str) -> Iterator[None]:
    """Whatever goes wrong in the library is about the file."""
    try:
        yield
    except (Refusal, MemoryError):
        raise
    except (DecryptionError, FileFormatError, ParseError):
        says = "The workbook is locked in a way that is not read."
        raise refuse("FIL013", says, "Ask the sender for a copy saved without a password.", file=file) from None
    except Exception:
        raise damaged("it is locked with a password, and what says how cannot be read", file) from None
