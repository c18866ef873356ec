"""Manifest checks: what Office asks of an add-in's manifest, for its own validator needs the internet."""

from __future__ import annotations

import re
import uuid
import xml.etree.ElementTree as ET
from collections.abc import Callable
from collections.abc import Iterator
from urllib.parse import urlsplit

from pmxl.findings import Finding
from pmxl.terms import Severity

APP = "{http://schemas.microsoft.com/office/appforoffice/1.1}"
OVER = "{http://schemas.microsoft.com/office/taskpaneappversionoverrides}"
BT = "{http://schemas.microsoft.com/office/officeappbasictypes/1.0}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}type"

ORDER = ["Id", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl",
         "HighResolutionIconUrl", "SupportUrl", "AppDomains", "Hosts", "Requirements", "DefaultSettings",
         "Permissions", "VersionOverrides"]  # fmt: skip
"""What stands at the top, in the order that Office's schema wants."""

LONGEST = {"ProviderName": 125, "DisplayName": 125, "Description": 250, "ShortStrings": 125, "LongStrings": 250}
LONGEST_ID, LONGEST_URL = 32, 2048
KINDS = {"Label": "ShortStrings", "Title": "ShortStrings", "Namespace": "ShortStrings", "Description": "LongStrings",
         "Image": "Images", "SourceLocation": "Urls", "FunctionFile": "Urls", "Runtime": "Urls"}  # fmt: skip
"""Which list of the resources an element takes its text, picture or address from."""

SETS = {"SharedRuntime": ("1.1", "1.2"), "CustomFunctionsRuntime": ("1.1", "1.2", "1.3", "1.4")}
ICONS = {"16", "32", "80"}
Said = Iterator[tuple[str, str]]


def faults(text: str) -> list[Finding]:
    """Everything that Office would not take, each with the element it stands in."""
    try:
        root = ET.fromstring(text)  # noqa: S314 - made here from our own template
    except ET.ParseError as problem:
        return [fault("manifest.xml", f"It is not XML ({problem}).")]
    return [fault(part, says) for check in CHECKS for part, says in check(root)]


def fault(part: str, says: str) -> Finding:
    """A fault of the manifest."""
    ask = "Mend templates/office/manifest.xml, or install pmxl again if nobody changed it."
    return Finding("SRV014", Severity.ERROR, says, ask, part=part)


def bare(element: ET.Element) -> str:
    """An element's name without its namespace."""
    return element.tag.split("}")[-1]


def top_in_order(root: ET.Element) -> Said:
    """Every part that is needed is there, in order."""
    found = [bare(child) for child in root]
    if found != ORDER:
        yield "OfficeApp", f"It holds {', '.join(found)} and must hold {', '.join(ORDER)} in this order."


def identity(root: ET.Element) -> Said:
    """The id is a GUID, the version four numbers, the host Excel."""
    try:
        uuid.UUID(root.findtext(f"{APP}Id", ""))
    except ValueError:
        yield "Id", f"{root.findtext(f'{APP}Id')!r} is not a GUID."
    if not re.fullmatch(r"\d+(\.\d+){3}", root.findtext(f"{APP}Version", "")):
        yield "Version", f"{root.findtext(f'{APP}Version')!r} is not four numbers with points between."
    for host in root.iter():
        if bare(host) == "Host" and "Workbook" not in (host.get("Name"), host.get(XSI)):
            yield "Host", f"{host.attrib} is not Excel."


def lengths(root: ET.Element) -> Said:
    """No text is longer than Office shows, none is empty."""
    for name in ("ProviderName", "DisplayName", "Description"):
        element = root.find(f"{APP}{name}")
        said = "" if element is None else element.get("DefaultValue", element.text or "")
        yield from too_long(name, said, LONGEST[name])
    for listed, at_most in LONGEST.items():
        for text in root.iterfind(f".//{BT}{listed}/{BT}String"):
            yield from too_long(text.get("id", ""), text.get("DefaultValue", ""), at_most)


