"""What partners send: the return that is issued, how it is read wherever its rows went, and the checks on it."""
