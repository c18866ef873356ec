"""The add-in file: built from templates on any machine, put where Excel looks, and compared with Python."""
