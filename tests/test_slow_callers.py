"""Slow callers: connections that never say what they want and calls that never end are not waited for."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest
import uvicorn

from pmxl.excel.office import application
from pmxl.excel.office import listen
from pmxl.excel.office.idle import SECONDS
from pmxl.excel.office.idle import Idle
from pmxl.excel.office.service import Service


def test_connections_that_say_nothing_are_closed() -> None:
    """Before a first request, and between two; one that is being answered is left alone."""

    class Connection:
        def __init__(self, *, answered: bool | None) -> None:
            self.cycle = None if answered is None else SimpleNamespace(response_complete=answered)
            self.transport = mock.Mock()

    fresh, between, busy = (Connection(answered=one) for one in (None, True, False))
    now = [0.0]
    idle = Idle(lambda: [fresh, between, busy], lambda: now[0])
    for now[0] in (0.0, SECONDS - 1):
        asyncio.run(idle.look())
    assert not fresh.transport.close.called
    now[0] = SECONDS
    asyncio.run(idle.look())
    assert [one.transport.close.called for one in (fresh, between, busy)] == [True, True, False]


def test_a_connection_that_sends_half_a_head_is_closed_by_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """By uvicorn itself, whose connections are as they are looked at; a call whose body never ends is told so."""
    monkeypatch.setattr("pmxl.excel.office.idle.SECONDS", 0.2)
    monkeypatch.setattr(listen, "OFTEN", 0.1)
    monkeypatch.setattr(application, "BODY_SECONDS", 0.3)
    with listen.bound("127.0.0.1", 0) as door:
        port = door.getsockname()[1]
    service = Service("localhost", port, "t" * 24, f"http://localhost:{port}")
    servers: list[Any] = []
    run = uvicorn.Server.run

    def running(server: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        servers.append(server)
        run(server, sockets)

    monkeypatch.setattr(uvicorn.Server, "run", running)
    thread = threading.Thread(target=listen.listen, args=(service, lambda: None), daemon=True)
    thread.start()
    try:
        head = f"Host: localhost:{port}\r\nAuthorization: Bearer {'t' * 24}\r\n"
        assert slowly(port, "GET /page.html HTTP/1.1\r\nHos") == b""
        told = slowly(port, f"POST /functions/PMXL_RAG HTTP/1.1\r\n{head}Content-Length: 50\r\n\r\n{{")
        assert b"[SRV020]" in told
    finally:
        servers[0].should_exit = True
        thread.join(10)


def slowly(port: int, sent: str) -> bytes:
    """What comes back until the other side closes, to something that is never finished."""
    deadline = time.monotonic() + 10
    while True:
        try:
            caller = socket.create_connection(("127.0.0.1", port), timeout=10)
            break
        except OSError:
            assert time.monotonic() < deadline
            time.sleep(0.05)
    with caller:
        caller.sendall(sent.encode())
        found = b""
        while part := caller.recv(4096):
            found += part
        return found
