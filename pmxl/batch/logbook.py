"""Logbook: logbook.xlsx made where there is none, read where there is one, and given the sheets and ids it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path

from pmxl.batch.folder import Folder
from pmxl.findings import Finding
from pmxl.findings import Refusal
from pmxl.findings import refuse
from pmxl.framework.column import plain
from pmxl.framework.make_start import NAME as START
from pmxl.improve.logbook.faults import LogFault
from pmxl.improve.logbook.ids import NAME as IDS
from pmxl.improve.logbook.ids import is_up_to_date
from pmxl.improve.logbook.logbook import Logbook
from pmxl.improve.logbook.logs import SHEETS
from pmxl.improve.logbook.make import plan_logbook
from pmxl.improve.logbook.read import read_logbook
from pmxl.improve.logbook.renamed import renamed
from pmxl.sheets.graft import graft
from pmxl.sheets.intake import take
from pmxl.sheets.publish import write_bytes_beside
from pmxl.sheets.read import read_workbook
from pmxl.sheets.splice.part import Unspliceable
from pmxl.sheets.write import write_workbook


@dataclass(frozen=True, slots=True)
class Logged:
    """What was done: the file, whether it was made now, the sheets added to it, and what it says.

    `renewed` is True where the ids to choose from were not those of the framework, and are now.
    """

    path: Path
    logbook: Logbook
    made: bool = False
    added: tuple[str, ...] = ()
    renewed: bool = False


def logbook(folder: Folder) -> Logged:
    """Makes the logbook, or reads it and adds the sheets and ids that are missing; what people typed stays as it is."""
    path, framework = folder.logbook_file, folder.framework
    if not path.exists():
        beside = read_logbook(path, framework)
        if beside.is_unread:
            return Logged(path, beside)
        write_workbook(plan_logbook(framework), path)
        return Logged(path, read_logbook(path, framework), made=True)
    data = take(path)
    try:
        book = read_workbook(path, data)
    except Refusal as refusal:
        return Logged(path, Logbook(findings=refusal.findings))
    there = {plain(sheet.name) for sheet in book.sheets}
    elsewhere = renamed(book)  # told, and not put in a second time
    missing = tuple(one.name for one in SHEETS if plain(one.name) not in there and one.name not in elsewhere)
    if missing:
        add(folder, data, missing)
        return Logged(path, read_logbook(path, framework), added=missing)
    if is_up_to_date(book, framework):
        return Logged(path, read_logbook(path, framework, data))
    return renew(folder, data)


def renew(folder: Folder, data: bytes) -> Logged:
    """Lists the framework's ids anew; where that is not safe the workbook stays as it was, and it is told."""
    path, framework = folder.logbook_file, folder.framework
    try:
        made = graft(data, path.name, plan_logbook(framework), (), IDS, anew=(IDS,))
        why = "" if is_up_to_date(read_workbook(path, made), framework) else "something else stands on that sheet"
    except Unspliceable as reason:
        why = str(reason)
    if why:
        fault, found = LogFault.OLD_IDS, read_logbook(path, framework, data)
        says = f"The ids listed here are not those of the framework, and cannot be renewed, because {why}."
        ask = f"Take them from {folder.framework_file.name}, or move the workbook away to get a new one."
        told = Finding(fault.code, fault.severity, says, ask, file=path.name, sheet=IDS)
        return Logged(path, replace(found, findings=(*found.findings, told)))
    write_bytes_beside(path, made)
    return Logged(path, read_logbook(path, framework), renewed=True)


def add(folder: Folder, data: bytes, missing: tuple[str, ...]) -> None:
    """Puts the missing sheets in, and lists them and the framework's ids; a Refusal leaves the workbook as it was."""
    path = folder.logbook_file
    try:
        made = graft(data, path.name, plan_logbook(folder.framework), missing, IDS, anew=(START, IDS))
    except Unspliceable as reason:
        says = f"{', '.join(missing)} cannot be added to the workbook safely, because {reason}."
        ask = "Take that out and try again, or move the workbook away to get a new one and copy your rows into it."
        raise refuse(LogFault.UNWRITTEN.code, says, ask, file=path.name) from None
    write_bytes_beside(path, made)
