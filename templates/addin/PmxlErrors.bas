Attribute VB_Name = "PmxlErrors"
Option Explicit
' Errors: what Python answers becomes what Excel knows, and what fails is said in a sentence.
Private Const TITLE As String = "Scorecards"

Public Function PmxlAnswer(ByVal found As Variant) As Variant
    Select Case Dimensions(found)
        Case 0
            PmxlAnswer = OneCell(found)
        Case 1
            PmxlAnswer = OneRow(found)
        Case Else
            PmxlAnswer = ManyRows(found)
    End Select
End Function

Private Function Dimensions(ByVal found As Variant) As Long
    Dim probe As Long
    Dimensions = 0
    If Not IsArray(found) Then Exit Function
    Dimensions = 1
    On Error GoTo counted
    probe = UBound(found, 2)
    Dimensions = 2
counted:
End Function

Private Function OneRow(ByVal found As Variant) As Variant
    ' A single row comes without its rows.
    Dim row() As Variant, c As Long
    ReDim row(1 To 1, 1 To UBound(found) - LBound(found) + 1)
    For c = LBound(found) To UBound(found)
        row(1, c - LBound(found) + 1) = OneCell(found(c))
    Next c
    OneRow = row
End Function

Private Function ManyRows(ByVal found As Variant) As Variant
    Dim r As Long, c As Long
    For r = LBound(found, 1) To UBound(found, 1)
        For c = LBound(found, 2) To UBound(found, 2)
            found(r, c) = OneCell(found(r, c))
        Next c
    Next r
    ManyRows = found
End Function

Private Function OneCell(ByVal cell As Variant) As Variant
    OneCell = cell
    If IsNull(cell) Then OneCell = ""
    If VarType(cell) = vbString Then
        Select Case cell
            Case "#NULL!": OneCell = CVErr(2000)
            Case "#DIV/0!": OneCell = CVErr(2007)
            Case "#VALUE!": OneCell = CVErr(2015)
            Case "#REF!": OneCell = CVErr(2023)
            Case "#NAME?": OneCell = CVErr(2029)
            Case "#NUM!": OneCell = CVErr(2036)
            Case "#N/A": OneCell = CVErr(2042)
        End Select
    End If
End Function

Public Sub PmxlSayFailure(ByVal log As String, ByVal message As String)
    ' Python itself could not start, or broke; what it wrote is kept for the IT desk and not shown.
    MsgBox "Scorecards: the program behind this button could not be run. " & Kept(log, message) & _
           "Ask your IT desk to run: pmxl doctor. [ADD013]", vbCritical, TITLE
End Sub

Private Function Kept(ByVal log As String, ByVal message As String) As String
    Dim path As String, number As Integer
    On Error GoTo notKept
    path = Environ("TEMP") & "\pmxl-last-failure.txt"
    If log <> "" Then
        FileCopy log, path
    Else
        number = FreeFile
        Open path For Output As #number
        Print #number, message
        Close #number
    End If
    Kept = "What it said is in " & path & ". "
    Exit Function
notKept:
    Kept = ""
End Function

Public Sub PmxlSayNotInstalled()
    MsgBox "Scorecards: it is not set down which Python runs the scorecards on this machine. " & _
           "Ask your IT desk to run: pmxl addin install. [ADD014]", vbCritical, TITLE
End Sub
