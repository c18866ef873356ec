"""Fragile: a reader on which a file has the effect of its name; in a file of its own, for processes load it anew."""

from __future__ import annotations

import os
import time

from pmxl.batch.bench import Reader
from pmxl.batch.bench import Sent
from pmxl.batch.examine import Examined
from pmxl.batch.sealed import Came


class Fragile(Reader):
    """Dies of `die`, sleeps over `sleep`, and says the name of anything else."""

    def __call__(self, sent: Sent) -> Came:
        """What came of it, if anything."""
        if sent.file == "die":
            os.abort()
        if sent.file == "sleep":
            time.sleep(60)
        return Examined(sent.job, fault=sent.file.upper())
