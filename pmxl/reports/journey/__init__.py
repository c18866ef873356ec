"""The improvement journey of a partnership as a workbook: views side by side, gates, gaps and what has changed."""
