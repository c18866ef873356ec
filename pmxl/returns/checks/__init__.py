"""The checks of a row and of a whole return, by what they look at."""
