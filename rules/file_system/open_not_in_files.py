"""Files that Python opens but that are not in its file system."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, WARNING, Finding, Unknown, lazy_pattern, rule
from pyscript_doctor.queries.config_edits import added_file
from pyscript_doctor.queries.config_text import files_block
from pyscript_doctor.queries.file_uses import (
    FileUse,
    addresses_opened,
    files_read,
    folders_listed,
    may_make_files,
    mentioned,
    writings,
)
from pyscript_doctor.queries.files import file_entries
from pyscript_doctor.queries.mistaken_paths import url_of
from pyscript_doctor.queries.pages import page_scripts
from pyscript_doctor.queries.urls import folder_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Code, Project, Runtime

OWN = ("pyscript/", "mip.py")
OF_FOLDERS = lazy_pattern(r"mkdir|makedirs|mkdtemp|\bmount\b|chdir|\bFS\b|\bfs\.|exists\b|isdir|is_dir")
"""What makes folders, leads into others, or asks whether they are there."""
WRITERS = ("FS.writeFile", ".writeFile(", "mountNativeFS", "unpackArchive")


@rule(severity=WARNING, faq="filesystem", effect=ACTION_FAILS)
def open_not_in_files(code: Code, project: Project) -> Iterator[Finding]:
    """Python opens a file that is not in its file system, or writes one into a folder that is not there."""
    yield from _addresses(code)
    yield from _of_folders(code)
    runtime = code.runtime
    uses = [use for use in files_read(code) if use.path not in runtime.filesystem.files and not _is_excused(use)]
    if not uses or _others_bring_files(runtime):
        return
    if not runtime.filesystem.complete:
        raise Unknown("files that a config copies")
    known = mentioned(runtime) | _reversed(runtime)
    for use in uses:
        if use.path not in known:
            yield _missing(use, _in_project(use.path, runtime, project), runtime)


def _missing(use: FileUse, source: str | None, runtime: Runtime) -> Finding:
    """source: the project's file that is meant."""
    elsewhere = _destination(source, runtime) if source else ""
    if elsewhere:
        reason, help = f"the config copies it to `{elsewhere}`", _help_of_copy(use, elsewhere)
    else:
        reason = f"`{source}` is only in your project" if source else "no config names it"
        help = _help(use, source, runtime)
    return Finding(
        span=use.span,
        message=f"Python does not find `{use.written}` in its file system: {reason}",
        label="not there",
        help=help,
        console=_console(runtime),
        fix=added_file(runtime, *_entry(use, source, runtime)) if source and not elsewhere else None,
    )


def _destination(source: str, runtime: Runtime) -> str:
    """Where the config copies a file of the project to; "" if it copies it nowhere."""
    placed = runtime.filesystem.files.values()
    return next((each.path for each in placed if each.source and each.source.path == source), "")


def _help_of_copy(use: FileUse, elsewhere: str) -> str:
    return f'Open `{elsewhere}`. Or write where you want the file, on the right side in `files`: `"./{use.path}"`.'


def _addresses(code: Code) -> Iterator[Finding]:
    """`open("https://...")`: there is no such file, wherever it runs."""
    for call, literal in addresses_opened(code):
        if literal.text is not None and not call.place.catches("FileNotFoundError"):
            yield Finding(
                span=literal.text.span(),
                message=f"`{call.name.rpartition('.')[2]}` reads files, so it can't open a web address",
                label="a web address",
                help=f"Fetch it:\n\n```python\nfrom pyscript import fetch\n\n"
                f'text = await fetch("{literal.value!s}").text()\n```',
                console=_console(code.runtime),
                severity=ERROR,
            )


def _of_folders(code: Code) -> Iterator[Finding]:
    """`open("results/today.txt", "w")`: Python makes the file, but not the folder. And `os.listdir("data")`."""
    runtime = code.runtime
    uses = [(use, posixpath.dirname(use.path)) for use in writings(code)]
    uses += [(use, use.path) for use in folders_listed(code)]
    uses = [(use, folder) for use, folder in uses if folder and not use.place.catches("FileNotFoundError")]
    if not uses or _others_bring_files(runtime):
        return
    if any(OF_FOLDERS.search(syntax.text.value) for syntax in runtime.syntaxes):
        return
    if not runtime.filesystem.complete:
        raise Unknown("files that a config copies")
    for use, folder in uses:
        is_there = any(path.startswith(f"{folder}/") for path in runtime.filesystem.files)
        if not is_there and not f"{folder}/".startswith(OWN):
            yield Finding(
                span=use.span,
                message=f"Python does not find the folder `{folder}` in its file system",
                label="no such folder",
                help=_help_of_folder(use, folder, runtime),
                console=_console(runtime),
            )


def _help_of_folder(use: FileUse, folder: str, runtime: Runtime) -> str:
    if folder == use.path:
        return (
            f"A page can't see the folders of your computer. Name the files of `{folder}` under `files` in the config."
        )
    makes = f'os.makedirs("{folder}", exist_ok=True)' if runtime.is_pyodide else f'os.mkdir("{folder}")'
    return f"Make the folder first: `{makes}`. Or write `{posixpath.basename(use.path)}`."


def _console(runtime: Runtime) -> str:
    return "FileNotFoundError: [Errno 44]" if runtime.is_pyodide else "OSError: 44"


def _is_excused(use: FileUse) -> bool:
    return use.place.catches("FileNotFoundError") or use.path.startswith(OWN) or not posixpath.splitext(use.path)[1]


def _others_bring_files(runtime: Runtime) -> bool:
    """Whether Python or JavaScript on the page may write files whose names the doctor can't see."""
    if may_make_files(runtime):
        return True
    scripts = page_scripts(runtime.page)
    return any(writer in script.syntax.text.value for script in scripts for writer in WRITERS)


def _reversed(runtime: Runtime) -> frozenset[str]:
    """The files in entries of `files` with the URL second: the rule files-reversed reports those."""
    entries = file_entries(runtime.config.entries("files"))
    return frozenset(posixpath.normpath(each.url) for each in entries if "://" in each.path)


def _in_project(path: str, runtime: Runtime, project: Project) -> str | None:
    """The project's file that the user means: beside the page or the config, or the only one with that name."""
    for folder in (runtime.page.base.folder, runtime.config.base.folder):
        beside = posixpath.normpath(posixpath.join(folder, path))
        if project.reader.lists(beside):
            return beside
    found = project.of_listing(lambda listing: listing.ending(path)) if project.is_listed else ()
    return found[0] if len(found) == 1 else None


def _help(use: FileUse, source: str | None, runtime: Runtime) -> str:
    if source is None:
        return f"Name `{use.written}` under `files` in the config, or write the file before you read it."
    url, destination = _entry(use, source, runtime)
    return f"Copy it with the config:\n\n{files_block(runtime.config, url, destination)}"


def _entry(use: FileUse, source: str, runtime: Runtime) -> tuple[str, str]:
    """The URL of a file of the project, and where Python looks for it."""
    config = runtime.config
    folder = folder_of(config.reference.path) if config.reference and config.reference.path else config.base.folder
    return url_of(source, type(config.base)(folder), "./"), "" if "/" not in use.path else f"./{use.path}"
