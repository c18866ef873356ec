"""Numbers typed as text: a strict grammar of what is one number and nothing else, and what to type instead."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pmxl.readings import NO_WIDTH

BLANKS = "[ \u00a0\u2000-\u200a\u202f\u205f\u3000]"
MINUS = "[-\u2212]"
WHOLE = f"(?:[0-9]+|[1-9][0-9]{{0,2}}(?:,[0-9]{{3}})+|[1-9][0-9]{{0,2}}(?:{BLANKS}[0-9]{{3}})+)"
AMOUNT = f"(?:{WHOLE}(?:\\.[0-9]+)?|\\.[0-9]+)"
NUMBER = re.compile(f"(?P<sign>{MINUS}|\\+)?(?P<amount>{AMOUNT})(?P<percent>{BLANKS}?%)?")
COMMA_DECIMAL = re.compile(f"{MINUS}?[0-9]+(?:[., ][0-9]+)*,[0-9]+ ?%?")
BOUND = re.compile("(?:(?P<most>≤|<=)|<|less than|fewer than|under) ?(?P<bound>[0-9]+)", re.I)
IN_BRACKETS = re.compile(f"\\( ?(?P<amount>{AMOUNT}) ?\\)")
MINUS_AFTER = re.compile(f"(?P<amount>{AMOUNT}) ?{MINUS}")
MULTIPLIED = re.compile(f"(?P<sign>{MINUS})?(?P<amount>{AMOUNT}) ?(?P<times>k|m|mn|bn|thousand|million|billion)", re.I)
TIMES = {
    "k": 1_000,
    "thousand": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "million": 1_000_000,
    "bn": 1_000_000_000,
    "billion": 1_000_000_000,
}
IN_MANY = re.compile("[£€$] ?(?P<short>k|m|mn|bn)\\b|\\b(?P<word>thousand|million|billion)s?\\b|\\b000", re.I)
"""A unit that counts in thousands or more: `£ thousand`, `£m`, `£000s`."""
ONE_NUMBER = re.compile(f"[^0-9]*?(?P<amount>{AMOUNT})[^0-9]*")
WORDS_FOR_NOUGHT = ("nil", "none", "zero", "nought")
SIGNIFICANT = 15
"""The digits of a number that Excel keeps."""

LARGEST = 9.99999999999999e307
"""The largest number that can be typed in Excel."""


@dataclass(frozen=True, slots=True)
class TextNumber:
    """A number read from text: its value in the unit typed, and whether a percent or a currency sign stood there."""

    value: float
    percent: bool = False
    currency: bool = False


def tidy_text(text: str) -> str:
    """Without blanks at its ends and characters of no width."""
    return NO_WIDTH.sub("", text).strip()


def significant(number: float) -> float:
    """The number that Excel keeps: its first 15 significant digits."""
    return float(f"{number:.{SIGNIFICANT}g}")


def number_in(text: str, currency: str) -> TextNumber | None:
    """The one number that a tidied text is, or None: `1,234`, `1 234`, `−12`, `12%`, `£3,000`, and nothing looser."""
    bare, has_currency = _without_currency(text, currency)
    match = NUMBER.fullmatch(bare)
    if not match or (match["percent"] and has_currency):
        return None
    value = _amount(match["amount"])
    if value > LARGEST:
        return None
    return TextNumber(_signed(value, match["sign"]), bool(match["percent"]), has_currency)


def suppressed_bound(text: str) -> str:
    """`below 5` for `<5` and `5 or fewer` for `≤5`; "" where the text is no such thing."""
    match = BOUND.fullmatch(text)
    if match is None:
        return ""
    return f"{match['bound']} or fewer" if match["most"] else f"below {match['bound']}"


def has_comma_decimal(text: str) -> bool:
    """True for `5,5`, `1.234,5` and `1,23`: a comma can be a decimal point there, or thousands are badly grouped."""
    return bool(COMMA_DECIMAL.fullmatch(text)) and not NUMBER.fullmatch(text)


def with_decimal_point(text: str) -> str:
    """A text of `has_comma_decimal` with its last comma as the decimal point and no grouping: `1234.5`."""
    whole, _, decimals = text.rpartition(",")
    return re.sub("[., ]", "", whole).replace("\u2212", "-") + "." + decimals


def ends_in_a_part(text: str) -> bool:
    """True where the last comma of such a text, were it a decimal point, left no whole number: `1,23`, not `12,00`."""
    decimals = text.rpartition(",")[2]
    return decimals.isdigit() and int(decimals) > 0


def without_comma(text: str) -> str:
    """A text of `has_comma_decimal` with its commas for thousands, however badly grouped: `12345`."""
    return str(int(re.sub("[., ]", "", text).replace("\u2212", "-")))


def meant_by(text: str, currency: str, unit: str = "") -> str:
    """What to type instead, as far as the text shows it: `If thousands are meant, type 3000.`; "" where it does not.

    `unit` is that of its row, in which `92k` is 92 where it counts in thousands.
    """
    bare, _ = _without_currency(text, currency)
    western = _western(bare)
    if western != bare and NUMBER.fullmatch(western):
        return f"If {western} is meant, type it in the digits 0 to 9."
    if match := MULTIPLIED.fullmatch(bare):
        times = TIMES[match["times"].lower()]
        number = significant(_signed(_amount(match["amount"]) * times, match["sign"]))
        if in_many := IN_MANY.search(unit):
            many = TIMES.get((in_many["short"] or in_many["word"] or "").lower(), TIMES["thousand"])
            return f"Type {significant(number / many):.15g}, for the unit of its row is {unit}."
        return f"Type it as a plain number in the unit of its row: it is {number:.15g} in single units."
    if match := IN_BRACKETS.fullmatch(bare) or MINUS_AFTER.fullmatch(bare):
        return f"If it is below nought, type {-_amount(match['amount']):.15g}."
    if bare.casefold() in WORDS_FOR_NOUGHT:
        return "If there were none, type 0."
    if (match := ONE_NUMBER.fullmatch(bare)) and _amount(match["amount"]) <= LARGEST:
        return f"If {match['amount']} is meant, type it alone and put the rest in Commentary."
    return ""


def _without_currency(text: str, currency: str) -> tuple[str, bool]:
    """`£-3,000`, `-£3,000` and `-3,000 £` are `-3,000`."""
    if not currency or text.count(currency) != 1:
        return text, False
    before, after = (piece.strip() for piece in text.split(currency))
    if before and after and not re.fullmatch(MINUS, before):
        return text, False
    return before + after, True


def _amount(digits: str) -> float:
    return significant(float(re.sub(f",|{BLANKS}", "", digits)))


def _signed(value: float, sign: str | None) -> float:
    return -value if sign and sign != "+" else value


def _western(text: str) -> str:
    """Full-width, Arabic and other digits as 0 to 9, for a suggestion only."""
    return "".join(str(unicodedata.decimal(ch)) if ch.isdecimal() else ch for ch in text)
