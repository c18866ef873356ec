"""The add-in's VBA, run: what a button does, what an answer becomes, and what a workbook from outside cannot do."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from pmxl.excel.addin.hardened import hardened
from tests.addin.macros import CALLER
from tests.addin.macros import RUNS
from tests.addin.macros import bridge
from tests.addin.macros import excel
from tests.addin.macros import opened

ROOT = Path(__file__).resolve().parents[2]
EVIL = "\\\\evil\\share\\python.exe"
HOSTILE = f"""
Sub Hostile()
    Workbooks.Add
    Worksheets.Add
    ActiveSheet.Name = "pmxl.conf"
    ActiveSheet.Range("A1").Value = "INTERPRETER_WIN"
    ActiveSheet.Range("B1").Value = "{EVIL}"
End Sub
"""
SERVER = """
Public Function CallUDF(module, name, given)
    Dim grid(1 To 2, 1 To 2)
    Select Case name
        Case "PMXL_WHY"
            Err.Raise 5
        Case "PMXL_LIMITS"
            CallUDF = Array(1.5, "#N/A", 4.5)
        Case "PMXL_RANK"
            grid(1, 1) = "x": grid(1, 2) = "#N/A": grid(2, 1) = 3.5: grid(2, 2) = "#VALUE!"
            CallUDF = grid
        Case Else
            CallUDF = module & " " & name & " " & UBound(given)
    End Select
End Function
"""
FINDS_SERVER = "Function XLPy()\n    Dim one\n    Set one = New Server\n    Set XLPy = one\nEnd Function\n"


def stock() -> str:
    """The VBA that comes with xlwings."""
    found = find_spec("xlwings")
    assert found
    assert found.origin
    return (Path(found.origin).parent / "xlwings_custom_addin.bas").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ribbon() -> Any:
    """The tab's macros."""
    return excel("PmxlRibbon", PmxlCaller=CALLER, xlwings=RUNS)


@pytest.fixture(scope="module")
def functions() -> Any:
    """The worksheet functions' macros, with a server of our own."""
    made = excel("PmxlErrors", "PmxlCall", "PmxlFunctions", PmxlCaller=CALLER, xlwings=FINDS_SERVER)
    made.add_module(SERVER, name="Server", kind="class")
    return made


def pressed(ribbon: Any, id_: str) -> str:
    """What Python would run when a button is pressed."""
    before = ribbon.evaluate("Ran()")
    ribbon.run("PmxlDispatch", id_)
    return str(ribbon.evaluate("Ran()")).removeprefix(before).rstrip("|")


def test_a_button_runs_its_command(ribbon: Any) -> None:
    """One call into Python, named as the button is; an id that is none of ours runs nothing."""
    assert pressed(ribbon, "pmxl_collect") == "import pmxl.excel.ribbon as r; r.collect()"
    assert pressed(ribbon, "pmxl_freeze") == "import pmxl.excel.ribbon as r; r.freeze()"
    assert not pressed(ribbon, "pmxl_format_disk")


def test_the_scorecard_is_for_whom_was_chosen(ribbon: Any) -> None:
    """Everyone unless an audience was chosen; what is no id is refused in words and changes nothing."""
    assert pressed(ribbon, "pmxl_scorecard").endswith("r.scorecard()")
    ribbon.run("Choose", " Board ")
    assert pressed(ribbon, "pmxl_scorecard").endswith("r.scorecard(audience='board')")
    for typed in ("x'); import os #", "", "é", "a" * 41, 'a" & calc & "'):
        ribbon.run("Choose", typed)
        assert "[ADD011]" in ribbon.dialogs[-1][1]
        assert pressed(ribbon, "pmxl_scorecard").endswith("r.scorecard(audience='board')")
    ribbon.run("Choose", "partner:ash")
    assert pressed(ribbon, "pmxl_scorecard").endswith("r.scorecard(audience='partner:ash')")
    ribbon.run("Choose", "everyone")
    assert pressed(ribbon, "pmxl_scorecard").endswith("r.scorecard()")


def test_nothing_but_a_button_starts_python(ribbon: Any) -> None:
    """A formula or a picture in a workbook that calls RunPython runs nothing, nor does a cell while a button works."""
    before = ribbon.evaluate("Ran()")
    ribbon.run("RunPython", "import os")
    assert ribbon.evaluate("Ran()") == before
    ribbon.run("InCell", True)
    ribbon.run("PmxlDispatch", "pmxl_collect")
    ribbon.run("InCell", False)
    assert ribbon.evaluate("Ran()") == before


