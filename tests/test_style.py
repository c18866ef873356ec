"""The house style: legible for everybody, on a screen and on paper, and spoken as people speak."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pmxl.rules.spoken import agreed_amount
from pmxl.rules.spoken import spoken
from pmxl.sheets import style
from pmxl.sheets.contrast import GRAPHIC
from pmxl.sheets.contrast import TEXT
from pmxl.sheets.contrast import contrast
from pmxl.sheets.describe import Style
from pmxl.terms import Kind
from pmxl.terms import Rating
from pmxl.terms import Travel

NAMED = {name: value for name, value in vars(style).items() if isinstance(value, Style)}


def pairs() -> Iterator[tuple[str, str, str]]:
    """Every text colour of the house with every ground it stands on."""
    for name, named in NAMED.items():
        yield name, named.color, named.fill or style.WHITE
    for rating, look in style.STATUS.items():
        yield f"{rating} on its tint", look.color, look.tint
        yield f"{rating} on white", look.color, style.WHITE
    for travel, look in style.TRAVEL.items():
        yield f"{travel} on white", look.color, style.WHITE
        yield f"{travel} on mist", look.color, style.MIST


@pytest.mark.parametrize(("name", "text", "ground"), tuple(pairs()))
def test_text_stands_out_from_its_ground(name: str, text: str, ground: str) -> None:
    """Every text colour holds 4.5:1 against what it stands on."""
    assert contrast(text, ground) >= TEXT, name


def test_a_cell_for_typing_has_an_edge_that_shows() -> None:
    """The border of an input cell holds 3:1 against the page and against its own fill, and the cell is unlocked."""
    assert contrast(style.INPUT_EDGE, style.WHITE) >= GRAPHIC
    assert contrast(style.INPUT_EDGE, style.INPUT_FILL) >= GRAPHIC
    assert not any(NAMED[name].locked for name in NAMED if name.startswith("INPUT"))


def test_status_is_told_without_colour() -> None:
    """Shape and word tell every rating apart, and the four colours have four shapes, none of them that of the greys."""
    assert len({style.status_text(rating) for rating in Rating}) == len(Rating)
    shapes = [style.STATUS[rating].shape for rating in Rating if rating.is_colour]
    assert len({*shapes, style.GREY.shape}) == len(shapes) + 1
    assert {style.STATUS[rating].shape for rating in Rating if not rating.is_colour} == {"○"}


@pytest.mark.parametrize(
    ("rating", "text"),
    [
        (Rating.GREEN, "● Green"),
        (Rating.AMBER, "▲ Amber"),
        (Rating.RED, "◆ Red"),
        (Rating.BLUE, "★ Blue"),
        (Rating.NO_DATA, "○ No data"),
    ],
)
def test_status_text(rating: Rating, text: str) -> None:
    """A status is a shape and a word."""
    assert style.status_text(rating) == text


@pytest.mark.parametrize(
    ("travel", "text"),
    [
        (Travel.IMPROVING, "↗ Improving"),
        (Travel.STEADY, "→ Steady"),
        (Travel.WORSENING, "↘ Worsening"),
        (Travel.NOT_COMPARABLE, "– Not comparable"),
    ],
)
def test_travel_text(travel: Travel, text: str) -> None:
    """A direction of travel is an arrow and a word."""
    assert style.travel_text(travel) == text


def test_styles_of_status_keep_what_they_are_laid_on() -> None:
    """Colour is laid on a style: its size, its rule and its protection stay."""
    base = style.ruled(style.SMALL)
    red = style.status_style(Rating.RED, base)
    assert (red.size, red.bottom, red.color) == (base.size, style.HAIRLINE, style.STATUS[Rating.RED].color)


@pytest.mark.parametrize(
    ("decimals", "kind", "expected"),
    [
        (0, Kind.COUNT, "#,##0"),
        (0, Kind.MONEY, "#,##0"),
        (1, Kind.PERCENTAGE, "#,##0.0"),
        (3, Kind.RATE, "#,##0.000"),
        (0, Kind.MILESTONE, "d mmm yyyy"),
    ],
)
def test_number_format(decimals: int, kind: Kind, expected: str) -> None:
    """Grouped, in the measure's decimals, never with a unit: 95 stays 95 and not 9500 %."""
    assert style.number_format(decimals, kind) == expected


def test_decimals_out_of_reach_are_refused() -> None:
    """A format takes 0 to 15 decimals and says so."""
    with pytest.raises(ValueError, match="0 to 15 decimals, not -1"):
        style.number_format(-1, Kind.COUNT)


@pytest.mark.parametrize(
    ("value", "decimals", "unit", "said"),
    [
        (1565, 0, "offences", "1,565 offences"),
        (46.41472868217054, 1, "%", "46.4 %"),
        (412, 0, "£", "£412"),
        (-412, 0, "£", "−£412"),
        (3.25, 1, "£m", "£3.3m"),
        (18, 0, "£k", "£18k"),
        (1.005, 2, "", "1.01"),
        (33 * 0.95, 1, "", "31.4"),
        (2.5, 0, "days", "3 days"),
        (-2.5, 0, "days", "−3 days"),
        (-0.04, 1, "%", "0.0 %"),
        (3, 0, "of 4", "3 of 4"),
        (0, 0, " ", "0"),
        (1e16, 0, "", "10,000,000,000,000,000"),
        (1e17, 12, "", "100,000,000,000,000,000.000000000000"),
        (float("nan"), 1, "%", "no figure"),
        (float("-inf"), 0, "days", "no figure"),
    ],
)
def test_spoken(value: float, decimals: int, unit: str, said: str) -> None:
    """A figure as published: half away from zero on what Excel shows, the currency before it and other units behind."""
    assert spoken(value, decimals, unit) == said


def test_a_figure_beyond_reading_is_said_by_its_first_digits() -> None:
    """Nothing that a partner may type can make a sentence fail."""
    assert spoken(1e40, 2, "days") == "1e+40 days"


def test_what_was_agreed_is_said_in_its_own_decimals() -> None:
    """A tolerance has the decimals it was given, however large or small; what is no number is no figure."""
    said = [agreed_amount(amount, "days") for amount in (2, 2.50, 0.00001, 1_500_000, 1, float("nan"))]
    assert said == ["2 days", "2.5 days", "0.00001 days", "1,500,000 days", "1 day", "no figure"]
