"""Readers: how somebody else's tool reads the VBA of a file."""

from __future__ import annotations

import warnings
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # oletools calls what its own parser has renamed
    from oletools.olevba import VBA_Parser
    from oletools.olevba import decompress_stream


def sources(path: Path) -> dict[str, str]:
    """The modules of a file by name, as oletools finds them; no compiled code may say something else."""
    parser = VBA_Parser(str(path))
    try:
        assert not parser.detect_vba_stomping()
        return {name.rpartition(".")[0]: source for _, _, name, source in parser.extract_macros()}
    finally:
        parser.close()


def unpacked(stream: bytes) -> bytes:
    """A stream of a VBA project, unpacked."""
    return bytes(decompress_stream(bytearray(stream)))
