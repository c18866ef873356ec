"""Icons: the pictures of the ribbon, drawn: a page with three ratings, each a shape and a colour of its own."""

from __future__ import annotations

import struct
import zlib
from functools import cache

import numpy as np
import numpy.typing as npt

from pmxl.sheets.style import NAVY
from pmxl.sheets.style import WHITE

SIZES = (16, 32, 64, 80)
"""Pixels: what Excel asks of a ribbon and of an add-in's own picture."""

FINER = 8
"""Each pixel is the mean of so many by so many, which makes edges smooth."""

GREEN, AMBER, RED, LINE = "#2E9E6B", "#E0A021", "#CC3B3B", "#B9C4CF"
Mask = npt.NDArray[np.bool_]
Axis = npt.NDArray[np.float64]


@cache
def icon(size: int) -> bytes:
    """A PNG of that many pixels each way, see-through around the page."""
    y, x = (np.mgrid[0 : size * FINER, 0 : size * FINER] + 0.5) / (size * FINER)
    picture = np.zeros((size * FINER, size * FINER, 4))
    for shape, colour in shapes(x, y):
        picture[shape] = [*(int(colour[at : at + 2], 16) for at in (1, 3, 5)), 255]
    return png(shrunk(picture, size))


def shapes(x: Axis, y: Axis) -> list[tuple[Mask, str]]:
    """What is drawn, each over the one before; the picture goes from 0 to 1 each way."""
    drawn = [(rounded(x, y, 0.06, 0.94, 0.0, 1.0, 0.10), NAVY), (rounded(x, y, 0.12, 0.88, 0.06, 0.94, 0.06), WHITE)]
    for row, (middle, colour) in enumerate(zip((0.24, 0.5, 0.76), (GREEN, AMBER, RED), strict=True)):
        drawn.append(((x > 0.48) & (x < 0.80) & (abs(y - middle) < 0.035), LINE))
        drawn.append(((disc, triangle, diamond)[row](x - 0.30, y - middle), colour))
    return drawn


def rounded(x: Axis, y: Axis, left: float, right: float, top: float, bottom: float, radius: float) -> Mask:
    """A rectangle with round corners."""
    across = np.maximum(abs(x - (left + right) / 2) - (right - left) / 2 + radius, 0)
    down = np.maximum(abs(y - (top + bottom) / 2) - (bottom - top) / 2 + radius, 0)
    return np.asarray(across**2 + down**2 <= radius**2)


def disc(x: Axis, y: Axis) -> Mask:
    """Green's shape."""
    return np.asarray(x**2 + y**2 < 0.100**2)


def triangle(x: Axis, y: Axis) -> Mask:
    """Amber's shape."""
    return np.asarray((y < 0.095) & (abs(x) < (y + 0.105) * 0.58))


def diamond(x: Axis, y: Axis) -> Mask:
    """Red's shape."""
    return np.asarray(abs(x) + abs(y) < 0.125)


def shrunk(picture: Axis, size: int) -> npt.NDArray[np.uint8]:
    """Means of FINER by FINER; colours weigh by how solid they are, so that edges do not darken."""
    blocks = picture.reshape(size, FINER, size, FINER, 4)
    solid = blocks[..., 3:].mean(axis=(1, 3))
    colours = (blocks[..., :3] * blocks[..., 3:]).mean(axis=(1, 3)) / np.maximum(solid, 1)
    return np.concatenate([colours, solid], axis=-1).round().astype(np.uint8)


def png(pixels: npt.NDArray[np.uint8]) -> bytes:
    """Pixels of red, green, blue and solidity as a PNG file."""
    height, width = pixels.shape[:2]
    rows = b"".join(b"\0" + row.tobytes() for row in pixels)
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)), (b"IDAT", zlib.compress(rows, 9)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in (*parts, (b"IEND", b"")))


def chunk(kind: bytes, data: bytes) -> bytes:
    """One part of a PNG file with its length and its check."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
