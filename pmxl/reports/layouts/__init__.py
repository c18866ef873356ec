"""Layouts: the ways in which a first sheet can be laid out, one a file, each from the same panels and marks."""
