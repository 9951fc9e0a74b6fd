"""The doctor in a worker. The page's JavaScript calls what is in `__export__`; JSON goes in and comes out."""

import base64
import json

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

__export__ = ["check", "explain", "fix", "missing", "open_project", "picture"]

WARM_UP = {"index.html": '<script type="py">import js</script>', "pyscript.toml": 'packages = ["numpy"]'}

session = Session(Files({}))


def content_of(sent):
    """A file as the page sends it: text, bytes in base64, or None where it is gone."""
    return base64.b64decode(sent["base64"]) if isinstance(sent, dict) else sent


def open_project(files):
    """Begin with these files, and forget those before."""
    global session
    session = Session(Files({path: content_of(sent) for path, sent in json.loads(files).items()}))


def check(changes):
    """The report, in the format of `--output-format json`, after these changes of files."""
    for path, sent in json.loads(changes).items():
        session.change(path, content_of(sent))
    return to_json(session.check(), __version__, KNOWLEDGE_DATE)


def picture():
    """What runs where, in the format of `inspect --output-format json`."""
    return _picture_of(session)


def _picture_of(of):
    return picture_to_json(picture_of(of.project()), __version__, KNOWLEDGE_DATE)


def missing(files):
    """The files that the pages of another project ask for, and that are not among these."""
    other = Session(Files({path: content_of(sent) for path, sent in json.loads(files).items()}))
    return json.dumps(sorted(set(_missing(json.loads(_picture_of(other))))))


def _missing(node):
    if isinstance(node, dict) and node.get("state") == "missing":
        yield node["path"]
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _missing(child)


def fix(unsafe):
    """The texts of the files that fixes change, by path; the session itself stays as it was."""
    safeties = frozenset(Safety) if unsafe else frozenset({Safety.SAFE})
    changes = apply_fixes(session, safeties).changes
    for path, change in changes.items():
        session.change(path, change.before)
    return json.dumps({path: decode_utf8(change.after).value for path, change in changes.items()})


def explain(text):
    """What a console's text means, with the lines of the project that it comes from."""
    answer = placed(answer_to(log_of(text)), session, "")
    return answer_to_json(answer, Positions(answer.sources))


open_project(json.dumps(WARM_UP))
check("{}")
open_project("{}")
