"""Hardened: xlwings' own VBA, without the ways in which somebody's workbook could choose the Python that runs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmxl.findings import refuse

MODULE = "xlwings"
NOT_PRESSED = "    If Not PmxlPressed() Then Exit Function\n"
NO_SHEET = "    If PmxlCalledFromSheet() Then Exit Function\n"


@dataclass(frozen=True, slots=True)
class Patch:
    """One change: why, what is found (a pattern), what stands there afterwards, and how often it must be found."""

    why: str
    found: str
    instead: str = ""
    times: int = 1


def function(name: str) -> str:
    """The pattern of a whole procedure, with what decides about its first line."""
    head = r'(?:#If App = "Microsoft Excel" Then\n)?'
    alternative = rf"(?:#Else\nFunction {name}\([^\n]*\n#End If\n)?"
    return rf"{head}(?:Public |Private )?(?:Function|Sub) {name}\([^\n]*\n{alternative}.*?\nEnd (?:Function|Sub)\n"


def closed(name: str) -> str:
    """The pattern of a procedure that stands wholly inside an #If."""
    return rf'#If App = "Microsoft Excel" Then\nFunction {name}\([^\n]*\n.*?\nEnd Function\n#End If\n'


NOT_FROM_A_CELL = (
    "Function ReadFile(ByVal FileName As String)",
    "Function KillFileOnMac(Filestr As String)",
    "Function ToMacPath(PosixPath As String) As String",
    "Function ToPosixPath(ByVal MacPath As String) As String",
    "Function GetMacDir(Name As String, Normalize As Boolean) As String",
    "Function FileOrFolderExistsOnMac(FileOrFolderstr As String) As Boolean",
)
"""Functions that read or take away files, or put their argument into a script: closed to cells and pictures."""

CALLED_FROM_OUTSIDE = ("RunPython", "XLPy\\b")
"""Functions that our own modules call; all others are the module's own affair."""

PRIVATE = 23
"""How many functions that leaves."""

WHICH_PYTHON = (
    "Public Function PmxlPython() As String\n"
    '    If Not PmxlCalledFromSheet() Then PmxlPython = GetConfig("INTERPRETER_WIN")\n'
    "End Function\n\n"
)

