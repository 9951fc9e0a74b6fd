"""Where files that are not read exactly name a header."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.hosting.phrases import mentions
from pyscript_doctor.parsers.text import Text

EMBEDDER = "Cross-Origin-Embedder-Policy"


def places(path: str, value: str) -> list[int]:
    return [span.start for span in mentions(Text.whole(path, value), path, EMBEDDER)]


@pytest.mark.parametrize(
    ("path", "value", "count"),
    [
        ("server.py", f'h["{EMBEDDER}"] = "require-corp"  # {EMBEDDER}\n', 1),
        ("server.py", f"# {EMBEDDER}\n", 0),
        ("server.py", f's = "# {EMBEDDER}"\n', 1),
        ("server.py", f"if (:\n# {EMBEDDER}\nh['{EMBEDDER}']", 1),
        ("server.py", f'x = "\u2028"; y = "\x0c"  # {EMBEDDER}\nh["{EMBEDDER}"]\n', 1),
        ("vite.config.js", f"// {EMBEDDER}\nexport default {{ '{EMBEDDER.lower()}': 'require-corp' }}\n", 1),
        ("vite.config.js", f"const quote = /'/ // {EMBEDDER}'\n", 0),
        ("vite.config.js", f"send(`// {EMBEDDER}: ${{value /* {EMBEDDER} */}}`)", 1),
        ("vite.config.ts", f"/* {EMBEDDER} */\n", 0),
        ("main.go", f'w.Set("{EMBEDDER}", "//") // {EMBEDDER}', 1),
        ("settings.jsonc", f'{{"{EMBEDDER}": 1 /* {EMBEDDER} */}}', 1),
        ("nginx.conf", f'add_header {EMBEDDER} "require-corp" always ; # {EMBEDDER}\n', 1),
        ("nginx.conf", f"server ; add_header {EMBEDDER} a;\n", 1),
        ("php.ini", f"; {EMBEDDER}\n", 0),
        (".htaccess", f"#Header set {EMBEDDER} x\nHeader set {EMBEDDER} require-corp\n", 1),
        ("Caddyfile", f'header {{\n  {EMBEDDER} "require-corp"\n}}\n', 1),
        ("render.yaml", f"name: {EMBEDDER} # {EMBEDDER}\nurl: a#{EMBEDDER}\n", 2),
        ("README.md", f"Send {EMBEDDER}.\n", 0),
        ("README.md", f"---\ncustom_headers:\n  {EMBEDDER.lower()}: require-corp\n---\n{EMBEDDER}\n", 1),
        ("README.md", f"---\n# {EMBEDDER}\n---\n", 0),
        ("web.config", f'<!-- {EMBEDDER} --><add name="{EMBEDDER}"/>', 1),
        ("web.config", f"<!-- {EMBEDDER}", 0),
    ],
)
def test_comments_do_not_count(path: str, value: str, count: int) -> None:
    assert len(places(path, value)) == count


def test_a_mention_has_its_place() -> None:
    assert places("app.py", f"# {EMBEDDER}\r\nx['{EMBEDDER}']") == [35]
