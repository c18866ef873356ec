"""Ribbon rules: what Office asks of a ribbon's XML; one that breaks them is not shown and nothing says why."""

from __future__ import annotations

import re
from collections import Counter
from xml.etree.ElementTree import Element
from xml.etree.ElementTree import ParseError
from xml.etree.ElementTree import fromstring

NAMESPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"
INSIDE = {
    "customUI": {"ribbon"},
    "ribbon": {"tabs"},
    "tabs": {"tab"},
    "tab": {"group"},
    "group": {"button", "comboBox", "menu", "separator"},
    "menu": {"button"},
    "comboBox": {"item"},
    "button": set(),
    "item": set(),
    "separator": set(),
}
"""Which elements may stand in which."""

TIPS = {"keytip", "screentip", "supertip"}
CONTROL = {"id", "label", "imageMso", "enabled", "visible", *TIPS}
ATTRIBUTES = {
    "customUI": {"onLoad"},
    "ribbon": set(),
    "tabs": set(),
    "tab": {"id", "label", "keytip", "insertAfterMso", "insertBeforeMso"},
    "group": {"id", "label", "imageMso", *TIPS},
    "button": {*CONTROL, "size", "onAction", "tag"},
    "menu": {*CONTROL, "size"},
    "comboBox": {*CONTROL, "sizeString", "maxLength", "getText", "onChange"},
    "item": {"id", "label"},
    "separator": {"id"},
}
NEEDED = {"tab": {"id", "label"}, "group": {"id", "label"}, "item": {"id", "label"}, "comboBox": {"id", "onChange"}}
NEEDED["button"] = {"id", "label", "imageMso", "onAction", "screentip", "supertip"}
SIZES = {"normal", "large"}
LONGEST = {"label": 24, "screentip": 64, "supertip": 200, "keytip": 3, "sizeString": 1024}
"""Characters: a longer label is broken over lines or pushes its group off a small screen; Office stops at 1,024."""
IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")
CALLBACKS = ("onLoad", "onAction", "onChange", "getText")
CALLBACK = re.compile(r"[A-Za-z]\w*\.[A-Za-z]\w*")


def ribbon_faults(xml: bytes) -> list[str]:
    """What Office would not take, a phrase each; nothing when all is well."""
    try:
        root = fromstring(xml)  # noqa: S314 - our own template, not a partner's file
    except ParseError as error:
        return [f"it is no XML ({error})"]
    if root.tag != f"{NAMESPACE}customUI":
        return [f"it starts with {root.tag} and not with Office's customUI"]
    elements = list(root.iter())
    ids = Counter(found for element in elements if (found := element.get("id")))
    keys = Counter(found for element in elements if (found := element.get("keytip")))
    twice = [f"the id {name} is there {times} times" for name, times in ids.items() if times > 1]
    twice += [f"the keytip {name} is there {times} times" for name, times in keys.items() if times > 1]
    return twice + [fault for element in elements for fault in _faults(element)]


def _faults(element: Element) -> list[str]:
    """The faults of one element."""
    name = element.tag.removeprefix(NAMESPACE)
    if name not in INSIDE:
        return [f"{name} is no element that is used here"]
    given = set(element.attrib)
    place = element.get("id", name)
    found = [f"{place} has {one}, which {name} has not" for one in sorted(given - ATTRIBUTES[name])]
    found += [f"{place} lacks {one}" for one in sorted(NEEDED.get(name, set()) - given)]
    inside = [child.tag.removeprefix(NAMESPACE) for child in element]
    found += [f"{place} holds {child}, which may not stand there" for child in inside if child not in INSIDE[name]]
    return found + _values(place, element)


def _values(place: str, element: Element) -> list[str]:
    """What is wrong with the values of an element's attributes."""
    found = []
    for name, value in element.attrib.items():
        if len(value) > LONGEST.get(name, 1024) or not value.strip():
            found.append(f"{name} of {place} has {len(value)} characters, of {LONGEST.get(name, 1024)} at most")
        if name == "id" and not IDENTIFIER.fullmatch(value):
            found.append(f"the id {value} has characters that an id may not have")
        if name == "size" and value not in SIZES:
            found.append(f"{place} is {value}, not {' or '.join(sorted(SIZES))}")
        if name in CALLBACKS and not CALLBACK.fullmatch(value):
            found.append(f"{name} of {place} names no procedure: {value}")
    return found
