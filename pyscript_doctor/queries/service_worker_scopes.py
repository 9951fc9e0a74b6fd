"""Which addresses a service worker may serve, and which ones it should serve."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from pyscript_doctor.project.urls.reference import folder_of, is_absolute_path
from pyscript_doctor.project.urls.site import ancestors

if TYPE_CHECKING:
    from pyscript_doctor.project.page.page import Page

__all__ = ["ALLOWED", "is_above", "script_folder"]

ALLOWED = "Service-Worker-Allowed"
SITE = "http://localhost"


def is_above(scope: str, script: str, page: Page, allowed: str | None = None, *, is_live: bool = False) -> bool:
    """Whether a scope is certainly wider than what a service worker may serve: its script's folder and all below.

    script: its path. allowed: the value of the header `Service-Worker-Allowed`. is_live: the paths are the server's;
    for files nobody knows for certain which folder is the root.
    """
    if page.base.remote is not None or page.base.rooted is not None:
        return False
    roots = [""] if is_live or not is_absolute_path(scope) else ancestors(page.path)
    return all(_is_above(scope, _below(script, root), _below(page.base.folder, root), allowed) for root in roots)


def script_folder(script: str) -> str:
    """The folder whose pages a service worker may serve, as an address: `/js/`."""
    folder = folder_of(script)
    return f"/{folder}/" if folder else "/"


def _below(path: str, root: str) -> str:
    return path.removeprefix(root).lstrip("/")


def _is_above(scope: str, script: str, folder: str, allowed: str | None) -> bool:
    page_url = f"{SITE}/{quote(folder)}/"
    script_url = f"{SITE}/{quote(script)}"
    try:
        wanted, widest = urlsplit(urljoin(page_url, scope)), urlsplit(urljoin(script_url, allowed or "./"))
    except ValueError:
        return False
    return wanted.netloc == urlsplit(SITE).netloc and not wanted.path.startswith(widest.path)
