Attribute VB_Name = "PmxlCall"
Option Explicit
' What every worksheet function does: asks Python, and hands the answer over as Excel has it.
' No workbook is passed on: a function sees the cells it is given and nothing else.
Private Const FUNCTIONS_MODULE As String = "pmxl.excel.udfs"

Public Function Ask(ByVal which As String, ByVal given As Variant) As Variant
    On Error GoTo failed
    If TypingArguments() Then Exit Function
    Ask = PmxlErrors.Answer(XLPy.CallUDF(FUNCTIONS_MODULE, which, given))
    Exit Function
failed:
    Ask = CVErr(2015)
End Function

Private Function TypingArguments() As Boolean
    ' While the function wizard is open Excel calls after every letter.
    On Error Resume Next
    TypingArguments = Not Application.CommandBars("Standard").Controls(1).Enabled
    On Error GoTo 0
End Function

Public Sub Describe(ByVal which As String, ByVal texts As Variant)
    ' A hidden workbook may refuse this; the functions work without it.
    On Error Resume Next
    Application.MacroOptions Macro:=which, ArgumentDescriptions:=texts
    On Error GoTo 0
End Sub
