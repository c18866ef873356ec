"""Licences: every library that pmxl brings with it, from what each says of itself where it is installed."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution
from importlib.metadata import PackageNotFoundError
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from guide.made.table import table

EXTRAS = ("addin", "server", "postgres", "dask")
SYSTEMS = {
    "Windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
    "Mac": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "Linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
}
"""How a requirement asks which system it is on."""
PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
HEAD = """# Licences

Every library that an installation brings, with the licence that it states of itself, as installed where this page was
made. pmxl itself is under the MIT licence.

**xlwings has two parts.** The library `xlwings` is under the BSD 3-clause licence, and it is what the add-in for
Windows uses. The part `xlwings.server` (in older versions `xlwings.pro`) is under the PolyForm Noncommercial Licence,
or a paid one. Of pmxl only `pmxl serve` uses it: for Excel on the Mac and the web. By its text a public body or a
charity may use it without paying; a company must buy it. pmxl never agrees to it for you, and everything else in pmxl
works without it.

**psycopg**, which comes with the extra `postgres` alone, is under the LGPL 3. pmxl uses it as a library of its own, as
it is: whoever installs it with pip has it from its makers, and may exchange it for another version. Who hands a copy
on, in an image of a machine for example, hands its licence on with it.

**Some libraries carry compiled libraries of others in them**, under licences of their own that stand in the files of
each. [Which those are](#compiled-libraries-inside) is read from what is installed where this page was made; on Windows
and the Mac the list is alike, with other file names.
"""
CARRIED = re.compile(r"^[\w.-]+\.(?:libs|dylibs)$")
"""The folder of an installed library in which those of others lie."""
VERSION = re.compile(r"-[\da-f]{6,}|\.so|\.dylib|\.dll")
"""What follows a name: the mark of one build, and what sort of file it is."""


def licences() -> str:
    """The page licences.md."""
    told = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    base = _needs(told["dependencies"])
    parts = [HEAD, "## Always installed\n", _table(base)]
    for extra in EXTRAS:
        more = sorted(set(_needs(told["optional-dependencies"][extra])) - set(base))
        parts += [f"## With the extra `{extra}`\n", _table(more) if more else "Nothing more.\n"]
    every = {name for extra in EXTRAS for name in _needs(told["optional-dependencies"][extra])} | {*base}
    holding = ((name, ", ".join(inside)) for name in sorted(every) if (inside := carried(installed(name))))
    parts += ["## Compiled libraries inside\n", table(("library", "brings in its files"), holding)]
    if rows := sorted(elsewhere(base)):
        parts += ["## On other systems besides\n", table(("library", "system", "brought by"), rows)]
    return "\n".join(parts)


def _needs(lines: list[str]) -> list[str]:
    """The libraries of these lines, and what they need in turn, by name."""
    found: set[str] = set()
    waiting = [(Requirement(line), "") for line in lines]
    while waiting:
        need, wanted = waiting.pop()
        if need.marker is not None and not need.marker.evaluate({"extra": wanted}):
            continue
        name = canonicalize_name(need.name)
        if name not in found or need.extras:
            found.add(name)
            more = (held.requires or []) if (held := installed(name)) else []
            waiting += [(Requirement(line), extra) for line in more for extra in (need.extras or {""})]
    return sorted(found)


def elsewhere(names: list[str]) -> set[tuple[str, str, str]]:
    """What these libraries bring on systems other than this: its name, the system, and which of them brings it."""
    found: set[tuple[str, str, str]] = set()
    for name in names:
        for need in map(Requirement, (held.requires or []) if (held := installed(name)) else []):
            if need.marker is None or need.marker.evaluate({"extra": ""}) or canonicalize_name(need.name) in names:
                continue
            there = (system for system, asked in SYSTEMS.items() if need.marker.evaluate({"extra": "", **asked}))
            found |= {(canonicalize_name(need.name), system, name) for system in there}
    return found


def installed(name: str) -> Distribution | None:
    """A library as it is installed, if it is."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def carried(held: Distribution | None) -> list[str]:
    """The compiled libraries of others in the files of an installed one, by their names."""
    files = (held.files or []) if held else []
    return sorted({VERSION.split(file.name)[0] for file in files if CARRIED.match(file.parts[0])})


def _table(names: list[str]) -> str:
    return table(("library", "version", "licence"), (_row(name, installed(name)) for name in names))


def _row(name: str, held: Distribution | None) -> tuple[str, str, str]:
    return (name, held.version, licence(held)) if held else (name, "not installed here", "")


def licence(held: Distribution) -> str:
    """What a library says: its expression, else its classifiers, else the first line of its text."""
    told = held.metadata
    if "License-Expression" in told:
        return str(told["License-Expression"])
    kinds = [one.rpartition(":: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    free = (str(told["License"]) if "License" in told else "").strip().splitlines()
    return ", ".join(re.sub(r" \(.*\)$", "", kind) for kind in kinds) or (free[0] if free else "see its files")
