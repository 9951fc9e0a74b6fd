"""Which file the doctor writes to isolate a page: that of the host, a new one, or a service worker."""

from __future__ import annotations

import pytest

from pyscript_doctor import UNSAFE, Files, Session
from pyscript_doctor.edits.hosting import service_worker
from tests.rule_fixes import alone, fixed
from tests.rule_pages import in_standard_page

RULE = "worker-without-isolation"
SCRIPT = '<script type="mpy" worker>\n  from pyscript import document\n  document.title = "x"\n</script>\n'
PAGE = in_standard_page(SCRIPT)
TAG = '<script src="./cross-origin-isolation.js"></script>'
BOTH = "  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n"
VERCEL = """\
{
  "cleanUrls": true,
  "headers": [
    {
      "source": "/(.*)",
      "headers": [
        {
          "key": "Cross-Origin-Opener-Policy",
          "value": "same-origin"
        },
        {
          "key": "Cross-Origin-Embedder-Policy",
          "value": "require-corp"
        }
      ]
    }
  ]
}
"""
AZURE = """\
{
\t"globalHeaders": {
\t\t"X-Frame-Options": "DENY",
\t\t"Cross-Origin-Opener-Policy": "same-origin",
\t\t"Cross-Origin-Embedder-Policy": "require-corp"
\t}
}
"""
NETLIFY = """\
[build] # ours
  publish = "."

[[headers]]
  for = "/*"
  [headers.values]
    Cross-Origin-Opener-Policy = "same-origin"
    Cross-Origin-Embedder-Policy = "require-corp"
"""
SHORT = (
    '{"hosting": {"public": ".", "headers": [{"source": "**", "headers": ['
    '{"key": "Cross-Origin-Opener-Policy", "value": "same-origin"}, '
    '{"key": "Cross-Origin-Embedder-Policy", "value": "require-corp"}]}]}}'
)


def left(files: dict[str, str]) -> int:
    return len(Session(Files(files), alone(RULE)).check().diagnostics)


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("_headers", "# ours\n", f"# ours\n\n/*\n{BOTH}"),
        ("_headers", "/*\n  X-A: b\n\n/c\n  X-D: e\n", f"/*\n  X-A: b\n{BOTH}\n/c\n  X-D: e\n"),
        ("netlify.toml", '[build] # ours\n  publish = "."\n', NETLIFY),
        ("vercel.json", '{\n  "cleanUrls": true\n}\n', VERCEL),
        ("firebase.json", '{"hosting": {"public": "."}}', SHORT),
        ("staticwebapp.config.json", '{\n\t"globalHeaders": {\n\t\t"X-Frame-Options": "DENY"\n\t}\n}\n', AZURE),
    ],
)
def test_host_sends_the_headers_from_its_own_file(path: str, before: str, after: str) -> None:
    result = fixed({"index.html": PAGE, path: before}, RULE)
    assert result == {"index.html": PAGE, path: after}
    assert left(result) == 0


@pytest.mark.parametrize(
    ("path", "content", "written"),
    [
        ("site/_redirects", "/a /b\n", "site/_headers"),
        ("wrangler.toml", 'pages_build_output_dir = "./site"\n', "site/_headers"),
        ("wrangler.toml", '[assets]\ndirectory = "site"\n', "site/_headers"),
    ],
)
def test_host_that_reads_a_headers_file_gets_a_new_one(path: str, content: str, written: str) -> None:
    assert fixed({"site/index.html": PAGE, path: content}, RULE)[written] == f"/*\n{BOTH}"


@pytest.mark.parametrize("host", [{}, {".nojekyll": ""}, {"vercel.json": '{"outputDirectory": "public"}'}])
def test_service_worker_adds_the_headers_where_no_host_can(host: dict[str, str]) -> None:
    files = {"site/index.html": PAGE, **host}
    result = fixed(files, RULE)
    assert result["site/cross-origin-isolation.js"] == service_worker()
    assert TAG in result["site/index.html"].partition("<meta")[0].partition("<head>")[2]
    assert left(result) == 0


def test_copy_of_mini_coi_elsewhere_is_not_in_the_way() -> None:
    files = {"index.html": PAGE, "old/mini-coi.js": "navigator.serviceWorker.register(document.currentScript.src)"}
    assert left(fixed(files, RULE)) == 0


