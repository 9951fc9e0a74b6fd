"""Writes the documentation as HTML: gathers its pages in a temporary folder, and lets MkDocs build them."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docs.site.building.bundle import BuildError
from docs.site.guide.links import ROOT, with_links_of_the_site
from docs.site.guide.lists import with_indented_lists
from docs.site.guide.pages import SETTINGS, navigation, page_of_rule, pages_by_file
from docs.site.guide.proven import proven
from docs.site.guide.rule_page import rule_page
from docs.site.guide.settings_reference import settings_reference
from pyscript_doctor.engine.loader import page_text, rules
from pyscript_doctor.engine.rule import SITE

THEME = Path(__file__).with_name("theme")
STYLE = "guide.css"
NEEDED = ("mkdocs", "material", "mkdocstrings", "mkdocstrings_handlers.python")
DIRECTIVES = {
    "show_root_heading": True, "show_root_full_path": False, "show_source": False, "show_symbol_type_heading": True,
    "heading_level": 3, "members": False, "separate_signature": True, "show_signature_annotations": True,
    "docstring_section_style": "list", "signature_crossrefs": False,
    "extensions": ["docs.site.guide.docstrings:Definitions"],
}  # fmt: skip


def write_guide(out: Path) -> None:
    """Write the documentation into a folder.

    Raises BuildError where MkDocs is not installed, where a link leads nowhere, and where MkDocs warns of anything.
    """
    require_mkdocs()
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write_pages(folder / "pages")
        shutil.copy(THEME / STYLE, folder / "pages" / STYLE)
        config = folder / "mkdocs.yml"
        config.write_text(json.dumps(_config(folder / "pages", out.resolve())), encoding="utf-8")
        _run_mkdocs(config)
    # A server looks for this page at the top of the site, and not here.
    (out / "404.html").unlink(missing_ok=True)


def require_mkdocs() -> None:
    """Raise BuildError where MkDocs, its theme or what it reads Python with is not installed."""
    if not all(_is_there(module) for module in NEEDED):
        raise BuildError(
            "MkDocs is not installed, and it makes the documentation. This installs it:\n\n"
            "    pip install --editable . --group site\n"
        )


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def write_pages(folder: Path) -> None:
    """Write each page as MkDocs reads it. Raises BuildError where a link leads to no file of the repository."""
    pages = pages_by_file()
    for file, text in _texts().items():
        _write(folder / pages[file], with_links_of_the_site(text, file, pages[file], pages))
    shown = proven()
    for rule in rules():
        _write(folder / page_of_rule(rule), rule_page(rule, page_text(rule), shown[rule.name]))


def _write(path: Path, markdown: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(with_indented_lists(markdown), encoding="utf-8")


def _texts() -> dict[str, str]:
    """The text of each file of the repository that is a page, other than a rule's."""
    own = {f"rules/{rule.page}" for rule in rules()}
    texts = {file: (ROOT / file).read_text(encoding="utf-8") for file in pages_by_file() if file not in own}
    (settings,) = (file for file in texts if file.endswith(f"/{SETTINGS}"))
    texts[settings] += f"\n{settings_reference()}"
    return texts


def _config(pages: Path, out: Path) -> dict[str, Any]:
    """The settings of MkDocs. No font, script or picture comes from another host, so the pages work offline."""
    return {
        "site_name": "pyscript-doctor",
        "site_url": f"{SITE}docs/",
        "site_description": "Why does my PyScript page not run? The guide, and a page for each rule.",
        "docs_dir": str(pages),
        "site_dir": str(out),
        "nav": navigation(),
        "theme": _theme(),
        "extra_css": [STYLE],
        "extra": {"generator": False},
        "plugins": [
            "search",
            {"mkdocstrings": {"handlers": {"python": {"paths": [str(ROOT)], "options": DIRECTIVES}}}},
        ],
        "markdown_extensions": [
            "admonition",
            "tables",
            {"toc": {"permalink": True}},
            {"pymdownx.highlight": {"pygments_lang_class": True}},
            "pymdownx.superfences",
            "pymdownx.details",
        ],
        "validation": {
            "nav": {"omitted_files": "warn", "not_found": "warn", "absolute_links": "warn"},
            "links": {
                "not_found": "warn", "anchors": "warn", "absolute_links": "warn", "unrecognized_links": "warn",
            },
        },
    }  # fmt: skip


def _theme() -> dict[str, Any]:
    system = "(prefers-color-scheme: {})"
    return {
        "name": "material",
        "custom_dir": str(THEME),
        "font": False,
        "features": ["navigation.tabs", "navigation.indexes", "navigation.top", "navigation.prune", "content.code.copy",
                     "search.highlight", "search.suggest", "toc.follow"],
        "icon": {"logo": "material/stethoscope"},
        "favicon": "../icon.svg",
        "palette": [
            {"media": system.format("light"), "scheme": "default", "primary": "indigo",
             "toggle": {"icon": "material/weather-night", "name": "Dark colours"}},
            {"media": system.format("dark"), "scheme": "slate", "primary": "indigo",
             "toggle": {"icon": "material/weather-sunny", "name": "Light colours"}},
        ],
    }  # fmt: skip


def _run_mkdocs(config: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--config-file", str(config)]
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": path}
    done = subprocess.run(
        command, cwd=config.parent, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise BuildError(f"MkDocs did not build the documentation:\n{(done.stderr or done.stdout).strip()[-3000:]}")
