"""The native forms: worksheet functions as Excel's own formulas, against which every door is held."""
