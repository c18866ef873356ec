"""Idle: connections on which nobody says what they want, closed after a while; they would use up the server's own."""

from __future__ import annotations

import time
from collections.abc import Callable
from collections.abc import Iterable
from typing import Any

SECONDS = 30
"""How long a connection may be open before its first request, or its next one, has come whole."""

OFTEN = 5
"""Seconds between two looks."""


class Idle:
    """Looks at a server's connections from time to time; `connections` gives those that are open."""

    def __init__(self, connections: Callable[[], Iterable[Any]], now: Callable[[], float] = time.monotonic) -> None:
        self.connections = connections
        self.now = now
        self.since: dict[Any, float] = {}

    async def look(self) -> None:
        """Closes what has waited too long; one that is being answered waits for nothing."""
        waiting = {one for one in self.connections() if one.cycle is None or one.cycle.response_complete}
        self.since = {one: self.since.get(one, self.now()) for one in waiting}
        for one, since in self.since.items():
            if self.now() - since >= SECONDS:
                one.transport.close()
