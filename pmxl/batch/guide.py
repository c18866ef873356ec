"""Guide: the pages that come with the program, written as plain pages for a browser; nothing is fetched for them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from collections.abc import Iterable
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pmxl import __version__
from pmxl.sheets.publish import not_there
from pmxl.shipped import shipped

FIRST = "index"
REMARK = re.compile(r"^<!--.*-->\n", re.MULTILINE)
"""What the guide's own build is told about a block."""
PICTURE = re.compile(r"^!\[([^\]]*)\]\(((?:\.\./)*)pictures/([\w-]+\.png)\)$", re.MULTILINE)
"""A picture that the guide's own build makes; of these only the first sheet of a scorecard comes with the program."""
ELSEWHERE = " (in the built guide)"
"""Behind the name of a page that only the guide's own build makes."""
BUILT = """<p>“In the built guide” are pages made from the code: <code>make docs</code>, or
<code>python -m guide --plain</code>, makes the whole guide with them in the sources of pmxl.</p>
"""
OURS = re.compile(rb"</a> \xc2\xb7 pmxl [0-9.]+</nav>")
"""What stands at the top of every page."""
NO_WORD = re.compile(r"[^\w\- ]")


def pages() -> dict[str, Path]:
    """Every page by the name under which it is asked for, `it-desk` or `quarter/issue`: its file."""
    home = shipped("docs")
    return {path.relative_to(home).with_suffix("").as_posix(): path for path in sorted(home.rglob("*.md"))}


def write_guide(to: Path) -> list[Path]:
    """Writes all pages into a folder, with the pictures that come with them; the first is where to begin.

    Over those of an earlier time, and over no page of anybody else's (OUT004).
    """
    first = to / f"{FIRST}.html"
    if not (first.is_file() and OURS.search(first.read_bytes())):
        not_there(first, "Name another folder.")
    known = pages()
    frame = (shipped("templates") / "guide" / "page.html").read_text(encoding="utf-8")
    made = [_write(to, name, known, frame) for name in sorted(known, key=lambda name: name != FIRST)]
    for picture in (*shipped("docs").glob("*.png"), *shipped("docs").glob("*.svg")):
        shutil.copyfile(picture, to / picture.name)
    return made


def _write(to: Path, name: str, known: dict[str, Path], frame: str) -> Path:
    text = known[name].read_text(encoding="utf-8")
    up = "../" * name.count("/")
    body = html(text, lambda target: _is_here(name, target, known)) + (_contents(known) if name == FIRST else "")
    filled = {"title": title_of(text), "home": f"{up}{FIRST}.html", "version": f"pmxl {__version__}", "body": body}
    path = to / f"{name}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    for key, value in filled.items():
        frame = frame.replace(f"{{{{{key}}}}}", value if key == "body" else escape(value))
    path.write_text(frame, encoding="utf-8")
    return path


def _is_here(name: str, target: str, known: dict[str, Path]) -> bool:
    """Whether the page that a page points to comes with the program; some are made by the guide's own build only."""
    place = (known[name].parent / target).resolve()
    return place in {path.resolve() for path in known.values()}


def _contents(known: dict[str, Path]) -> str:
    rows = (f'<li><a href="{name}.html">{escape(_title(path))}</a></li>' for name, path in known.items())
    return f"<h2>All pages</h2>\n<ul>\n{chr(10).join(rows)}\n</ul>\n{BUILT}"


def _title(path: Path) -> str:
    return title_of(path.read_text(encoding="utf-8"))


def title_of(text: str) -> str:
    """The heading that a page begins with."""
    return text.split("\n", 1)[0].removeprefix("# ")


def html(text: str, is_here: Callable[[str], bool]) -> str:
    """A page of Markdown as HTML: headings can be pointed to, links lead to what is here, and the build's marks go."""
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    told = reader.parse(PICTURE.sub(_picture, REMARK.sub("", text)))
    for token, inside in zip(told, [*told[1:], Token("", "", 0)], strict=True):
        if token.type == "heading_open":
            token.attrSet("id", NO_WORD.sub("", inside.content.lower()).replace(" ", "-"))
        token.children = token.children and list(_linked(token.children, is_here))
    return str(reader.renderer.render(told, reader.options, {}))


def _picture(found: re.Match[str]) -> str:
    said, up, name = found.groups()
    return f"![{said}]({up}{name})" if (shipped("docs") / name).exists() else ""


def _linked(children: Iterable[Token], is_here: Callable[[str], bool]) -> Iterable[Token]:
    """The words of a line: a link to a page that is not here is left as its words, and says where it is."""
    dropped = False
    for token in children:
        page, mark, place = str(token.attrGet("href") or "").partition("#")
        if token.type == "link_open" and page.endswith(".md") and "://" not in page:
            dropped = not is_here(page)
            token.attrSet("href", f"{page.removesuffix('.md')}.html{mark}{place}")
        ends = dropped and token.type == "link_close"
        if ends:
            yield Token("text", "", 0, content=ELSEWHERE)
        elif not (dropped and token.type == "link_open"):
            yield token
        dropped = dropped and not ends
