"""Escaped: text as it stands in XML. The standard library's own way would load all it has for the web beside it."""

from __future__ import annotations

from html import escape as _for_the_web

SPACES = {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
"""What XML would read as a blank where it stands in an attribute."""


def escape(text: str) -> str:
    """Text between two tags."""
    return _for_the_web(text, quote=False)


def quoteattr(text: str) -> str:
    """Text as the value of an attribute, with its quotation marks."""
    said = escape(text).replace('"', "&quot;")
    for space, written in SPACES.items():
        said = said.replace(space, written)
    return f'"{said}"'
