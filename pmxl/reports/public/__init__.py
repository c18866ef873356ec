"""The public file: an accessible workbook and a web page of the same figures."""
