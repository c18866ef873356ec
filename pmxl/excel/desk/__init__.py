"""The desk: what the buttons do with the workbook that is open, by a port behind which Excel stands or a test."""
