"""The doctor's scripts for the browser, made of the JavaScript beside this module."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.serving.application import Scripts

_COMMENT = lazy_pattern(r"/\*.*?\*/", re.DOTALL)


@cache
def scripts() -> Scripts:
    """The script of pages and the script of workers. The latter is one line, as it is put before a user's own."""
    said = _source("said.js")
    own = " ".join(_COMMENT.sub("", said + _source("worker.js")).split())
    worker = f"(() => {{ {own} }})();"
    parts = (f"const WORKER_SCRIPT = {json.dumps(worker)};", said, _source("overlay.js"), _source("page.js"))
    inside = "\n".join(parts)
    return Scripts(f'(() => {{\n"use strict";\n{inside}\n}})();\n', worker)


def _source(name: str) -> str:
    return files("pyscript_doctor.running").joinpath(name).read_text(encoding="utf-8")
