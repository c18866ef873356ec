"""The page of a measure: how it stands and why, its charts, its parts, and where they are from."""
