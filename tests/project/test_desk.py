"""What a project's Readers share."""

from __future__ import annotations

from pyscript_doctor.project.desk import MOST_KEPT, Parses


def test_parses_of_other_files_are_forgotten() -> None:
    parses = Parses()
    for path in ("shared.py", "own.py"):
        parses.of(path, b"print(1)")["python"] = path
    parses.keep(["shared.py"])
    assert parses.of("shared.py", b"print(1)") == {"python": "shared.py"}
    assert parses.of("own.py", b"print(1)") == {}


def test_files_whose_parses_would_take_much_memory_are_forgotten_too() -> None:
    parses = Parses()
    sizes = {"most read.py": 10, "long.py": MOST_KEPT, "short.py": 10}
    for path, size in sizes.items():
        parses.of(path, b" " * size)["python"] = path
    parses.keep(["never parsed.py", *sizes])
    assert {path for path, size in sizes.items() if parses.of(path, b" " * size)} == {"most read.py", "short.py"}
