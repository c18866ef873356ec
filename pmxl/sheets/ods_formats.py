"""Number formats of an .ods workbook: its data styles, spelled as Excel spells a format, by the styles of cells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field

from pmxl.sheets.markup import Attributes
from pmxl.sheets.number_formats import GENERAL
from pmxl.sheets.number_formats import PLAIN
from pmxl.sheets.number_formats import NumberFormat
from pmxl.sheets.number_formats import number_format_is_date

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE, TEXT, STYLE, NUMBER, DRAW = (
    f"{OASIS}{name}:1.0" for name in ("office", "table", "text", "style", "datastyle", "drawing")
)
NAMESPACES = (OFFICE, TABLE, TEXT, STYLE, NUMBER, DRAW)
KINDS = ("number", "percentage", "currency", "date", "time", "boolean", "text")
PERCENTAGE = "percentage-style"
LONG = "long"
MOST_ZEROS = 30
LOOPS = 20
"""Styles inherit from styles; so many steps are followed."""


@dataclass(slots=True)
class DataStyle:
    """One format while it is put together, and the ones that stand for it under a condition."""

    pieces: list[str] = field(default_factory=list)
    instead: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What a cell's or sheet's style says that concerns a reader."""

    parent: str
    data_style: str


class OdsFormats:
    """The styles of a workbook, as expat comes upon them."""

    def __init__(self) -> None:
        self.hidden_tables: set[str] = set()
        self._styles: dict[str, CellStyle] = {}
        self._data: dict[str, DataStyle] = {}
        self._known: dict[str, NumberFormat] = {}
        self._building: DataStyle | None = None
        self._literal: list[str] | None = None
        self._table_style = ""
        self._percentage = self._elapsed = False
        starts: dict[str, Callable[[Attributes], object]] = {f"{kind}-style": self._start_data for kind in KINDS}
        starts[PERCENTAGE] = self._start_percentage
        self.opened = starts | {
            "style": self._start_style,
            "default-style": self._start_style,
            "table-properties": self._table_properties,
            "map": self._map,
            "number": self._number,
            "scientific-number": self._scientific,
            "fraction": lambda _: self._add("# ?/?"),
            "text": lambda _: self._start_literal(),
            "currency-symbol": lambda _: self._start_literal(),
            "text-content": lambda _: self._add("@"),
            "day": lambda entry: self._add("dd" if _is_long(entry) else "d"),
            "day-of-week": lambda entry: self._add("dddd" if _is_long(entry) else "ddd"),
            "month": self._month,
            "year": lambda entry: self._add("yyyy" if _is_long(entry) else "yy"),
            "hours": lambda entry: self._add(self._clock("h", entry)),
            "minutes": lambda entry: self._add(self._clock("m", entry)),
            "seconds": lambda entry: self._add(self._clock("s", entry)),
            "am-pm": lambda _: self._add("AM/PM"),
        }
        self.closed: dict[str, Callable[[], object]] = {
            **{f"{kind}-style": self._end_data for kind in KINDS},
            "text": self._end_literal,
            "currency-symbol": self._end_literal,
        }

    def hear(self, text: str) -> None:
        """Characters, where they belong to a format."""
        if self._literal is not None:
            self._literal.append(text)

    def of(self, style: str) -> NumberFormat:
        """The number format of a cell's style, its own or the one that it inherits."""
        if style not in self._known:
            code = self._code(self._data_style(style))
            self._known[style] = NumberFormat(code, number_format_is_date(code)) if code else PLAIN
        return self._known[style]

    def _data_style(self, style: str) -> str:
        for _ in range(LOOPS):
            known = self._styles.get(style)
            if known is None or known.data_style:
                return known.data_style if known else ""
            style = known.parent
        return ""

    def _code(self, name: str) -> str:
        """The sections that conditions lead to come first, as they do in Excel."""
        found = self._data.get(name)
        if found is None:
            return ""
        others = ("".join(self._data[other].pieces) for other in found.instead if other in self._data)
        return ";".join([*others, "".join(found.pieces)]) or GENERAL

    def _start_style(self, entry: Attributes) -> None:
        name, family = entry.get(f"{STYLE} name", ""), entry.get(f"{STYLE} family")
        self._table_style = name if family == "table" else ""
        if family == "table-cell":
            parent, data = entry.get(f"{STYLE} parent-style-name", ""), entry.get(f"{STYLE} data-style-name", "")
            self._styles[name] = CellStyle(parent, data)

    def _table_properties(self, entry: Attributes) -> None:
        if self._table_style and entry.get(f"{TABLE} display") == "false":
            self.hidden_tables.add(self._table_style)

    def _start_data(self, entry: Attributes) -> None:
        self._building = self._data[entry.get(f"{STYLE} name", "")] = DataStyle()
        self._percentage = False
        self._elapsed = entry.get(f"{NUMBER} truncate-on-overflow") == "false"

    def _start_percentage(self, entry: Attributes) -> None:
        self._start_data(entry)
        self._percentage = True

    def _end_data(self) -> None:
        self._building = None

    def _map(self, entry: Attributes) -> None:
        if self._building is not None:
            self._building.instead.append(entry.get(f"{STYLE} apply-style-name", ""))

    def _add(self, piece: str) -> None:
        if self._building is not None:
            self._building.pieces.append(piece)

    def _number(self, entry: Attributes) -> None:
        whole = "#,##0" if entry.get(f"{NUMBER} grouping") == "true" else "0"
        self._add(whole + _decimals(entry))

    def _scientific(self, entry: Attributes) -> None:
        self._add(f"0{_decimals(entry)}E+00")

    def _month(self, entry: Attributes) -> None:
        letters = "mmm" if entry.get(f"{NUMBER} textual") == "true" else "m"
        self._add(letters + (letters[0] if _is_long(entry) else ""))

    def _clock(self, letter: str, entry: Attributes) -> str:
        """Hours; in brackets the first of them where they may run past a day: time elapsed, not a time of day."""
        piece = letter * 2 if _is_long(entry) else letter
        if self._elapsed:
            self._elapsed = False
            return f"[{piece}]"
        return piece

    def _start_literal(self) -> None:
        if self._building is not None:
            self._literal = []

    def _end_literal(self) -> None:
        """Text is quoted, but for the percent sign that makes a percentage of a number."""
        text = "".join(self._literal or ()).replace('"', "")
        self._literal = None
        active = "%" if self._percentage else None
        self._add("%".join(f'"{part}"' if part else "" for part in (text.split(active) if active else [text])))


def _is_long(entry: Attributes) -> bool:
    return entry.get(f"{NUMBER} style") == LONG


def _decimals(entry: Attributes) -> str:
    said = entry.get(f"{NUMBER} decimal-places", "0")
    places = min(int(said), MOST_ZEROS) if said.isdigit() else 0
    return f".{'0' * places}" if places else ""
