"""Actions: what was planned against a departure, what became of it, and whether it worked."""
