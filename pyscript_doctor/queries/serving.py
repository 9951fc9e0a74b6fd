"""How a page is served: its headers, its host, the frames around it."""

from __future__ import annotations

from pyscript_doctor.project.serving.header_slips import (
    HeaderSlip,
    SlipKind,
    slips_of_files,
    slips_of_tags,
    unindented_headers,
)
from pyscript_doctor.project.serving.isolation import (
    MINI_COI,
    ServiceWorkerScript,
    State,
    embedder_isolates,
    opener_isolates,
)
from pyscript_doctor.project.serving.server_headers import slips_of_servers
from pyscript_doctor.queries.file_makers import makes_files
from pyscript_doctor.queries.github_pages import absolute_references, is_served_as_it_lies, project_site
from pyscript_doctor.queries.jekyll import has_settings, hidden_files, included_files, is_built_by_jekyll
from pyscript_doctor.queries.opening_instructions import opened_as_file

__all__ = [
    "MINI_COI",
    "HeaderSlip",
    "ServiceWorkerScript",
    "SlipKind",
    "State",
    "absolute_references",
    "embedder_isolates",
    "has_settings",
    "hidden_files",
    "included_files",
    "is_built_by_jekyll",
    "is_served_as_it_lies",
    "makes_files",
    "opened_as_file",
    "opener_isolates",
    "project_site",
    "slips_of_files",
    "slips_of_servers",
    "slips_of_tags",
    "unindented_headers",
]
