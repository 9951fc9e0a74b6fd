"""The names of files by which a host, a server or a generator of sites is known."""

from __future__ import annotations

# Files that tell a host which headers to send, as their hosts' documentation has them.
HEADER_FILES = (
    "_headers",
    "netlify.toml",
    "vercel.json",
    "firebase.json",
    "staticwebapp.config.json",
    "serve.json",
)
# `serve` is a server for one's own computer: its file says nothing about where the site is in the end.
FOR_ONES_OWN_COMPUTER = frozenset({"serve.json"})
# Files of hosts whose headers come from somewhere else.
OTHER_HOSTS = ("_redirects", "render.yaml", "fly.toml", "Procfile", "app.yaml", "Dockerfile")
# Files of servers, and of what makes a site out of other files.
OTHER_SITES = frozenset(
    {"CNAME", "manage.py", "wrangler.toml"}
    | {"mkdocs.yml", "mkdocs.yaml", "conf.py", "_config.yml", "hugo.toml", "docusaurus.config.js"}
)
