Attribute VB_Name = "PmxlCaller"
Option Explicit
' Who calls: a cell, a picture, or the function wizard while somebody types in it.

Public Function PmxlCalledFromSheet() As Boolean
    ' A cell calls as a range, a picture or a button drawn on a sheet by its name; the ribbon is none of these.
    PmxlCalledFromSheet = (TypeName(Application.Caller) = "Range" Or TypeName(Application.Caller) = "String")
End Function

Public Function PmxlCalledFromWizard() As Boolean
    ' While the wizard is open Excel calls after every letter and greys out its first old-fashioned button.
    On Error Resume Next
    PmxlCalledFromWizard = Not Application.CommandBars("Standard").Controls(1).Enabled
    On Error GoTo 0
End Function
