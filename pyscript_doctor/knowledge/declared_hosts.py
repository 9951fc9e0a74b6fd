"""The hosts that a project's settings can name, and the files from which each of them takes its headers.

The files are those of the hosts' own documentation, as in `hosting_files`.
"""

from __future__ import annotations

from pyscript_doctor.records import NamedTuple

ISOLATING = "isolation-headers"
"""The value of `hosting` that says: the server sends the isolation headers with every page."""


class Host(NamedTuple):
    """A host. name: as people write it. files: what in the project says which headers to send.

    only_files: nothing outside the project can add headers, such as a rule in the host's dashboard. Their
    documentation, read in November 2026: Netlify, Firebase Hosting and Azure Static Web Apps take headers from these
    files (a function that adds some is a file of the project as well). Cloudflare and Vercel have rules in their
    dashboards that change the headers of a response. reads_unindented: its own parser of `_headers` needs no
    indentation.
    """

    name: str
    files: tuple[str, ...]
    only_files: bool = True
    reads_unindented: bool = False


HOSTS: dict[str, Host] = {
    "github-pages": Host("GitHub Pages", ()),
    "netlify": Host("Netlify", ("_headers", "netlify.toml"), reads_unindented=True),
    "cloudflare-pages": Host("Cloudflare Pages", ("_headers",), only_files=False, reads_unindented=True),
    "vercel": Host("Vercel", ("vercel.json",), only_files=False),
    "firebase": Host("Firebase Hosting", ("firebase.json",)),
    "azure-static-web-apps": Host("Azure Static Web Apps", ("staticwebapp.config.json",)),
}
