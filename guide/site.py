"""Site: what is done to the built pages so that they open from a disk and ask nothing of the internet."""

from __future__ import annotations

import re
from pathlib import Path

from guide.story import HOUSE

SITE = HOUSE / "build" / "site"
SHIM = re.compile(r"https://unpkg\.com/iframe-worker/shim")
OURS = "assets/iframe-worker.js"
"""What lets the search run where a page was opened from a disk; the builder would fetch it from a server."""
OUTSIDE = re.compile(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="(https?://[^"]+)"')


def finish() -> Path:
    """Puts our own copy where a page would fetch a script from elsewhere; gives the page to open first."""
    for page in sorted(SITE.rglob("*.html")):
        up = "../" * (len(page.relative_to(SITE).parts) - 1)
        text = SHIM.sub(f"{up}{OURS}", page.read_text(encoding="utf-8"))
        asked = [found for found in OUTSIDE.findall(text) if 'rel="canonical"' not in found]
        if asked:
            raise ValueError(f"{page.relative_to(SITE)} asks for {asked[0]}: the guide must open without the internet.")
        page.write_text(text, encoding="utf-8")
    return SITE / "index.html"
