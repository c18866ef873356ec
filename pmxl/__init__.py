"""pmxl: the quarterly scorecard of a public partnership, from an Excel framework and the returns of its partners."""

__version__ = "0.9.14"
