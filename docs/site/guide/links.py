"""Links of the repository's files as links of the site."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from docs.site.building.bundle import BuildError
from pyscript_doctor.engine.rule import SITE

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[3]
ON_GITHUB = "https://github.com/pyscript/pyscript-doctor/blob/main/"
CODE_OR_LINK = re.compile(
    r"^ *(?P<fence>```+|~~~+).*?^ *(?P=fence)[ \t]*$|(?<!!)\[(?P<text>[^\]]*)\]\((?P<target>[^()\s]+)\)",
    re.MULTILINE | re.DOTALL,
)


def with_links_of_the_site(markdown: str, file: str, page: str, pages: Mapping[str, str]) -> str:
    """The text with its links leading to pages of the site; to GitHub where a file is not one of them.

    file: where the text is from. page: where it goes. Raises BuildError for a link to nothing.
    """

    def rewritten(found: re.Match[str]) -> str:
        target = found["target"]
        if target is None:
            return found[0]
        if target.startswith(SITE):
            return f'<a href="{to_site(page)}{target.removeprefix(SITE)}">{found["text"]}</a>'
        if "://" in target or target.startswith("#"):
            return found[0]
        return f"[{found['text']}]({_of_file(target, file, page, pages)})"

    return CODE_OR_LINK.sub(rewritten, markdown)


def to_site(page: str) -> str:
    """From a page of the documentation, as its address is (`rules/name/`), to the top of the site: `../../../`."""
    folder = page.removesuffix(".md").removesuffix("index").rstrip("/")
    return "../" * (1 + len(folder.split("/")) if folder else 1)


def _of_file(target: str, file: str, page: str, pages: Mapping[str, str]) -> str:
    path, sign, anchor = target.partition("#")
    named = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
    if not (ROOT / named).exists():
        raise BuildError(f"{file} links to {target}, but this file does not exist.")
    if named not in pages:
        return f"{ON_GITHUB}{named}{sign}{anchor}"
    return posixpath.relpath(pages[named], posixpath.dirname(page) or ".") + sign + anchor
