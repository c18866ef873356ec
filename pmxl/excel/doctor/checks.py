"""Checks: each looks at one fact of a machine and says what is well, or what an IT desk has to do."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PureWindowsPath

from pmxl.excel.addin.place import MAC
from pmxl.excel.addin.place import WINDOWS
from pmxl.excel.doctor.machine import Machine
from pmxl.findings import Finding
from pmxl.plural import plural
from pmxl.terms import Severity

OLDEST = (3, 11)
Wrong = tuple[str, str, str]
"""A code, a fact and a request."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at: its name, for which systems it is (none: all), what is well, and what is wrong."""

    name: str
    well: Callable[[Machine], str]
    wrong: Callable[[Machine], Iterator[Wrong]]
    systems: tuple[str, ...] = ()


def _python(m: Machine) -> Iterator[Wrong]:
    if m.python[:2] < OLDEST:
        yield "ENV030", f"Python is {_dotted(m.python)}.", "Install Python 3.11 or newer, 64 bits, from python.org."
    if m.system == WINDOWS and (m.bits != 64 or m.processor.upper() not in ("AMD64", "X86_64")):
        fact = f"Python is a {m.bits}-bit one for {m.processor}, for which xlwings brings no part that Excel can load."
        yield "ENV031", fact, "Install the 64-bit Python for x64 processors; Excel itself may be of 32 bits."


def _home(m: Machine) -> Iterator[Wrong]:
    if m.user_install:
        fact = "pmxl was installed with --user, where Excel does not find its parts."
        yield (
            "ENV032",
            fact,
            "Make an environment of its own, py -m venv C:\\pmxl, install the wheel there: pmxl guide it-desk has it.",
        )


def _packages(m: Machine) -> Iterator[Wrong]:
    if m.missing:
        yield (
            "ENV033",
            f"{plural(len(m.missing), 'package is', 'packages are')} missing: {', '.join(m.missing)}.",
            "Install pmxl again, from the wheel or the folder that it came from.",
        )


def _xlwings(m: Machine) -> Iterator[Wrong]:
    if m.xlwings and m.xlwings_wanted and m.xlwings != m.xlwings_wanted:
        fact = f"xlwings is {m.xlwings}, and the add-in is made for {m.xlwings_wanted}."
        yield "ENV034", fact, f"Run: pip install xlwings=={m.xlwings_wanted}."


def _dlls(m: Machine) -> Iterator[Wrong]:
    if not m.dlls:
        fact = "The two libraries by which Excel reaches Python (xlwings64 and xlwings32) are not beside this Python."
        yield (
            "ENV035",
            fact,
            "Install pmxl again in an environment of its own, with a 64-bit Python and without --user.",
        )


def _addin(m: Machine) -> Iterator[Wrong]:
    if m.addin is None:
        yield "ENV036", f"There is no add-in in {m.start_folder}.", "Run: pmxl addin install, then start Excel again."
    elif m.addin_stamp != m.wanted_stamp:
        fact = f"The add-in is {m.addin_stamp or 'of an unknown version'}, and Python has {m.wanted_stamp}."
        yield "ENV037", fact, "Close Excel, run: pmxl addin install, and start Excel again."


def _interpreter(m: Machine) -> Iterator[Wrong]:
    if not m.interpreter:
        fact = f"Which Python the add-in calls is not set down in {m.settings}."
        yield "ENV038", fact, "Run: pmxl addin install."
    elif not _same_home(m.interpreter, m.executable):
        fact = f"The add-in calls {m.interpreter}, and this is {m.executable}."
        yield "ENV039", fact, "Run pmxl addin install with the Python that is meant."


def _script(m: Machine) -> Iterator[Wrong]:
    if m.script is None:
        fact = "The script by which Excel on a Mac starts Python is not there, or is of another version of xlwings."
        yield "ENV044", fact, "Run: pmxl addin install."


def _policies(m: Machine) -> Iterator[Wrong]:
    for policy in m.policies or ():
        where = f"{policy.key}, {policy.name} = {policy.stops_at}"
        fact = f"A policy of this machine stops the add-in: {policy.does} ({where})."
        yield "ENV040", fact, "Ask for an exception as pmxl guide it-desk has it, or use pmxl from the command line."


def _folder(m: Machine) -> Iterator[Wrong]:
    if not m.may_write:
        yield "ENV041", f"pmxl may not write in {m.folder}.", "Ask for the right to write there, or use another folder."
    if m.ledger is not None:
        yield m.ledger.code, f"{m.ledger.file}: {m.ledger.says}", m.ledger.ask


def _nothing(_: Machine) -> Iterator[Wrong]:
    return iter(())


CHECKS = (
    Check("Python", lambda m: f"{_dotted(m.python)}, {m.bits} bits, {m.executable}", _python),
    Check("Environment", lambda m: "one of its own" if m.own_environment else "shared with other programs", _home),
    Check("Packages", lambda m: ", ".join(f"{name} {one}" for name, one in m.packages.items()), _packages),
    Check("xlwings", lambda m: m.xlwings, _xlwings),
    Check("Libraries for Excel", lambda m: ", ".join(m.dlls), _dlls, (WINDOWS,)),
    Check("Add-in", lambda m: f"{m.addin_stamp} in {m.addin}", _addin, (WINDOWS, MAC)),
    Check("Python of the add-in", lambda m: m.interpreter, _interpreter, (WINDOWS, MAC)),
    Check("Script of the add-in", lambda m: str(m.script), _script, (MAC,)),
    Check("Policies", lambda _: "none that stops the add-in", _policies, (WINDOWS,)),
    Check("Folder", lambda m: f"pmxl may write in {m.folder}", _folder),
    Check("LibreOffice", lambda _: "not needed; pmxl reads and writes workbooks by itself", _nothing),
)
"""Everything the doctor looks at, and what people ask about though it is not needed."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the doctor says of one thing."""

    name: str
    state: str
    says: str
    findings: tuple[Finding, ...] = ()


def examine(machine: Machine) -> list[Told]:
    """What is well and what is wrong, in the order of CHECKS; a check for another system is left out by name."""
    return [_told(check, machine) for check in CHECKS]


def _told(check: Check, machine: Machine) -> Told:
    if check.systems and machine.system not in check.systems:
        return Told(check.name, "not here", "Excel with add-ins runs on Windows and on the Mac.")
    found = tuple(Finding(code, Severity.ERROR, says, ask, part=check.name) for code, says, ask in check.wrong(machine))
    return Told(check.name, "wrong", str(found[0]), found) if found else Told(check.name, "well", check.well(machine))


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _same_home(one: str, other: str) -> bool:
    """python.exe and pythonw.exe stand side by side and are one Python."""
    return PureWindowsPath(one).parent == PureWindowsPath(other).parent  # which knows both slashes, and no case
