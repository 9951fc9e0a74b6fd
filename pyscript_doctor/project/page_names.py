"""The names of files that can hold a page."""

from __future__ import annotations

HTML_NAMES = (
    ".html", ".htm", ".xhtml", ".jinja", ".jinja2", ".j2", ".njk", ".tmpl", ".tpl", ".liquid", ".ejs", ".erb", ".hbs",
    ".mustache", ".php", ".md", ".markdown",
)  # fmt: skip


def is_page_name(path: str) -> bool:
    """Whether a file of that name can hold a page."""
    return path.lower().endswith(HTML_NAMES)
