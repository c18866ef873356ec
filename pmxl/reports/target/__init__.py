"""The workbook in which a target is set: what is known, what each proposal needs, and the row to be pasted."""
