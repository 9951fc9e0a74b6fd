"""The doctor in a worker. The page's JavaScript calls what is in `__export__`; JSON goes in and comes out."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from pyscript_doctor import Files, Safety, Session, __version__
from pyscript_doctor.engine.applying import apply_fixes
from pyscript_doctor.explain.answer import answer_to, placed
from pyscript_doctor.explain.log import log_of
from pyscript_doctor.inspection.pages import picture_of
from pyscript_doctor.knowledge import KNOWLEDGE_DATE
from pyscript_doctor.parsers.decoding import decode_utf8
from pyscript_doctor.reporters.explain.json import answer_to_json
from pyscript_doctor.reporters.inspect.json import picture_to_json
from pyscript_doctor.reporters.json import to_json
from pyscript_doctor.reporters.positions import Positions

if TYPE_CHECKING:
    from collections.abc import Iterator

__export__ = ["check", "explain", "fix", "missing", "open_project", "picture"]

WARM_UP = {"index.html": '<script type="py">import js</script>', "pyscript.toml": 'packages = ["numpy"]'}


class Desk:
    """Holds the session of the project that is open."""

    session = Session(Files({}))


def open_project(files: str) -> None:
    """Begin with these files, and forget those before."""
    Desk.session = session_of(files)


def check(changes: str) -> str:
    """The report, in the format of `--output-format json`, after these changes of files."""
    for path, sent in json.loads(changes).items():
        Desk.session.change(path, content_of(sent))
    return to_json(Desk.session.check(), __version__, KNOWLEDGE_DATE)


def picture() -> str:
    """What runs where, in the format of `inspect --output-format json`."""
    return picture_in(Desk.session)


def missing(files: str) -> str:
    """The files that the pages of another project ask for, and that are not among these."""
    return json.dumps(sorted(set(missing_in(json.loads(picture_in(session_of(files)))))))


def fix(unsafe: bool) -> str:
    """The texts of the files that fixes change, by path; the session itself stays as it was."""
    safeties = frozenset(Safety) if unsafe else frozenset({Safety.SAFE})
    changes = apply_fixes(Desk.session, safeties).changes
    for path, change in changes.items():
        Desk.session.change(path, change.before)
    return json.dumps({path: decode_utf8(change.after).value for path, change in changes.items()})


def explain(text: str) -> str:
    """What a console's text means, with the lines of the project that it comes from."""
    answer = placed(answer_to(log_of(text)), Desk.session, "")
    return answer_to_json(answer, Positions(answer.sources))


def session_of(files: str) -> Session:
    """A session of files as the page sends them."""
    return Session(Files({path: content_of(sent) or "" for path, sent in json.loads(files).items()}))


def content_of(sent: Any) -> str | bytes | None:
    """A file as the page sends it: text, bytes in base64, or None if it is gone."""
    return base64.b64decode(sent["base64"]) if isinstance(sent, dict) else sent


def picture_in(session: Session) -> str:
    """What runs where in the project of a session."""
    return picture_to_json(picture_of(session.project()), __version__, KNOWLEDGE_DATE)


def missing_in(node: Any) -> Iterator[str]:
    """The paths of what a picture says is missing."""
    if isinstance(node, dict) and node.get("state") == "missing":
        yield node["path"]
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from missing_in(child)


open_project(json.dumps(WARM_UP))
check("{}")
open_project("{}")
