"""The sheets of what is being done: actions with their effect, the hot-house, and the agenda they make."""
