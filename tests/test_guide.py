"""`pmxl guide`: the pages that come with the program, for whoever has no checkout."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from typer.testing import CliRunner

import pmxl
from pmxl.batch.guide import html
from pmxl.batch.guide import pages
from pmxl.batch.guide import write_guide
from pmxl.cli import app

PACKAGE = Path(pmxl.__file__).parent


class Page(HTMLParser):
    """What a page points to, and the places in it that can be pointed to."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.places: set[str] = set()
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keeps links, pictures and ids."""
        self.targets += [str(value) for name, value in attrs if name in ("href", "src")]
        self.places |= {str(value) for name, value in attrs if name == "id"}


def test_every_link_of_the_pages_leads_somewhere(tmp_path: Path) -> None:
    """To a page or picture that was written, and to a heading that it has; nothing is fetched from the internet."""
    written = {path.resolve(): Page(path) for path in write_guide(tmp_path)}
    assert len(written) == len(pages()) > 20
    for path, page in written.items():
        for target in page.targets:
            if target.startswith("https://"):
                continue
            name, _, place = target.partition("#")
            there = (path.parent / name).resolve() if name else path
            assert there.exists(), f"{path.name}: {target}"
            assert not place or place in written[there].places, f"{path.name}: {target}"
    fetched = [
        one for path in written for one in re.findall(r'(?:src|link [^>]*href)="(http[^"]*)', path.read_text("utf-8"))
    ]
    assert not fetched


def test_the_first_page_leads_to_all_others(tmp_path: Path) -> None:
    """Below its own words stands every page by its title."""
    first, *_ = write_guide(tmp_path)
    text = first.read_text(encoding="utf-8")
    assert first.name == "index.html"
    assert '<li><a href="quarter/issue.html">Send out the returns</a></li>' in text
    assert '<img src="scorecard.png"' in text
    assert "“In the built guide” are pages made from the code" in text
    assert pmxl.__version__ in text


def test_a_page_says_nothing_of_the_guides_own_build() -> None:
    """Its remarks and the pictures that only it makes are left out; a link to a page that is not here is its words."""
    text = "# A & B\n\n<!-- exit: 3 -->\n```sh\npmxl a\n```\n\n![x](../pictures/none.png)\n\n"
    text += "See [one](one.md#a-b), [two](two.md).\n"
    made = html(text, lambda target: target == "one.md")
    assert made.startswith('<h1 id="a--b">A &amp; B</h1>\n<pre><code')
    assert made.endswith('<p>See <a href="one.html#a-b">one</a>, two (in the built guide).</p>\n')
    assert "exit" not in made
    assert "none.png" not in made


def test_the_command_opens_the_page_that_was_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the browser, out of a folder for temporary files; with --to it writes them there and opens none."""
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("tempfile.mkdtemp", lambda prefix: str(tmp_path / prefix))
    asked = CliRunner().invoke(app, ["guide", "quarter/issue"])
    assert asked.exit_code == 0
    assert opened == [(tmp_path / "pmxl-guide-" / "quarter" / "issue.html").as_uri()]
    assert "issue.html" in asked.output
    assert CliRunner().invoke(app, ["guide", "--to", str(tmp_path / "own")]).exit_code == 0
    assert (tmp_path / "own" / "it-desk.html").exists()
    assert len(opened) == 1


def test_a_page_that_is_not_there_is_asked_about() -> None:
    """Wrong usage, with the names of those that are."""
    asked = CliRunner().invoke(app, ["guide", "nowhere"])
    assert asked.exit_code == 2
    assert "There is no page nowhere." in asked.output


def test_messages_point_only_at_pages_that_come_with_the_program() -> None:
    """Whoever installed the wheel has no folder docs: a message names the command that opens the page, and the page."""
    modules = [path for path in PACKAGE.rglob("*.py") if path.stem != "catalogue"]  # which makes a page of docs/
    nodes = [node for path in modules for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    texts = [node for node in nodes if isinstance(node, ast.Constant) and id(node) not in docstrings]
    told = [node.value for node in texts if isinstance(node.value, str)]
    assert not [text for text in told if "docs/" in text or "README" in text]
    named = {page for text in told for page in re.findall(r"pmxl guide ([\w/-]+)", text)}
    assert named == {"it-desk", "https"}
    assert named <= set(pages())
