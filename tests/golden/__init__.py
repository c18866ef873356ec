"""Golden workbooks: what each kind of workbook looked like when somebody last looked at it, as text to be compared.

One folder a kind, one file a sheet. After a change that is meant: look at the workbook, then `make golden`.
"""
