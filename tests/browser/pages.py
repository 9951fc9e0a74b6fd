"""Small pages for tests of the harness."""

from __future__ import annotations

from tests.browser.runtimes import manifest

HEAD = """<!doctype html>
<html>
<head>
  <meta charset="utf-8">
  {first}
  <link rel="stylesheet" href="https://pyscript.net/releases/{release}/core.css">
  <script type="module" src="https://pyscript.net/releases/{release}/core.js"></script>
</head>
<body>
{body}
</body>
</html>
"""


def page(body: str, release: str | None = None, first: str = "") -> dict[str, bytes]:
    """A project of one page that loads a release, the newest if none is named; `first` comes before PyScript."""
    text = HEAD.format(first=first, release=release or manifest().newest, body=body)
    return {"index.html": text.encode()}
