"""What is laid out of the logbook: the partnership register, and sheets of the scorecard."""
