"""Manifest: the file by which Excel learns of the add-in, made for one service and checked before it is given out."""

from __future__ import annotations

import uuid
from html import escape
from pathlib import Path

from pmxl import __version__
from pmxl.excel.office.manifest_checks import faults
from pmxl.excel.office.pages import filled
from pmxl.excel.office.service import Service
from pmxl.findings import Refusal
from pmxl.sheets.publish import not_there
from pmxl.sheets.publish import write_bytes_beside

FAMILY = uuid.UUID("6f1d3a52-8f0e-4c39-9a5d-2c7b1e0d4f61")
"""Add-ins of pmxl: each address has an id of its own, the same whenever it is made."""

ROOT = b"<OfficeApp"
"""What a manifest has and hardly another file."""


def manifest(service: Service) -> str:
    """The manifest of a service, with its token in it."""
    values = {
        "id": str(uuid.uuid5(FAMILY, service.url)),
        "version": four_parts(__version__),
        "url": service.url,
        "origin": service.origin,
        "token": service.token,
    }
    return filled("manifest.xml", {name: escape(value) for name, value in values.items()})


def four_parts(version: str) -> str:
    """A version as Office wants it: four numbers."""
    numbers = [piece for piece in version.split(".") if piece.isdigit()]
    return ".".join([*numbers, "0", "0", "0", "0"][:4])


def write_manifest(service: Service, to: Path) -> None:
    """Writes the manifest, over an older one, which this user alone may read, for it holds the token.

    Refuses one with faults, and to write it over any other file (OUT004).
    """
    if not (to.is_file() and ROOT in to.read_bytes()):
        not_there(to, "Name another file with --manifest.")
    text = manifest(service)
    if found := faults(text):
        raise Refusal(*found)
    write_bytes_beside(to, text.encode("utf-8"), private=True)