def test_where_no_workbook_is_open_one_is_made_for_python_to_find_this_excel_by() -> None:
    """xlwings knows an Excel by the window of a workbook; a button about the workbook in front asks for one instead."""
    application = excel("PmxlRibbon", PmxlCaller=CALLER, xlwings=RUNS, PmxlTest=CLOSES)
    application.run("CloseAll")
    application.run("PmxlDispatch", "pmxl_freeze")
    assert "[ADD012]" in application.dialogs[-1][1]
    assert application.evaluate("PmxlBookName()") == ""
    application.run("PmxlDispatch", "pmxl_new_framework")
    assert application.evaluate("PmxlBookName()") != ""
    assert application.evaluate("Ran()") == "import pmxl.excel.ribbon as r; r.new_framework()|"


CLOSES = """
Public Sub CloseAll()
    Do While Workbooks.Count > 0
        Workbooks(1).Close False
    Loop
End Sub
"""


@pytest.mark.parametrize("who", ["Range", "String"])
def test_a_cell_and_a_picture_on_a_sheet_are_known(who: str) -> None:
    """Excel names a picture that was clicked by a text; the ribbon is neither."""
    body = re.sub(
        r"TypeName\(Application.Caller\)",
        "gWho",
        _own("PmxlCaller").partition("Public Function PmxlCalledFromWizard")[0],
    )
    application = excel(PmxlCaller="Public gWho As String\n" + body + SETS_WHO)
    assert application.evaluate("PmxlCalledFromSheet()") is False
    application.run("Who", who)
    assert application.evaluate("PmxlCalledFromSheet()") is True


SETS_WHO = """
Public Sub Who(ByVal text As String)
    gWho = text
End Sub
"""


@pytest.mark.parametrize(
    ("expression", "is_"),
    [
        ("PMXL_PERIOD(1)", "pmxl.excel.udfs PMXL_PERIOD 2"),
        ("PMXL_LIMITS(1)(1, 1)", 1.5),
        ("IsError(PMXL_LIMITS(1)(1, 2))", True),
        ("PMXL_LIMITS(1)(1, 3)", 4.5),
        ("PMXL_RANK(1)(1, 1)", "x"),
        ("IsError(PMXL_RANK(1)(1, 2))", True),
        ("PMXL_RANK(1)(2, 1)", 3.5),
        ("CStr(PMXL_RANK(1)(2, 2))", "Error 2015"),
        ("CStr(PMXL_WHY(1, 2))", "Error 2015"),
        ('CStr(PmxlAnswer("#N/A"))', "Error 2042"),
        ('CStr(PmxlAnswer("#DIV/0!"))', "Error 2007"),
        ('PmxlAnswer("#N/A yet")', "#N/A yet"),
        ("PmxlAnswer(0)", 0),
        ("PmxlAnswer(True)", True),
    ],
)
def test_what_python_answers_becomes_what_excel_knows(functions: Any, expression: str, is_: Any) -> None:
    """Errors are Excel's own, a single row lies across, a failure is #VALUE! and no traceback."""
    assert functions.evaluate(expression) == is_


def test_nothing_is_asked_while_arguments_are_typed(functions: Any) -> None:
    """The function wizard calls after every letter; Python is left alone."""
    functions.run("Typing", True)
    assert functions.evaluate("PMXL_PERIOD(1)") is None
    functions.run("Typing", False)


@pytest.mark.parametrize(("made", "told"), [(stock(), EVIL), (hardened(stock()), "none")])
def test_a_workbook_cannot_choose_the_python(made: str, told: str) -> None:
    """A sheet pmxl.conf in the active workbook names the Python for xlwings' own add-in, and nothing for ours."""
    application = excel(Pmxl=RUNS.partition("Public Sub Choose")[0].replace("RunPython", "Ignored"), PmxlCaller=CALLER)
    text = opened(bridge(made)).replace('"myaddin"', '"pmxl"')
    for name in ("PmxlRibbon", "PmxlErrors"):
        application.add_module(bridge(_own(name)), name=name)
    application.add_module(text, name="xlwings")
    application.add_module(HOSTILE, name="Hostile")
    application.run("Hostile")
    assert application.evaluate("ActiveWorkbook.Name") != application.evaluate("ThisWorkbook.Name")
    assert application.evaluate('GetConfig("INTERPRETER_WIN", "none")') == told


