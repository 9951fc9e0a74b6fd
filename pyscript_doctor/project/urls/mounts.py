"""Folders of a project that a build tool serves as one site.

Vite serves its root and `public/` together; Sphinx copies what its settings name next to its pages. We do not know what
such a tool makes of the rest, so a file that is not there may well be served.
"""

from __future__ import annotations

import posixpath
import re
from functools import partial
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.site import ancestors
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.sources.file_names import FileNames

PACKAGE = "package.json"
VITE_SETTINGS = lazy_pattern(r"vite\.config\.[cm]?[jt]s$")
VITE_IN_PACKAGE = lazy_pattern(r'"vite"\s*:')
VITE_FRAMEWORK = lazy_pattern(r'"(?:astro|@sveltejs/kit|nuxt|@remix-run/dev|vitepress|@builder\.io/qwik)"\s*:')
VITE_OPTION = r"\b{}\s*:\s*[^,\n]*?[\"'`]([\w./-]+)[\"'`]"
COPIES = lazy_pattern(r"copy", re.IGNORECASE)
OTHER_SETTINGS = lazy_pattern(
    r"(?:webpack|rollup|astro|next|nuxt|svelte|esbuild|rspack|gatsby|docusaurus|vue|snowpack|craco)[\w.-]*\.config\.\w+$"
    r"|(?:webpack|gatsby-config|docusaurus\.config|gulpfile|gruntfile|\.eleventy|eleventy\.config)[\w.-]*\.\w+$"
    r"|angular\.json$|\.parcelrc$",
    re.IGNORECASE,
)
OTHER_IN_PACKAGE = lazy_pattern(
    r'"(?:webpack|rollup|parcel|parcel-bundler|esbuild|astro|next|nuxt|gulp|grunt|snowpack|browserify|gatsby|rspack'
    r"|@rspack/cli|@angular/cli|@angular-devkit/build-angular|react-scripts|@sveltejs/kit|@11ty/eleventy|vitepress"
    r'|@docusaurus/core|@vue/cli-service|@remix-run/dev|tsup|microbundle)"\s*:'
)
OTHER_FOLDERS = ("", "public", "static", "src", "assets", "src/assets", "dist", "build")
SPHINX_PATHS = lazy_pattern(r"^(html_(?:extra|static)_path)\s*=\s*\[([^\]]*)\]", re.MULTILINE)
SPHINX = "conf.py"
SPHINX_SETTING = lazy_pattern(r"^\s*(?:extensions|html_theme|html_extra_path|html_static_path)\s*=", re.MULTILINE)
STRING = lazy_pattern(r"""["']([^"'\n]+)["']""")


class Mount(NamedTuple):
    """A folder of the project, and where below the site's root the tool serves it; "" is the root itself."""

    folder: str
    url: str = ""


class Mounts(NamedTuple):
    """The folders that one build tool serves as one site. complete: False if it may serve other files too."""

    all: tuple[Mount, ...]
    complete: bool

    def places(self, path: str) -> Iterator[str]:
        """The other paths where a file may be that a path of the project names."""
        for mount in self.all:
            inside = _inside(path, mount.folder)
            if inside is None:
                continue
            url = _joined(mount.url, inside)
            for other in self.all:
                below = _inside(url, other.url)
                if other is not mount and below is not None:
                    yield _joined(other.folder, below)


def find_mounts(page: str, reader: Reader) -> Mounts | None:
    """The folders that the build tool of the nearest folder above a page serves together; None without such a tool.

    If the settings say that there is no bundler, only tools that make documentation count.
    """
    for folder in ancestors(page):
        settings = _files_of_tools(folder, reader)
        if settings:
            bundled = None if reader.declared.without_bundler else _of_bundler(folder, settings, reader)
            found = _of_sphinx(folder, settings, reader) or bundled
            if found:
                return found
    return None


def _of_bundler(folder: str, settings: tuple[str, ...], reader: Reader) -> Mounts | None:
    package = _package(folder, settings, reader)
    return _of_vite(folder, package, settings, reader) or _of_another_tool(folder, package, settings)


def _files_of_tools(folder: str, reader: Reader) -> tuple[str, ...]:
    """The files of a folder that may show its build tool; empty if nobody can list the project's files."""
    if reader.snapshot.listing is None:
        return ()
    return reader.of_listing(partial(_of_tools, folder))


def _of_tools(folder: str, listing: FileNames) -> tuple[str, ...]:
    return tuple(filter(_is_of_tool, listing.in_folder(folder)))


def _is_of_tool(path: str) -> bool:
    name = posixpath.basename(path)
    return name in {PACKAGE, SPHINX} or bool(VITE_SETTINGS.match(name) or OTHER_SETTINGS.match(name))


def _of_vite(folder: str, package: str, settings: tuple[str, ...], reader: Reader) -> Mounts | None:
    own = [path for path in settings if VITE_SETTINGS.match(posixpath.basename(path))]
    if (not own and not VITE_IN_PACKAGE.search(package)) or VITE_FRAMEWORK.search(package):
        return None
    text = _text(own[0], reader) if own else ""
    root = _joined(folder, _option("root", text) or "")
    public = _joined(root, _option("publicDir", text) or "public")
    return Mounts((Mount(root), Mount(public)), complete=not COPIES.search(text + package))


def _of_sphinx(folder: str, settings: tuple[str, ...], reader: Reader) -> Mounts | None:
    path = posixpath.join(folder, SPHINX)
    text = _text(path, reader) if path in settings else ""
    if not SPHINX_SETTING.search(text):
        return None
    mounts = [Mount(folder)]
    for name, listed in SPHINX_PATHS.findall(text):
        url = "_static" if name == "html_static_path" else ""
        mounts += [Mount(_joined(folder, each), url) for each in STRING.findall(listed)]
    return Mounts(tuple(mounts), complete=False)


def _of_another_tool(folder: str, package: str, settings: tuple[str, ...]) -> Mounts | None:
    named = any(OTHER_SETTINGS.match(posixpath.basename(path)) for path in settings)
    if not named and not OTHER_IN_PACKAGE.search(package):
        return None
    return Mounts(tuple(Mount(_joined(folder, name)) for name in OTHER_FOLDERS), complete=False)


def _package(folder: str, settings: tuple[str, ...], reader: Reader) -> str:
    path = posixpath.join(folder, PACKAGE)
    return _text(path, reader) if path in settings else ""


def _text(path: str, reader: Reader) -> str:
    text = reader.text(path)
    return "" if isinstance(text, Unknown) else text.value


def _option(name: str, settings: str) -> str | None:
    match = re.search(VITE_OPTION.format(name), settings)
    return match[1] if match else None


def _joined(folder: str, path: str) -> str:
    joined = posixpath.normpath(posixpath.join(folder, path))
    return "" if joined == "." else joined


def _inside(path: str, folder: str) -> str | None:
    """The path within a folder; None if it is somewhere else."""
    if not folder:
        return path
    return path[len(folder) + 1 :] if path.startswith(folder + "/") else None
