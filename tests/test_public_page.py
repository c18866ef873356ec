"""The public page in a browser: axe-core, keyboard, narrow screens, print, and text that tries to be more than text."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest

from pmxl.assess.disclosed import Disclosed
from pmxl.assess.disclosed import disclosed
from pmxl.reports.public import page as made_page
from pmxl.reports.public.page import page
from pmxl.reports.public.picture import levels
from pmxl.reports.public.picture import short
from pmxl.reports.public.picture import stretches
from pmxl.sheets.style import STATUS
from pmxl.terms import COLOURS
from tests.specimens.assessment import COMMENTARY
from tests.specimens.assessment import HOSTILE
from tests.specimens.assessment import specimen

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page

SCRIPT = "<script>window.taken = 1</script><img src=x onerror='window.taken = 2'>\x00 {{ 7 * 7 }} \u202egnp"
NAMES = ("chromium", "chromium-browser", "google-chrome")
SHOWN = ("c1", "h1", "m5", "p2", "p3", "p4", "l4", "l7")
"""Measures of every sort: with and without chart, a range, a yes/no, a milestone, waiting, hidden."""
NARROW, WIDE = 320, 1200
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


@pytest.fixture(scope="module")
def found() -> Disclosed:
    """Measures of the made-up assessment, one with a commentary that tries to be a page."""
    made = specimen()
    said = made.measures["commentary"].where(made.measures["measure"] != "c1", SCRIPT)
    made = replace(made, measures=made.measures.assign(commentary=said))
    return disclosed(made, "public", SHOWN, 5)


@pytest.fixture(scope="module")
def file(found: Disclosed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as written."""
    path = tmp_path_factory.mktemp("page") / "public.html"
    path.write_bytes(page(found).encode())
    return path


def needed(what: str, *, there: bool) -> None:
    """A skip that says why; in CI it must be there."""
    if not there:
        assert os.environ.get("CI") != "true", f"{what} is not installed, and in CI it must be."
        pytest.skip(f"{what} is not installed here; CI runs this.")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    needed("Playwright", there=find_spec("playwright") is not None)
    needed("Chromium", there=program is not None)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, file: Path) -> Iterator[Page]:
    """The page in a window of the usual width."""
    tab = browser.new_page(viewport={"width": WIDE, "height": 900})
    tab.goto(file.as_uri())
    yield tab
    tab.close()


