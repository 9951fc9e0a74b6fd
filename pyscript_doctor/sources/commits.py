"""Whether the next commit can matter to a page: a quick answer for a hook, which runs at each commit.

The answer is "no" only if that is certain. It uses names and words, and reads no page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.sources.git import git_root, holding, staged

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Pages and what they are made of; settings of hosts, servers, bundlers, and of the doctor.
_ALWAYS = (
    ".html", ".htm", ".xhtml", ".jinja", ".jinja2", ".j2", ".njk", ".tmpl", ".tpl", ".liquid", ".ejs", ".erb", ".hbs",
    ".mustache", ".php", ".toml", ".json", ".yml", ".yaml", ".conf", ".config",
)  # fmt: skip
_MARKDOWN = (".md", ".markdown")
_PROSE = frozenset({"license", "licence", "copying", "notice", "authors", "codeowners", "makefile"})
_MOST_STAGED = 1000
_MOST_NAMES = 1000
_TRACE = (
    r"pyscript|pyodide|pyworker|mpworker|micropython|polyscript|core\.js|cross-origin-"
    r"|(^|[^[:alnum:]_-])m?py-[a-z]|[\"'`= ]m?py([\"'`> /]|$)"
)
_TAG = r"<(script|iframe|m?py-)"
_MENTION = r"(^|[^[:alnum:]]|%[0-9a-f][0-9a-f])({})([^[:alnum:]]|$)"
_WORD = lazy_pattern(r"[a-z0-9]+")


def may_matter_to_a_page(folder: Path) -> bool:
    """Whether the next commit adds, changes or deletes anything that a page can depend on.

    Also if nothing is staged, because then no commit is asking, and if git can't say.
    """
    root = git_root(folder)
    changed = staged(root) if root else frozenset()
    if root is None or not changed or len(changed) > _MOST_STAGED or any(map(_matters_always, changed)):
        return True
    if _with_traces(root, changed) or _with_traces(root, changed, committed=True):
        return True
    return _is_mentioned(changed, root)


def _matters_always(path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    stem, dot, _ = name.rpartition(".")
    has_ending = bool(stem and dot)
    is_known = name.isascii() and _WORD.search(stem or name) is not None
    return name.endswith(_ALWAYS) or not is_known or not (has_ending or name in _PROSE)


def _with_traces(root: Path, paths: Iterable[str] = (), *, committed: bool = False) -> frozenset[str]:
    """The files that hold a trace of PyScript or of headers; of Markdown, those that hold a tag that runs something."""
    found = holding(root, _TRACE, paths, committed=committed)
    texts = {path for path in found if path.lower().endswith(_MARKDOWN)}
    if not texts:
        return found
    return (found - texts) | holding(root, _TAG, texts, committed=committed)


def _is_mentioned(changed: frozenset[str], root: Path) -> bool:
    """Whether a file that has to do with PyScript names a changed one, or names one that does, and so on."""
    concerned = _with_traces(root)
    asked: frozenset[str] = frozenset()
    pending = frozenset(map(_word_of_name, changed))
    while pending and concerned:
        found = holding(root, _MENTION.format("|".join(sorted(pending))))
        if not found.isdisjoint(concerned):
            return True
        asked |= pending
        pending = frozenset(map(_word_of_name, found)) - asked
        if len(pending) > _MOST_NAMES:
            return True
    return False


def _word_of_name(path: str) -> str:
    """The longest word of a file's name without its ending; for an index file, of its folder's name."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0] or name
    if stem in {"__init__", "index"} and folder:
        stem = folder.rpartition("/")[2]
    return max(_WORD.findall(stem.lower()), key=len, default="[^[:space:]]")
