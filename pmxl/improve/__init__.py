"""What is learned from a period and done about it: actions and their effect, the hot-house, reviews, the journey."""
