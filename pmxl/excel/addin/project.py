"""Project: the VBA of the add-in as the part that Excel reads: sources only, no leftovers of the tool that wrote it."""

from __future__ import annotations

import re
import struct
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pmxl.excel.extras import how_to_get
from pmxl.findings import refuse

PART = "xl/vbaProject.bin"
NAME = "pmxl"
CODE_PAGE = "cp1252"
SOURCES_ONLY = bytes.fromhex("cc61ffff000100")
"""The stream _VBA_PROJECT of a project without compiled code: Excel compiles the sources when it opens them."""

PROJECT_NAME, PROJECT_VERSION, TERMINATOR = 0x0004, 0x0009, 0x0010
RECORD = struct.Struct("<HI")
VERSION_SIZE = 6
"""The version record states 4 and is 6 bytes long."""
STATED_SIZE = 4


def with_modules(template: bytes, modules: Mapping[str, str], gone: tuple[str, ...]) -> bytes:
    """The template's workbook with modules put in, replaced or (`gone`) taken out; VBA has Windows' line ends."""
    host = opener()
    with tempfile.TemporaryDirectory(prefix="pmxl-addin-") as folder:
        path = Path(folder) / "addin.xlam"
        path.write_bytes(template)
        with host.ExcelFile(path) as book:
            project = book.vba_project()
            for name in gone:
                project.delete_module(name)
            kept = {name: book.get_module(name) for name in book.module_names()}  # to be without compiled code as well
            for name, source in {**kept, **modules}.items():
                _put(book, project, name, re.sub(r"\r?\n", "\r\n", source))
            book.save()
        return path.read_bytes()


def _put(book: Any, project: Any, name: str, source: str) -> None:
    """One module; of those already there the library keeps the first lines, which hold no code."""
    if name in book.module_names():
        book.set_module(name, re.sub(r'\AAttribute VB_Name = "[^"]*"\r\n(?!Attribute VB_)', "", source))
    else:
        project.add_module(name, source)


def opener() -> Any:
    """The library that writes VBA; refuses (ADD002) where it is not installed."""
    try:
        import pyopenvba
    except ImportError as missing:
        raise refuse(
            "ADD002",
            "Building the add-in needs pyOpenVBA, which is not installed.",
            how_to_get("addin"),
            found=str(missing),
        ) from missing
    return pyopenvba


def tidy(project: bytes) -> bytes:
    """The project as the standard has it: our name, no trailing bytes, no window places, no compiled code."""
    opener()
    from pyopenvba.cfb import CFB
    from pyopenvba.vba import compress
    from pyopenvba.vba import decompress

    streams = CFB.from_bytes(project)
    directory = bytes(decompress(streams.get_stream_in_storage("VBA", "dir")))
    streams.write_stream_in_storage("VBA", "dir", compress(renamed(directory)))
    streams.write_stream("PROJECT", listed(streams.get_stream("PROJECT").decode(CODE_PAGE)).encode(CODE_PAGE))
    streams.write_stream_in_storage("VBA", "_VBA_PROJECT", SOURCES_ONLY)
    return bytes(streams.to_bytes())


def renamed(directory: bytes) -> bytes:
    """The directory of modules under our project's name, ending where it ends."""
    made, at = bytearray(), 0
    while at < len(directory):
        kind, size = RECORD.unpack_from(directory, at)
        if kind == TERMINATOR:
            break
        length = VERSION_SIZE if kind == PROJECT_VERSION else size
        content = directory[at + RECORD.size : at + RECORD.size + length]
        content = NAME.encode(CODE_PAGE) if kind == PROJECT_NAME else content
        made += RECORD.pack(kind, STATED_SIZE if kind == PROJECT_VERSION else len(content)) + content
        at += RECORD.size + length
    return bytes(made) + RECORD.pack(TERMINATOR, 0)


def listed(text: str) -> str:
    """The list of modules under our project's name, each with its window closed."""
    head = re.sub(r'(?m)^Name="[^"]*"', f'Name="{NAME}"', text.partition("[Workspace]")[0]).rstrip("\r\n")
    modules = re.findall(r"(?m)^(?:Document|Module|Class)=([^/\r\n]+)", head)
    return head + "\r\n\r\n[Workspace]\r\n" + "".join(f"{name}=0, 0, 0, 0, C\r\n" for name in modules)
