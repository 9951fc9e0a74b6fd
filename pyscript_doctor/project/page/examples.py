"""The code fences of documentation as pages of their own."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.text import Text
from pyscript_doctor.project.desk import Examples
from pyscript_doctor.project.serving.isolation import Isolation, State
from pyscript_doctor.sources.snapshot import Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.markdown.example_pages import ExamplePage
    from pyscript_doctor.project.reader import Reader

MARKDOWN = (".md", ".markdown")
NAME = "example"
NOT_SHOWN = Isolation(State.PERHAPS)
"""What documentation says about the headers of a page that it shows: nothing."""


def examples_of(reader: Reader) -> Examples:
    """The pages that fences show, each by a name: "docs/guide.md:12/example" is what starts in line 12.

    What an example names is next to it; what it does not show is neither found nor missing there.
    """
    folders: list[str] = []
    files: dict[str, Text] = {}
    for document in reader.snapshot.listing or ():
        if document.lower().endswith(MARKDOWN):
            for folder, example in _examples(document, reader):
                folders.append(folder)
                files[f"{folder}/{NAME}"] = example.text
                for name, text in example.files.items():
                    files[posixpath.normpath(posixpath.join(folder, name))] = text
    return Examples(files, tuple(folders))


def _examples(document: str, reader: Reader) -> Iterator[tuple[str, ExamplePage]]:
    resource = reader.resource(document)
    if resource is None or resource.status is not Status.FOUND or not reader.has_trace(resource):
        return
    text = reader.markup(document)
    if not isinstance(text, Text):
        return
    for example in reader.once("examples", document, lambda: _pages(text)):
        line = text.value.count("\n", 0, example.text.span().start) + 1
        yield f"{document}:{line}", example


def _pages(text: Text) -> tuple[ExamplePage, ...]:
    from pyscript_doctor.parsers.markdown.admonitions import admonitions
    from pyscript_doctor.parsers.markdown.example_pages import example_pages
    from pyscript_doctor.parsers.markdown.masking import fences_by_section

    return example_pages([section for part in (text, *admonitions(text)) for section in fences_by_section(part)])
