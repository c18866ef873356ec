Attribute VB_Name = "PmxlCaller"
Option Explicit
' Who calls: a cell, or the function wizard while somebody types in it.

Public Function PmxlCalledFromCell() As Boolean
    PmxlCalledFromCell = (TypeName(Application.Caller) = "Range")
End Function

Public Function PmxlCalledFromWizard() As Boolean
    ' While the wizard is open Excel calls after every letter and greys out its first old-fashioned button.
    On Error Resume Next
    PmxlCalledFromWizard = Not Application.CommandBars("Standard").Controls(1).Enabled
    On Error GoTo 0
End Function
