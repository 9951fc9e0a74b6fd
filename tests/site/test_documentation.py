"""The documentation, as MkDocs builds it: whole, without a dead link, and without another host."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from markdown_it import MarkdownIt

from docs.site.building.bundle import BuildError
from docs.site.building.examples import examples as examples_of_the_playground
from docs.site.guide.build import write_pages
from docs.site.guide.docstrings import with_lists
from docs.site.guide.links import to_site, with_links_of_the_site
from docs.site.guide.lists import with_indented_lists
from docs.site.guide.pages import PAGES, RULES_TABLE, page_of, page_of_rule
from docs.site.guide.rule_page import share_fragment
from docs.site.guide.settings_reference import SCHEMA
from pyscript_doctor.engine.loader import page_text, rules
from pyscript_doctor.engine.rule import SITE
from tests.browser.runtimes import ROOT
from tests.rule_pages import BRACES, examples
from tests.site.playground import fragment

LOADED = re.compile(
    r'<(?:(?:script|img|iframe|source)\s[^>]*?src|link\s(?![^>]*rel="?(?:canonical|prev|next))[^>]*?href)="?([^"\s>]+)'
)
STRUCTURE = ("li", "li li", "li pre", "pre", "h2", "h3", "strong")
WITH_MORE_THAN_THE_FILE = {"docs/guide/settings.md", "docs/guide/python.md"}
FILES = [file for part in PAGES.values() for file in part.values()] + [RULES_TABLE]


@pytest.fixture(scope="session")
def site(built: Path) -> Path:
    """The site, with the playground above the documentation."""
    return built


@cache
def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@cache
def anchors(page: Path) -> frozenset[str]:
    return frozenset(re.findall(r'\sid="([^"]*)"', text_of(page)))


@cache
def article(page: Path) -> Tag:
    """What a page has between its menus."""
    text = text_of(page)  # the menus around it are longer, and slow to parse
    inside = text[text.index("<article") : text.index("</article>") + len("</article>")]
    found = BeautifulSoup(inside, "html.parser").find("article")
    assert isinstance(found, Tag)
    return found


def pages(site: Path) -> list[Path]:
    return sorted((site / "docs").rglob("*.html"))


def page_at(site: Path, address: str) -> Path:
    assert address.startswith(SITE)
    return site / address.removeprefix(SITE) / "index.html"


# Links


@pytest.mark.browser
def test_every_link_within_the_documentation_leads_to_a_page_and_a_place_on_it(site: Path) -> None:
    dead = [
        f"{page.relative_to(site)}: {link}" for page in pages(site) for link in links(page) if not leads(page, link)
    ]
    assert dead == []


def test_pages_are_written_and_link_to_what_the_repository_has(tmp_path: Path) -> None:
    """MkDocs takes long, and looks at the links again. To write what it reads is quick, and raises if one is dead."""
    write_pages(tmp_path)
    assert [file for file in FILES if not (tmp_path / page_of(file)).is_file()] == []
    assert [rule.name for rule in rules() if rule.name not in (tmp_path / page_of_rule(rule)).read_text("utf-8")] == []


def links(page: Path) -> list[str]:
    """The links of a page to the site itself, without those to the playground above the documentation."""
    found = [html.unescape(link) for link in re.findall(r'<[a-z][^<>]*\shref="?([^"\s>]*)', text_of(page))]
    return [link for link in found if not urlsplit(link).scheme and not is_of_the_playground(link, page)]


def is_of_the_playground(link: str, page: Path) -> bool:
    top = top_of(page.parent)
    return os.path.normpath(page.parent / urlsplit(link).path) in (top, os.path.join(top, "icon.svg"))


@cache
def top_of(folder: Path) -> str:
    """The top of the site, above the documentation, where the playground is."""
    return os.fspath(next(each.parent for each in (folder, *folder.parents) if (each / "search").is_dir()))


def leads(page: Path, link: str) -> bool:
    parts = urlsplit(link)
    file = file_at(os.path.normpath(page.parent / unquote(parts.path))) if parts.path else page
    anchor = unquote(parts.fragment)
    return file is not None and (not anchor or anchor in anchors(file))


@cache
def file_at(path: str) -> Path | None:
    """What a server sends for this path."""
    target = Path(path)
    file = target / "index.html" if target.is_dir() else target
    return file if file.is_file() else None


@pytest.mark.browser
def test_each_finding_prints_the_address_of_a_page(site: Path) -> None:
    for rule in rules():
        assert rule.name in article(page_at(site, rule.url or "")).get_text()


@pytest.mark.browser
def test_the_playground_opens_what_a_page_says_that_it_opens(site: Path) -> None:
    flagged = [(each["rule"], each["files"]) for each in examples_of_the_playground()]
    for rule in rules():
        asked = [
            str(each["href"])
            for each in article(page_at(site, rule.url or "")).select("a.playground[href*='?example=']")
        ]
        own = [files for name, files in flagged if name == rule.name]
        numbers = [f"../../../?example={rule.name}:{number}" for number in range(1, len(own) + 1)]
        assert asked == [f"../../../?example={rule.name}", *numbers]


def test_a_link_carries_a_project_as_the_playground_reads_it() -> None:
    files = {"index.html": "<p>\u00e9</p>\n", "main.py": "print()\n"}
    assert share_fragment(files) == fragment(files)


def test_the_top_of_the_site_from_a_page() -> None:
    assert [to_site(page) for page in ("index.md", "settings.md", "rules/index.md", "rules/x.md")] == [
        "../",
        "../../",
        "../../",
        "../../../",
    ]


def test_links_of_the_repository_become_links_of_the_site() -> None:
    pages = {"docs/ci.md": "ci.md", "rules/README.md": "rules/index.md"}

    def on_the_site(link: str) -> str:
        return with_links_of_the_site(link, "docs/ci.md", "ci.md", pages)

    assert on_the_site("[all](../rules/README.md#x)") == "[all](rules/index.md#x)"
    assert on_the_site("[code](../action.yml)").startswith("[code](https://github.com/")
    assert on_the_site(f"[try it]({SITE})") == '<a href="../../">try it</a>'
    assert on_the_site("```md\n[no link](nowhere.md)\n```\n") == "```md\n[no link](nowhere.md)\n```\n"
    with pytest.raises(BuildError, match=r"docs/ci\.md links to nowhere\.md, but this file does not exist"):
        on_the_site("[gone](nowhere.md)")


# Offline, and under any address


@pytest.mark.browser
def test_nothing_is_loaded_from_another_host(site: Path) -> None:
    for page in pages(site):
        loaded = LOADED.findall(text_of(page))
        assert len(loaded) > 3
        assert [url for url in loaded if urlsplit(url).netloc or url.startswith("/")] == []


@pytest.mark.browser
def test_stylesheets_load_nothing_from_another_host(site: Path) -> None:
    styles = "".join(file.read_text(encoding="utf-8") for file in (site / "docs").rglob("*.css"))
    assert re.findall(r"url\([\"']?(?:https?:)?//[^)]*\)|@import[^;]*", styles) == []


# What is on it


@pytest.mark.browser
@pytest.mark.parametrize("file", [file for file in FILES if file not in WITH_MORE_THAN_THE_FILE])
def test_a_page_reads_as_its_file_does_on_github(site: Path, file: str) -> None:
    on_github = BeautifulSoup(MarkdownIt().enable("table").render((ROOT / file).read_text("utf-8")), "html.parser")
    on_the_site = article(site / "docs" / page_of(file).removesuffix(".md").removesuffix("index") / "index.html")
    assert {tag: len(on_the_site.select(tag)) for tag in STRUCTURE} == {
        tag: len(on_github.select(tag)) for tag in STRUCTURE
    }


def test_every_text_of_the_documentation_is_a_page() -> None:
    written = {file.relative_to(ROOT).as_posix() for file in (*ROOT.glob("docs/*.md"), *ROOT.glob("docs/guide/*.md"))}
    assert written - set(FILES) == set()


def test_blocks_in_lists_are_indented_as_mkdocs_wants_it() -> None:
    written = "1. One\n\n   ```sh\n   ls\n     -l\n   ```\n\n   - Two\n     more\n\nEnd\n"
    assert with_indented_lists(written) == (
        "1. One\n\n    ```sh\n    ls\n      -l\n    ```\n\n    - Two\n        more\n\nEnd\n"
    )


@pytest.mark.browser
def test_a_rules_page_has_all_that_explain_shows(site: Path) -> None:
    for rule in rules():
        shown = squeezed(article(page_at(site, rule.url or "")).get_text())
        for example in examples(page_text(rule)):
            assert squeezed(example.title.replace("`", "")) in shown
            assert all(squeezed(text) in shown for text in (*example.console, *example.page, example.diff))
        assert [text for text in prose(page_text(rule)) if squeezed(text) not in shown] == []


def prose(markdown: str) -> list[str]:
    """The text of each paragraph and heading, without those headings that say something to the tests."""
    inline = [token for token in MarkdownIt().enable("table").parse(markdown) if token.type == "inline"]
    said = [token for token in inline if not BRACES.search(token.content)]
    return ["".join(child.content for child in token.children or ()) for token in said]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.browser
def test_the_settings_are_those_of_the_schema(site: Path) -> None:
    properties = json.loads(SCHEMA.read_text(encoding="utf-8"))["properties"]
    page = article(page_at(site, f"{SITE}docs/settings/"))
    assert [heading["id"] for heading in page.select("h3")] == list(properties)
    assert [
        each for each in properties.values() if squeezed(prose(each["description"])[0]) not in squeezed(page.get_text())
    ] == []


@pytest.mark.browser
def test_the_api_is_described(site: Path) -> None:
    names = (
        "engine.check.check", "engine.session.Session.change", "engine.report.Report", "sources.memory.Files",
        "sources.overlay.Overlay",
    )  # fmt: skip
    assert {f"pyscript_doctor.{name}" for name in names} <= anchors(page_at(site, f"{SITE}docs/python/"))


@pytest.mark.browser
def test_a_search_finds_a_rule_by_its_console_text(site: Path) -> None:
    index = json.loads((site / "docs" / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = [each["location"] for each in index["docs"] if "borrowed proxy was automatically" in each["text"]]
    assert any(location.startswith("rules/callback-without-create-proxy/") for location in found)


def test_what_a_docstring_says_of_a_name_is_an_entry_of_a_list() -> None:
    written = "A label.\n\npath, site: where it is: on\na disk. scripts: how many.\nNote: it is short. other: no."
    assert with_lists(written, {"path", "site", "scripts"}) == (
        "A label.\n\n- `path`, `site`: where it is: on a disk.\n- `scripts`: how many. Note: it is short. other: no."
    )


# What can go wrong


def test_without_mkdocs_the_build_says_what_to_install(tmp_path: Path) -> None:
    without = "import sys; sys.modules['mkdocs'] = None; from docs.site.building.command import main"
    command = [sys.executable, "-c", f"{without}; sys.exit(main(['build', sys.argv[1]]))", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("error: MkDocs is not installed")
    assert "--group site" in done.stderr
    assert not (tmp_path / "out" / "index.html").exists()
