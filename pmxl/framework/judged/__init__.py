"""The framework judged: what the guides ask of targets, measures and the whole, and what falls short; it stops nothing."""
