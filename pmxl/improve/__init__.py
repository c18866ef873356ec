"""Improve: what is done about performance, from setting a target to following up an action."""
