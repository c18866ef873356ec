"""Results: the file in which every benchmark keeps a section of its own."""

from __future__ import annotations

import os
import platform
from datetime import UTC
from datetime import datetime
from pathlib import Path

from pmxl.plural import plural

RESULTS = Path(__file__).with_name("results.md")
HEAD = "\n# "
CORES = os.cpu_count() or 1


def put(title: str, text: str) -> None:
    """Put a benchmark's section, in Markdown, in the place of its last one, and leave those of others as they are."""
    where = f"with Python {platform.python_version()} ({platform.python_compiler()}) on {plural(CORES, 'core')}"
    said = f"# {title}\n\nMade on {datetime.now(UTC):%Y-%m-%d} {where}.\n\n{text}\n"
    found = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    parts = [part for part in f"\n{found}".split(HEAD) if part.strip()]
    kept = [f"# {part.strip()}\n" for part in parts if part.partition("\n")[0].strip() != title]
    RESULTS.write_text("\n".join([*kept, said]), encoding="utf-8")


def as_printed(table: str) -> str:
    """A table in the columns in which it was printed."""
    return f"```\n{table}\n```"
