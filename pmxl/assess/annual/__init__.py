"""The year: what was achieved and what was not, from the assessments of its quarters."""
