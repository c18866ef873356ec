"""The add-in file: the same bytes twice, what other readers find in it, and that ribbon, macros and commands agree."""

from __future__ import annotations

import inspect
import io
import re
import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import fromstring

import olefile
import pytest
from pyopenvba import ExcelFile

from pmxl.excel import ribbon
from pmxl.excel.addin import build
from pmxl.excel.addin.hardened import PATCHES
from pmxl.excel.addin.hardened import hardened
from pmxl.excel.addin.picture import picture
from pmxl.excel.addin.project import SOURCES_ONLY
from pmxl.excel.addin.ribbon_rules import CALLBACKS
from pmxl.excel.addin.ribbon_rules import ribbon_faults
from pmxl.excel.addin.stamp import installed
from pmxl.excel.addin.stamp import stamp_of
from pmxl.excel.worksheet import FUNCTIONS
from pmxl.findings import Refusal
from pmxl.framework.columns_audiences import KINDS
from pmxl.framework.columns_audiences import PARTNER
from pmxl.sheets.lint import NOT_INERT
from pmxl.sheets.lint import lint_workbook
from pmxl.sheets.stored import parts_of
from tests.addin.readers import sources
from tests.addin.readers import unpacked
from tests.addin.test_macros import stock

ROOT = Path(__file__).resolve().parents[2]
RIBBON = build.template("ribbon.xml")
OF_THE_TEMPLATE = {"Sheet2"}
ENDS_EVERYTHING = "\x10\x00\x00\x00\x00\x00".encode("latin-1")


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built file."""
    return build.build(tmp_path_factory.mktemp("addin") / "pmxl.xlam")


def plain(source: str) -> str:
    """VBA with line ends of one kind, without those at its end and without the attributes of a whole module."""
    return re.sub(r"(?m)^Attribute VB_\w+ = .*\n", "", source.replace("\r\n", "\n")).strip()


def test_it_is_built_with_the_same_bytes_twice(addin: Path) -> None:
    """Whoever builds it can compare a SHA-256; nothing in it tells when or where it was made."""
    assert build.addin() == addin.read_bytes()


def test_pyopenvba_reads_the_modules_that_were_put_in(addin: Path) -> None:
    """Every module is there, and its source is the template's, the generated one or the hardened one."""
    with ExcelFile(addin) as book:
        found = {name: plain(book.get_module(name)) for name in book.module_names()}
        assert not book.validate()
    wanted = {name: plain(source) for name, source in build.modules().items()}
    assert {name: source for name, source in found.items() if name not in OF_THE_TEMPLATE} == wanted


def test_oletools_reads_the_same_and_finds_no_stomping(addin: Path) -> None:
    """Another reader finds the same sources, and no compiled code that could say something else."""
    found = {name: plain(source) for name, source in sources(addin).items()}
    wanted = {name: plain(source) for name, source in build.modules().items()}
    assert {name: found[name] for name in wanted} == wanted


def test_the_project_is_what_the_standard_asks_for(addin: Path) -> None:
    """Sources only: no compiled code, no offsets, nothing behind the directory's end, the project under our name."""
    project = olefile.OleFileIO(io.BytesIO(parts_of(addin.read_bytes())["xl/vbaProject.bin"]))
    assert not project.parsing_issues
    assert project.openstream("VBA/_VBA_PROJECT").read() == SOURCES_ONLY
    assert not [one for one in project.listdir() if "__SRP" in one[-1]]
    directory = unpacked(project.openstream("VBA/dir").read())
    assert directory.endswith(ENDS_EVERYTHING)
    assert b"\x04\x00\x04\x00\x00\x00pmxl" in directory
    offsets = re.findall(rb"\x31\x00\x04\x00\x00\x00(....)", directory, flags=re.DOTALL)
    assert {struct.unpack("<I", one)[0] for one in offsets} == {0}
    listed = project.openstream("PROJECT").read().decode("cp1252")
    assert 'Name="pmxl"' in listed
    assert "Dictionary" not in listed


def test_the_package_is_whole(addin: Path) -> None:
    """Our own lint finds nothing that Excel would repair; the macros are the one thing in it that can act."""
    faults = lint_workbook(addin)
    assert [fault for fault in faults if not fault.startswith(NOT_INERT)] == []
    assert all("vbaProject" in fault for fault in faults)
    for name, data in parts_of(addin.read_bytes()).items():
        if name.endswith((".xml", ".rels")):
            fromstring(data)
            assert b"felix" not in data.lower()


