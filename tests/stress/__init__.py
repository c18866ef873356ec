"""The long runs: the same trials as in the tests, many times over."""
