"""Web servers and hosts by what they answer, and how each of them is told to send headers.

What they answer was seen in their responses; the formats are those of the hosts' own documentation, as in
`hosting_files`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pyscript_doctor.records import NamedTuple

Headers = Mapping[str, str]


class WebServer(NamedTuple):
    """A host or a server program. name: as people write it.

    told: how to make it send headers, with a place for them; None if nobody can do that. line: one header in that
    place; separator: what is between two.
    """

    name: str
    told: str | None
    line: str = "{name}: {value}"
    separator: str = "\n"

    def with_headers(self, headers: Headers) -> str | None:
        """What to write so that it sends these headers, as Markdown; None if nobody can make it do so."""
        if self.told is None:
            return None
        lines = (self.line.format(name=name, value=value) for name, value in headers.items())
        return self.told.replace("HEADERS", self.separator.join(lines))


_FILE_OF_HEADERS = "In a file `_headers`, in the folder that is published:\n\n```\n/*\nHEADERS\n```"
GITHUB_PAGES = WebServer("GitHub Pages", None)
PYSCRIPT_COM = WebServer("pyscript.com", None)
NETLIFY = WebServer("Netlify", _FILE_OF_HEADERS, "  {name}: {value}")
CLOUDFLARE = WebServer("Cloudflare", _FILE_OF_HEADERS, "  {name}: {value}")
VERCEL = WebServer(
    "Vercel",
    'In `vercel.json`:\n\n```json\n{"headers": [{"source": "/(.*)", "headers": [\nHEADERS\n]}]}\n```',
    '  {{"key": "{name}", "value": "{value}"}}',
    ",\n",
)
NGINX = WebServer(
    "nginx",
    "In the `server` or `location` block of nginx's configuration (a `location` with an `add_header` of its own "
    "takes none from outside):\n\n```nginx\nHEADERS\n```",
    'add_header {name} "{value}" always;',
)
APACHE = WebServer(
    "Apache",
    "In `.htaccess`, or in the configuration, with the module `headers` (`a2enmod headers`):\n\n```\nHEADERS\n```",
    'Header always set {name} "{value}"',
)
PYTHON = WebServer("Python's `http.server`", None)
DJANGO = WebServer(
    "Django's development server",
    "In a middleware of your Django project:\n\n```python\nHEADERS\n```",
    'response["{name}"] = "{value}"',
)
FLASK = WebServer(
    "Flask's development server",
    "In your Flask application:\n\n```python\n@app.after_request\ndef add_headers(response):\nHEADERS\n"
    "    return response\n```",
    '    response.headers["{name}"] = "{value}"',
)

_SIGNS: tuple[tuple[WebServer, Callable[[str, Headers], bool]], ...] = (
    (PYSCRIPT_COM, lambda host, _: host == "pyscript.com" or host.endswith((".pyscript.com", ".pyscriptapps.com"))),
    (
        GITHUB_PAGES,
        lambda host, sent: (
            host.endswith(".github.io") or sent.get("server", "") == "GitHub.com" or "x-github-request-id" in sent
        ),
    ),
    (NETLIFY, lambda _, sent: sent.get("server", "").startswith("Netlify") or "x-nf-request-id" in sent),
    (VERCEL, lambda _, sent: sent.get("server", "") == "Vercel" or "x-vercel-id" in sent),
    (CLOUDFLARE, lambda host, _: host.endswith((".pages.dev", ".workers.dev"))),
    (NGINX, lambda _, sent: sent.get("server", "").startswith(("nginx", "openresty"))),
    (APACHE, lambda _, sent: sent.get("server", "").startswith("Apache")),
    (PYTHON, lambda _, sent: sent.get("server", "").startswith("SimpleHTTP")),
    (DJANGO, lambda _, sent: sent.get("server", "").startswith("WSGIServer")),
    (FLASK, lambda _, sent: sent.get("server", "").startswith("Werkzeug")),
)


def web_server_of(host: str, headers: Headers) -> WebServer | None:
    """What answers under a host name with these headers, by their names in lower case; None if nothing says so."""
    return next((server for server, is_it in _SIGNS if is_it(host, headers)), None)
