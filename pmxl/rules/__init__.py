"""Arithmetic on columns, nothing else: each rule of the rule book once, for the batch, the cell and the return.

A rule takes columns and gives a column; every argument but the first may be one number or word, and a single figure
gives a single answer (`.item()` takes it out). Columns are matched by position, never by label.
"""
