"""Improve: what a partnership does about its performance: logs, reviews, registers, budgets. Pure functions."""
