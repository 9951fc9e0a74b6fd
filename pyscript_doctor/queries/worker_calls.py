"""Calls of PyScript's own `PyWorker` and `MPWorker` in the JavaScript of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.project.page.release import releases_of_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.parsers.javascript.records import JsWorkerCall
    from pyscript_doctor.project.page.page_scripts import PageScript


def worker_calls(script: PageScript) -> Iterator[JsWorkerCall]:
    """Those whose name is imported from PyScript by its URL, or from the copy of it that the page loads."""
    loaded = {loader.url.value for loader in script.page.loaders}
    for call in script.syntax.worker_calls:
        url = call.specifier.value if call.specifier else ""
        if url in loaded or releases_of_url(url) is not None:
            yield call
