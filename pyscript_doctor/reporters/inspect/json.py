"""The picture of a project for other tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyscript_doctor.project.runtime.config import ConfigForm
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.reporters.positions import Positions

if TYPE_CHECKING:
    from pyscript_doctor.inspection.records import (
        ConfigRecord,
        NeedRecord,
        Origin,
        PackageRecord,
        PageRecord,
        Picture,
        RuntimeRecord,
        ScriptRecord,
    )
    from pyscript_doctor.parsers.text import Span

VERSION = 1


def picture_to_json(picture: Picture, tool: str, knowledge: str) -> str:
    """The picture as a JSON document in ASCII. What is unknown is `{"unknown": "the reason"}`.

    tool: the doctor's version. knowledge: the date of what it knows of PyScript.
    """
    document = {
        "version": VERSION,
        "pages": [_Page(page, Positions(picture.sources)).document() for page in picture.pages],
        "without_pyscript": list(picture.others),
        "settings": [{"name": name, "value": value} for name, value in picture.settings],
        "problems": [{"path": each.path, "message": each.message} for each in picture.problems],
        "tool": {"version": tool, "knowledge": knowledge},
    }
    return json.dumps(document, indent=2)


class _Page:
    def __init__(self, page: PageRecord, positions: Positions) -> None:
        self._page = page
        self._positions = positions

    def document(self) -> dict[str, Any]:
        page, release = self._page, self._page.release
        return {
            "path": page.path,
            "site": page.site,
            "release": {
                "name": release.name if release.name else {"unknown": release.reason},
                "label": release.label,
                "date": release.released.isoformat() if release.released else None,
                "legacy": release.legacy,
                "newest": release.newest,
                "newest_date": release.newest_released.isoformat(),
            },
            "isolation": {
                "state": page.isolation.state,
                "reason": page.isolation.reason or None,
                "evidence": [{**self._place(each.span), "message": each.message} for each in page.isolation.evidence],
            },
            "runtimes": [self._runtime(each) for each in page.runtimes],
            "undecided_workers": [self._place(span) for span in page.unknown_workers],
            "notes": list(page.notes),
        }

    def _runtime(self, runtime: RuntimeRecord) -> dict[str, Any]:
        return {
            **self._place(runtime.span),
            "interpreter": runtime.interpreter,
            "interpreter_version": _fact(runtime.version),
            "python": runtime.python or None,
            "thread": runtime.thread,
            "kind": runtime.kind,
            "name": runtime.name or None,
            "terminal": runtime.terminal,
            "scripts": [self._script(each) for each in runtime.scripts],
            "config": self._config(runtime.config),
            "packages": _fact(
                runtime.packages
                if isinstance(runtime.packages, Unknown)
                else [self._package(each) for each in runtime.packages]
            ),
            "working_directory": runtime.home.rstrip("/") or "/",
            "files": [
                {"path": each.path, "origin": _origin(each.origin) if each.origin else None} for each in runtime.files
            ],
            "files_complete": runtime.files_complete,
            "js_modules": [
                {
                    "name": each.name,
                    "origin": _origin(each.origin),
                    "thread": each.thread,
                    "stylesheet": each.stylesheet,
                }
                for each in runtime.modules
            ],
            "needs_isolation": self._needs(runtime.needs),
        }

    def _package(self, package: PackageRecord) -> dict[str, Any]:
        return {
            "written": package.written,
            "name": package.name or None,
            "version": _fact(package.version),
            "source": package.source,
            "brings": list(package.brings),
            "note": package.note or None,
            "installed_by": self._place(package.span) if package.span else None,
        }

    def _script(self, script: ScriptRecord) -> dict[str, Any]:
        inline = script.origin is None
        return {
            **self._place(script.span),
            "kind": script.kind,
            "origin": _origin(script.origin) if script.origin else None,
            "lines": _fact(script.lines) if inline else None,
        }

    def _config(self, config: ConfigRecord) -> dict[str, Any] | None:
        if config.form is ConfigForm.NONE and not config.fault:
            return None
        return {
            **(self._place(config.span) if config.span else {}),
            "form": config.form,
            "origin": _origin(config.origin) if config.origin else None,
            "fault": config.fault or None,
        }

    def _needs(self, needs: NeedRecord | Unknown | None) -> Any:
        if needs is None or isinstance(needs, Unknown):
            return _fact(needs)
        return {**(self._place(needs.span) if needs.span else {}), "reason": needs.reason}

    def _place(self, span: Span) -> dict[str, Any]:
        start, end = self._positions.start(span), self._positions.end(span)
        return {
            "path": span.path,
            "start": {"line": start.line, "column": start.column},
            "end": {"line": end.line, "column": end.column},
        }


def _fact(fact: object) -> Any:
    return {"unknown": fact.reason} if isinstance(fact, Unknown) else fact


def _origin(origin: Origin) -> dict[str, str | None]:
    return {
        "state": origin.state,
        "path": origin.place if origin.state in {"found", "missing"} else None,
        "url": origin.place if origin.state in {"remote", "unknown"} else None,
        "unknown": origin.reason or None,
    }
