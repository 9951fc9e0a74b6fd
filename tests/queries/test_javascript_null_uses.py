"""Elements that JavaScript uses and that are not on the page, or not there yet."""

from __future__ import annotations

from pyscript_doctor.queries.javascript_null_uses import null_in_javascript
from tests.in_one_test import in_one_test
from tests.projects import CORE, in_a_guide, page, told

GAP, MPY = '<b id="gap" class="gap">?</b>', '<script type="mpy">1</script>'
TEA = 'document.getElementById("tea")'


def nulls(files: dict[str, str]) -> list[str]:
    """What finds nothing, and what was meant, or that it comes later."""
    found = told(files, lambda project: tuple(null_in_javascript(project)), include_fences=True)
    return [f"{each.selector}: {'later' if each.later else each.meant}" for each in found]


def on_page(body: str, **files: str) -> list[str]:
    return nulls({"index.html": page(body + MPY), **{f"{name}.js": text for name, text in files.items()}})


@in_one_test(
    [
        (f"{TEA}.remove();", "tea: "),
        (f"const tea = {TEA};\ntea.remove();", "tea: "),
        (f"const tea = {TEA};\ntea.click();\ntry {{ tea.remove(); }} catch {{ }}", "tea: "),
        (f"function f() {{ {TEA}.remove(); }}", "tea: "),
        ('document.getElementById("gaps").remove();', "gaps: gap"),
        ('document.querySelector("#gaps").remove();', "#gaps: #gap"),
        ('document.querySelector("gap").remove();', "gap: #gap"),
    ]
)
def test_an_element_that_is_not_there(script: str, expected: str) -> None:
    assert on_page(GAP + '<script src="show.js"></script>', show=script) == [expected]


@in_one_test(
    [
        'document.getElementById("gap").remove();',
        'document.querySelector(".gap").remove();',
        f"{TEA}?.remove();",
        f"const tea = {TEA};\ntea?.remove();",
        f"try {{ {TEA}.remove(); }} catch {{ console.log(1); }}",
        f"if ({TEA}) {TEA}.remove();",
        f"const tea = {TEA};\nif (tea) {{ tea.remove(); }}",
        f"function f(document) {{ {TEA}.remove(); }}",
    ]
)
def test_an_element_that_is_there_or_is_looked_for_first(script: str) -> None:
    assert on_page(GAP + '<script src="show.js"></script>', show=script) == []


def test_pyscript_makes_elements_of_its_own() -> None:
    script = '<script>setTimeout(() => document.querySelector(".py-editor-box").remove(), 9000);</script>'
    assert on_page('<script type="py-editor">1</script>' + script) == []


@in_one_test(
    [
        "{script}",
        '<script defer>document.getElementById("gap").remove();</script>',
        '<script async>document.getElementById("gap").remove();</script>',
        '<script src="show.js"></script>',
    ]
)
def test_a_script_runs_before_its_element_is_there(html: str) -> None:
    script = 'document.getElementById("gap").remove();'
    html = html.replace("{script}", f"<script>{script}</script>")
    assert on_page(html + GAP, show=script) == ["gap: later"]


@in_one_test(
    [
        '<script src="show.js" defer></script>',
        '<script src="show.js" async></script>',
        '<script src="show.js" type="module"></script>',
        '<script>addEventListener("load", () => document.getElementById("gap").remove());</script>',
        '<b id="gap"></b><script>document.getElementById("gap").remove();</script>',
        '<script id="own">document.getElementById("own").remove();</script>',
        '<script>document.body.append(document.createElement("b")); document.querySelector("b").remove();</script>',
    ]
)
def test_a_script_waits_for_its_element_or_another_is_there(html: str) -> None:
    assert on_page(html + GAP, show='document.getElementById("gap").remove();') == []


def test_the_parts_of_a_page_may_come_in_another_order() -> None:
    part = f'<script type="module" src="{CORE}"></script><script>document.getElementById("gap").remove();</script>{GAP}'
    assert nulls({"index.html": part + MPY}) == ["gap: later"]
    assert nulls({"part.html": part + MPY}) == []


def test_a_script_of_two_pages_fails_where_no_page_has_the_element() -> None:
    one, show = page(f'{GAP}{MPY}<script src="show.js"></script>'), f"{TEA}.remove();"
    other = one.replace(GAP, '<b id="tea"></b>')
    assert nulls({"a.html": one, "b.html": one, "show.js": show}) == ["tea: "]
    assert nulls({"a.html": one, "b.html": other, "show.js": show}) == []
    assert nulls({"a.html": other, "b.html": one, "show.js": show}) == []


@in_one_test(
    [
        (
            "index.html",
            f"<!doctype html><html><head></head><body>{GAP}{MPY}<script>{TEA}.remove();</script></body></html>",
        ),
        *in_a_guide(page(f"{GAP}{MPY}<script>{TEA}.remove();</script>")).items(),
        ("templates/index.html", page(f"{GAP}{MPY}<script>{TEA}.remove();</script>")),
        ("part.html", f"{GAP}{MPY}<script>{TEA}.remove();</script>"),
    ]
)
def test_a_page_that_does_not_load_pyscript_or_is_not_whole(path: str, html: str) -> None:
    assert nulls({path: html, "other.html": page(MPY)}) == []
