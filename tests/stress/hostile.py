"""Hostile texts, and all that could be live in a file that we write."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import cycle
from xml.etree import ElementTree as ET

LOCAL = "http://127.0.0.1:9/x"
STRINGS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1,1)",
    "=cmd|'/c calc'!A0",
    '=DDE("cmd","/c calc","x")',
    f'=HYPERLINK("{LOCAL}","click")',
    f'=WEBSERVICE("{LOCAL}")',
    f'=IMPORTXML("{LOCAL}","//a")',
    "='[http://127.0.0.1:9/b.xlsx]S'!A1",
    f"{LOCAL}",
    "file://127.0.0.1/share/x",
    "\\\\127.0.0.1\\share\\x",
    "{=1+1}",
)
PREFIXES = ("", "\u00a0", "\u200b", "\ufeff", "\t", "\r", "\n", "＝", "\u202e")
SUFFIXES = ("", f';=HYPERLINK("{LOCAL}")', "\n=1+1", ",=2+2", " _x000D_=1+1")
LINKED = re.compile(r"\b(externalLink|oleObject|package|connections|attachedTemplate|hyperlink|ddeLink|queryTable)\b")
LIVE = ("f", "definedName", "formula", "formula1", "formula2", "xm:f", "ddeLink", "oleLink", "connection", "hyperlink")
LEADS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")


def hostile() -> list[str]:
    """Every string with every prefix, the suffixes in turn."""
    tails = cycle(SUFFIXES)
    return [prefix + text + next(tails) for prefix in PREFIXES for text in STRINGS]


def live_things(data: bytes) -> set[str]:
    """Everything in a workbook that is worked out or followed: formulas, names, links, external relations."""
    found = set()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if LINKED.search(name):
                found.add(f"part {name}")
            if not name.endswith((".xml", ".rels", ".vml")):
                continue
            for element in ET.fromstring(archive.read(name)).iter():
                word = element.tag.rpartition("}")[2]
                if word in LIVE:
                    found.add(f"{word}: {element.get('location', '')}{element.text or ''}")
                if element.get("TargetMode") == "External":
                    found.add(f"external: {element.get('Target')}")
    return found


def texts(data: bytes) -> set[str]:
    """Every text that stands in the cells of a workbook."""
    found = set()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name == "xl/sharedStrings.xml" or name.startswith("xl/worksheets/sheet"):
                root = ET.fromstring(archive.read(name))
                for item in root.iter():
                    if item.tag.endswith(("}si", "}is")):
                        found.add("".join(t.text or "" for t in item.iter() if t.tag.endswith("}t")))
    return found
