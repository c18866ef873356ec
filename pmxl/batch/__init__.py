"""The stages of the quarter, one Outcome per file; prints nothing, and takes any concurrent.futures Executor."""
