"""Office.js: the service started for real, and called as Excel would call it, as strangers would, and by no key."""

from __future__ import annotations

import json
import os
import re
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from http.server import HTTPServer
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from pmxl.excel import udfs
from pmxl.excel.office.guard import LARGEST
from pmxl.excel.worksheet import PREFIX
from tests.doors.served import ROOT
from tests.doors.served import TOKEN
from tests.doors.served import Served
from tests.doors.served import browser
from tests.doors.served import serving

NOT_AVAILABLE = {"type": "Error", "errorType": "NotAvailable"}
CALL = json.dumps({"args": [[[90]], [[85]]], "runtime": "1.4"})
RAG = "/functions/PMXL_RAG"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A service that is running."""
    with serving(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture(scope="module")
def page(served: Served) -> Iterator[Any]:
    """The add-in's page as Excel opens it."""
    with browser() as opened:
        yield opened


def opened(page: Any, served: Served, token: str = TOKEN) -> None:
    """Opens the add-in's page and waits for its functions."""
    page.goto(f"{served.url}/page.html?token={token}")
    page.wait_for_function("host.actions.rate_table && Object.keys(host.functions).length > 0")


def call(page: Any, function: str, *given: Any) -> Any:
    """What a cell with that function shows."""
    return page.evaluate("([id, given]) => host.call(id, ...given)", [function, list(given)])


def test_a_cell_calls_pmxl_rag_over_http(page: Any, served: Served) -> None:
    """A column is one call; blanks stay blank, left-out arguments take the default, a bad one is an error."""
    opened(page, served)
    figures = [[90], [70], [78], [None], [{"type": "Error", "basicValue": "#N/A"}]]
    assert call(page, "PMXL_RAG", figures, [[85]], None, [[10]], [["percent"]]) == {
        "gave": [["Green"], ["Red"], ["Amber"], [""], [""]]
    }
    assert call(page, "PMXL_RAG", [["x"]], [[85]]) == {"gave": [[{"type": "Error", "errorType": "Value"}]]}
    assert call(page, "PMXL_VARIANCE", [[74.96], [None]], [[80]], [[1]]) == {"gave": [[-5], [NOT_AVAILABLE]]}


def test_every_function_is_there_under_its_name(page: Any, served: Served) -> None:
    """What the page has, what Excel is told and what pmxl has are the same; the namespace is the manifest's."""
    opened(page, served)
    told = json.loads(served.ask("GET", "/functions.json").text)["functions"]
    assert (
        set(page.evaluate("Object.keys(host.functions)"))
        == {name for name in vars(udfs) if name.startswith(PREFIX)}
        == {one["id"] for one in told}
    )
    assert all(one["id"] == f"PMXL_{one['name']}" for one in told)
    assert all(one["description"] and all(p["description"] for p in one["parameters"]) for one in told)


TABLE: list[list[Any]] = [
    ["Measure", "Actual", "Target", "Rating", "Secret"],
    ["Homes", 90, 85, "", "never sent"],
    ["Jobs", 70, 80, "", "never sent"],
    ["Empty", "", 80, "", "never sent"],
]
RANGES = {"rag_actual": "Data!B2:B4", "RAG_target": "Data!C2:C4", "rag_rating": "Data!D2:D4"}
NAMES = RANGES | {"vat": "0.2", "other": "Data!E2:E4"}


def in_a_book(page: Any, served: Served, table: list[list[Any]], names: dict[str, str]) -> Any:
    """Presses the button in a workbook and gives what stands in it then, its fills, what was told and what was sent."""
    opened(page, served)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    page.evaluate(
        "([t, n]) => { host.book.sheets.Data = t; host.book.names = n; host.book.fills = {}; }", [table, names]
    )
    page.evaluate("host.press('rate_table')")
    told = page.text_content("#told")
    return page.evaluate("host.book.sheets.Data"), page.evaluate("host.book.fills"), told, "".join(sent)


