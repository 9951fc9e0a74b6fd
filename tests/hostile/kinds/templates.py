"""Hostile templates and Markdown."""

from __future__ import annotations

from tests.hostile.kinds.kind import Files, kind, page_of, repeated


@kind
def template_braces(size: int) -> Files:
    return page_of('<script type="py">1</script>' + repeated("{{", size))


@kind
def template_tags(size: int) -> Files:
    return page_of('<script type="py">1</script>' + repeated("{% if a %}", size))


@kind
def template_comments(size: int) -> Files:
    return page_of('<script type="py">1</script>' + repeated("{% comment %}{#", size))


@kind
def template_raw(size: int) -> Files:
    return page_of('<script type="py">1</script>' + repeated("{% raw %}{% verbatim %}", size))


@kind
def server_tags(size: int) -> Files:
    return page_of('<script type="py">1</script>' + repeated("<%<?", size))


@kind
def template_values(size: int) -> Files:
    return page_of(repeated('<script type="py" src="{{ a# }}"></script>', size))


@kind
def includes(size: int) -> Files:
    return page_of(repeated('{% include "a#.html" %}\n', size) + '<script type="py">1</script>')


@kind
def layouts_in_a_cycle(size: int) -> Files:
    count = max(size // 200, 2)
    return {
        f"l{index}.html": f'{{% extends "l{(index + 1) % count}.html" %}}{{% include "l{(index + 2) % count}.html" %}}'
        '<script type="py">1</script>' + " " * 60
        for index in range(count)
    }


@kind
def jekyll_layouts_in_a_cycle(size: int) -> Files:
    count = max(size // 150, 2)
    pages = {
        f"_layouts/l{index}.html": f"---\nlayout: l{(index + 1) % count}\n---\n"
        '<script type="py">1</script>{{ content }}'
        for index in range(count)
    }
    return {**pages, "_config.yml": "title: a\n", **page_of("", "---\nlayout: l0\n---\n")}


@kind
def markdown_brackets(size: int) -> Files:
    return {"a.md": str(page_of('<script type="py">1</script>')["index.html"]) + "\n\n" + repeated("[", size)}


@kind
def markdown_emphasis(size: int) -> Files:
    return {"a.md": str(page_of('<script type="py">1</script>')["index.html"]) + "\n\n" + repeated("*a_b**", size)}


@kind
def markdown_quotes(size: int) -> Files:
    return {"a.md": str(page_of('<script type="py">1</script>')["index.html"]) + "\n\n" + repeated(">", size)}


@kind
def markdown_quoted_lists(size: int) -> Files:
    return {"a.md": str(page_of('<script type="py">1</script>')["index.html"]) + "\n\n" + repeated("> - ", size)}


@kind
def markdown_backticks(size: int) -> Files:
    ticks = "".join("`" * (index % 300 + 1) + " " for index in range(size // 150))
    return {"a.md": str(page_of('<script type="py">1</script>')["index.html"]) + "\n\n" + ticks}


@kind
def markdown_links(size: int) -> Files:
    return {"a.md": str(page_of('<script type="py">1</script>')["index.html"]) + "\n\n" + repeated("[a](<b", size)}


@kind
def markdown_definitions(size: int) -> Files:
    return {"a.md": str(page_of('<script type="py">1</script>')["index.html"]) + "\n\n" + repeated("[a#]: b\n", size)}


@kind
def markdown_scripts(size: int) -> Files:
    return {"a.md": str(page_of(repeated('<script type="py">x#=1</script>\n\n', size))["index.html"])}


@kind
def markdown_tags(size: int) -> Files:
    return {"a.md": str(page_of('<script type="py">1</script>')["index.html"]) + "\n\na " + repeated("<a b", size)}
