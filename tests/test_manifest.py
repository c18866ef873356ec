"""The manifest and the service before it starts: what Office would not take, and what would be unsafe."""

from __future__ import annotations

import re
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from pmxl.excel import scripts
from pmxl.excel.attach import attach
from pmxl.excel.office import manifest_checks
from pmxl.excel.office.guard import check
from pmxl.excel.office.listen import bound
from pmxl.excel.office.manifest import four_parts
from pmxl.excel.office.manifest import manifest
from pmxl.excel.office.manifest import write_manifest
from pmxl.excel.office.pages import GAP
from pmxl.excel.office.pages import support
from pmxl.excel.office.pages import template
from pmxl.excel.office.service import Service
from pmxl.excel.office.service import agreed
from pmxl.findings import Refusal
from tests.doors.served import self_signed

URL = "https://scorecards.example.gov.uk:8731"
SERVICE = Service("0.0.0.0", 8731, "t" * 24, URL)


def test_the_manifest_has_no_fault() -> None:
    """As it is shipped, filled for any service."""
    assert manifest_checks.faults(manifest(SERVICE)) == []
    assert not GAP.search(manifest(SERVICE))


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ("<Permissions>ReadWriteDocument</Permissions>", "", "OfficeApp"),
        ("<ProviderName>pmxl</ProviderName>", "<ProviderName></ProviderName>", "ProviderName"),
        ("<Id>", "<Id>x", "Id"),
        ("<Version>", "<Version>v", "Version"),
        ('Host Name="Workbook"', 'Host Name="Document"', "Host"),
        ('DisplayName DefaultValue="', 'DisplayName DefaultValue="' + "x" * 126, "DisplayName"),
        ('id="Rate.Tip" DefaultValue="', 'id="Rate.Tip" DefaultValue="' + "x" * 200, "Rate.Tip"),
        ('id="Tab.Label" DefaultValue="Scorecards"', 'id="Tab.Label" DefaultValue=""', "Tab.Label"),
        (f'"Icon.16" DefaultValue="{URL}', f'"Icon.16" DefaultValue="{URL.replace("https", "http")}', "Icon.16"),
        (f'"Page.Url" DefaultValue="{URL}', '"Page.Url" DefaultValue="https://elsewhere.example', "Page.Url"),
        (f'"Page.Url" DefaultValue="{URL}', f'"Page.Url" DefaultValue="{URL}/{"x" * 2048}', "Page.Url"),
        ('Label resid="Tab.Label"', 'Label resid="Tab.Labl"', "Label"),
        ('Title resid="Rate.Label"', 'Title resid="Rate.Tip"', "Title"),
        ('Url id="Functions.Script.Url"', 'Url id="Functions.Script.Urls.That.Goes.On"', "SourceLocation"),
        ('String id="Pane.Label"', 'String id="Rate.Label"', "Rate.Label"),
        ("<bt:LongStrings>", '<bt:LongStrings><bt:String id="Lost" DefaultValue="x" />', "Lost"),
        ('Button" id="Scorecards.Pane"', 'Button" id="Scorecards.Rate"', "Scorecards.Rate"),
        ('<bt:Image size="80" resid="Icon.80" />', "", "Icon"),
        ("<FunctionName>rate_table</FunctionName>", "", "Action"),
        ('Action xsi:type="ShowTaskpane"', 'Action xsi:type="OpenPane"', "Action"),
        ('Set Name="SharedRuntime"', 'Set Name="SharedRunTime"', "Set"),
        ('Runtime resid="Page.Url"', 'Runtime resid="Functions.Script.Url"', "Runtime"),
        ("</OfficeApp>", "", "manifest.xml"),
    ],
)  # fmt: skip
def test_what_office_would_not_take_is_named(old: str, new: str, part: str) -> None:
    """One fault put in, and the part it stands in is told."""
    text = manifest(SERVICE)
    assert old in text
    found = manifest_checks.faults(text.replace(old, new))
    assert part in {fault.part for fault in found}
    assert {fault.code for fault in found} == {"SRV014"}


def test_a_manifest_with_faults_is_not_written(tmp_path: Path) -> None:
    """Nothing is left behind for Excel to stumble over."""
    with pytest.raises(Refusal, match="not HTTPS"):
        write_manifest(Service("x", 1, "t" * 24, "http://scorecards.example"), tmp_path / "manifest.xml")
    assert not list(tmp_path.iterdir())


