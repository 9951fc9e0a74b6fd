"""The code fences of documentation as pages of their own."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.text import Text
from pyscript_doctor.project.serving.isolation import Isolation, State
from pyscript_doctor.sources.snapshot import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.markdown.example_pages import ExamplePage
    from pyscript_doctor.project.reader import Reader

MARKDOWN = (".md", ".markdown")
NAME = "example"
NOT_SHOWN = Isolation(State.PERHAPS)
"""What documentation says of the headers of a page that it shows: nothing."""


def add_examples(reader: Reader) -> tuple[str, ...]:
    """Let a reader see the pages that fences show, and name them: "docs/guide.md:12/example" of what starts in line 12.

    What an example names lies beside it; what it does not show is neither found nor missing there.
    """
    folders = []
    for document in sorted(reader.snapshot.listing):
        if document.lower().endswith(MARKDOWN):
            for folder, example in _examples(document, reader):
                folders.append(folder)
                reader.shown_only[f"{folder}/{NAME}"] = example.text
                for name, text in example.files.items():
                    reader.shown_only[posixpath.normpath(posixpath.join(folder, name))] = text
    reader.example_folders = frozenset(folders)
    return tuple(f"{folder}/{NAME}" for folder in folders)


def _examples(document: str, reader: Reader) -> Iterator[tuple[str, ExamplePage]]:
    resource = reader.resource(document)
    if resource is None or resource.status is not Status.FOUND or not reader.has_trace(resource):
        return
    text = reader.markup(document)
    if not isinstance(text, Text):
        return
    for example in reader.parses.once("examples", document, lambda: _pages(text)):
        line = text.value.count("\n", 0, example.text.span().start) + 1
        yield f"{document}:{line}", example


def _pages(text: Text) -> tuple[ExamplePage, ...]:
    from pyscript_doctor.parsers.markdown.admonitions import admonitions
    from pyscript_doctor.parsers.markdown.example_pages import example_pages
    from pyscript_doctor.parsers.markdown.masking import fences_by_section

    return example_pages([section for part in (text, *admonitions(text)) for section in fences_by_section(part)])
