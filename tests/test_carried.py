"""What a workbook carries beside its cells is named and left alone: macros, links, connections, embedded files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pmxl.cli import app
from pmxl.findings import Refusal
from pmxl.sheets.read import read_workbook
from tests.minimal_book import MAIN
from tests.minimal_book import parts
from tests.minimal_book import relations_xml
from tests.minimal_book import sheet_xml
from tests.minimal_book import zipped

ROW = '<row r="1"><c r="A1"><v>42</v></c></row>'
ASK = "Confirm that no figure depends on them, or replace them by their values."
LINK = "xl/externalLinks/externalLink1.xml"
RELS = "xl/externalLinks/_rels/externalLink1.xml.rels"
LEADS = relations_xml([("rId1", "externalLinkPath", "file:///server/Finance.xlsx")]).replace(
    "<Relationship ", '<Relationship TargetMode="External" '
)


def said(more: dict[str, str | bytes]) -> list[str]:
    """What is said of a workbook with these parts more; its one cell is read all the same."""
    book = read_workbook("r.xlsm", zipped(parts(sheet_xml(ROW)) | more))
    assert book.sheets[0].cells[1, 1].value == 42
    return [str(note) for note in book.notes if note.code != "FIL004"]


def test_a_plain_workbook_carries_nothing() -> None:
    """And nothing is said of it."""
    assert said({}) == []


def test_macros_are_noted_once() -> None:
    """They are never run, and not even looked at."""
    assert said({"xl/vbaProject.bin": b"\xd0\xcf"}) == [
        "r.xlsm: The workbook has macros (xl/vbaProject.bin). They were neither run nor read. [SEC011]"
    ]


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ({LINK: f'<externalLink xmlns="{MAIN}"/>', RELS: LEADS}, "externalLink1.xml (file:///server/Finance.xlsx)"),
        (
            {LINK: f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'},
            "externalLink1.xml (DDE cmd|/c calc)",
        ),
        ({LINK: "<not closed"}, "externalLink1.xml (to nowhere)"),
        (
            {"xl/connections.xml": f'<connections xmlns="{MAIN}"><connection name="Query - Q3"/></connections>'},
            "connections.xml (data connection Query - Q3)",
        ),
        ({"xl/embeddings/oleObject1.bin": b"x"}, "oleObject1.bin (embedded)"),
        (
            {f"xl/embeddings/file{n}.docx": b"x" for n in range(7)},
            ", ".join(f"file{n}.docx (embedded)" for n in range(5)) + " and 2 more",
        ),
    ],
)
def test_what_leads_out_is_one_query_that_names_it(more: dict[str, str | bytes], names: str) -> None:
    """The part and where it leads; nothing of it is followed."""
    (query,) = said(more)
    assert query == (
        f"r.xlsm: The workbook has links to elsewhere or other files within it: {names}. None was followed. {ASK} "
        "[SEC010]"
    )


def test_cells_shows_what_there_is_beside_the_cells(tmp_path: Path) -> None:
    """The sort of file, its sheets and what was found of it, as records and below the table."""
    file = tmp_path / "r.xlsm"
    file.write_bytes(zipped(parts(sheet_xml(ROW)) | {"xl/vbaProject.bin": b"\xd0\xcf"}))
    shown = json.loads(CliRunner().invoke(app, ["cells", str(file), "--format", "json"]).output)
    assert (shown["kind"], shown["date1904"], shown["formulas_known"]) == ("xlsm", False, True)
    assert shown["sheets"] == [{"name": "Return", "state": "visible", "merges": []}]
    assert [finding["code"] for finding in shown["findings"]] == ["SEC011"]
    assert "The workbook has macros" in CliRunner().invoke(app, ["cells", str(file)]).output


def test_an_attack_in_a_part_that_nobody_needs_is_still_one() -> None:
    """A DOCTYPE there is refused as it is anywhere."""
    with pytest.raises(Refusal) as caught:
        said({LINK: f'<!DOCTYPE x><externalLink xmlns="{MAIN}"/>'})
    assert caught.value.finding.code == "SEC002"
