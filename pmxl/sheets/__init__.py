"""Workbooks as a medium, knowing nothing of performance: read (every cell keeps its address), describe, write, lint."""