PATCHES = (
    Patch("its settings are ours", r'PROJECT_NAME As String = "myaddin"', 'PROJECT_NAME As String = "pmxl"'),
    Patch(
        "nothing but a button starts Python",
        r"(?<=Public Function RunPython\(PythonCommand As String\)\n)",
        NOT_PRESSED,
    ),
    Patch(
        "no code is looked for in the sheets of a workbook",
        r"    ' Check for embedded Python code\n.*?    Next i\n",
    ),
    Patch(
        "nor run from there",
        r"    If uses_embedded_code = True Then\n        AddExcelDir = .*?    End If\n",
        '    AddExcelDir = "false"\n',
    ),
    Patch(
        "no workbook's name reaches the command line",
        r"    #If Mac Then\n        If InStr\(ActiveWorkbook.*?    #End If\n",
    ),
    Patch("no code of a workbook is run", r"    ' PythonCommand with embedded code\n.*?    End If\n(?=\n    ' Call)"),
    Patch(
        "a long command never holds the server of the functions",
        r'OPTIMIZED_CONNECTION = GetConfig\("USE UDF SERVER", False\)',
        "OPTIMIZED_CONNECTION = False",
    ),
    Patch(
        "no workbook is handed to the server",
        r'            XLPy\.SetAttr XLPy\.Module\("xlwings\._xlwindows"\), "BOOK_CALLER", ActiveWorkbook\n',
    ),
    Patch(
        "Python is named in full: a bare name is looked for in the folder of a workbook first",
        r'(?<=        interpreter = GetConfig\("INTERPRETER", )"python"\)\n    End If\n',
        '"")\n    End If\n    If Not IsFullName(interpreter) Then\n'
        "        PmxlSayNotInstalled\n        Exit Function\n    End If\n",
    ),
    Patch(
        "the same for the server",
        r'(?<=PYTHON_WIN = GetConfig\("INTERPRETER", )"pythonw"\)\n    End If\n',
        '"")\n    End If\n    If Not IsFullName(PYTHON_WIN) Then Err.Raise 1002, Description:="pmxl addin install"\n',
        times=2,
    ),
    Patch(
        "Python looks for nothing in the folder that Excel stands in, nor where a setting says",
        r' -B -c ""import xlwings\.utils;xlwings\.utils\.prepare_sys_path\([^\n]*?\); " & PythonCommand',
        ' -I -B -c """ & PythonCommand',
    ),
    Patch(
        "the same for the server, which takes off the hook by which xlwings ends other Excels",
        r' -B -c ""import sys, os;" & LicenseKeyEnvString & "import xlwings\.utils;[^;]*;import xlwings;',
        ' -I -B -c ""import sys, os;" & LicenseKeyEnvString & "import pmxl.excel.udfs, xlwings;',
    ),
    Patch(
        "a press is good for one run",
        r"(?<=    Dim ShowConsole As Integer\n)",
        "    If Not PmxlTakePress() Then Exit Function\n",
    ),
    Patch(
        "the same on a Mac",
        r"(?<=    #If Mac Then\n)(?=    Dim PythonInterpreter)",
        "    If Not PmxlTakePress() Then Exit Sub\n",
    ),
    Patch(
        "a workbook's name reaches no shell, which on a Mac would run what stands in it",
        r'ParameterString \+ "\|" \+ ActiveWorkbook\.Name',
        'ParameterString + "|"',
    ),
    Patch(
        "nor cmd.exe, which would fill in what stands between %", r'" --wb=" & """" & ActiveWorkbook\.Name & """', '"'
    ),
    Patch("only Python is run", function("RunFrozenPython")),
    Patch("the functions are built in", function("GetUdfModules")),
    Patch(
        "the folder of a workbook is no place for code",
        r'AddExcelDir = GetConfig\("ADD_WORKBOOK_TO_PYTHONPATH", "true"\)',
        'AddExcelDir = "false"',
    ),
    Patch(
        "no workbook's name reaches the command line of the server",
        r'AddExcelDir & ";" & ActiveWorkbook\.FullName & ";" & ThisWorkbook\.FullName & ";"',
        'AddExcelDir & ";;;"',
    ),
    Patch("the VBA of a workbook is not touched", function("ImportPythonUDFsBase")),
    Patch("nor by this name", function("ImportPythonUDFs")),
    Patch("nor by this", function("ImportPythonUDFsToAddin")),
    Patch("nor by this one", function("ImportXlwingsUdfsModule")),
    Patch("the folder of a workbook holds no settings", function("GetDirectoryPath")),
    Patch("nor a file of them", function("GetDirectoryConfigFilePath")),
    Patch("a sheet holds no settings", closed("GetConfigFromSheet")),
    Patch(
        "the settings are the user's own: no sheet", r"    ' Sheet\n    #If App.*?    #End If\n(?=\n    ' Directory)"
    ),
    Patch("and no file beside a workbook", r"    ' Directory Config\n.*?(?=    ' User Config\n)"),
    Patch("settings are written by pmxl addin install", function("SaveConfigToFile")),
    *(Patch(f"no sheet reaches {head}", rf"(?<={re.escape(head)}\n)", NO_SHEET) for head in NOT_FROM_A_CELL),
    Patch(
        "what Python says is kept, not shown",
        function("ShowError"),
        'Sub ShowError(FileName As String, Optional Message As String = "")\n'
        "    PmxlSayFailure FileName, Message\nEnd Sub\n",
    ),
    Patch("no sheet is looked for", closed("SheetExists")),
    Patch("nor the folder of a workbook", closed("GetFullName")),
    Patch(
        "no formula reaches the library, which starts what its second argument says",
        r"(?m)^( +)(?=Declare PtrSafe Function XLPy|Declare Function XLPy)",
        "        Private ",
        times=5,
    ),
    Patch(
        "no formula reaches what reads settings, files or the environment",
        rf"(?m)^(?:Public )?(?=Function (?!{'|'.join(CALLED_FROM_OUTSIDE)})\w+\()",
        "Private ",
        times=PRIVATE,
    ),
    Patch("but for the doctor, who asks which Python it is", r"(?m)^(?=Sub ShowError\()", WHICH_PYTHON),
)
"""Every change, in the order in which it is made."""


def hardened(source: str) -> str:
    """xlwings' module for a custom add-in with every patch made; refuses (ADD001) where one does not fit."""
    text = source.replace("\r\n", "\n")
    for patch in PATCHES:
        text = _patched(text, patch)
    return text


def _patched(text: str, patch: Patch) -> str:
    made, times = re.subn(patch.found, lambda _: patch.instead, text, flags=re.DOTALL)
    if times != patch.times:
        raise refuse(
            "ADD001",
            f"xlwings has changed: the place where {patch.why} was looked for {patch.times}× and found {times}×.",
            "Install the version of xlwings that pmxl names and build again; nothing was written.",
            part="xlwings_custom_addin.bas",
        )
    return made
