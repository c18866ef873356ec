"""Layout only: an assessment becomes the description of a workbook. Nothing is computed here."""
