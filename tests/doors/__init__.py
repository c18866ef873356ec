"""The two ways from Excel into the worksheet functions, each run in a process of its own."""
