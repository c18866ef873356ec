"""Picture: the ribbon as an SVG, drawn from its XML, for the guide. Run as a program it writes docs/ribbon.svg."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element
from xml.etree.ElementTree import fromstring

from pmxl.excel.addin.glyphs import GLYPHS
from pmxl.excel.addin.ribbon_rules import NAMESPACE
from pmxl.sheets.escaped import escape
from pmxl.sheets.publish import write_bytes_beside

LETTER, TAB_LETTER, MARGIN, GAP = 6.3, 5.6, 10, 14
LARGE, ROWS, ROW = 62, 3, 26
TOP, BODY, FOOT = 34, 92, 22
BOX = 92
STYLE = (
    "text{font:12px 'Segoe UI',Carlito,Calibri,sans-serif;fill:#262626}.tab{font-weight:600;fill:#1f4e79}"
    ".other,.group{fill:#595959}.group{font-size:11px}.icon{fill:none;stroke:#1f4e79;stroke-width:1.6;"
    "stroke-linejoin:round;stroke-linecap:round}.fill{fill:#bdd7ee}"
)
NEIGHBOURS = ("File", "Home", "Insert", "Formulas", "Data")


@dataclass(frozen=True, slots=True)
class Column:
    """Controls one over the other: one large button, or up to three rows."""

    controls: tuple[Element, ...]
    width: float


def picture(xml: str) -> str:
    """The SVG of the first tab of a ribbon."""
    tab = next(fromstring(xml).iter(f"{NAMESPACE}tab"))  # noqa: S314 - our own template
    drawn, x = [], float(MARGIN)
    for group in tab:
        inside, width = _group(group, x)
        drawn += [*inside, _line(x + width + GAP / 2)]
        x += width + GAP
    return _page(tab.get("label", ""), "".join(drawn[:-1]), x - GAP + MARGIN)


def _page(label: str, drawn: str, width: float) -> str:
    """The frame: the names of Excel's tabs above, ours in front."""
    height, names, x = TOP + BODY + FOOT, [], float(MARGIN)
    for name in (*NEIGHBOURS, label):
        names.append(_text(x, 22, name, "tab" if name == label else "other", "start"))
        x += len(name) * TAB_LETTER + 2 * GAP
    long = len(label) * TAB_LETTER
    under = f'<path d="M{x - 2 * GAP - long:.0f} 29h{long:.0f}" stroke="#1f4e79" stroke-width="3"/>'
    body = f'<rect x="4" y="{TOP}" width="{width - 8:.0f}" height="{BODY + FOOT - 4}" rx="6" fill="#fff"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}"'
        f' height="{height}" role="img" aria-label="The tab {escape(label)} in Excel"><style>{STYLE}</style>'
        f'<rect width="{width:.0f}" height="{height}" fill="#f3f3f3"/>'
        f"{body} stroke='#d9d9d9'/>{''.join(names)}{under}{drawn}</svg>\n"
    )


def _group(group: Element, left: float) -> tuple[list[str], float]:
    """A group's controls from `left`, its name beneath, and how wide it is."""
    drawn, x = [], left
    for column in columns(group):
        if column.controls[0].get("size") == "large":
            drawn.append(_large(column.controls[0], x))
        else:
            drawn += [_small(control, x, row) for row, control in enumerate(column.controls)]
        x += column.width
    width = max(x - left, len(group.get("label", "")) * LETTER + 8)
    return [*drawn, _text(left + width / 2, TOP + BODY + 10, group.get("label", ""), "group")], width


def columns(group: Element) -> Iterator[Column]:
    """How Excel sets the controls of a group: a large one by itself, small ones three over one another."""
    waiting: list[Element] = []
    for control in group:
        large = control.get("size") == "large"
        if waiting and (large or len(waiting) == ROWS):
            yield Column(tuple(waiting), max(map(_wide, waiting)))
            waiting = []
        if large:
            yield Column((control,), max(LARGE, _longest(control) * LETTER + 12))
        else:
            waiting.append(control)
    if waiting:
        yield Column(tuple(waiting), max(map(_wide, waiting)))


def _wide(control: Element) -> float:
    box = BOX if control.tag == f"{NAMESPACE}comboBox" else 0
    return 30 + len(control.get("label", "")) * LETTER + box + 6


def _longest(control: Element) -> int:
    return max(map(len, control.get("label", "").split()))


def _large(control: Element, x: float) -> str:
    """A large button: its picture over its label on one or two lines."""
    width = max(LARGE, _longest(control) * LETTER + 12)
    words = control.get("label", "").split()
    lines = "".join(_text(x + width / 2, TOP + 62 + 15 * n, word) for n, word in enumerate(words))
    return _glyph(control, x + width / 2 - 18, TOP + 8, 1.5) + lines


def _small(control: Element, x: float, row: int) -> str:
    """A small button, or a box to choose from."""
    y, label = TOP + 8 + row * ROW, control.get("label", "")
    if control.tag != f"{NAMESPACE}comboBox":
        return _glyph(control, x + 6, y + 2, 0.75) + _text(x + 30, y + 16, label, "", "start")
    first = next(iter(control)).get("label", "")
    left = x + 16 + len(label) * LETTER
    return (
        _text(x + 8, y + 16, label, "", "start")
        + f'<rect x="{left:.0f}" y="{y + 1}" width="{BOX}" height="20" fill="#fff" stroke="#a6a6a6"/>'
        + _text(left + 6, y + 16, first, "", "start")
        + f'<path class="icon" d="M{left + BOX - 16:.0f} {y + 9}l4 4 4-4"/>'
    )


def _glyph(control: Element, x: float, y: float, scale: float) -> str:
    lines = GLYPHS[control.get("imageMso", "")]
    return f'<g class="icon" transform="translate({x:.1f} {y:.1f}) scale({scale})">{lines}</g>'


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "middle") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.0f}" text-anchor="{anchor}"{named}>{escape(text)}</text>'


def _line(x: float) -> str:
    return f'<path d="M{x:.0f} {TOP + 8}v{BODY}" stroke="#d9d9d9"/>'


def main() -> None:
    """Writes the picture into the folder docs of a checkout."""
    from pmxl.excel.addin.build import template

    write_bytes_beside(Path("docs") / "ribbon.svg", picture(template("ribbon.xml")).encode("utf-8"))


if __name__ == "__main__":
    main()
