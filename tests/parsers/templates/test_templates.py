"""What of a template is masked, and which paths its expressions name."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.html.document import parse_html
from pyscript_doctor.parsers.templates.masking import MASK, Resolved, is_masked, mask, resolve
from pyscript_doctor.parsers.templates.paths import Root
from pyscript_doctor.parsers.text import Text
from tests.pace import within

MASK_SECONDS = 5.0


def masked(source: str, path: str = "templates/page.html") -> str:
    """The masked page, with `@` for each masked character."""
    template = mask(Text.whole(path, source))
    assert len(template.text) == len(source)
    return template.text.value.replace(MASK, "@")


def resolved(value: str, path: str = "templates/page.html") -> Resolved | None:
    """What the href of a link comes to."""
    template = mask(Text.whole(path, f'<a href="{value}">'))
    href = next(parse_html(template.text).all("a")).attribute("href")
    assert href
    return resolve(href.value, template)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a{{ b }}c", "a@@@@@@@c"),
        ("a{{ b\n }}c", "a@@@@@@@@c"),
        ("a{{{b}}}c", "a@@@@@@@c"),
        ("a{% if b %}c{% endif %}", "a@@@@@@@@@@c@@@@@@@@@@@"),
        ("a{%- if b -%}c", "a@@@@@@@@@@@@c"),
        ("a<%= b %>c<% d %>", "a@@@@@@@@c@@@@@@@"),
        ("a<?php b ?>c<?= d ?>e", "a@@@@@@@@@@c@@@@@@@@e"),
        ("a<?php b", "a@@@@@@@"),
        ("<?xml b ?>c", "<?xml b ?>c"),
        ("a{# b\n c #}d", "a    \n     d"),
        ("a{% comment %}<b>\n{% endcomment %}c", "a" + " " * 16 + "\n" + " " * 16 + "c"),
        ("a{%- comment 'x' -%}<b>{%- endcomment -%}c", "a" + " " * 40 + "c"),
        ("{{!-- <b> }} --}}{{! c }}d", " " * 25 + "d"),
        ("<%# b %>c<%-- d --%>", "        c           "),
        ("{% raw %}{{ b }}{% endraw %}{{c}}", "@@@@@@@@@{{ b }}@@@@@@@@@@@@@@@@@"),
        ("{% verbatim x %}{{ b }}{% endverbatim x %}", "@@@@@@@@@@@@@@@@{{ b }}@@@@@@@@@@@@@@@@@@@"),
        ("{% comment %}b", "@@@@@@@@@@@@@b"),
        ("{% raw %}{{b}}", "@@@@@@@@@@@@@@"),
        ("{{ a {{ b }} {% c", "{{ a @@@@@@@ {% c"),
        ("[[ a ]] ${b}", "[[ a ]] ${b}"),
        (
            "<a b='${c}/x' onclick='`${c}`'>${d}<script>${e}</script>",
            "<a b='@@@@/x' onclick='`${c}`'>${d}<script>${e}</script>",
        ),
        ("<a b='%PUBLIC_URL%/%20%E3%81%82'>%PUBLIC_URL%", "<a b='@@@@@@@@@@@@/%20%E3%81%82'>%PUBLIC_URL%"),
    ],
)
def test_expressions_and_comments_of_a_template_are_masked(source: str, expected: str) -> None:
    assert masked(source) == expected


@pytest.mark.parametrize(
    "path",
    [
        "page.j2",
        "page.html.jinja2",
        "page.j2.html",
        "page.ejs",
        "page.hbs",
        "page.php",
        "page.html.erb",
        "app/templates/app/page.html",
        "_layouts/default.html",
        "_includes/head.html",
    ],
)
def test_a_template_is_known_by_its_name_or_folder(path: str) -> None:
    template = mask(Text.whole(path, "<script>{{ a }}</script>"))
    assert template.is_template
    assert is_masked(template.text.value)


@pytest.mark.parametrize(
    "sign",
    [
        "{% load static %}",
        "<%= title %>",
        "<?php echo 1 ?>",
        '<link href="{{ url_for("static", filename="x.css") }}">',
        '<link href="%PUBLIC_URL%/x.css">',
    ],
)
def test_a_template_is_known_by_what_stands_in_it(sign: str) -> None:
    assert mask(Text.whole("index.html", sign)).is_template


def test_a_template_is_masked_in_its_scripts_too() -> None:
    assert masked("{% load x %}<script>{{ a }}</script>", "index.html") == "@@@@@@@@@@@@<script>@@@@@@@</script>"


def test_in_another_page_only_what_stands_outside_of_code_is_masked() -> None:
    source = (
        "<p a='{{ b }}'>{{ c }}<title>{{ d }}</title><script>f'{{e}}'</script><style>{{ f }}</style>"
        "<py-script>f'{{g}}' {% h %}</py-script><py-config>{{ i }}</py-config>{# j #}{{ k\n }}"
    )
    expected = (
        "<p a='@@@@@@@'>@@@@@@@<title>@@@@@@@</title><script>f'{{e}}'</script><style>{{ f }}</style>"
        "<py-script>f'{{g}}' {% h %}</py-script><py-config>{{ i }}</py-config>{# j #}{{ k\n }}"
    )
    assert masked(source, "index.html") == expected
    assert not mask(Text.whole("index.html", source)).is_template


def test_a_page_without_expressions_is_left_as_it_is() -> None:
    text = Text.whole("index.html", "<p>a</p>")
    assert mask(text).text is text


def test_quotes_in_an_expression_do_not_end_its_attribute() -> None:
    template = mask(
        Text.whole("index.html", '<script src="{{ url_for("static", filename="a>b.py") }}" worker></script>')
    )
    script = next(parse_html(template.text).all("script"))
    assert script.attribute_names == ("src", "worker")


def test_front_matter_is_blank_and_makes_a_template() -> None:
    source = "---\ntitle: '<b>'\r\n---\n{{ a }}<script>{{ b }}</script>"
    assert masked(source, "index.html") == "   \n            \r\n   \n@@@@@@@<script>@@@@@@@</script>"


def test_a_layout_and_a_parent_and_parts_are_named_with_their_place() -> None:
    source = (
        "---\nlayout: default\n---\n{% extends 'base.html' %}{% include \"a.html\" with x %}{% include b.html %}"
        "{{> c }}<%- include('d') %>{{ partial \"e.html\" . }}{% render 'f' %}"
    )
    template = mask(Text.whole("page.html", source))
    assert template.layout
    assert template.extends
    named = [template.layout, template.extends, *template.includes]
    assert [each.value for each in named] == ["default", "base.html", "a.html", "b.html", "c", "d", "e.html", "f"]
    assert [source[each.span().start : each.span().end] for each in named] == [each.value for each in named]


def test_php_includes_by_statements() -> None:
    template = mask(Text.whole("page.php", "<?php include 'a.php'; require_once(__DIR__ . '/b.php'); ?>"))
    assert [each.value for each in template.includes] == ["a.php", "/b.php"]


def test_a_commented_include_is_none() -> None:
    assert not mask(Text.whole("page.j2", "{# {% include 'a.html' %} #}")).includes


@pytest.mark.parametrize(
    ("value", "path", "root"),
    [
        ("{% static 'a/x.py' %}", "a/x.py", Root.STATIC),
        ('{% static "x.py" %}?v=1', "x.py?v=1", Root.STATIC),
        ("{{ static('x.py') }}", "x.py", Root.STATIC),
        ("{{ url_for('static', filename='x.py') }}", "x.py", Root.STATIC),
        ("{{ url_for('static', path='/x.py') }}", "x.py", Root.STATIC),
        ("{{ url_for('static', filename='x.py', v=1) }}", "x.py", Root.STATIC),
        ("{% get_static_prefix %}x.py", "x.py", Root.STATIC),
        ("{{ STATIC_URL }}x.py", "x.py", Root.STATIC),
        ("{{ '/x.py' | relative_url }}", "/x.py", Root.SITE),
        ('{{ "x.py" | absolute_url }}', "/x.py", Root.SITE),
        ("{{ site.baseurl }}/x.py", "/x.py", Root.SITE),
        ("{{ site.url }}{{ site.baseurl }}/x.py", "/x.py", Root.SITE),
        ("{{ '/x.py' | prepend: site.baseurl }}", "/x.py", Root.SITE),
        ("{{- 'x.py' | url -}}", "/x.py", Root.SITE),
        ("{% link a/x.py %}", "/a/x.py", Root.SITE),
        ("<%= BASE_URL %>x.py", "/x.py", Root.SITE),
        ("%PUBLIC_URL%/x.py", "/x.py", Root.SITE),
        ("{{ 'https://x.test/x.py' | relative_url }}", "https://x.test/x.py", None),
        ("{{ 'x' }}/y.py", "x/y.py", None),
        ("x.py", "x.py", None),
    ],
)
def test_an_expression_with_a_literal_stands_for_a_path(value: str, path: str, root: Root | None) -> None:
    found = resolved(value)
    assert found
    assert (found.text.value, found.root, found.static) == (path, root, root is Root.STATIC)


@pytest.mark.parametrize(
    "value",
    [
        "{{ x }}",
        "{{ 'x' | asset_url }}",
        "{{ url_for('blueprint.static', filename='x.py') }}",
        "{{ url_for('static', filename='a/' ~ x) }}",
        "{{ url_for('index') }}",
        "{% static x %}",
        "{% static 'x' as y %}",
        "{% if a %}x.py{% endif %}",
        "a{% static 'x.py' %}",
        "{{ a }}{% static 'x.py' %}",
        "{% static 'x.py' %}{{ a }}",
        "${base}/x.py",
        "<?= $base ?>/x.py",
    ],
)
def test_any_other_expression_is_unknown(value: str) -> None:
    assert resolved(value) is None


def test_a_resolved_path_lies_where_its_literal_stands() -> None:
    source = "<a href=\"{% static 'a/x.py' %}?v=1\">"
    template = mask(Text.whole("templates/page.html", source))
    href = next(parse_html(template.text).all("a")).attribute("href")
    assert href
    found = resolve(href.value, template)
    assert found
    places = [found.text.span(at, at + 1) for at in range(len(found.text))]
    assert "".join(source[place.start : place.end] for place in places) == "a/x.py?v=1"


def test_expressions_are_kept_with_their_place() -> None:
    source = "<p>{{ a }}{# b #}{% static 'c' %}"
    expressions = mask(Text.whole("page.j2", source)).expressions
    assert [source[each.span.start : each.span.end] for each in expressions] == ["{{ a }}", "{% static 'c' %}"]
    assert [each.literal and each.literal.value for each in expressions] == [None, "c"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("$body$<a b='$c$/x'>", "@@@@@@<a b='@@@/x'>"),
        ("$if(b)$c$endif$", "@@@@@@@c@@@@@@@"),
        ("$for(b)$<a>${b}</a>$sep$ $endfor$", "@@@@@@@@<a>@@@@</a>@@@@@ @@@@@@@@"),
        ("$body$<script type='py'>$c.d$</script>", "@@@@@@<script type='py'>@@@@@</script>"),
        ("it costs $5 or $6 <a b='$c$/x'>$c$", "it costs $5 or $6 <a b='@@@/x'>$c$"),
    ],
)
def test_pandoc_writes_its_marks_between_dollars(source: str, expected: str) -> None:
    assert masked(source, "template.html") == expected


@pytest.mark.long
@pytest.mark.parametrize("path", ["page.html", "page.j2"])
@pytest.mark.parametrize(
    "source",
    [
        "{{" * 50_000,
        "{{" * 50_000 + "}}",
        "{%" * 50_000 + "%}",
        "{#" * 50_000,
        "<%" * 50_000,
        "{% comment %}" * 15_000,
        "{% raw %}" * 15_000,
        "{% endraw" * 15_000 + "{% raw %}",
        "{{x}}" * 20_000,
        "{{" + " " * 100_000 + "}}",
        "{% include " + "'" * 50_000 + " %}",
        "{{ " + "| relative_url" * 20_000 + "}}",
        "<?php " + "include(" * 20_000,
        "<a b='" + "${" * 50_000 + "'>",
        "<a b='%A" + "_" * 100_000 + "'>",
        "<py-x>" * 20_000 + "{{x}}",
        "---\n" + "a\n" * 50_000,
        "$body$" + "$if(" * 50_000,
        "$body$" + "$a" * 50_000,
        "<a b='" + "$a" * 50_000 + "'>",
    ],
    ids=lambda source: source[:14],
)
def test_hostile_templates_take_no_longer_than_others(source: str, path: str) -> None:
    with within(MASK_SECONDS):
        mask(Text.whole(path, source))
