"""The releases of PyScript."""

from __future__ import annotations

from pyscript_doctor.knowledge.releases import Release, nearest, newest, number, releases
from pyscript_doctor.project.page.release import modern, releases_of_stylesheet, releases_of_url

__all__ = ["Release", "modern", "nearest", "newest", "number", "releases", "releases_of_stylesheet", "releases_of_url"]
