"""Constraints: what an installation takes, with version and hash: `python -m tests.constraints WHEEL` writes it."""

from __future__ import annotations

import hashlib
import json
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

EXTRAS = "addin"
HEAD = """# What {wheel} with the extra {extras} takes on {system} with Python {python}, each with the hash of its file.
# Made by `make constraints` on such a machine; made elsewhere it would name other files. Beside the wheel:
#   pip install --require-hashes -r {name}
"""


def constraints(wheel: Path) -> Path:
    """Asks pip what it would install here, and writes it down beside the wheel."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--report", "-"]
    done = subprocess.run([*command, f"{wheel}[{EXTRAS}]"], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    system, python = platform.system().lower(), ".".join(platform.python_version_tuple()[:2])
    name = f"constraints-{system}-python{python}.txt"
    head = HEAD.format(wheel=wheel.name, extras=EXTRAS, system=platform.system(), python=python, name=name)
    file = wheel.with_name(name)
    file.write_text(head + "".join(f"{line}\n" for line in lines(json.loads(done.stdout), wheel)), encoding="utf-8")
    return file


def lines(report: dict[str, Any], wheel: Path) -> list[str]:
    """The wheel itself by its file, every library by its version: no address of where it came from."""
    others = [one for one in report["install"] if one["metadata"]["name"] != wheel.name.split("-")[0]]
    own = f"./{wheel.name}[{EXTRAS}] --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}"
    return [own, *sorted(map(_line, others))]


def _line(one: dict[str, Any]) -> str:
    told, digest = one["metadata"], one["download_info"]["archive_info"]["hashes"]["sha256"]
    return f"{told['name'].lower()}=={told['version']} --hash=sha256:{digest}"


if __name__ == "__main__":
    for given in sys.argv[1:]:
        sys.stdout.write(f"{constraints(Path(given).resolve())}\n")
