"""Properties: what a finished workbook says of itself that XlsxWriter has no call for."""

from __future__ import annotations

from pmxl.sheets.escaped import escape
from pmxl.sheets.repacked import repacked

CORE = "docProps/core.xml"
END = b"</cp:coreProperties>"


def with_language(data: bytes, language: str) -> bytes:
    """The workbook with its language among its properties, every other part as it was; screen readers go by it."""
    said = f"<dc:language>{escape(language)}</dc:language>".encode()
    return repacked(data, lambda name, content: content.replace(END, said + END) if name == CORE else content)
