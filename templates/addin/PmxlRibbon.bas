Attribute VB_Name = "PmxlRibbon"
Option Explicit
' The tab: which button runs which command of pmxl.excel.ribbon.
'
' Python starts only after one of our buttons was pressed. A formula in somebody's workbook may call any public
' function of an add-in, and a picture in it may call any macro; neither has the press that Pressed asks for.
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
    Dispatch CStr(control.ID)
End Sub

Public Sub OnAudience(control As Object, text As String)
    If IsAudience(LCase$(Trim$(text))) Then
        mAudience = LCase$(Trim$(text))
    Else
        MsgBox "Scorecards: an audience is named by its id, small letters, digits and dashes, as executive. " & _
               "Look in the framework's sheet audiences and type the id that stands there. [ADD011]", vbExclamation, TITLE
    End If
    If Not mRibbon Is Nothing Then mRibbon.InvalidateControl "pmxl_audience"
End Sub

Public Sub GetAudience(control As Object, ByRef returnedVal)
    returnedVal = Audience()
End Sub

Public Function Audience() As String
    Audience = mAudience
    If Audience = "" Then Audience = EVERYONE
End Function

Public Sub Dispatch(ByVal id As String)
    Dim command As String
    command = CommandFor(id)
    If command = "" Then Exit Sub
    If NeedsWorkbook(command) And BookName() = "" Then
        MsgBox "Scorecards: no workbook is open. Open the one you mean and press the button again. [ADD012]", _
               vbExclamation, TITLE
        Exit Sub
    End If
    mPressed = True
    RunPython "import pmxl.excel.ribbon as r; r." & command
    mPressed = False
End Sub

Public Function CommandFor(ByVal id As String) As String
    Select Case id
        Case "pmxl_scorecard"
            CommandFor = "scorecard(" & AudienceArgument() & ")"
        Case "pmxl_new_framework", "pmxl_review", "pmxl_issue", "pmxl_collect", "pmxl_status", _
             "pmxl_open_queries", "pmxl_exceptions", "pmxl_annual_summary", "pmxl_rate_selection", _
             "pmxl_explain_cell", "pmxl_freeze", "pmxl_doctor", "pmxl_about"
            CommandFor = Mid$(id, Len("pmxl_") + 1) & "()"
        Case Else
            CommandFor = ""
    End Select
End Function

Private Function AudienceArgument() As String
    If Audience() = EVERYONE Then
        AudienceArgument = ""
    Else
        AudienceArgument = "audience='" & Audience() & "'"
    End If
End Function

Public Function NeedsWorkbook(ByVal command As String) As Boolean
    Select Case command
        Case "rate_selection()", "explain_cell()", "freeze()"
            NeedsWorkbook = True
        Case Else
            NeedsWorkbook = False
    End Select
End Function

Public Function IsAudience(ByVal text As String) As Boolean
    ' What is typed here ends in a command line: nothing but the letters of an id may pass.
    Dim i As Long
    IsAudience = Len(text) > 0 And Len(text) <= LONGEST
    For i = 1 To Len(text)
        If InStr(1, "abcdefghijklmnopqrstuvwxyz0123456789-", Mid$(text, i, 1), vbBinaryCompare) = 0 Then
            IsAudience = False
        End If
    Next i
End Function

Public Function Pressed() As Boolean
    Pressed = mPressed
    If TypeName(Application.Caller) = "Range" Then Pressed = False
End Function

Public Function TakePress() As Boolean
    TakePress = Pressed()
    mPressed = False
End Function

Public Function BookName() As String
    On Error Resume Next
    BookName = ActiveWorkbook.Name
    On Error GoTo 0
End Function