def too_long(part: str, said: str, at_most: int) -> Said:
    """One text."""
    if not 0 < len(said) <= at_most:
        yield part, f"It has {len(said)} characters, and must have 1 to {at_most}."


def addresses(root: ET.Element) -> Said:
    """Every address is HTTPS, on the service's own origin, which is among the domains."""
    domains = {element.text for element in root.iter(f"{APP}AppDomain")}
    for element in root.iter():
        value = element.get("DefaultValue", "")
        if "://" not in value:
            continue
        parts = urlsplit(value)
        if parts.scheme != "https" and parts.hostname != "localhost":
            yield element.get("id") or bare(element), f"{value.split('?')[0]} is not HTTPS."
        if f"{parts.scheme}://{parts.netloc}".lower() not in domains:
            yield element.get("id") or bare(element), f"{parts.netloc} is not among the AppDomains."
        if len(value) > LONGEST_URL:
            yield element.get("id") or bare(element), f"The address has {len(value)} characters, {LONGEST_URL} at most."


def references(root: ET.Element) -> Said:
    """Every resid finds its resource in the right list; every resource is used, once named, and its id short enough."""
    lists = {bare(one): [child.get("id", "") for child in one] for one in root.iterfind(f".//{OVER}Resources/*")}
    ids = [name for names in lists.values() for name in names]
    used = set()
    for element in root.iter():
        if (wanted := element.get("resid")) is not None:
            used.add(wanted)
            kind = KINDS.get(bare(element), "")
            if wanted not in lists.get(kind, []):
                yield bare(element), f"Its resid {wanted} is not among the {kind or 'resources'}."
    for name in ids:
        if not 0 < len(name) <= LONGEST_ID:
            yield name, f"The id has {len(name)} characters, and must have 1 to {LONGEST_ID}."
        if ids.count(name) > 1:
            yield name, "Two resources have this id."
    for name in sorted(set(ids) - used):
        yield name, "Nothing uses this resource."


def controls(root: ET.Element) -> Said:
    """Ids of tabs, groups and buttons differ; each has its pictures in three sizes; each button does something."""
    named = [e.get("id", "") for e in root.iter() if bare(e) in ("CustomTab", "Group", "Control")]
    for name in sorted({name for name in named if not name or named.count(name) > 1}):
        yield name or "ribbon", "Two parts of the ribbon have this id, or one has none."
    for pictures in root.iter(f"{OVER}Icon"):
        if not (has := {image.get("size", "") for image in pictures}) >= ICONS:
            yield "Icon", f"It has the sizes {', '.join(sorted(has))} and needs {', '.join(sorted(ICONS))}."
    for action in root.iter(f"{OVER}Action"):
        needs = {"ExecuteFunction": "FunctionName", "ShowTaskpane": "SourceLocation"}.get(action.get(XSI, ""))
        if needs is None:
            yield "Action", f"{action.get(XSI, 'It')} is not an action that Office knows."
        elif action.find(f"{OVER}{needs}") is None:
            yield "Action", f"{action.get(XSI)} lacks its {needs}."


def runtime(root: ET.Element) -> Said:
    """Functions, buttons and the pane share one runtime, which the requirements ask for."""
    for wanted in root.iter(f"{APP}Set"):
        if wanted.get("MinVersion") not in SETS.get(wanted.get("Name", ""), ()):
            yield "Set", f"{wanted.get('Name')} {wanted.get('MinVersion')} is not a requirement set known here."
    shared = [one.get("resid") for one in root.iter(f"{OVER}Runtime") if one.get("lifetime") == "long"]
    pages = [one.get("resid") for one in root.iterfind(f".//{OVER}Page/{OVER}SourceLocation")]
    files = [one.get("resid") for one in root.iter(f"{OVER}FunctionFile")]
    if not shared == pages == files:
        yield "Runtime", f"The long runtime is {shared}, the functions' page {pages}, the buttons' {files}."


CHECKS: tuple[Callable[[ET.Element], Said], ...] = (
    top_in_order, identity, lengths, addresses, references, controls, runtime,
)  # fmt: skip
"""Every check of a manifest."""
