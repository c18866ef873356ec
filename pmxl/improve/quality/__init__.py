"""Data quality: how good the figures of each measure are, by six characteristics, and why."""
