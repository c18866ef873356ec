"""A service started for real, with a certificate of its own, and a browser whose pages find a stand-in for Excel."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPSConnection
from pathlib import Path
from typing import Any
from typing import NamedTuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

ROOT = Path(__file__).resolve().parents[2]
HOST = Path(__file__).with_name("excel_host.js")
TOKEN = "a-token-that-only-the-tests-use"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 30


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


class Served(NamedTuple):
    """A service that is running."""

    port: int
    manifest: Path
    certificate: Path
    said: Path

    @property
    def url(self) -> str:
        """Its address."""
        return f"https://localhost:{self.port}"

    def ask(self, method: str, path: str, body: str | None = None, **headers: str) -> Answer:
        """A request with the token, unless the headers say otherwise; a header given as "" is left out."""
        sent = {"Authorization": f"Bearer {TOKEN}"} | {name.replace("_", "-"): value for name, value in headers.items()}
        trust = ssl.create_default_context(cafile=str(self.certificate))
        connection = HTTPSConnection("localhost", self.port, context=trust, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {name: value for name, value in sent.items() if value})
            answer = connection.getresponse()
            return Answer(
                answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode("latin-1")
            )
        finally:
            connection.close()


def self_signed(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    today = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - dt.timedelta(days=1))
        .not_valid_after(today + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, private = folder / "server.pem", folder / "server.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    encryption = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    private.write_bytes(key.private_bytes(serialization.Encoding.PEM, form, encryption))
    return certificate, private


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """`pmxl serve` in a process of its own, ended with the block."""
    certificate, key = self_signed(folder)
    served = Served(free_port(), folder / "manifest.xml", certificate, folder / "said.txt")
    command = [sys.executable, "-W", "ignore", "-m", "pmxl", "serve", "--port", str(served.port)]
    command += ["--cert", str(certificate), "--key", str(key), "--manifest", str(served.manifest)]
    settled = os.environ | {"XLWINGS_LICENSE_KEY": "noncommercial", "PMXL_TOKEN": TOKEN, "PYTHONPATH": str(ROOT)}
    with served.said.open("w") as said:
        process = subprocess.Popen(command, cwd=folder, env=settled, stdout=said, stderr=subprocess.STDOUT)
        try:
            wait(served, process)
            yield served
        finally:
            process.terminate()
            process.wait(PATIENCE)


def wait(served: Served, process: subprocess.Popen[bytes]) -> None:
    """Until it answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", served.port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"The service did not start: {served.said.read_text()}")


@contextmanager
def browser() -> Iterator[Any]:
    """A page of a headless Chromium; what it asks Microsoft for is answered with the stand-in."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        assert os.environ.get("CI") != "true", "Chromium is not installed, and in CI it must be."
        pytest.skip("Chromium is not installed here; CI runs this.")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = chromium.new_page(ignore_https_errors=True)
        page.route("**/office.js", lambda route: route.fulfill(content_type="text/javascript", path=HOST))
        try:
            yield page
        finally:
            chromium.close()
