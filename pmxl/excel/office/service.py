"""Service: under which address, certificate and token the server answers, agreed before it starts."""

from __future__ import annotations

import ipaddress
import re
import secrets
import ssl
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pmxl.findings import refuse

LOCALHOST = "localhost"
PORT = 8731
LEAST_TOKEN = 24
"""Characters that a token must have at least; one drawn here has 43."""

TOKEN = re.compile(rf"[\w-]{{{LEAST_TOKEN},}}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Service:
    """Where the server listens, what it is called from outside, and what every caller must show."""

    host: str
    port: int
    token: str
    url: str
    certificate: Path | None = None
    key: Path | None = None

    @property
    def origin(self) -> str:
        """Scheme, name and port as a browser writes them."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}".lower()

    @property
    def name(self) -> str:
        """Name and port as a browser sends them in the header Host."""
        return urlsplit(self.url).netloc.lower()


def agreed(
    *,
    host: str = LOCALHOST,
    port: int = PORT,
    token: str = "",
    url: str = "",
    certificate: Path | None = None,
    key: Path | None = None,
    insecure: bool = False,
) -> Service:
    """A service that may start, a token drawn where none is given; refuses what would be unsafe or could not work.

    `insecure` is HTTP without a certificate, for a trial on this machine alone.
    """
    if insecure and not is_local(host):
        says = f"--insecure-local was given together with --host {host}."
        raise refuse("SRV007", says, "Leave out one of the two: without HTTPS pmxl serves this machine only.")
    if not insecure:
        check_certificate(certificate, key)
    if token and not TOKEN.fullmatch(token):
        says = f"The token has {len(token)} characters, or others than letters, digits, - and _."
        raise refuse("SRV003", says, f"Give one of at least {LEAST_TOKEN}, or none to have one drawn.", part="--token")
    scheme = "http" if insecure else "https"
    named = (url or f"{scheme}://{host}:{port}").rstrip("/")
    if urlsplit(named).scheme != scheme or not urlsplit(named).hostname:
        says = f"The address is {named}, and what is served here begins with {scheme}://."
        raise refuse("SRV015", says, f"Write it like {scheme}://scorecards.example.gov.uk:{port}.", part="--url")
    files = (None, None) if insecure else (certificate, key)
    return Service(host, port, token or secrets.token_urlsafe(32), named, *files)


def is_local(host: str) -> bool:
    """True for a name or an address that only this machine answers to."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == LOCALHOST


def check_certificate(certificate: Path | None, key: Path | None) -> None:
    """Refuses where Excel would not trust the server or the server could not start."""
    if certificate is None or key is None:
        says = "Excel takes add-ins over HTTPS only, and --cert and --key were not both given."
        ask = "Ask your IT desk for a certificate (pmxl guide https says what to ask for) and name its two files."
        raise refuse("SRV001", says, ask, part="--cert")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key, password=no_password)
    except (OSError, ValueError) as problem:  # ssl.SSLError is an OSError
        says = f"The certificate {certificate} and its key {key} cannot be used together ({problem})."
        ask = "Both must be PEM text files, belong together, and the key must not ask for a password."
        raise refuse("SRV002", says, ask, part="--cert") from problem


def no_password() -> str:
    """Stands where a terminal would be asked for a password that nobody is there to type."""
    raise ValueError("the key asks for a password")
