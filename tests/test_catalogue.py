"""The catalogue of the checks: the reference page and the method sheet list every one, and no code means two things."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmxl.assess.method import checked
from pmxl.framework.models_settings import Settings
from pmxl.returns.catalogue import checks
from pmxl.returns.catalogue import in_markdown
from pmxl.returns.catalogue import layouts
from pmxl.returns.catalogue import readings
from pmxl.terms import Severity
from tests.specimens.small import FRAMEWORK
from tests.specimens.small import amended

ROOT = Path(__file__).resolve().parents[1]
RETURNS = ROOT / "pmxl" / "returns"
CODE = re.compile(r'"((?:NUM|CEL|VAL|STR)[0-9]{3})"')


def test_the_reference_page_is_in_step() -> None:
    """docs/checks.md is what the code says; its second line says how to make it again."""
    assert (ROOT / "docs" / "checks.md").read_text(encoding="utf-8") == in_markdown()


def test_the_readme_leads_to_the_reference() -> None:
    """Whoever meets a code finds where it is explained."""
    assert "docs/checks.md" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_there_are_about_forty_checks_and_no_code_twice() -> None:
    """Every check has a code of its own, and each severity occurs."""
    listed = (*checks(), *readings(), *layouts())
    assert len(checks()) >= 40
    assert len({one.code for one in listed}) == len(listed)
    assert {one.severity for one in checks()} == set(Severity)


@pytest.mark.parametrize("one", [*checks(), *readings(), *layouts()], ids=lambda one: one.code)
def test_a_check_says_in_one_sentence_what_it_finds(one: tuple[str, Severity, str]) -> None:
    """One sentence, on one line, short enough for a table."""
    fails = one[2]
    assert fails[:1].isupper()
    assert fails.endswith(".")
    assert "\n" not in fails
    assert len(fails) <= 130


@pytest.mark.parametrize("room", ["numbers.py", "entries.py"])
def test_every_finding_of_the_reading_is_listed(room: str) -> None:
    """A code that the reading of a cell can give stands on the reference page."""
    codes = set(CODE.findall((RETURNS / room).read_text(encoding="utf-8")))
    assert codes
    assert codes <= {one.code for one in readings()}


def test_every_finding_of_a_layout_is_listed() -> None:
    """A code that reading through a layout can give stands on the reference page."""
    files = RETURNS.glob("layout*.py")
    codes = {code for file in files for code in CODE.findall(file.read_text(encoding="utf-8"))}
    assert {"STR030", "STR045"} <= codes - {"STR007", "CEL004"} == {one.code for one in layouts()}


def test_the_method_sheet_has_a_line_for_each() -> None:
    """With what becomes of the figure; one that was turned off says so."""
    lines = dict(checked(FRAMEWORK))
    assert list(lines) == [f"Check {one.code}" for one in checks()]
    assert lines["Check VAL004"] == "Error: The numerator of a percentage is above its denominator."
    settings = Settings.model_validate({**FRAMEWORK.settings.model_dump(), "checks_off": ("VAL030", "VAL004")})
    off = {
        name for name, words in checked(amended(settings=settings)) if words.endswith("Turned off in the framework.")
    }
    assert off == {"Check VAL030"}
