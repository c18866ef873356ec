"""`python -m guide` builds the site, with --plain without running anything; `python -m guide pictures` the pictures."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from guide.pages import PICTURES
from guide.pages import build
from guide.pictures import FRONT
from guide.pictures import make
from guide.site import finish
from guide.story import DOCS
from guide.story import HOUSE
from guide.story import Story


def main() -> None:
    """Builds what is asked for."""
    asked = argparse.ArgumentParser(prog="python -m guide", description=__doc__)
    asked.add_argument("what", nargs="?", choices=("site", "pictures"), default="site")
    asked.add_argument("--plain", action="store_true", help="run no command and show no picture")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        story = None if given.plain else played(Path(place))
        if story and (given.what == "pictures" or (not PICTURES.exists() and shutil.which("soffice"))):
            made = make(story.root)
            if given.what == "pictures":  # `make docs` leaves the tree as it was, or no release could follow
                shutil.copy(PICTURES / FRONT, DOCS / FRONT)
            print(f"{len(made)} pictures in {PICTURES.relative_to(HOUSE)}")
        if given.what == "site":
            build(story, pictures=story is not None and PICTURES.exists())
            site()


def played(place: Path) -> Story:
    """The story, with the seconds that each command took."""
    story = Story(place).play()
    for told in (one for many in story.told.values() for one in many):
        print(f"{told.seconds:6.1f} s  {told.command}", flush=True)
    if story.surprises:
        sys.exit("\n".join(story.surprises))
    return story


def site() -> None:
    """The site out of the pages: plain files, in build/site."""
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict"]
    subprocess.run(command, check=True, cwd=HOUSE)  # noqa: S603 - our own interpreter
    print(f"Open {finish().relative_to(HOUSE)}")


if __name__ == "__main__":
    main()
