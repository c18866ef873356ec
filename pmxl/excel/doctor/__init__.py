"""The doctor: what is missing on this machine, and what a real Excel does with the add-in."""
