Option Explicit

Private Sub Workbook_Open()
    PmxlHelp.Register
End Sub
