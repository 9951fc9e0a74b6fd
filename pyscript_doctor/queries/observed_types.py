"""The types that a live site's server gives its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.urls.reference import ReferenceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.urls.reference import Reference
    from pyscript_doctor.sources.snapshot import Response

__all__ = ["is_javascript", "is_webassembly", "media_type_of", "module_scripts", "sent_as"]

# The JavaScript MIME types of the MIME Sniffing standard.
_OF_TEXT = ("ecmascript", "javascript", "jscript", "livescript", "x-ecmascript", "x-javascript")
_VERSIONS = tuple(f"javascript1.{number}" for number in range(6))
_OF_APPLICATION = ("ecmascript", "javascript", "x-ecmascript", "x-javascript")
WEBASSEMBLY_TYPE = "application/wasm"
JAVASCRIPT_TYPES = frozenset(
    {*(f"text/{each}" for each in (*_OF_TEXT, *_VERSIONS)), *(f"application/{each}" for each in _OF_APPLICATION)}
)


def media_type_of(response: Response) -> str:
    """The type of a response, without its parameters; "" for none. If there are several, browsers take the last."""
    sent = response.header("content-type") or ""
    return sent.rpartition(",")[2].partition(";")[0].strip().lower()


def sent_as(kind: str) -> str:
    """A type in a sentence about what a server sends; for "" that there is none."""
    return f"as `{kind}`" if kind else "without a `Content-Type`"


def is_javascript(response: Response) -> bool:
    """Whether browsers take a response for JavaScript where they are strict about it."""
    return media_type_of(response) in JAVASCRIPT_TYPES


def is_webassembly(response: Response) -> bool:
    """Whether browsers compile a response while it arrives, as Pyodide asks them to: it may have no parameters."""
    return (response.header("content-type") or "").strip().lower() == WEBASSEMBLY_TYPE


def module_scripts(page: Page) -> Iterator[Reference]:
    """The JavaScript files that a page loads as modules."""
    for element in page.document.all("script"):
        source = element.attribute("src")
        if source and (element.get("type") or "").strip().lower() == "module":
            yield page.resolver.reference(ReferenceKind.JAVASCRIPT_MODULE, source.value)
