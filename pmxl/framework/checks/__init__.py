"""Checks over a whole framework, row against row: each a small function phrased as what fails."""
