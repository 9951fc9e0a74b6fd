"""Hostile HTML."""

from __future__ import annotations

from tests.hostile.kinds.kind import Files, kind, nested, page_of, repeated

# Growth


@kind
def scripts_on_one_page(size: int) -> Files:
    return page_of(repeated('<script type="py">x#=1</script>\n', size))


@kind
def scripts_with_a_config_each(size: int) -> Files:
    return page_of(repeated("<script type=\"py\" config='{}'>x#=1</script>\n", size))


@kind
def config_elements(size: int) -> Files:
    return page_of(repeated("<py-config>packages=['a#']</py-config>\n", size) + '<script type="py">1</script>')


@kind
def workers(size: int) -> Files:
    return page_of(repeated('<script type="py" worker name="w#">x#=1</script>\n', size))


@kind
def workers_of_one_file(size: int) -> Files:
    return {**page_of(repeated('<script type="py" worker src="a.py"></script>\n', size)), "a.py": "import b\nb.f()\n"}


@kind
def editors_in_one_environment(size: int) -> Files:
    return page_of(repeated('<script type="py-editor" env="a">x#=1</script>\n', size))


@kind
def editors_with_an_environment_each(size: int) -> Files:
    return page_of(repeated('<script type="py-editor" env="e#">x#=1</script>\n', size))


@kind
def editors_with_setup(size: int) -> Files:
    return page_of(repeated('<script type="py-editor" env="e#" setup>x#=1</script>\n', size))


@kind
def games(size: int) -> Files:
    return page_of(repeated('<script type="py-game">x#=1</script>\n', size))


@kind
def terminals(size: int) -> Files:
    return page_of(repeated('<script type="py" terminal>input(#)</script>\n', size))


@kind
def both_interpreters(size: int) -> Files:
    return page_of(repeated('<script type="py">x#=1</script><script type="mpy">x#=1</script>\n', size))


@kind
def targets(size: int) -> Files:
    return page_of(repeated('<script type="py" target="t#">display(#)</script><p id=t#>\n', size))


@kind
def event_attributes(size: int) -> Files:
    return page_of(repeated('<button py-click="f#" id="b#">x</button>\n', size) + '<script type="py">1</script>')


