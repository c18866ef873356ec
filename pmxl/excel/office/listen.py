"""Listen: the server itself, until it is told to stop."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import uvicorn

from pmxl.excel.office.application import application
from pmxl.excel.office.idle import OFTEN
from pmxl.excel.office.idle import Idle
from pmxl.excel.office.service import LOCALHOST
from pmxl.excel.office.service import Service
from pmxl.findings import Finding
from pmxl.findings import MachineRefusal
from pmxl.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

LAST_SECONDS = 5
"""How long a call that is under way may take when the server is told to stop; one that never ends would hold it."""

IPV4_LOOPBACK = "127.0.0.1"


def listen(service: Service, started: Callable[[], None]) -> None:
    """Answers Excel until it is interrupted; refuses a port that is taken. Calls hold the token and are not logged."""
    place = IPV4_LOOPBACK if service.host.lower() == LOCALHOST else service.host
    with bound(place, service.port) as door:
        config = uvicorn.Config(
            application(service),
            access_log=False,
            log_level="warning",
            server_header=False,
            ws="none",
            ssl_certfile=service.certificate,
            ssl_keyfile=service.key,
            timeout_graceful_shutdown=LAST_SECONDS,
            timeout_notify=OFTEN,
        )
        server = uvicorn.Server(config)
        config.callback_notify = Idle(lambda: set(server.server_state.connections)).look
        started()
        server.run(sockets=[door])


def bound(host: str, port: int) -> socket.socket:
    """A socket on a port of this machine."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as problem:
        says = f"Port {port} of {host} cannot be used ({problem.strerror or problem})."
        ask = "Another pmxl may be serving already; close it, or give another --port and install its manifest."
        raise MachineRefusal(Finding("SRV008", Severity.ERROR, says, ask, part="--port")) from problem
