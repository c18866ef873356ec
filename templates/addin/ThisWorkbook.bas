Option Explicit

Private Sub Workbook_Open()
    PmxlRegister
End Sub