def test_the_scorecard_script_rates_a_table_of_named_ranges(page: Any, served: Served) -> None:
    """Ratings and their tints stand beside the figures; of the workbook nothing but the named ranges was sent."""
    table, fills, told, sent = in_a_book(page, served, TABLE, NAMES)
    assert [row[3] for row in table] == ["Rating", "Green", "Red", ""]
    assert [row[:3] + row[4:] for row in table] == [row[:3] + row[4:] for row in TABLE]
    assert fills["Data!D2"] != fills["Data!D3"]
    assert fills["Data!D4"] is None
    assert set(fills) == {"Data!D2", "Data!D3", "Data!D4"}
    assert told == "Done."
    assert "85" in sent
    assert not any(word in sent for word in ("Secret", "never sent", "Measure", "Homes", "vat", "other"))


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ({"rag_actual": "Data!B2:B4"}, "no range named rag_target or rag_rating"),
        (NAMES | {"rag_rating": "Data!D2:D3"}, "There are 3 rows and 1 columns of ratings, and rag_rating has 2 and 1"),
        (NAMES | {"rag_actual": "Data!A2:A4"}, "cannot be read"),
        (NAMES | {"rag_actual": "Data!B1:CV20000"}, "more than 1000000 cells"),
    ],
)
def test_a_script_that_cannot_run_says_why_in_the_pane(page: Any, served: Served, names: Any, says: str) -> None:
    """The workbook stays as it was and the pane has a sentence."""
    table, fills, told, _ = in_a_book(page, served, TABLE, names)
    assert table == TABLE
    assert not fills
    assert says in told


def test_a_wrong_token_is_refused(page: Any, served: Served) -> None:
    """Neither page nor call is answered without the token; a cell shows #N/A with the reason behind it."""
    opened(page, served)
    page.evaluate("document.documentElement.dataset.token = 'another-token-than-that'")
    told = call(page, "PMXL_RAG", [[90]], [[85]])
    assert told["code"] == "#N/A"
    assert "[SRV009]" in told["says"]
    for path in (
        "/page.html",
        "/functions.js",
        "/functions.json",
        "/scripts.js",
        "/",
        "/nothing",
        "/page.html?token=x",
    ):
        assert served.ask("GET", path, Authorization="").status == 401
    assert served.ask("POST", RAG, CALL, Authorization="Bearer ").status == 401
    assert served.ask("POST", RAG, CALL, Authorization="Bearer é").status == 401
    assert served.ask("POST", RAG, CALL).text == '{"result":[["Green"]]}'


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        pytest.param(RAG, "[" * 200_000, id="nested too deep"),
        (RAG, '{"args": [{"a": 1}]}'),
        (RAG, '{"args": [[1, 2]]}'),
        (RAG, '{"args": [[[1e999]]]}'),
        (RAG, '{"args": [[[{"a": 1}]]]}'),
        ("/scripts/rate_table", '{"sheets": [], "names": [{"name": "rag_actual", "sheet": 9, "address": "A1"}]}'),
        (
            "/scripts/rate_table",
            '{"sheets": [{"name": "s", "values": [[1]]}], "names": [{"name": "rag_a", "sheet": 0, "address": "?"}]}',
        ),
    ],
)
def test_what_is_no_call_is_refused_and_no_fault_of_ours(served: Served, path: str, sent: str) -> None:
    """Nothing that is sent leaves a report of a fault behind, which would fill a disk."""
    answer = served.ask("POST", path, sent)
    assert (answer.status, "[SRV016]" in answer.text) == (400, True)


def test_any_text_of_a_cell_comes_back(served: Served) -> None:
    """Half a letter, which a cut text may end in, too."""
    sent = r'{"args": [[["a"]], [["x"]], [["id", "x"], ["a", "\ud83d"]]]}'
    assert json.loads(served.ask("POST", "/functions/PMXL_FIELD", sent).text) == {"result": [["\ud83d"]]}


