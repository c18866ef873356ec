"""Text in XML: what a parser reads of it is the text, in an attribute and between tags."""

from __future__ import annotations

from xml.etree import ElementTree as ET
from xml.sax.saxutils import escape as as_the_library_has_it

from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from pmxl.sheets.escaped import escape
from pmxl.sheets.escaped import quoteattr

TEXTS = st.text(st.characters(min_codepoint=32, exclude_categories=("Cs", "Cc", "Cn"))) | st.text("&<>\"'\n\r\t a;#")


@given(TEXTS)
@example("a & b < \"c\" 'd'\r\n\te")
def test_an_attribute_is_read_back(text: str) -> None:
    """Ends of lines and tabs too, which a parser would take for blanks."""
    assert ET.fromstring(f"<x a={quoteattr(text)}/>").get("a") == text


@given(TEXTS)
def test_between_tags_it_is_written_as_the_library_writes_it(text: str) -> None:
    """To the letter."""
    assert escape(text) == as_the_library_has_it(text)
