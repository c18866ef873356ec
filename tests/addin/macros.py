"""Macros: the add-in's VBA run by pyOpenVBA's interpreter, with stand-ins for what only Excel has."""

from __future__ import annotations

import re
from typing import Any

from pyopenvba.apps.excel import ExcelApplication

from pmxl.excel.addin.build import modules

CALLER = """
Public gInCell As Boolean
Public gTyping As Boolean
Public Function PmxlCalledFromSheet() As Boolean
    PmxlCalledFromSheet = gInCell
End Function
Public Function PmxlCalledFromWizard() As Boolean
    PmxlCalledFromWizard = gTyping
End Function
Public Sub InCell(ByVal yes As Boolean)
    gInCell = yes
End Sub
Public Sub Typing(ByVal yes As Boolean)
    gTyping = yes
End Sub
"""
"""Instead of PmxlCaller, which asks Excel who calls."""

RUNS = """
Public gRan As String
Public Function RunPython(ByVal command As String)
    If PmxlTakePress() Then gRan = gRan & command & "|"
End Function
Public Function Ran() As String
    Ran = gRan
End Function
Public Sub Choose(ByVal text As String)
    OnAudience Nothing, text
End Sub
"""
"""Instead of xlwings: remembers what Python would run."""

UNKNOWN_TO_THE_INTERPRETER = {
    "ExpandEnvironmentStrings(ByVal s As String)": " ExpandEnvironmentStrings = s",
    "FileExists(ByVal FileSpec As String) As Boolean": " FileExists = False",
    "GetConfigFilePath() As String": ' GetConfigFilePath = "x"',
    "GetDirectoryConfigFilePath() As String": ' GetDirectoryConfigFilePath = "x"',
    "GetFullName(wb As Workbook) As String": ' GetFullName = ""',
    "CreateGUID() As String": ' CreateGUID = "0"',
}


def excel(*names: str, **instead: str) -> Any:
    """An Excel of the interpreter's with modules of ours, others by their text."""
    application = ExcelApplication()
    application.add_workbook()
    ours = modules()
    for name, source in {**{name: ours[name] for name in names}, **instead}.items():
        application.add_module(readable(source), name=name)
    return application


def readable(source: str) -> str:
    """VBA without what the interpreter does not take: attributes of procedures, remarks behind conditions."""
    text = re.sub(r"(?m)^Attribute \w+\.\w+.*\n|^Attribute VB_Name.*\n", "", source.replace("\r\n", "\n"))
    text = re.sub(r"(?m)^(\s*#(?:Const|If)[^'\n]*?)\s*'.*$", r"\1", text)
    return text.replace("#If MAC_OFFICE_VERSION >= 15 Then", "#If Mac Then")


def bridge(source: str) -> str:
    """xlwings' module with what asks Windows replaced."""
    text = readable(source)
    for head, body in UNKNOWN_TO_THE_INTERPRETER.items():
        whole = f"Function {head}\n{body}\nEnd Function".replace("\\", "\\\\")
        text = re.sub(
            rf"(?:Public |Private )?Function {head.split('(')[0]}\(.*?End Function", whole, text, flags=re.DOTALL
        )
    return text


def opened(text: str) -> str:
    """A module whose own functions a test may call."""
    return text.replace("Private Function ", "Public Function ")
