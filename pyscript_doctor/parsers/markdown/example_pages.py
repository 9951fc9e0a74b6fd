"""The pages that the code fences of a Markdown document show: HTML with what it names, or Python with its config."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.text import joined
from pyscript_doctor.patterns import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pyscript_doctor.parsers.markdown.masking import Fence
    from pyscript_doctor.parsers.text import Text

MOST_EXAMPLES = 300
MOST_FILES = 50
"""So many named fences before a page, and so many after it, can be its files."""

HTML = frozenset({"html", "htm", "xhtml", "jinja", "jinja2", "django"})
PYTHON = frozenset({"python", "py", "python3", "pyscript"})
CONFIG = frozenset({"toml", "json"})

_TITLE = lazy_pattern(r"""\b(?:title|file|filename|name)\s*=\s*(?:"([^"]+)"|'([^']+)'|([\w./-]+))""")
_OF_PYSCRIPT = lazy_pattern(
    r"<script[^<>]*\btype\s*=\s*[\"']?m?py(?:-editor|-game)?\b|<m?py-(?:script|config)\b"
    r"|pyscript[^\s\"']{0,200}core(?:\.min)?\.js",
    re.IGNORECASE,
)
_IMPORT = lazy_pattern(
    r"^[ \t]*(?:from|import)[ \t]+(?:pyscript|js|pyodide|polyscript|pyodide_js|pyweb)\b", re.MULTILINE
)
_TOML = lazy_pattern(r"^[ \t]*(?:packages[ \t]*=|\[(?:files|js_modules[\w.]*)\]|\[\[fetch\]\])", re.MULTILINE)
_OTHER_TOML = lazy_pattern(r"^[ \t]*\[\[?(?:tool|project|build-system|workspace|dependencies)\b", re.MULTILINE)
_SOURCE = lazy_pattern(r"\bsrc\s*=\s*[\"']?([^\"'\s>]{1,200}\.py)\b")
_CONFIG = lazy_pattern(r"\bconfig\s*=\s*[\"']?([^\"'\s>{]{1,200}\.(?:toml|json))\b")


@dataclass(frozen=True, slots=True)
class ExamplePage:
    """A page of an example. text: its HTML. files: what else the document shows of it, by path next to the page.

    The page of an example without HTML is made up: `<py-config>` and `<script>` around what is shown.
    """

    text: Text
    files: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Titled:
    """A fence that names its file, and where in the document it starts."""

    start: int
    title: str
    text: Text


def example_pages(sections: Sequence[Sequence[Fence]]) -> tuple[ExamplePage, ...]:
    """The pages that fences show. sections: the fences between one heading and the next."""
    every = (fence for section in sections for fence in section)
    titled = [Titled(fence.text.span().start, title, fence.text) for fence in every if (title := title_of(fence))]
    titled.sort(key=lambda each: each.start)
    return tuple(islice((page for section in sections for page in _pages(section, titled)), MOST_EXAMPLES))


def _pages(section: Sequence[Fence], titled: Sequence[Titled]) -> Iterator[ExamplePage]:
    pages = [index for index, fence in enumerate(section) if _is_page(fence)]
    if not pages:
        yield from _without_html(section)
        return
    for start, end in zip(pages, [*pages[1:], len(section)], strict=True):
        yield _with_files(section[start], section[start + 1 : end], titled)


def title_of(fence: Fence) -> str:
    """The file name that a fence gives itself, "" for none."""
    match = _TITLE.search(fence.information)
    name = next((group for group in match.groups() if group), "") if match else ""
    return posixpath.normpath(name) if "." in name and not name.startswith("/") else ""


def _is_page(fence: Fence) -> bool:
    is_html = fence.language in HTML or (not fence.language and title_of(fence).endswith((".html", ".htm")))
    return is_html and bool(_OF_PYSCRIPT.search(fence.text.value))


def _with_files(page: Fence, following: Sequence[Fence], titled: Sequence[Titled]) -> ExamplePage:
    files = _titled(page, titled)
    for names, languages in ((_SOURCE, PYTHON), (_CONFIG, CONFIG)):
        named = list(dict.fromkeys(posixpath.normpath(name) for name in names.findall(page.text.value)))
        shown = [fence for fence in following if fence.language in languages and not title_of(fence)]
        if len(named) == 1 and len(shown) == 1:
            files.setdefault(named[0], shown[0].text)
    return ExamplePage(page.text, files)


def _titled(page: Fence, titled: Sequence[Titled]) -> dict[str, Text]:
    """The fences of the document that name their file: of those with one name the next one, else the last before."""
    place = bisect_left(titled, page.text.span().start, key=lambda each: each.start)
    before, after = titled[max(0, place - MOST_FILES) : place], titled[place : place + MOST_FILES]
    return {each.title: each.text for each in (*before, *reversed(after)) if each.text is not page.text}


def _without_html(section: Sequence[Fence]) -> Iterator[ExamplePage]:
    configs = [fence for fence in section if _is_config(fence)]
    scripts = [fence for fence in section if _is_script(fence)]
    if len(configs) == 1:
        yield _made_up(configs[0], scripts)
        return
    for config in configs:
        yield _made_up(config, ())
    for script in scripts:
        yield _made_up(None, (script,))


def _is_script(fence: Fence) -> bool:
    """Whether a fence is Python for PyScript that can be in a page as it is."""
    text = fence.text.value
    return fence.language in PYTHON and bool(_IMPORT.search(text)) and "</script" not in text.lower()


def _is_config(fence: Fence) -> bool:
    if fence.language not in CONFIG:
        return False
    if "pyscript" in title_of(fence):
        return True
    text = fence.text.value
    return fence.language == "toml" and bool(_TOML.search(text)) and not _OTHER_TOML.search(text)


def _made_up(config: Fence | None, scripts: Sequence[Fence]) -> ExamplePage:
    parts: list[Text | str] = []
    if config:
        parts += [f'<py-config type="{config.language}">', config.text, "</py-config>"]
    for script in scripts:
        parts += ['<script type="py">', script.text, "</script>"]
    return ExamplePage(joined(parts))