@kind
def identifiers(size: int) -> Files:
    code = "from pyscript import document\n" + repeated('document.querySelector("\\x23i")\n', size // 2)
    return page_of(repeated('<b id="i#"></b>\n', size) + f'<script type="py">{code}</script>')


@kind
def core_scripts(size: int) -> Files:
    return page_of(
        repeated('<script type="module" src="https://pyscript.net/releases/2026.7.3/core.js"></script>\n', size)
    )


@kind
def frames(size: int) -> Files:
    return page_of(repeated('<iframe src="index.html?#"></iframe>\n', size) + '<script type="py">1</script>')


@kind
def missing_files(size: int) -> Files:
    return page_of(repeated('<script type="py" src="m#.py"></script>\n', size))


@kind
def legacy_elements(size: int) -> Files:
    return {"index.html": '<script defer src="https://pyscript.net/latest/pyscript.js"></script>'
            + repeated("<py-script>x#=1</py-script><py-repl></py-repl><py-env>- a</py-env>\n", size)}  # fmt: skip


@kind
def misspelt_tags(size: int) -> Files:
    return page_of(repeated('<py-scrpt src="a#.py"></py-scrpt><script type="pyy">1</script>\n', size))


@kind
def import_maps(size: int) -> Files:
    entries = repeated('"a#": "./a#.js",', size)
    return page_of(
        f'<script type="importmap">{{"imports": {{{entries} "z": "./z.js"}}}}</script><script type="py">1</script>'
    )


@kind
def import_map_elements(size: int) -> Files:
    return page_of(
        repeated('<script type="importmap">{"imports":{"a#":"./a.js"}}</script>', size) + '<script type="py">1</script>'
    )


@kind
def meta_elements(size: int) -> Files:
    policy = '<meta http-equiv="Content-Security-Policy" content="script-src a#.org \'self\'">'
    return page_of(repeated(policy, size) + '<script type="py">1</script>')


@kind
def content_security_sources(size: int) -> Files:
    policy = f'<meta http-equiv="Content-Security-Policy" content="script-src {repeated("a#.org ", size)}">'
    return page_of(policy + '<script type="py">1</script>')


@kind
def base_elements(size: int) -> Files:
    return page_of(repeated('<base href="a#/">', size) + '<script type="py" src="a.py"></script>')


@kind
def html_suppressions(size: int) -> Files:
    return page_of(repeated("<!-- pyscript-doctor: ignore[missing-file] -->\n", size) + '<script type="py">1</script>')


@kind
def one_suppression_of_many(size: int) -> Files:
    return page_of(f"<!-- pyscript-doctor: ignore[{repeated('a#,', size)}b] -->" + '<script type="py">1</script>')


@kind
def findings_on_one_line(size: int) -> Files:
    return page_of(repeated('<script type="py" src="m#.py"></script>', size))


@kind
def findings_on_a_long_line_of_python(size: int) -> Files:
    return page_of('<script type="py">' + repeated("import missing#;", size) + "</script>")


# Depth


@kind
def nested_py_script(size: int) -> Files:
    return page_of(nested("<py-script>", size, "1", "</py-script>"))


@kind
def open_py_script(size: int) -> Files:
    return page_of(repeated("<py-script>", size))


@kind
def nested_py_config(size: int) -> Files:
    return page_of(nested("<py-config>", size, "1", "</py-config>"))


@kind
def nested_divisions(size: int) -> Files:
    return page_of(nested("<div>", size, '<script type="py">1</script>', "</div>"))


@kind
def open_divisions(size: int) -> Files:
    return page_of(repeated("<div>", size) + '<script type="py">1</script>')


@kind
def misnested_formatting(size: int) -> Files:
    return page_of(repeated("<b><i></b><p></i>", size) + '<script type="py">1</script>')


@kind
def open_anchors(size: int) -> Files:
    return page_of(repeated("<a><table>", size) + '<script type="py">1</script>')


@kind
def nested_lists(size: int) -> Files:
    return page_of(repeated("<ul><li>", size) + '<script type="py">1</script>')


@kind
def nested_templates(size: int) -> Files:
    return page_of(nested("<template>", size, '<script type="py">1</script>', "</template>"))


@kind
def nested_svg(size: int) -> Files:
    return page_of(nested("<svg><foreignObject>", size, '<script type="py">1</script>', "</foreignObject></svg>"))


@kind
def nested_scripts_in_divisions(size: int) -> Files:
    return page_of(repeated('<div id="d#"><script type="py">x#=1</script>', size))


@kind
def closing_tags(size: int) -> Files:
    return page_of('<script type="py">1</script>' + repeated("</p>", size))


@kind
def closing_tags_of_nothing(size: int) -> Files:
    return page_of(repeated("<div>", size // 2) + repeated("</span>", size // 2) + '<script type="py">1</script>')


# Tokens


@kind
def open_tags(size: int) -> Files:
    return page_of('<script type="py">1</script>' + repeated("<a ", size))


@kind
def open_comments(size: int) -> Files:
    return page_of('<script type="py">1</script>' + repeated("<!--", size))


@kind
def open_markup_declarations(size: int) -> Files:
    return page_of('<script type="py">1</script>' + repeated("<![CDATA[", size))


@kind
def attributes(size: int) -> Files:
    return page_of('<script type="py" ' + repeated("a#=1 ", size) + ">1</script>")


@kind
def equal_attributes(size: int) -> Files:
    return page_of('<script type="py" ' + repeated("a=1 ", size) + ">1</script>")


@kind
def classes(size: int) -> Files:
    return page_of('<p class="' + repeated("c# ", size) + '"></p><script type="py">1</script>')


@kind
def character_references(size: int) -> Files:
    return page_of('<script type="py" src="' + repeated("&amp;&notit;&#x41;", size) + '"></script>')


@kind
def ampersands(size: int) -> Files:
    return page_of("<py-script>" + repeated("&", size) + "</py-script>")


@kind
def long_attribute(size: int) -> Files:
    return page_of('<script type="py" src="' + "a" * size + '"></script>')


@kind
def long_path_of_dots(size: int) -> Files:
    return page_of('<script type="py" src="' + repeated("../", size) + 'a.py"></script>')


@kind
def long_path_of_folders(size: int) -> Files:
    return page_of('<script type="py" src="' + repeated("a/", size) + 'a.py"></script>')


@kind
def escapes_in_an_address(size: int) -> Files:
    return page_of('<script type="py" src="' + repeated("%2e%2F", size) + 'a.py"></script>')


@kind
def script_escapes(size: int) -> Files:
    return page_of(repeated("<script><!--<script>", size) + '<script type="py">1</script>')


@kind
def blank_lines_in_python(size: int) -> Files:
    return page_of('<script type="py">' + "\n" * size + "1</script>")


@kind
def spaces_in_python(size: int) -> Files:
    return page_of('<script type="py">\n' + repeated("    \t \n", size) + "1</script>")


@kind
def spaces_after_a_string(size: int) -> Files:
    return page_of('<script type="py">print("a"' + " " * size + ")</script>")


@kind
def indented_python(size: int) -> Files:
    return page_of('<script type="py">\n' + repeated("      x#=1\n", size) + "</script>")


@kind
def carriage_returns(size: int) -> Files:
    return page_of('<script type="py">' + "\r" * size + "1</script>")


@kind
def null_characters(size: int) -> Files:
    return page_of('<script type="py" src="a\0b.py">' + "\0" * size + "</script>")


@kind
def surrogates(size: int) -> Files:
    return {"index.html": page_of('<script type="py">')["index.html"].encode() + b"\xed\xa0\x80" * (size // 3)}  # type: ignore[union-attr]


@kind
def utf_16(size: int) -> Files:
    return {
        "index.html": str(page_of(repeated('<script type="py">x#=1</script>', size // 2))["index.html"]).encode(
            "utf-16"
        )
    }


@kind
def many_pages(size: int) -> Files:
    page = page_of('<script type="py">import a</script>')["index.html"]
    return {**{f"p{index}.html": page for index in range(max(size // len(page), 1))}, "a.py": "import b\n"}


@kind
def attributes_of_one_word(size: int) -> Files:
    return {"index.html": "<p " + repeated("py-a:", size) + ">"}
