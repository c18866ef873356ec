Attribute VB_Name = "PmxlRibbon"
Option Explicit
' The tab: which button runs which command of pmxl.excel.ribbon.
'
' What runs here only starts the work, as a process of its own, and ends: Excel does not wait while it is done.
'
' Python starts only after one of our buttons was pressed. A formula in somebody's workbook may call any public
' function of an add-in, and a picture in it may call any macro; neither has the press that PmxlPressed asks for.
Private Const TITLE As String = "Scorecards"
Private Const EVERYONE As String = "everyone"
Private Const LONGEST As Long = 40
Private mRibbon As Object
Private mAudience As String
Private mPressed As Boolean

Public Sub OnLoad(ribbon As Object)
    Set mRibbon = ribbon
End Sub

Public Sub OnAction(control As Object)
    PmxlDispatch CStr(control.ID)
End Sub

Public Sub OnAudience(control As Object, text As String)
    If PmxlIsAudience(LCase$(Trim$(text))) Then
        mAudience = LCase$(Trim$(text))
    Else
        MsgBox "Scorecards: an audience is named by its id, small letters, digits and dashes, as executive or partner:ash. " & _
               "Look in the framework's sheet audiences and type the id that stands there. [ADD011]", vbExclamation, TITLE
    End If
    If Not mRibbon Is Nothing Then mRibbon.InvalidateControl "pmxl_audience"
End Sub

Public Sub GetAudience(control As Object, ByRef returnedVal)
    returnedVal = PmxlAudience()
End Sub

Public Function PmxlAudience() As String
    PmxlAudience = mAudience
    If PmxlAudience = "" Then PmxlAudience = EVERYONE
End Function

Public Sub PmxlDispatch(ByVal id As String)
    ' Python finds this Excel, and no other, by the window of a workbook: where none is open an empty one is.
    Dim command As String
    If PmxlCalledFromSheet() Then Exit Sub
    command = PmxlCommandFor(id)
    If command = "" Then Exit Sub
    If PmxlNeedsWorkbook(command) And PmxlBookName() = "" Then
        MsgBox "Scorecards: no workbook is open. Open the one you mean and press the button again. [ADD012]", _
               vbExclamation, TITLE
        Exit Sub
    End If
    If PmxlBookName() = "" Then Workbooks.Add
    mPressed = True
    RunPython "import pmxl.excel.ribbon as r; r." & command
    mPressed = False
End Sub

Public Function PmxlCommandFor(ByVal id As String) As String
    Select Case id
        Case "pmxl_scorecard"
            PmxlCommandFor = "scorecard(" & AudienceArgument() & ")"
        Case "pmxl_new_framework", "pmxl_review", "pmxl_calendar", "pmxl_issue", "pmxl_collect", "pmxl_status", _
             "pmxl_open_queries", "pmxl_exceptions", "pmxl_annual_summary", "pmxl_public_file", _
             "pmxl_rate_selection", "pmxl_explain_cell", "pmxl_freeze", "pmxl_library", "pmxl_doctor", "pmxl_about"
            PmxlCommandFor = Mid$(id, Len("pmxl_") + 1) & "()"
        Case Else
            PmxlCommandFor = ""
    End Select
End Function

Private Function AudienceArgument() As String
    If PmxlAudience() = EVERYONE Then
        AudienceArgument = ""
    Else
        AudienceArgument = "audience='" & PmxlAudience() & "'"
    End If
End Function

Public Function PmxlNeedsWorkbook(ByVal command As String) As Boolean
    Select Case command
        Case "rate_selection()", "explain_cell()", "freeze()"
            PmxlNeedsWorkbook = True
        Case Else
            PmxlNeedsWorkbook = False
    End Select
End Function

Public Function PmxlIsAudience(ByVal text As String) As Boolean
    ' What is typed here ends in a command line: nothing but the letters of an id may pass.
    Dim i As Long
    PmxlIsAudience = Len(text) > 0 And Len(text) <= LONGEST
    For i = 1 To Len(text)
        If InStr(1, "abcdefghijklmnopqrstuvwxyz0123456789-:", Mid$(text, i, 1), vbBinaryCompare) = 0 Then
            PmxlIsAudience = False
        End If
    Next i
End Function

Public Function PmxlPressed() As Boolean
    PmxlPressed = mPressed And Not PmxlCalledFromSheet()
End Function

Public Function PmxlTakePress() As Boolean
    PmxlTakePress = PmxlPressed()
    mPressed = False
End Function

Public Function PmxlBookName() As String
    On Error Resume Next
    PmxlBookName = ActiveWorkbook.Name
    On Error GoTo 0
End Function