class Elsewhere(BaseHTTPRequestHandler):
    """A page of somebody else's."""

    def do_GET(self) -> None:
        """The page."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>Elsewhere</p>")

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def test_a_page_from_elsewhere_is_refused(page: Any, served: Served) -> None:
    """Even with the token another page reads nothing and nothing is worked out for it."""
    with HTTPServer(("127.0.0.1", 0), Elsewhere) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        page.goto(f"http://localhost:{other.server_port}/")
        seen: list[int] = []
        page.on("response", lambda response: seen.append(response.status))
        ask = "async ([to, how]) => { try { return (await fetch(to, how)).type; } catch { return 'blocked'; } }"
        where = f"{served.url}{RAG}?token={TOKEN}"
        headers = {"Authorization": f"Bearer {TOKEN}"}
        assert page.evaluate(ask, [where, {"method": "POST", "body": CALL, "headers": headers}]) == "blocked"
        assert page.evaluate(ask, [where, {"method": "POST", "body": CALL}]) == "blocked"
        assert page.evaluate(ask, [where, {"method": "POST", "body": CALL, "mode": "no-cors"}]) == "opaque"
        assert set(seen) == {403}
        other.shutdown()


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("POST", RAG, {}, 200),
        ("POST", RAG, {"Origin": "https://elsewhere.example"}, 403),
        ("POST", RAG, {"Origin": "null"}, 403),
        ("POST", RAG, {"Origin": "https://excel.cloud.microsoft"}, 403),
        ("POST", RAG, {"Host": "elsewhere.example"}, 403),
        ("POST", RAG, {"Transfer_Encoding": "chunked"}, 413),
        ("POST", RAG, {"Content_Length": str(LARGEST + 1)}, 413),
        ("POST", "/functions/__class__", {}, 400),
        ("POST", "/scripts/SCRIPTS", {}, 400),
        ("GET", "/functions.json", {"Origin": "https://elsewhere.example"}, 403),
        ("GET", "/functions.json", {"Origin": "https://evil-cloud.microsoft.example"}, 403),
        ("GET", "/functions.json", {"Origin": "http://excel.cloud.microsoft"}, 403),
        ("GET", "/functions.json", {"Origin": "https://uk-excel.officeapps.live.com"}, 200),
        ("GET", "/icon-32.png", {"Authorization": ""}, 200),
        ("GET", "/icon-33.png", {"Authorization": ""}, 404),
    ],
)
def test_what_the_guard_lets_through(
    served: Served, method: str, path: str, headers: dict[str, str], status: int
) -> None:
    """A call must be for this host, from its own page, with the token and of a known size; Excel on the web may read
    what the functions are called and nothing else; no answer is for everyone.
    """
    body = None if method == "GET" or "Content_Length" in headers or "Transfer_Encoding" in headers else CALL
    answer = served.ask(method, path, body, **headers)
    assert answer.status == status
    allowed = answer.headers.get("access-control-allow-origin")
    assert allowed == (headers["Origin"] if status == 200 and "Origin" in headers else None)
    assert answer.headers["cache-control"] == "no-store"
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "body", ["", "[]", "{", "null", '{"args": 3}', '{"args": []}' * 2, json.dumps({"args": [1] * 40})]
)
def test_what_is_not_a_call_is_told_so(served: Served, body: str) -> None:
    """Whatever is sent, a sentence comes back and the service goes on."""
    for path in (RAG, "/scripts/rate_table"):
        answer = served.ask("POST", path, body, Content_Length=str(len(body)))
        assert answer.status == 400
        assert re.search(r"\[SRV\d{3}\]$", answer.text)


def test_the_manifest_leads_to_what_is_served(served: Served) -> None:
    """Every address in the written manifest answers with what it should be, and only its owner may read the file."""
    if os.name == "posix":
        assert served.manifest.stat().st_mode & 0o077 == 0
    addresses = {e.get("DefaultValue", "") for e in ET.parse(served.manifest).iter()}
    kinds = {"png": "image/png", "html": "text/html", "js": "text/javascript", "json": "application/json"}
    found = [address.removeprefix(served.url) for address in addresses if address.startswith("https://")]
    assert len(found) >= 6
    for path in found:
        answer = served.ask("GET", path, Authorization="")
        assert answer.status == 200
        assert answer.headers["content-type"].startswith(kinds[path.split("?")[0].rsplit(".", 1)[1]])


def test_the_service_says_under_which_licence_it_runs_and_no_token(served: Served) -> None:
    """The notice is printed; the token is not, for a terminal is looked at over a shoulder."""
    said = served.said.read_text()
    assert "PolyForm" in said
    assert served.url in said
    assert TOKEN not in said


def test_without_a_licence_key_nothing_is_served(tmp_path: Path) -> None:
    """pmxl never agrees to the noncommercial licence in the user's stead."""
    bare = {name: value for name, value in os.environ.items() if name != "XLWINGS_LICENSE_KEY"}
    settled = bare | {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "ignore", "-m", "pmxl", "serve", "--insecure-local", "--manifest", "m.xml"]
    run = subprocess.run(command, cwd=tmp_path, env=settled, capture_output=True, text=True, timeout=60)
    assert run.returncode == 3
    assert "[SRV005]" in run.stderr
    assert "XLWINGS_LICENSE_KEY" in run.stderr
    assert not list(tmp_path.glob("*.xml"))


def test_icons_are_pictures_of_their_size(served: Served) -> None:
    """A PNG with as many pixels each way as its name says."""
    for size in (16, 32, 64, 80):
        data = served.ask("GET", f"/icon-{size}.png").text.encode("latin-1")
        assert data.startswith(b"\x89PNG\r\n\x1a\n")
        assert struct.unpack(">II", data[16:24]) == (size, size)
