"""How the URLs of a project are made."""

from __future__ import annotations

from pyscript_doctor.project.urls.reference import Base, folder_of, split_url
from pyscript_doctor.project.urls.resolver import FOUND_BY_SERVER
from pyscript_doctor.project.urls.site import ancestors

__all__ = ["FOUND_BY_SERVER", "Base", "ancestors", "folder_of", "split_url"]