def test_the_file_says_which_versions_it_is_for(addin: Path, tmp_path: Path) -> None:
    """The versions of pmxl and xlwings stand in its properties; another file has no stamp."""
    assert stamp_of(addin) == installed()
    other = tmp_path / "other.xlam"
    other.write_bytes(b"PK\x03\x04 nothing")
    assert stamp_of(other) is None
    assert stamp_of(tmp_path / "none.xlam") is None


def test_the_functions_have_help_and_a_category_without_excel_being_told(addin: Path) -> None:
    """The description stands in the source, the category in the workbook, for every worksheet function."""
    source = build.modules()["PmxlFunctions"]
    assert re.findall(r"(?m)^Public Function (\w+)", source) == list(FUNCTIONS)
    for name, function in FUNCTIONS.items():
        told = (function.__doc__ or "").replace('"', '""')
        assert f'Attribute {name}.VB_Description = "{told}"\n' in source
    book = parts_of(addin.read_bytes())["xl/workbook.xml"].decode()
    assert re.search(
        r'</sheets><functionGroups builtInGroupCount="19"><functionGroup name="pmxl" /></functionGroups>', book
    )


RESERVED = (
    "and as boolean byref byte byval call case const currency date declare dim do double each else elseif empty end "
    "enum erase error event exit false for function get gosub goto if implements in input integer is let lib like "
    "line lock long loop lset me mod new next not nothing null object on option optional or paramarray preserve print "
    "private public put raiseevent redim rem resume return rset select set single spc static stop string sub tab then "
    "to true type until variant wend while width with write xor"
)


def test_every_line_of_vba_is_one_that_excel_compiles() -> None:
    """No line longer than 1,023 characters, no more than 24 continuations, no argument named by a word of VBA's."""
    for name, source in build.modules().items():
        lines = source.replace("\r\n", "\n").split("\n")
        assert max(map(len, lines)) <= 1023, name
        runs = re.findall(r"(?:[^\n]* _\n)+", source.replace("\r\n", "\n"))
        assert max((run.count("\n") for run in runs), default=0) <= 24, name
        source.encode("cp1252")
    for function in FUNCTIONS.values():
        assert not set(inspect.signature(function).parameters) & set(RESERVED.split())


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.why)
def test_a_patch_that_does_not_fit_stops_the_build(patch: object) -> None:
    """With another version of xlwings, where a place is missing or there twice, nothing is built."""
    text = stock().replace("\r\n", "\n")
    for one in PATCHES:
        if one is patch:
            text = re.sub(one.found, "", text, flags=re.DOTALL) if not one.found.startswith("(?<=") else text[:2000]
            break
        text = re.sub(one.found, lambda _, new=one.instead: new, text, flags=re.DOTALL)  # type: ignore[misc]
    with pytest.raises(Refusal, match="ADD001"):
        hardened(text)


def test_what_is_hardened_knows_no_workbook_of_somebody_elses() -> None:
    """Nothing in it reads the active workbook, takes code or settings from a sheet, or runs another program."""
    made = hardened(stock())
    code = "\n".join(line for line in made.split("\n") if not line.lstrip().startswith("'"))
    for word in (
        "ActiveWorkbook",
        "Worksheets",
        ".Sheets",
        "VBProject",
        "prepare_sys_path(",
        "RunFrozenPython",
        "Dictionary",
    ):
        assert word not in code, word


def test_a_formula_reaches_nothing_of_xlwings() -> None:
    """Neither settings, files and the environment (which it could send away) nor the library that starts programs."""
    made = hardened(stock())
    assert re.findall(r"(?m)^(?:Public )?Function (\w+)", made) == ["RunPython", "XLPy", "PmxlPython"]
    assert not re.findall(r"(?m)^ *(?:Public )?Declare [^\n]*", made)


def test_what_touches_files_or_runs_scripts_cannot_be_called_by_a_picture() -> None:
    """Every function that reads, ends or starts something asks first who calls."""
    bodies = re.findall(r"(?ms)^(?:Public |Private )?Function (\w+)\([^\n]*\n(.*?)^End Function", hardened(stock()))
    acting = re.compile(r"MacScript|AppleScriptTask|WScript\.Run|WScript\.Popup|Open FileName|\bKill ")
    asking = re.compile(r"PmxlCalledFromSheet\(\)|PmxlTakePress\(\)|PmxlPressed\(\)")
    found = {name for name, body in bodies if acting.search(body)}
    assert {"ReadFile", "ExecuteWindows", "ToMacPath", "GetMacDir"} <= found
    assert [name for name, body in bodies if name in found and not asking.search(body)] == []


def buttons() -> dict[str, dict[str, str]]:
    """The controls of the ribbon that do something, by id."""
    return {e.attrib["id"]: e.attrib for e in fromstring(RIBBON).iter() if "onAction" in e.attrib}


