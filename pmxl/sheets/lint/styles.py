"""The styles part: every index leads somewhere, and every number format is one that Excel takes."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from pmxl.sheets.lint.package import MAIN
from pmxl.sheets.lint.package import Package
from pmxl.sheets.lint.package import whole

STYLES_PART = "xl/styles.xml"
FIRST_OWN_FORMAT = 164
FORMAT_LIMIT = 255
SECTIONS = 4
QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.')
BRACKETED = re.compile(r"\[[^\[\]]*\]")


def check_styles(package: Package) -> tuple[int, int]:
    """Check the part; returns how many cell formats and how many differential formats there are."""
    if STYLES_PART not in package.parts:
        return 1, 0
    root = package.tree(STYLES_PART)
    if root is None:
        return 1, 0
    own = _number_formats(package, root)
    for group in ("cellStyleXfs", "cellXfs"):
        for i, xf in enumerate(root.findall(f"{MAIN}{group}/{MAIN}xf")):
            _check_xf(package, root, f"{group} {i}", xf, own)
    return _count(root, "cellXfs", "xf"), _count(root, "dxfs", "dxf")


def _count(root: Element, group: str, one: str) -> int:
    return len(root.findall(f"{MAIN}{group}/{MAIN}{one}"))


def _number_formats(package: Package, root: Element) -> set[int]:
    own: set[int] = set()
    for entry in root.findall(f"{MAIN}numFmts/{MAIN}numFmt"):
        number, code = whole(entry, "numFmtId"), entry.get("formatCode", "")
        bare = BRACKETED.sub("", QUOTED.sub("", code))
        if number in own:
            package.fault(STYLES_PART, f"the number format {number} stands twice")
        if not code or len(code) > FORMAT_LIMIT or any(ch in bare for ch in '"[]') or bare.count(";") >= SECTIONS:
            package.fault(STYLES_PART, f"{code[:60]!r} is not a number format")
        own.add(number)
    return own


def _check_xf(package: Package, root: Element, place: str, xf: Element, own: set[int]) -> None:
    for key, group, one in (
        ("fontId", "fonts", "font"),
        ("fillId", "fills", "fill"),
        ("borderId", "borders", "border"),
        ("xfId", "cellStyleXfs", "xf"),
    ):
        index, held = whole(xf, key), _count(root, group, one)
        if not 0 <= index < max(held, 1):
            package.fault(STYLES_PART, f"{place} asks for {key} {xf.get(key)} of {held}")
    number = whole(xf, "numFmtId")
    if number < 0 or (number >= FIRST_OWN_FORMAT and number not in own):
        package.fault(STYLES_PART, f"{place} asks for the number format {number}, which is not defined")
