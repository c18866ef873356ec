"""Properties: what a finished workbook says of itself that XlsxWriter has no call for."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

CORE = "docProps/core.xml"
END = b"</cp:coreProperties>"


def with_language(data: bytes, language: str) -> bytes:
    """The workbook with its language among its properties, every other part as it was; screen readers go by it."""
    said = f"<dc:language>{escape(language)}</dc:language>".encode()
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            content = before.read(part)
            after.writestr(part, content.replace(END, said + END) if part.filename == CORE else content)
    return out.getvalue()