def test_two_pages_of_a_folder_share_the_service_worker() -> None:
    result = fixed({"index.html": PAGE, "other.html": PAGE}, RULE)
    assert set(result) == {"index.html", "other.html", "cross-origin-isolation.js"}
    assert TAG in result["index.html"]
    assert TAG in result["other.html"]


@pytest.mark.parametrize(
    "files",
    [
        {"sw-start.js": "navigator.serviceWorker.register('sw.js')"},
        {"vercel.json": '{"routes": []}', "sw-start.js": "navigator.serviceWorker.register('sw.js')"},
        {"_headers": "/*\n  X-A: b\n\n/index.html\n  Cross-Origin-Embedder-Policy: unsafe-none\n"},
        {"templates/base.html": "", "index.html": "{% extends 'base.html' %}" + SCRIPT},
    ],
)
def test_no_fix_where_it_would_be_in_the_way_or_not_enough(files: dict[str, str]) -> None:
    files = {"index.html": PAGE, **files}
    assert fixed(files, RULE) == files


def test_fix_says_before_what_it_would_block() -> None:
    page = PAGE.replace("<body>", '<body><img src="https://images.example/a.png"><img src="b.png">')
    (found,) = Session(Files({"index.html": page}), alone(RULE)).check().diagnostics
    assert found.finding.fix is not None
    assert found.finding.fix.safety is UNSAFE
    assert found.finding.fix.title == (
        "Add the isolation headers with a service worker. "
        "The browser may then refuse to embed `https://images.example/a.png`"
    )


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (
            "firebase.json",
            SHORT.replace(', {"key": "Cross-Origin-Embedder-Policy", "value": "require-corp"}', ""),
            SHORT,
        ),
        (
            "netlify.toml",
            NETLIFY.replace('    Cross-Origin-Embedder-Policy = "require-corp"\n', ""),
            NETLIFY,
        ),
        (
            "staticwebapp.config.json",
            AZURE.replace(',\n\t\t"Cross-Origin-Embedder-Policy": "require-corp"', ""),
            AZURE,
        ),
    ],
)
def test_missing_header_comes_beside_the_one_that_is_sent(path: str, before: str, after: str) -> None:
    assert fixed({"index.html": PAGE, path: before}, "headers-incomplete")[path] == after


def title(images: int) -> str:
    body = "".join(f'<img src="https://images.example/{number}.png">' for number in range(images))
    html = PAGE.replace("<body>", f"<body>{body}")
    (found,) = Session(Files({"index.html": html}), alone(RULE)).check().diagnostics
    assert found.finding.fix is not None
    return found.finding.fix.title


def test_of_many_that_it_would_block_two_are_named() -> None:
    assert title(2).endswith("`https://images.example/0.png`, `https://images.example/1.png`")
    assert title(4).endswith("`https://images.example/0.png`, `https://images.example/1.png` and 2 more")
    assert title(0) == "Add the isolation headers with a service worker"


def test_a_page_with_a_base_for_its_urls_gets_no_service_worker() -> None:
    html = PAGE.replace("<head>", '<head><base href="other/">')
    assert fixed({"index.html": html}, RULE) == {"index.html": html}


def test_a_service_worker_that_is_there_is_only_loaded() -> None:
    files = {"index.html": PAGE, "cross-origin-isolation.js": service_worker()}
    result = fixed(files, RULE)
    assert result["cross-origin-isolation.js"] == service_worker()
    assert TAG in result["index.html"]


@pytest.mark.parametrize(
    ("settings", "path"),
    [
        ('pages_build_output_dir = "./public"\n', "public/_headers"),
        ('[assets]\ndirectory = "public"\n', "public/_headers"),
        ('pages_build_output_dir = "other"\n', "public/cross-origin-isolation.js"),
        ("pages_build_output_dir = 1\n", "public/cross-origin-isolation.js"),
        ("assets = 1\n", "public/cross-origin-isolation.js"),
        ("= broken\n", "public/cross-origin-isolation.js"),
        ('name = "a"\n', "public/cross-origin-isolation.js"),
    ],
)
def test_the_folder_that_cloudflare_publishes_gets_the_headers(settings: str, path: str) -> None:
    files = {"public/index.html": PAGE, "wrangler.toml": settings}
    assert set(fixed(files, RULE)) == {*files, path}


@pytest.mark.parametrize("path", ["other/_headers", "other/netlify.toml"])
def test_a_hosting_file_of_another_folder_is_left_alone(path: str) -> None:
    result = fixed({"index.html": PAGE, path: ""}, RULE)
    assert result[path] == ""
