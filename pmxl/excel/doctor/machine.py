"""Machine: the facts about this machine that decide whether Excel and pmxl find one another."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import re
import site
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

from pmxl.disk import doubt
from pmxl.excel.addin.place import FILE_NAME
from pmxl.excel.addin.place import script_file
from pmxl.excel.addin.place import settings_file
from pmxl.excel.addin.place import start_folder
from pmxl.excel.addin.settings import interpreter_in
from pmxl.excel.addin.stamp import Stamp
from pmxl.excel.addin.stamp import stamp_of
from pmxl.excel.doctor.policies import Policy
from pmxl.excel.doctor.policies import stopping
from pmxl.findings import Finding
from pmxl.findings import Refusal

DLLS = ("xlwings64-{}.dll", "xlwings32-{}.dll")
NEEDED_BY_PMXL = re.compile(r"([A-Za-z0-9_.\-]+)\s*([^;]*)(;.*)?")


@dataclass(frozen=True, slots=True)
class Machine:
    """What was found. Empty texts and None say that there is nothing, or that this system does not have it."""

    system: str
    python: tuple[int, int, int]
    bits: int
    processor: str
    executable: str
    own_environment: bool
    user_install: bool
    packages: dict[str, str]
    missing: tuple[str, ...]
    xlwings: str
    xlwings_wanted: str
    dlls: tuple[str, ...]
    start_folder: Path | None
    addin: Path | None
    addin_stamp: Stamp | None
    wanted_stamp: Stamp | None
    settings: Path | None
    interpreter: str
    script: Path | None
    policies: tuple[Policy, ...] | None
    folder: Path
    may_write: bool
    ledger: Finding | None = None


def this_machine(folder: Path) -> Machine:
    """The facts as they are now; nothing is changed."""
    packages, missing = needed()
    version = packages.get("xlwings", "")
    start = _start()
    addin = start / FILE_NAME if start and (start / FILE_NAME).is_file() else None
    settings = settings_file()
    script = script_file(version)
    return Machine(
        system=sys.platform,
        python=sys.version_info[:3],
        bits=struct.calcsize("P") * 8,
        processor=platform.machine(),
        executable=sys.executable,
        own_environment=sys.prefix != sys.base_prefix,
        user_install=_under(Path(__file__), site.getusersitepackages()),
        packages=packages,
        missing=missing,
        xlwings=version,
        xlwings_wanted=wanted("xlwings"),
        dlls=tuple(name.format(version) for name in DLLS if (Path(sys.prefix) / name.format(version)).is_file()),
        start_folder=start,
        addin=addin,
        addin_stamp=stamp_of(addin) if addin else None,
        wanted_stamp=Stamp(packages.get("pmxl", ""), version),
        settings=settings,
        interpreter=interpreter_in(settings),
        script=script if script and script.is_file() else None,
        policies=stopping(),
        folder=folder,
        may_write=os.access(folder, os.W_OK),
        ledger=doubt(folder),
    )


def requirements() -> list[tuple[str, str]]:
    """What pmxl needs, as its own record says: names and versions, the extras left out."""
    try:
        listed = importlib.metadata.requires("pmxl") or []
    except importlib.metadata.PackageNotFoundError:
        return []
    found = (NEEDED_BY_PMXL.fullmatch(line) for line in listed if "extra ==" not in line)
    return [(match[1], match[2].strip()) for match in found if match]


def wanted(name: str) -> str:
    """The one version that pmxl pins a package to; an empty text where it does not."""
    return next((rule.removeprefix("==") for one, rule in requirements() if one == name and rule.startswith("==")), "")


def needed() -> tuple[dict[str, str], tuple[str, ...]]:
    """The versions of pmxl and of what it needs, and the names of what is not there."""
    from pmxl import __version__

    found, missing = {"pmxl": __version__}, []
    for name in dict.fromkeys([*(one for one, _ in requirements()), "xlwings"]):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            missing.append(name)
    return found, tuple(missing)


def _start() -> Path | None:
    try:
        return start_folder()
    except Refusal:
        return None


def _under(path: Path, folder: str) -> bool:
    return path.resolve().is_relative_to(Path(folder).resolve())
