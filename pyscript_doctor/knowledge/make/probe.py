"""Asking a Pyodide from npm, in node."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyscript_doctor.knowledge.make.gather import run_node

if TYPE_CHECKING:
    from pyscript_doctor.knowledge.make.gather import Cache

HERE = Path(__file__).parent


def probe(cache: Cache, version: str, script: str, argument: Any = None) -> Any:
    """What a probe says in a Pyodide; kept in the cache while the question stays the same."""
    question = json.dumps([(HERE / f"probe_{script}.py").read_text("utf-8"), argument])
    answer = cache.folder / "probes" / f"pyodide-{version}-{script}.json"
    if answer.exists():
        kept = json.loads(answer.read_text("utf-8"))
        if kept["question"] == question:
            return kept["answer"]
    answer.parent.mkdir(exist_ok=True)
    given = answer.with_suffix(".argument")
    given.write_text(json.dumps(argument), encoding="utf-8")
    folder = str(cache.package("pyodide", version).resolve())
    printed = run_node(HERE / "probe_pyodide.mjs", folder, str(HERE / f"probe_{script}.py"), str(given))
    result = json.loads(printed[printed.index("{") :])
    answer.write_text(json.dumps({"question": question, "answer": result}), encoding="utf-8")
    return result
