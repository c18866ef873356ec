"""Application: what the server answers under each address."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable
from collections.abc import Callable
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.responses import JSONResponse
from starlette.responses import PlainTextResponse
from starlette.responses import Response
from starlette.routing import Route

from pmxl.console.say import say_fault
from pmxl.excel.office import icons
from pmxl.excel.office import pages
from pmxl.excel.office.calls import described
from pmxl.excel.office.calls import function_answer
from pmxl.excel.office.calls import not_a_call
from pmxl.excel.office.calls import script_answer
from pmxl.excel.office.guard import Guard
from pmxl.excel.office.service import Service
from pmxl.findings import Refusal
from pmxl.findings import refuse

JAVASCRIPT = "text/javascript"
BODY_SECONDS = 60
"""How long a call may take to come in; the largest that is taken does on a line of five megabits."""

OURS = "pmxl itself failed; whoever runs the service was told where the report is. [ENV099]"


def application(service: Service) -> Guard:
    """The pages, the functions and the scripts behind the guard."""
    routes = [
        Route("/page.html", lambda _: HTMLResponse(pages.page(service))),
        Route("/support.html", lambda _: HTMLResponse(pages.support())),
        Route("/functions.js", lambda _: Response(pages.functions_script(), media_type=JAVASCRIPT)),
        Route("/scripts.js", lambda _: Response(pages.scripts_script(), media_type=JAVASCRIPT)),
        Route("/functions.json", lambda _: JSONResponse(described())),
        Route("/icon-{size:int}.png", icon),
        Route("/functions/{name}", answering(function_called), methods=["POST"]),
        Route("/scripts/{name}", answering(script_called), methods=["POST"]),
    ]
    return Guard(Starlette(routes=routes), service)


def icon(request: Request) -> Response:
    """A picture of the ribbon."""
    size = request.path_params["size"]
    if size not in icons.SIZES:
        return PlainTextResponse("There is no such picture.", status_code=404)
    return Response(icons.icon(size), media_type="image/png")


async def function_called(request: Request) -> Any:
    """What a worksheet function answers."""
    return {"result": await function_answer(request.path_params["name"], await body(request))}


async def script_called(request: Request) -> Any:
    """What a script wants done."""
    return await script_answer(request.path_params["name"], await body(request))


async def body(request: Request) -> dict[str, Any]:
    """What was sent; refuses anything but an object of JSON, and one that does not come to its end."""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            sent = json.loads(await request.body())
    except TimeoutError as problem:
        says = f"The call did not come whole within {BODY_SECONDS} seconds."
        raise refuse(
            "SRV020", says, "Look whether the connection is slow, or give the function fewer cells."
        ) from problem
    except (ValueError, RecursionError) as problem:
        raise not_a_call() from problem
    if not isinstance(sent, dict):
        raise not_a_call()
    return sent


def answering(called: Callable[[Request], Awaitable[Any]]) -> Callable[[Request], Awaitable[Response]]:
    """Answers in JSON, or says in a sentence why not; no traceback leaves the server."""

    async def answer(request: Request) -> Response:
        try:
            told = json.dumps(await called(request), separators=(",", ":"))  # in ASCII: a text may end in half a letter
            return Response(told, media_type="application/json")
        except Refusal as refusal:
            return PlainTextResponse(str(refusal), status_code=400)
        except Exception:
            say_fault()
            return PlainTextResponse(OURS, status_code=500)

    return answer
