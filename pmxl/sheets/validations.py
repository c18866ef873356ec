"""What may be typed in a block of cells, in XlsxWriter's words."""

from __future__ import annotations

from datetime import date
from typing import Any

from pmxl.sheets.describe import Validation
from pmxl.sheets.pen import PlanFault
from pmxl.sheets.text import CELL_LIMIT
from pmxl.sheets.text import LIST_LIMIT
from pmxl.sheets.text import is_list_word
from pmxl.sheets.text import safe_text
from pmxl.sheets.text import utf16_length

TITLE_LIMIT = 32
MESSAGE_LIMIT = 255
WIDEST = 9.99e307
LARGEST = 999_999_999_999_999  # the last whole number that Excel keeps to the unit
LAST_DAY = date(9999, 12, 31)
EVERYTHING: dict[str, tuple[Any, Any]] = {
    "decimal": (-WIDEST, WIDEST),
    "whole": (-LARGEST, LARGEST),
    "date": (date(1900, 1, 1), LAST_DAY),
    "length": (0, CELL_LIMIT),
}
"""The bounds of a validation that asks for the kind alone."""


def options(rule: Validation) -> dict[str, Any]:
    """The options of XlsxWriter's data_validation; raises PlanFault OUT012 where Excel would not take them."""
    said = {
        "validate": rule.kind,
        "ignore_blank": rule.allow_blank,
        "error_type": "stop" if rule.stop else "warning",
        "input_title": _within(rule.title, TITLE_LIMIT),
        "input_message": _within(rule.message, MESSAGE_LIMIT),
        "error_title": _within(rule.error_title, TITLE_LIMIT),
        "error_message": _within(rule.error, MESSAGE_LIMIT),
    }
    said = {key: value for key, value in said.items() if value != ""}
    if rule.kind == "list":
        return said | {"source": _source(rule)}
    if rule.kind == "custom":
        return said | {"value": _formula(rule)}
    return said | _bounds(rule)


def _within(text: str, limit: int) -> str:
    text = safe_text(text)
    if utf16_length(text) > limit:
        raise PlanFault(
            "OUT012", f"Excel shows at most {limit} characters here, and there are {len(text)}.", found=text
        )
    return text


def _source(rule: Validation) -> list[str] | str:
    if isinstance(rule.source, str):
        return _formula(rule)
    for word in rule.source:
        if not is_list_word(word):
            raise PlanFault(
                "OUT012", "A word of a drop-down list cannot be blank or hold a comma or a quotation mark.", found=word
            )
    if utf16_length(",".join(rule.source)) > LIST_LIMIT:
        raise PlanFault(
            "OUT012", f"A drop-down list goes beyond {LIST_LIMIT} characters; it needs a range for its source."
        )
    return [safe_text(word) for word in rule.source]


def _formula(rule: Validation) -> str:
    if not isinstance(rule.source, str) or not rule.source.removeprefix("="):
        raise PlanFault("OUT012", f"A {rule.kind} validation needs a formula for its source.", found=rule.source)
    return "=" + rule.source.removeprefix("=")


def _bounds(rule: Validation) -> dict[str, Any]:
    low, high = rule.minimum, rule.maximum
    if "between" not in rule.criteria:
        return {"criteria": rule.criteria, "value": high if low is None else low}
    if low is None and high is None:
        low, high = EVERYTHING[rule.kind]
    if high is None:
        return {"criteria": ">=", "value": low}
    if low is None:
        return {"criteria": "<=", "value": high}
    return {"criteria": rule.criteria, "minimum": low, "maximum": high}
