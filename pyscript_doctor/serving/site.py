"""A project as one of the hosts serves it, from what the project's files say to that host."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyscript_doctor.parsers.hosting.patterns import Language
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.queries.github_pages import project_site
from pyscript_doctor.queries.jekyll import LEFT_OUT, included_files, is_built_by_jekyll
from pyscript_doctor.serving import redirects
from pyscript_doctor.serving.folder import Folder
from pyscript_doctor.serving.hosts import HABITS, ISOLATION, Habits, Headers, Host, HostedSite, PrettyUrls

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pyscript_doctor.parsers.hosting.records import HostingFile
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.serving.redirects import RedirectRule

_SETTINGS = {
    Host.NETLIFY: "netlify.toml",
    Host.VERCEL: "vercel.json",
    Host.FIREBASE: "firebase.json",
}
_HEADERS_FILE, _REDIRECTS_FILE = "_headers", "_redirects"
_NOT_PUBLISHED_BY_FIREBASE = lazy_pattern(r"(?:^|/)(?:firebase\.json$|\.|node_modules/)")


@dataclass(frozen=True, slots=True)
class _Said:
    """What a project says to a host: the text of its settings, and the folder, relative to the project's root."""

    reader: Reader
    settings: str
    text: str
    folder: str

    def own(self, name: str) -> str:
        """The path of a file in the folder that is served."""
        return posixpath.join(self.folder, name)


def hosted_site(project: Project, root: Path, folder: str, host: Host) -> HostedSite:
    """The folder of a project, as a host serves it. folder: relative to the project's root, "" for all of it.

    Where the host's settings name the folder to publish, that one is served.
    """
    said = _said(project.reader, folder, host)
    served = Folder(root / said.folder)
    site = HostedSite(host, served, _habits(said, host), redirects=tuple(_redirects(said, host)))
    if host is Host.ISOLATED:
        return replace(site, headers=lambda path: ISOLATION)
    if host is Host.GITHUB_PAGES:
        name = project_site(project.reader)
        return replace(site, base_path=f"/{name}" if name else "", leaves_out=_left_out_by_jekyll(project.reader))
    if host is Host.FIREBASE:
        site = replace(site, leaves_out=lambda path: bool(_NOT_PUBLISHED_BY_FIREBASE.search(path)))
    return replace(site, headers=_headers(said, host))


def likely_host(project: Project) -> Host | None:
    """The host that the project's files name; None if they name none, or several."""
    reader = project.reader
    named = {
        "netlify.toml": Host.NETLIFY,
        "vercel.json": Host.VERCEL,
        "firebase.json": Host.FIREBASE,
        "wrangler.toml": Host.CLOUDFLARE,
        "CNAME": Host.GITHUB_PAGES,
        ".nojekyll": Host.GITHUB_PAGES,
    }
    found = {host for name, host in named.items() if reader.files_named(name)}
    return found.pop() if len(found) == 1 else None


def _said(reader: Reader, folder: str, host: Host) -> _Said:
    name = _SETTINGS.get(host)
    if name is None:
        return _Said(reader, "", "", folder)
    for place in dict.fromkeys((folder, "")):
        path = posixpath.join(place, name)
        text = reader.text(path)
        if reader.lists(path) and not isinstance(text, Unknown):
            file = reader.hosting(path)
            return _Said(reader, path, text.value, _published(file, place, folder))
    return _Said(reader, "", "", folder)


def _published(file: HostingFile | None, place: str, folder: str) -> str:
    """The folder that a host's settings say to publish, if it is in the one that is to be served."""
    if file is None or not file.publish:
        return folder
    published = posixpath.normpath(posixpath.join(place, file.publish))
    if published in (".", folder) or published.startswith(("/", "../")) or published == "..":
        return folder
    return published if not folder or published.startswith(folder + "/") else folder


def _habits(said: _Said, host: Host) -> Habits:
    habits = HABITS[host]
    if host in (Host.VERCEL, Host.FIREBASE):
        settings = redirects.settings_of(said.text) if host is Host.VERCEL else redirects.first_site(said.text)
        if settings.get("cleanUrls") is True:
            return replace(habits, pretty_urls=PrettyUrls.ONLY)
    return habits


def _redirects(said: _Said, host: Host) -> tuple[RedirectRule, ...]:
    if host is Host.VERCEL:
        return redirects.of_vercel(said.text)
    if host is Host.FIREBASE:
        return redirects.of_firebase(said.text)
    if host not in (Host.NETLIFY, Host.CLOUDFLARE):
        return ()
    text = said.reader.text(said.own(_REDIRECTS_FILE)) if said.reader.lists(said.own(_REDIRECTS_FILE)) else None
    own = "" if text is None or isinstance(text, Unknown) else text.value
    if host is Host.CLOUDFLARE:
        # What Cloudflare's file says goes before files that are there.
        found = redirects.of_redirects_file(own, Language.CLOUDFLARE, redirects.FOUND_ELSEWHERE)
        return tuple(replace(rule, force=True) for rule in found)
    return (*redirects.of_redirects_file(own, Language.NETLIFY, redirects.MOVED), *redirects.of_netlify(said.text))


def _headers(said: _Said, host: Host) -> Callable[[str], Headers]:
    files = tuple(_header_files(said, host))
    return lambda url_path: tuple(_sent(files, url_path).items())


def _sent(files: tuple[HostingFile, ...], url_path: str) -> dict[str, str]:
    """The headers that are certain to be sent."""
    found = (header for file in files for header in file.headers_for(url_path) if header.certain)
    return {header.name.value.strip(): header.value.value.strip() for header in found}


def _header_files(said: _Said, host: Host) -> list[HostingFile]:
    files = []
    own = said.reader.hosting(said.own(_HEADERS_FILE)) if said.reader.lists(said.own(_HEADERS_FILE)) else None
    if own and host is Host.NETLIFY:
        files.append(replace(own, elsewhere=None))
    if own and host is Host.CLOUDFLARE and own.elsewhere:
        files.append(own.elsewhere)
    settings = said.reader.hosting(said.settings) if said.settings else None
    return [*files, settings] if settings else files


def _left_out_by_jekyll(reader: Reader) -> Callable[[str], bool]:
    if not is_built_by_jekyll(reader):
        return lambda path: False
    included = included_files(reader)

    def leaves_out(path: str) -> bool:
        return bool(LEFT_OUT.search(path)) and not any(name in included for name in path.split("/") if name[:1] == "_")

    return leaves_out
