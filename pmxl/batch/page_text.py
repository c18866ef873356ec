"""Page text: what a page says in each of its named places, read back as a browser would."""

from __future__ import annotations

from html.parser import HTMLParser

NAMED = "data-figure"
"""The attribute that names a place."""


class Reader(HTMLParser):
    """Collects the text of every element that has a name; elements without an end tag hold nothing."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, list[str]] = {}
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Opens a named element; one inside another of its kind is counted, so that its end is not taken for theirs."""
        name = dict(attrs).get(NAMED)
        if name is not None:
            self.found.setdefault(name, []).append("")
        if name is not None or (self._open and self._open[-1][0] == tag):
            self._open.append((tag, name or ""))

    def handle_endtag(self, tag: str) -> None:
        """Closes the latest open element of that kind."""
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Text belongs to the named element that it stands in."""
        name = next((name for _, name in reversed(self._open) if name), "")
        if name:
            self.found[name][-1] += data


def places_on(page: str) -> dict[str, list[str]]:
    """What stands in every named place, as often as it stands there, blanks and line ends as single blanks."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    return {name: [" ".join(text.split()) for text in said] for name, said in reader.found.items()}
