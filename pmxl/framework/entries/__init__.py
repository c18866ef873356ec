"""Entries: one cell of the framework read as what its column holds; each kind of entry has a reader of its own."""

from pmxl.framework.entries.read import read_entry

__all__ = ["read_entry"]
