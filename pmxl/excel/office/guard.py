"""Guard: what a request must show before anything is done with it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse

from pmxl.excel.office.service import Service
from pmxl.findings import Refusal
from pmxl.findings import refuse

OPEN = ("/icon-", "/support.html")
"""What Excel fetches by itself or shows to anybody, and what tells nothing: pictures of the ribbon, whom to ask."""

READ_BY_EXCEL = ("/functions.json", "/functions.js")
"""What Excel on the web fetches from its own pages; no other page may, and these two hold no figures."""

EXCEL_ON_THE_WEB = (".officeapps.live.com", ".cloud.microsoft")
LARGEST = 32 * 1024 * 1024
"""Bytes of a call: a million cells."""

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "base-uri 'none'; form-action 'none'; object-src 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",  # Excel on the web frames the page
    "Referrer-Policy": "no-referrer",  # the address holds the token
    "X-Content-Type-Options": "nosniff",
}
AWAY = "Open the add-in in Excel; no other page may call pmxl."


class Guard:
    """Stands in front of the application and lets through what may pass."""

    def __init__(self, application: Any, service: Service) -> None:
        self.application = application
        self.service = service

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answers a request, or says why it is not answered."""
        if scope["type"] == "lifespan":
            await self.application(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = Headers(scope=scope)
        sent = guarded(send, allowed(scope["method"], scope["path"], headers.get("origin", "")))
        try:
            check(self.service, scope["method"], scope["path"], headers, scope["query_string"].decode("latin-1"))
        except Refusal as refusal:
            status = STATUS[refusal.finding.code]
            await PlainTextResponse(str(refusal), status_code=status)(scope, receive, sent)
            return
        await self.application(scope, receive, sent)


STATUS = {"SRV009": 401, "SRV010": 403, "SRV011": 413}


def check(service: Service, method: str, path: str, headers: Mapping[str, str], query: str) -> None:
    """Refuses a request under another name, from another page, without the token, or too large."""
    if headers.get("host", "").lower() != service.name:  # else a page could reach us by a name of its own
        raise refuse("SRV010", f"The call was for {headers.get('host', '')}, and this is {service.name}.", AWAY)
    origin = headers.get("origin", "").lower()
    if origin and origin != service.origin and not allowed(method, path, origin):
        raise refuse("SRV010", f"The call came from a page of {origin}.", AWAY)
    if method == "GET" and path.startswith(OPEN):
        return
    given = headers.get("authorization", "").removeprefix("Bearer ") or parse_qs(query).get("token", [""])[0]
    if not secrets.compare_digest(given.encode(), service.token.encode()):
        says = "The call did not show the token." if not given else "The token shown is not the one of this service."
        raise refuse("SRV009", says, "Install the manifest that this service has written last.")
    length = headers.get("content-length", "" if method == "POST" else "0")
    if not (length.isascii() and length.isdigit()):
        raise refuse("SRV011", "The call does not say how long it is.", AWAY)
    if int(length) > LARGEST:
        says = f"The call has {length} bytes, and {LARGEST} are taken at most."
        raise refuse("SRV011", says, "Give the function fewer cells at a time.")


def allowed(method: str, path: str, origin: str) -> str:
    """The origin, where it is Excel on the web reading what the functions are called; else nothing."""
    parts = urlsplit(origin)
    excel = parts.scheme == "https" and (parts.hostname or "").endswith(EXCEL_ON_THE_WEB)
    return origin if excel and method in ("GET", "OPTIONS") and path in READ_BY_EXCEL else ""


def guarded(send: Any, origin: str) -> Any:
    """Sends an answer with the headers that keep it from being stored or read elsewhere."""

    async def sent(message: Any) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS | ({"Access-Control-Allow-Origin": origin, "Vary": "Origin"} if origin else {}))
        await send(message)

    return sent