def _own(name: str) -> str:
    from pmxl.excel.addin.build import template

    return template(f"{name}.bas")


def test_python_is_named_in_full_or_not_run() -> None:
    """Without a setting nothing runs, not even a python.exe beside a workbook; a sentence says whom to ask."""
    application = excel("PmxlRibbon", "PmxlErrors", PmxlCaller=CALLER, xlwings=bridge(hardened(stock())))
    application.run("PmxlDispatch", "pmxl_about")
    assert "[ADD014]" in application.dialogs[-1][1]


SHELL = """
Public Function Run(ByVal command, ByVal style, ByVal wait)
    gCommand = command
    Run = 0
End Function
"""
FINDS_SHELL = """
Public gCommand As String
Function WScript(Optional CreateNew As Boolean) As Object
    Dim one
    Set one = New Shell
    Set WScript = one
End Function
Public Function Commanded() As String
    Commanded = gCommand
End Function
"""


def test_the_command_that_starts_python_holds_nothing_from_a_workbook() -> None:
    """Not even its name, in which cmd.exe would fill in what stands between %, and a Mac's shell run what is in $().

    The Python of the settings, shut off from the folder that Excel stands in, runs the one command of the button."""
    text = bridge(hardened(stock())).replace("FileExists = False", "FileExists = True")
    text = text.replace('Environ("Temp")', '"C:\\Temp"')
    text = text.replace("Application.Hwnd", "1").replace("Kill LOG_FILE", "")
    text = text.replace('GetConfig("SHOW CONSOLE", False) = True', "False")  # a comparison the interpreter lacks
    text = replaced(text, "WScript", FINDS_SHELL)
    text = replaced(text, "GetConfigFromFile", CONFIGURED)
    application = excel("PmxlRibbon", "PmxlErrors", PmxlCaller=CALLER, xlwings=text)
    application.add_module(SHELL, name="Shell", kind="class")
    application.run("PmxlDispatch", "pmxl_status")
    command = str(application.evaluate("Commanded()"))
    python = '"C:\\pmxl\\Scripts\\python.exe" -I -B -c "import pmxl.excel.ribbon as r; r.status()"'
    assert command.startswith(f'cmd.exe /C C: & cd "C:\\pmxl\\Scripts" & {python}  --from_xl=1 --app=')
    assert ' --hwnd="1" ' in command
    assert "Book1" not in command
    assert 'ParameterString + "|"\n' in hardened(stock())  # the place of the name in what a Mac is handed


def test_the_command_that_starts_the_server_of_the_functions_holds_nothing_from_a_workbook() -> None:
    """No name, no path and no code of a workbook; the same Python, shut off in the same way."""
    text = bridge(hardened(stock())).replace("FileExists = False", "FileExists = True")
    text = text.replace('GetConfig("SHOW CONSOLE", False) = True', "False")  # a comparison the interpreter lacks
    application = excel(
        "PmxlRibbon", "PmxlErrors", PmxlCaller=CALLER, xlwings=opened(replaced(text, "GetConfigFromFile", CONFIGURED))
    )
    python = '""C:\\pmxl\\Scripts\\python.exe" -I -B -c'
    code = "import sys, os;import pmxl.excel.udfs, xlwings; xlwings.serve('$(CLSID)')"
    assert application.evaluate("XLPyCommand()") == f'cmd.exe  /K {python} "{code}""'


CONFIGURED = """
Function GetConfigFromFile(sFile As String, sName As String, Optional sValue As String) As Boolean
    If sName = "INTERPRETER_WIN" Then
        sValue = "C:\\pmxl\\Scripts\\python.exe"
        GetConfigFromFile = True
    End If
End Function
"""


def replaced(text: str, name: str, whole: str) -> str:
    """A module with one of its functions exchanged."""
    made, times = re.subn(rf"(?:Private )?Function {name}\(.*?End Function", lambda _: whole, text, flags=re.DOTALL)
    assert times == 1
    return made


def test_the_server_answers_a_call_that_brings_no_workbook() -> None:
    """What PmxlCall sends (module, name, arguments, nothing else) is all that xlwings' own server needs."""
    code = (
        "import json; from tests.doors import classic; server = classic.install(); "
        "print(json.dumps(server.CallUDF('pmxl.excel.udfs', 'PMXL_RAG', (classic.Range([[90.0], [70.0]]), 85.0))))"
    )
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert json.loads(run.stdout) == [["Green"], ["Red"]], run.stderr