def axe(tab: Page) -> list[str]:
    """What axe-core finds against the page."""
    spec = find_spec("axe_playwright_python")
    needed("axe-core (axe-playwright-python)", there=spec is not None)
    assert spec is not None
    assert spec.submodule_search_locations
    tab.evaluate((Path(spec.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8"))
    asked = "tags => axe.run({runOnly: tags, resultTypes: ['violations']})"  # what passes is not told of at length
    result: dict[str, Any] = tab.evaluate(asked, list(RULES))
    return [f"{one['id']}: {one['help']} ({one['nodes'][0]['html'][:80]})" for one in result["violations"]]


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_axe_finds_nothing(opened: Page, width: int) -> None:
    """No rule of WCAG 2.2 AA that a program can test is broken, on a desk and on a phone."""
    opened.set_viewport_size({"width": width, "height": 900})
    assert axe(opened) == []


def test_axe_would_find_something(browser: Browser) -> None:
    """It is no rubber stamp: a picture that says nothing is found out."""
    tab = browser.new_page()
    tab.set_content("<html lang=en><title>T</title><main><h1>T</h1><img src=x></main></html>")
    assert [told.partition(":")[0] for told in axe(tab)] == ["image-alt"]
    tab.close()


def test_a_long_table_is_opened_by_who_wants_it(
    browser: Browser, found: Disclosed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables longer than may stand open are closed until a key opens them; no figure of them is lost."""
    whole = re.findall("data-figure", page(found))
    monkeypatch.setattr(made_page, "FOLDED", 1)
    text = page(found)
    assert re.findall("data-figure", text) == whole
    path = tmp_path / "public.html"
    path.write_text(text, encoding="utf-8")
    tab = browser.new_page(viewport={"width": WIDE, "height": 900})
    tab.goto(path.as_uri())
    assert axe(tab) == []
    assert not tab.locator("details table").first.is_visible()
    tab.locator("summary").first.press("Enter")
    assert tab.locator("details table").first.is_visible()
    assert axe(tab) == []
    rows = tab.locator("details").first.locator("tbody tr").count()
    assert tab.locator("summary").first.inner_text().endswith(f"figures by area: {rows} rows")
    tab.close()


def test_it_fits_a_narrow_screen(opened: Page) -> None:
    """At 320 pixels nothing makes the page itself wider: wide tables scroll for themselves."""
    opened.set_viewport_size({"width": NARROW, "height": 700})
    assert opened.evaluate("document.documentElement.scrollWidth") == NARROW


def test_the_keyboard_goes_to_the_skip_link_first_and_on_in_order(opened: Page) -> None:
    """Tab shows the skip link, Enter leads to the figures, and from there Tab goes on down the page."""
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "skip"
    assert opened.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "main"
    places = []
    for _ in range(12):
        opened.keyboard.press("Tab")
        places.append(opened.evaluate("document.activeElement.getBoundingClientRect().top + window.scrollY"))
    assert places == sorted(places)
    assert len(set(places)) > 6


def test_every_link_leads_somewhere_on_the_page(opened: Page) -> None:
    """No link is dead, and none fetches anything."""
    dead = "[...document.links].map(a => a.getAttribute('href')).filter(h => h[0] == '#' && !document.querySelector(h))"
    assert opened.evaluate(dead) == []
    assert opened.evaluate("[...document.links].every(a => /^(#|mailto:)/.test(a.getAttribute('href')))")


def test_it_prints_on_paper_with_all_its_figures(opened: Page) -> None:
    """The print has every table and heading; nothing on it is wider than the sheet."""
    opened.emulate_media(media="print")
    opened.set_viewport_size({"width": 680, "height": 960})  # A4 between its margins
    wide = "[...document.querySelectorAll('table, svg')].filter(e => e.getBoundingClientRect().right > 682).length"
    assert opened.evaluate(wide) == 0
    data = opened.pdf(prefer_css_page_size=True)
    assert data.startswith(b"%PDF")
    assert 2 < len(re.findall(rb"/Type\s*/Page\b", data)) < 40


def test_what_partners_write_is_text_and_nothing_runs(browser: Browser, file: Path) -> None:
    """A script, an image with a trap, braces of the template: all stand as words, nothing is asked of the network."""
    tab = browser.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    complaints: list[str] = []
    tab.on("console", lambda message: complaints.append(message.text))
    tab.goto(file.as_uri())
    assert tab.evaluate("window.taken") is None
    assert tab.evaluate("document.querySelectorAll('script, img, iframe, object, link').length") == 0
    text = tab.inner_text("main")
    assert "<script>window.taken = 1</script>" in text
    assert "{{ 7 * 7 }}" in text
    assert HOSTILE in text
    assert asked == [file.as_uri()]
    assert complaints == []
    tab.close()


def test_text_that_no_page_can_hold_is_written_out(found: Disclosed) -> None:
    """A null byte shows as its escape; a sign that turns the reading direction is kept to its own words."""
    text = page(found)
    assert "\x00" not in text
    assert r"\x00" in text
    assert re.search(r"<bdi data-figure=\"Commentary \| c1[^>]*>[^<]*&lt;script", text)


def test_the_page_allows_no_script_and_no_source(found: Disclosed) -> None:
    """The policy in its head lets in its own style and nothing else, and its status is in the title."""
    text = page(found)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[1]
    assert "(DRAFT)</title>" in text


def test_every_table_and_chart_says_what_it_is(found: Disclosed) -> None:
    """Tables have captions and headings of rows and columns, charts a title and a description in words."""
    text = page(found)
    assert text.count("<table") == text.count("<caption>") > 10
    assert not re.search(r"<th(?! scope=)[ >]", text)
    assert text.count("<svg") == text.count("<title id=") == text.count("<desc id=") > 2
    assert re.search(r"<desc id=\"d-c1\">Line chart\. [\d,]+ offences in .* highest .* lowest .*</desc>", text)


def test_a_status_is_shape_word_and_colour(found: Disclosed) -> None:
    """Each colour wears its own shape and word, and the page's colours are those of the house."""
    text = page(found)
    for one in COLOURS:
        look = STATUS[one]
        if f">{one}</span>" in text:
            assert f'<span aria-hidden="true">{look.shape} </span>' in text
        assert f".{one.lower()} {{ color: {look.color.lower()}; background: {look.tint.lower()}; }}" in text


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (113, 165, [100, 120, 140, 160, 180]),
        (3, 41, [0, 10, 20, 30, 40, 50]),
        (7, 7, [2, 4, 6, 8, 10, 12]),
        (-12, 30, [-20, -10, 0, 10, 20, 30]),
        (0, 0, [-0.5, -0.25, 0, 0.25, 0.5]),
    ],
)
def test_an_axis_has_round_levels_around_its_figures(low: float, high: float, expected: list[float]) -> None:
    """From below the lowest to above the highest; from nought where that is not far."""
    assert levels(low, high) == expected


def test_an_axis_is_no_finer_than_its_figures() -> None:
    """Whole figures have no levels between them."""
    assert levels(7, 8, 1.0) == [7, 8]
    assert levels(7, 8)[1] == 7.25


def test_a_line_is_broken_where_a_figure_is_missing() -> None:
    """A gap is not drawn over."""
    run = [{"value": value} for value in (1.0, 2.0, float("nan"), 4.0)]
    assert [len(line) for line in stretches(run, "value", [0.0, 5.0])] == [2, 1]


def test_commentary_keeps_its_words(found: Disclosed) -> None:
    """Each partner's words stand in a paragraph of their own."""
    first = COMMENTARY.split("\n")[0]
    assert first in page(found)


@pytest.mark.parametrize(
    ("high", "expected"),
    [
        (9.1, "10"),
        (50_000, "60,000"),
        (150_000, "150k"),
        (999_999, "1m"),
        (1_900_000, "2m"),
        (20_000_000, "20m"),
        (3e9, "3bn"),
        (0.004, "0.004"),
    ],
)
def test_a_level_is_told_in_the_size_of_its_axis(high: float, expected: str) -> None:
    """Thousands, millions and more by their letter: two million is 2m and not 0.002bn."""
    axis = levels(0, high)
    assert short(axis[-1], axis) == expected
    assert short(0, axis) == "0"