def procedures() -> dict[str, int]:
    """The public procedures of the ribbon's module that take a control or the ribbon, and how much each takes."""
    heads = re.findall(r"(?m)^Public Sub (\w+)\(([^)]*)\)", build.template("PmxlRibbon.bas"))
    return {name: len(taken.split(",")) for name, taken in heads if taken.startswith(("control", "ribbon"))}


def test_every_button_has_a_callback_and_every_callback_a_button() -> None:
    """What the XML names is there with the arguments that Office hands over, and nothing stands there in vain."""
    takes = {"onLoad": 1, "onAction": 1, "onChange": 2, "getText": 2}
    assert set(takes) == set(CALLBACKS)
    named = {(name, value) for e in fromstring(RIBBON).iter() for name, value in e.attrib.items() if name in CALLBACKS}
    assert {f"PmxlRibbon.{name}" for name in procedures()} == {value for _, value in named}
    for name, value in named:
        assert procedures()[value.removeprefix("PmxlRibbon.")] == takes[name]


def test_every_button_has_a_case_and_every_case_a_button() -> None:
    """The macro that finds a button's command knows each id, and no other."""
    cases = set(re.findall(r'"(pmxl_\w+)"', build.template("PmxlRibbon.bas"))) - {"pmxl_", "pmxl_audience"}
    assert cases == set(buttons())


def test_every_button_is_a_command_in_python_and_every_command_a_button() -> None:
    """A button whose command pmxl.excel.ribbon does not have would show an error instead of doing its work."""
    wanted = {id_.removeprefix("pmxl_") for id_ in buttons()}
    there = {
        name
        for name, function in inspect.getmembers(ribbon, inspect.isfunction)
        if function.__module__ == ribbon.__name__ and not name.startswith("_") and needs_nothing(function)
    }
    assert there == wanted
    assert "audience" in inspect.signature(ribbon.scorecard).parameters


def needs_nothing(function: Callable[..., object]) -> bool:
    """Whether a function can be called without arguments, as a button does."""
    return all(one.default is not inspect.Parameter.empty for one in inspect.signature(function).parameters.values())


def test_the_audiences_that_are_offered_are_the_usual_ones() -> None:
    """An id that the framework does not know would be refused after it was chosen from our own list."""
    items = [e.get("label") for e in fromstring(RIBBON).iter() if e.tag.endswith("}item")]
    assert items == ["everyone", *(kind for kind in KINDS if kind != PARTNER)]


def test_the_ribbon_keeps_the_rules_of_office() -> None:
    """Ids, elements, attributes, sizes, lengths and pictures are as Office has them."""
    assert ribbon_faults(RIBBON.encode()) == []


@pytest.mark.parametrize(
    ("good", "bad", "fault"),
    [
        ('id="pmxl_issue"', 'id="pmxl_review"', "the id pmxl_review is there 2 times"),
        ('keytip="I"', 'keytip="C"', "the keytip C is there 2 times"),
        ('size="large" imageMso="FileNew"', 'size="huge" imageMso="FileNew"', "pmxl_new_framework is huge"),
        ('imageMso="Spelling"', "", "pmxl_review lacks imageMso"),
        ('imageMso="Spelling"', 'imageMso="Spelling" colour="red"', "pmxl_review has colour"),
        ('label="Framework"', f'label="{"x" * 25}"', "label of pmxl_group_framework has 25 characters"),
        ('label="Framework"', 'label=" "', "label of pmxl_group_framework has 1 characters"),
        ('id="pmxl_issue"', 'id="1 issue"', "the id 1 issue has characters"),
        ('onAction="PmxlRibbon.OnAction" keytip="I"', 'onAction="OnAction()" keytip="I"', "onAction of pmxl_issue"),
        ('label="Help">', 'label="Help"><tab id="t" label="t"/>', "pmxl_group_help holds tab"),
        ('label="Help">', 'label="Help"><gallery/>', "gallery is no element"),
        ("2009/07", "2006/01", "it starts with"),
        ("</customUI>", "", "it is no XML"),
    ],
)
def test_a_ribbon_that_office_would_not_show_is_not_built(good: str, bad: str, fault: str) -> None:
    """Each broken rule is told by the place where it is broken."""
    assert good in RIBBON
    assert any(fault in found for found in ribbon_faults(RIBBON.replace(good, bad, 1).encode()))


def test_the_picture_in_the_guide_is_of_this_ribbon() -> None:
    """Made again from the XML it is the same: python -m pmxl.excel.addin.picture."""
    assert (ROOT / "docs" / "ribbon.svg").read_text(encoding="utf-8") == picture(RIBBON)
    assert "](ribbon.svg)" in (ROOT / "docs" / "excel.md").read_text(encoding="utf-8")
