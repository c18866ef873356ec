Attribute VB_Name = "PmxlCall"
Option Explicit
' What every worksheet function does: asks Python, and hands the answer over as Excel has it.
' No workbook is passed on: a function sees the cells it is given and nothing else.
Private Const FUNCTIONS_MODULE As String = "pmxl.excel.udfs"

Public Function PmxlAsk(ByVal which As String, ByVal given As Variant) As Variant
    On Error GoTo failed
    If PmxlCalledFromWizard() Then Exit Function
    PmxlAsk = PmxlAnswer(XLPy.CallUDF(FUNCTIONS_MODULE, which, given))
    Exit Function
failed:
    PmxlAsk = CVErr(2015)
End Function

Public Sub PmxlDescribe(ByVal which As String, ByVal texts As Variant)
    ' A hidden workbook may refuse this; the functions work without it.
    On Error Resume Next
    Application.MacroOptions Macro:=which, ArgumentDescriptions:=texts
    On Error GoTo 0
End Sub
