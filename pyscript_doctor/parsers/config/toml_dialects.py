"""The TOML parsers of PyScript's releases: which one reads a config, and what it makes of it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.interpreters import Thread

if TYPE_CHECKING:
    from pyscript_doctor.parsers.config.values import Reading
    from pyscript_doctor.parsers.text import Text


class Dialect(Enum):
    """A TOML parser that some release of PyScript comes with."""

    J04 = "toml-j0.4"
    BASIC_STRICT = "basic-toml 0.3"
    BASIC = "basic-toml 0.4"


FIRST_WITH_NEW_BASIC = (2026, 2, 1)
"""This release was made from @pyscript/core 0.7.17 with polyscript 0.20.9. Since then workers read with basic-toml 0.4,
and the page reads with polyscript's parser too. @pyscript/core 0.7.12 (2026.1.1) still has toml-j0.4 for the page and
basic-toml 0.3.1 for workers, as all releases had before. Up to polyscript 0.10 it came from a CDN."""


def dialect_for(release_name: str, thread: Thread, own_config: bool) -> Dialect:
    """The parser that reads a config in a release.

    thread: "main" or "worker". own_config: whether the script has a config of its own and does not use the page's.
    Polyscript reads the config attribute of a worker, and it knows only basic-toml. A py-editor or py-game reads its
    own config with toml-j0.4, even where the page no longer does: "main" and own_config. A worker without a config gets
    the page's, as the page read it. A name that is not a date, such as "latest", means the newest release.
    """
    newer = _date(release_name) >= FIRST_WITH_NEW_BASIC
    if thread is Thread.WORKER and own_config:
        return Dialect.BASIC if newer else Dialect.BASIC_STRICT
    return Dialect.BASIC if newer and not own_config else Dialect.J04


def _date(release_name: str) -> tuple[int, ...]:
    parts = release_name.split(".")
    if not all(part.isdecimal() and len(part) < 5 for part in parts):
        return FIRST_WITH_NEW_BASIC
    return tuple(map(int, parts))


def read_toml(text: Text, dialect: Dialect) -> Reading:
    """What a parser makes of a document.

    A byte order mark is skipped, as it is when the browser fetches the document. PyScript first removes the white space
    at both ends of the page's config; this changes only the excerpts in a message.
    """
    document = text.cut(1) if text.value.startswith("\ufeff") else text
    if dialect is Dialect.J04:
        from pyscript_doctor.parsers.config.toml_j04 import read_toml_j04

        return read_toml_j04(document)
    from pyscript_doctor.parsers.config.toml_basic import read_toml_basic

    return read_toml_basic(document, trailing_commas=dialect is Dialect.BASIC)
