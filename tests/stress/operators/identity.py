"""Whose return it is, for which period, on which revision and form: changed, contradicted and garbled."""

from __future__ import annotations

from tests.stress.book import NotHere
from tests.stress.filled import Filled
from tests.stress.markup import place
from tests.stress.operators.registry import Stage
from tests.stress.operators.registry import operator
from tests.stress.partnership import COUNCIL
from tests.stress.partnership import POLICE


def say(made: Filled, sheet: str, label: str, text: str | None) -> bool:
    """Writes the cell beside a label, below which it is another; True where the label was found."""
    if sheet not in [entry.get("name") for entry in made.book.entries]:
        return False
    for row in made.book.sheet(sheet).rows():
        for cell in list(row):
            if made.book.text(cell).strip().casefold() == label:
                at, column = place(cell.get("r", ""))
                if text is None:
                    made.book.sheet(sheet).put(at, column + 1, None)
                elif text.lstrip("-").isdigit():
                    made.book.sheet(sheet).put(at, column + 1, text)
                else:
                    made.book.write_text(sheet, at, column + 1, text)
                return True
    return False


def hidden(made: Filled, label: str, text: str | None, families: str, *, or_read: bool = False) -> None:
    """Changes what the hidden sheet says, where it is there and no other operator has spoken for the whole file."""
    if made.whole is not None or not say(made, "_pmxl", label, text):
        raise NotHere
    made.end(families, or_read=or_read)
    made.file_remarks |= {"RET", "STR"}


@operator(Stage.IDENTITY)
def another_partner(made: Filled) -> str:
    """The hidden sheet says another partner than the rows and the cover: nothing is taken for anybody."""
    other = POLICE if made.partner == COUNCIL else COUNCIL
    hidden(made, "partner", other, "RET STR")
    return f"partner {other}"


@operator(Stage.IDENTITY)
def unknown_partner(made: Filled) -> str:
    """A partner that nobody knows."""
    text = made.rng.choice(("nobody", "../../etc", "=1+1", "Millford; drop", "5"))
    hidden(made, "partner", text, "RET STR")
    return f"partner {text!r}"


@operator(Stage.IDENTITY)
def another_period(made: Filled) -> str:
    """The hidden sheet says another period than the rows: nothing is taken for either."""
    text = made.rng.choice(("2022-23 Q2", "2023-24 Q3", "2022-23", "2022-23 M09"))
    hidden(made, "period", text, "RET STR")
    return f"period {text}"


@operator(Stage.IDENTITY)
def period_garbled(made: Filled) -> str:
    """A period that is none, or may be read two ways."""
    text = made.rng.choice(("soon", "Q3", "2022", "12345", "Q1 2022", ""))
    hidden(made, "period", text, "RET STR", or_read=True)
    return f"period {text!r}"


@operator(Stage.IDENTITY)
def identity_blank(made: Filled) -> str:
    """The hidden sheet no longer says whose return it is or for when: known from the cover, or named."""
    label = made.rng.choice(("partner", "period"))
    hidden(made, label, None, "RET STR", or_read=True)
    return f"{label} blank"


@operator(Stage.IDENTITY)
def unknown_form(made: Filled) -> str:
    """A form of a number that is not known: refused."""
    text = made.rng.choice(("99", "0", "-1", "two"))
    hidden(made, "schema", text, "STR RET")
    return f"schema {text}"


@operator(Stage.IDENTITY)
def revision_garbled(made: Filled) -> str:
    """A revision that is none: named; it decides which return stands."""
    text = made.rng.choice(("two", "0", "-3", "1.5x", "999999999999"))
    hidden(made, "revision", text, "RET STR", or_read=True)
    return f"revision {text}"


@operator(Stage.IDENTITY)
def another_framework(made: Filled) -> str:
    """Issued from an earlier framework: read with a remark, or named."""
    hidden(made, "framework", "abcd0123", "RET STR", or_read=True)
    return "framework of another version"


@operator(Stage.IDENTITY)
def fingerprint_changed(made: Filled) -> str:
    """The mark of issue changed: read with a remark, or named."""
    hidden(made, "fingerprint", "0123456789abcdef", "RET STR SEC", or_read=True)
    return "another fingerprint"


@operator(Stage.IDENTITY)
def cover_says_another_period(made: Filled) -> str:
    """The cover says another period than the hidden sheet and the rows: named, or read by these two."""
    if made.whole is not None or not say(made, "Cover", "period", "2022-23 Q2"):
        raise NotHere
    made.end("RET STR", or_read=True)
    made.file_remarks |= {"RET", "STR"}
    return "cover: 2022-23 Q2"


@operator(Stage.IDENTITY)
def not_signed(made: Filled) -> str:
    """Nobody has signed: the figures stand, and somebody may ask."""
    if not say(made, "Cover", "signed off by", None):
        raise NotHere
    made.file_remarks |= {"RET", "VAL", "STR"}
    return "not signed"


@operator(Stage.IDENTITY)
def signed_oddly(made: Filled) -> str:
    """A sign-off of strange words costs no figure."""
    if not say(made, "Cover", "date signed off", made.rng.choice(("yesterday", "99999999", "=TODAY()", "-4"))):
        raise NotHere
    made.file_remarks |= {"RET", "VAL", "STR", "CEL", "NUM"}
    return "signed oddly"
