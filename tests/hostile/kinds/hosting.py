"""Hostile files that say what a server sends, and others that tools of a site read."""

from __future__ import annotations

from tests.hostile.kinds.kind import Files, kind, nested, page_of, repeated

OPENER = '{"key": "Cross-Origin-Opener-Policy", "value": "same-origin"}'


@kind
def headers_lines(size: int) -> Files:
    return {**_isolated(), "_headers": repeated("/a#\n  X-A: b\n", size)}


@kind
def headers_of_one_path(size: int) -> Files:
    return {**_isolated(), "_headers": "/*\n" + repeated("  X-A#: b\n", size)}


@kind
def headers_of_stars(size: int) -> Files:
    return {**_isolated(), "_headers": "/" + "*a" * (size // 2) + "\n  X-A: b\n"}


@kind
def headers_of_all_paths(size: int) -> Files:
    return {**_isolated(), "_headers": repeated("/*\n  Cross-Origin-Opener-Policy: same-origin\n", size)}


@kind
def header_slips(size: int) -> Files:
    return {**_isolated(), "_headers": repeated("/*\nCross-Origin-Opener-Policyy same-origin\n", size)}


@kind
def netlify_tables(size: int) -> Files:
    table = '[[headers]]\nfor = "/*"\n[headers.values]\nCross-Origin-Opener-Policy = "same-origin"\n'
    return {**_isolated(), "netlify.toml": repeated(table, size)}


@kind
def vercel_sources(size: int) -> Files:
    rule = '{"source": "/(.*)a#", "headers": [{"key": "A", "value": "b"}]},'
    return {**_isolated(), "vercel.json": '{"headers": [' + repeated(rule, size)[:-1] + "]}"}


@kind
def vercel_groups(size: int) -> Files:
    source = nested("(a*", size, "", ")*")
    return {
        **_isolated(),
        "vercel.json": f'{{"headers": [{{"source": "/{source}b", "headers": [{OPENER}]}}]}}',
    }


@kind
def firebase_globs(size: int) -> Files:
    glob = nested("@(a|", size, "b", ")")
    rule = f'{{"source": "**/{glob}", "headers": [{OPENER}]}}'
    return {**_isolated(), "firebase.json": f'{{"hosting": {{"headers": [{rule}]}}}}'}


@kind
def firebase_stars(size: int) -> Files:
    rule = f'{{"source": "{repeated("**/*a", size)}", "headers": [{OPENER}]}}'
    return {**_isolated(), "firebase.json": f'{{"hosting": {{"headers": [{rule}]}}}}'}


@kind
def headers_for_many_pages(size: int) -> Files:
    page = page_of('<script type="py" worker>1</script>')["index.html"]
    count = max(size // 2 // len(page), 1)
    return {
        **{f"p{index}.html": page for index in range(count)},
        "_headers": repeated("/p#.html\n  X-A: b\n", size // 2),
    }


@kind
def workflows(size: int) -> Files:
    workflow = "jobs:\n" + repeated("  a#:\n    steps:\n      - run: cp -r a b\n", size)
    return {**_isolated(), ".github/workflows/pages.yml": workflow}


@kind
def settings_of_mkdocs(size: int) -> Files:
    return {**_isolated(), "mkdocs.yml": "extra_javascript:\n" + repeated("  - a#.js\n", size)}


@kind
def aliases_of_yaml(size: int) -> Files:
    lines = ["a0: &a0 [x, x]"] + [
        f"a{index + 1}: &a{index + 1} [*a{index}, *a{index}]" for index in range(min(size // 30, 300))
    ]
    return {**_isolated(), "mkdocs.yml": "\n".join(lines), "_config.yml": "\n".join(lines)}


@kind
def gitignore_lines(size: int) -> Files:
    return {**_isolated(), ".gitignore": repeated("a#*\n", size), **{f"d/{index}.py": "" for index in range(100)}}


@kind
def gitignore_stars(size: int) -> Files:
    return {**_isolated(), ".gitignore": repeated("*a", size) + "b\n", "a" * 200 + ".py": ""}


def _isolated() -> Files:
    return page_of('<script type="py" worker>1</script>')
