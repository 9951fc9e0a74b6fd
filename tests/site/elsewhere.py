"""What other hosts answer to the page: GitHub, and two websites."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.browser.reply import Reply
from tests.site.playground import BEGINNING

if TYPE_CHECKING:
    from collections.abc import Mapping

OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*"}
WEBSITE = {
    "index.html": BEGINNING["index.html"].replace("src=main.py", "src=main.py config=pyscript.toml"),
    "main.py": "import plants\n",
    "pyscript.toml": '[files]\n"lib/plants.py" = "plants.py"\n',
    "lib/plants.py": "names = []\n",
}
"""The files of a website that lets others read it."""


def reply(content: str, status: int = 200) -> Reply:
    """An answer that every site may read."""
    return Reply(content.encode(), status=status, headers=OPEN_TO_ALL)


def tree(repository: str) -> str:
    """The address at which GitHub lists the files of a repository."""
    return f"https://api.github.com/repos/{repository}/git/trees/HEAD?recursive=1"


def on_github(repository: str, files: Mapping[str, str]) -> dict[str, Reply]:
    """A public repository with these files."""
    listed = [{"type": "blob", "path": path, "size": len(text)} for path, text in files.items()]
    raw = f"https://raw.githubusercontent.com/{repository}/HEAD/"
    listing = {tree(repository): reply(json.dumps({"tree": listed, "truncated": False}))}
    return listing | {raw + path: reply(text) for path, text in files.items()}


REPLIES = {
    **on_github("ada/garden", {**BEGINNING, "node_modules/left.js": "", "photo.raw": "x"}),
    tree("ada/busy"): reply("{}", status=403),
    **{f"https://garden.example/{path}": reply(text) for path, text in WEBSITE.items()},
    "https://garden.example/": reply(WEBSITE["index.html"]),
    "https://shut.example/": Reply(b"<p>", headers={}),
}
"""By address, what these hosts answer."""
