"""Partnership: the register of what partners have agreed about working together, and how their plans align."""
