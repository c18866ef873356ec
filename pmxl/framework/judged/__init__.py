"""The framework judged by what the guides ask of targets, measures and the whole; it stops nothing."""
