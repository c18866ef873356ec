"""Makes the templates again that partnerships may change: `python -m workbooks.make_templates` writes templates/*.xlsx.

Like the worked year they are shipped as files; a test holds them to what is made here.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import quoteattr

from pmxl.sheets.cells import address
from pmxl.sheets.describe import BookPlan
from pmxl.sheets.house_style_worn import PREFIX
from pmxl.sheets.write import plan_to_bytes
from workbooks.house_style import named_styles
from workbooks.house_style import plan_house_style
from workbooks.return_template import plan_return_template
from workbooks.scorecard_template import plan_scorecard_template

HERE = Path(__file__).resolve().parent.parent / "templates"
MADE: dict[str, tuple[Callable[[], BookPlan], Mapping[str, tuple[int, int]]]] = {
    "house-style": (plan_house_style, named_styles()),
    "return": (plan_return_template, {}),
    "scorecard": (plan_scorecard_template, {}),
}
"""Each template: what it is made of, and the cells of its first sheet that wear a named style."""
STYLES, FIRST_SHEET = "xl/styles.xml", "xl/worksheets/sheet1.xml"
LOOKS = re.compile(r"<cellXfs count=\"\d+\">(.*?)</cellXfs>", re.DOTALL)
LOOK = re.compile(r"<xf [^>]*?/>|<xf .*?</xf>", re.DOTALL)


def template(name: str) -> bytes:
    """A template's bytes, always the same."""
    made, named = MADE[name]
    data = plan_to_bytes(made())
    return with_styles(data, named) if named else data


def with_styles(data: bytes, named: Mapping[str, tuple[int, int]]) -> bytes:
    """The workbook with named cell styles, which XlsxWriter does not write: each is the look of the cell it names."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        sheet = old.read(FIRST_SHEET).decode()
        worn = {name: _look_of(sheet, address(*place)) for name, place in named.items()}
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part, _styles(content.decode(), worn).encode() if part.filename == STYLES else content)
    return buffer.getvalue()


def _look_of(sheet: str, cell: str) -> int:
    found = re.search(rf'<c r="{cell}" s="(\d+)"', sheet)
    if not found:
        raise ValueError(f"the cell {cell} has no look of its own")
    return int(found[1])


def _styles(styles: str, worn: Mapping[str, int]) -> str:
    """The styles with a style of its name for each look; a look of two names would bear the last one alone."""
    found = LOOKS.search(styles)
    if not found or len(set(worn.values())) < len(worn):
        raise ValueError("two named styles look alike, or there are no looks")
    looks = LOOK.findall(found[1])
    bases = [looks[look].replace(' xfId="0"', "") for look in worn.values()]
    for number, look in enumerate(worn.values(), 1):
        looks[look] = looks[look].replace('xfId="0"', f'xfId="{number}"')
    names = [f'<cellStyle name={quoteattr(PREFIX + name)} xfId="{n}"/>' for n, name in enumerate(worn, 1)]
    styles = styles.replace(found[1], "".join(looks))
    for tag, more in (("cellStyleXfs", bases), ("cellStyles", names)):
        styles = styles.replace(f'<{tag} count="1">', f'<{tag} count="{len(more) + 1}">')
        styles = styles.replace(f"</{tag}>", "".join(more) + f"</{tag}>")
    return styles


def make(target: Path = HERE) -> list[Path]:
    """Writes every template into a folder."""
    made = []
    for name in MADE:
        made.append(target / f"{name}.xlsx")
        made[-1].write_bytes(template(name))
    return made


if __name__ == "__main__":
    make()
