"""A worked year of an invented partnership, and what makes it again."""
