"""The program where the command `pmxl` is not on the path: `python -m pmxl`."""

from __future__ import annotations

from pmxl.cli import main

if __name__ == "__main__":
    main()