def test_buttons_scripts_and_actions_agree() -> None:
    """Every button of the ribbon has a function in the page, every script a button, every action an answer."""
    page, code = template("page.html"), template("scripts.js")
    buttons = set(re.findall(r"<FunctionName>(\w+)<", template("manifest.xml"))) | set(
        re.findall(r'data-script="(\w+)"', page)
    )
    assert buttons == set(re.findall(r'associate\("(\w+)"', code)) == set(scripts.SCRIPTS)
    assert all(callable(getattr(scripts, name)) for name in scripts.SCRIPTS)


def test_whom_to_ask_is_said_without_the_token() -> None:
    """Office shows the address for support to everybody: it opens for everybody, and the token is not in it."""
    (address,) = re.findall('<SupportUrl DefaultValue="(.*)"', manifest(SERVICE))
    assert address == f"{SERVICE.url}/support.html"
    assert SERVICE.token not in address
    check(SERVICE, "GET", "/support.html", {"host": SERVICE.name}, "")
    assert "Whoever runs that service" in support()
    assert SERVICE.token not in support()
    with pytest.raises(Refusal, match="did not show the token"):
        check(SERVICE, "GET", "/page.html", {"host": SERVICE.name}, "")


def test_a_service_has_one_id_and_others_have_others() -> None:
    """Excel replaces an add-in of the same id, so the id stays with the address."""
    other = Service("x", 1, "t" * 24, "https://elsewhere.example")
    ids = [re.findall("<Id>(.*)</Id>", manifest(one)) for one in (SERVICE, SERVICE, other)]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize(("version", "four"), [("0.1", "0.1.0.0"), ("1.2.3.dev4", "1.2.3.0"), ("1.2.3.4.5", "1.2.3.4")])
def test_versions_have_four_numbers(version: str, four: str) -> None:
    """As Office wants them."""
    assert four_parts(version) == four


@pytest.mark.parametrize(
    ("wanted", "code"),
    [
        ({}, "SRV001"),
        ({"certificate": "server.pem"}, "SRV001"),
        ({"certificate": "server.key", "key": "server.pem"}, "SRV002"),
        ({"certificate": "none.pem", "key": "server.key"}, "SRV002"),
        ({"insecure": True, "token": "short"}, "SRV003"),
        ({"insecure": True, "token": 'a"><script src="https://x">'}, "SRV003"),
        ({"insecure": True, "host": "0.0.0.0"}, "SRV007"),
        ({"insecure": True, "host": "scorecards.example.gov.uk"}, "SRV007"),
        ({"certificate": "server.pem", "key": "server.key", "url": "http://scorecards.example"}, "SRV015"),
        ({"certificate": "server.pem", "key": "server.key", "url": "https://"}, "SRV015"),
    ],
)
def test_what_would_be_unsafe_does_not_start(tmp_path: Path, wanted: dict[str, Any], code: str) -> None:
    """HTTPS outside this machine, a token nobody guesses, and a certificate that can be used."""
    self_signed(tmp_path)
    paths = {name: tmp_path / wanted[name] for name in ("certificate", "key") if name in wanted}
    with pytest.raises(Refusal) as refused:
        agreed(**(wanted | paths))
    assert refused.value.finding.code == code


def test_a_service_may_be_known_by_another_name(tmp_path: Path) -> None:
    """Behind the name on the certificate; a token nobody gave is drawn, long and each time anew."""
    certificate, key = self_signed(tmp_path)
    made = [agreed(host="0.0.0.0", url=f"{URL}/", certificate=certificate, key=key) for _ in range(2)]
    assert (made[0].url, made[0].origin, made[0].name) == (URL, URL, "scorecards.example.gov.uk:8731")
    assert made[0].token != made[1].token
    assert len(made[0].token) > 40
    assert agreed(insecure=True, port=1234, host="127.0.0.1").url == "http://127.0.0.1:1234"


def test_a_taken_port_is_said() -> None:
    """Two services cannot answer at one door."""
    with socket.create_server(("127.0.0.1", 0)) as door, pytest.raises(Refusal, match=r"SRV008"):
        bound("127.0.0.1", door.getsockname()[1])


@pytest.mark.skipif(sys.platform == "win32", reason="On Windows it would wait for Excel.")
def test_attach_mode_is_for_windows() -> None:
    """Elsewhere there is no Excel that could find it."""
    with pytest.raises(Refusal, match=r"not Windows.*\[SRV006\]"):
        attach(lambda: None)
