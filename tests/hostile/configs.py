"""Hostile configs, archives, and files that say what a server sends."""

from __future__ import annotations

import io
import tarfile
import zipfile

from tests.hostile.kinds import Files, config_of, kind, nested, page_of, repeated


@kind
def placeholders_that_double(size: int) -> Files:
    lines = ['"{A0}" = "' + "a" * 10 + '"']
    lines += [f'"{{A{index + 1}}}" = "{{A{index}}}{{A{index}}}"' for index in range(min(size // 24, 200))]
    return config_of("[files]\n" + "\n".join(lines) + f'\n"{{A{len(lines) - 1}}}/x.py" = ""\n')


@kind
def placeholders_of_many(size: int) -> Files:
    return config_of("[files]\n" + '"{A}" = "' + "a" * (size // 2) + '"\n' + repeated('"{A}/#.py" = ""\n', size // 2))


@kind
def placeholders(size: int) -> Files:
    return config_of("[files]\n" + repeated('"{A#}" = "a"\n', size))


@kind
def braces_in_a_key(size: int) -> Files:
    return config_of("[files]\n" + '"' + "{" * size + '" = "a"\n')


@kind
def braces_in_a_value(size: int) -> Files:
    return config_of("[files]\n" + '"a.py" = "' + "{" * size + '"\n')


@kind
def braces_in_json_keys(size: int) -> Files:
    return config_of('{"files": {"' + "{" * size + '": "a"}}', name="pyscript.json")


@kind
def json_of_braces(size: int) -> Files:
    return config_of("{" * size, name="pyscript.json")


@kind
def json_of_keys(size: int) -> Files:
    return config_of(nested('{"a":', size, "1", "}"), name="pyscript.json")


@kind
def json_of_arrays(size: int) -> Files:
    return config_of('{"packages":' + nested("[", size, "", "]") + "}", name="pyscript.json")


@kind
def json_of_escapes(size: int) -> Files:
    return config_of('{"packages": ["' + repeated("\\u0041", size) + '"]}', name="pyscript.json")


@kind
def json_that_is_open(size: int) -> Files:
    return config_of('{"packages": ["' + "a" * size, name="pyscript.json")


@kind
def json_of_spaces(size: int) -> Files:
    return config_of('{"packages": [' + " " * size, name="pyscript.json")


@kind
def json_of_numbers(size: int) -> Files:
    return config_of('{"a": [' + repeated("1,", size) + "1]}", name="pyscript.json")


@kind
def json_of_one_number(size: int) -> Files:
    return config_of('{"a": ' + "1" * size + "}", name="pyscript.json")


@kind
def toml_of_arrays(size: int) -> Files:
    return config_of("packages = " + nested("[", size, "", "]"))


@kind
def toml_of_inline_tables(size: int) -> Files:
    return config_of("a = " + nested("{a=", size, "1", "}"))


@kind
def toml_of_dotted_keys(size: int) -> Files:
    return config_of(repeated("a.", size) + "a = 1")


@kind
def toml_of_dotted_headers(size: int) -> Files:
    return config_of("[" + repeated("a.", size) + "a]")


@kind
def toml_of_tables(size: int) -> Files:
    return config_of(repeated("[a#]\n", size))


@kind
def toml_of_arrays_of_tables(size: int) -> Files:
    return config_of(repeated("[[fetch]]\nfiles=['#']\n", size))


@kind
def toml_of_one_number(size: int) -> Files:
    return config_of("a = " + "1" * size)


@kind
def toml_of_quotes(size: int) -> Files:
    return config_of('a = "' + repeated('""', size))


@kind
def toml_of_open_strings(size: int) -> Files:
    return config_of(repeated('a# = """\n', size))


@kind
def toml_of_comments(size: int) -> Files:
    return config_of(repeated("# a\n", size).replace("0", "") + "packages = ['a']")


@kind
def toml_of_keys(size: int) -> Files:
    return config_of(repeated("a# = 1\n", size))


@kind
def toml_of_equal_keys(size: int) -> Files:
    return config_of(repeated("a = 1\n", size))


@kind
def toml_of_escapes(size: int) -> Files:
    return config_of('packages = ["' + repeated("\\u0041", size) + '"]')


@kind
def packages(size: int) -> Files:
    return config_of("packages = [" + repeated('"a#",', size) + "]")


@kind
def packages_that_come_with_pyodide(size: int) -> Files:
    return config_of("packages = [" + repeated('"scikit-learn",', size) + "]", "import sklearn")


@kind
def packages_of_json(size: int) -> Files:
    return config_of('{"packages": [' + repeated('"a#",', size) + '"b"]}', name="pyscript.json")


@kind
def requirements(size: int) -> Files:
    return config_of("packages = [" + repeated("\"a#>=1,<2,!=1.5; python_version>'3'\",", size) + "]")


@kind
def one_requirement(size: int) -> Files:
    return config_of('packages = ["a' + repeated(">=1,", size) + '"]')


@kind
def one_package_name(size: int) -> Files:
    return config_of('packages = ["' + "a" * size + '"]')


@kind
def one_wheel(size: int) -> Files:
    return config_of('packages = ["./' + repeated("a-", size) + '1-py3-none-any.whl"]')


@kind
def files(size: int) -> Files:
    return config_of("[files]\n" + repeated('"a#.py" = ""\n', size))


@kind
def files_in_one_place(size: int) -> Files:
    return config_of("[files]\n" + repeated('"a#.py" = "a.py"\n', size), "import a")


@kind
def files_in_folders(size: int) -> Files:
    return config_of("[files]\n" + repeated('"a/b#/c.py" = "d#/"\n', size), "import d1.c")


@kind
def remote_files(size: int) -> Files:
    return config_of("[files]\n" + repeated('"https://a.org/a#.py" = ""\n', size))


@kind
def files_that_are_imported(size: int) -> Files:
    code = repeated("import a#\n", size // 4)
    return config_of("[files]\n" + repeated('"a#.py" = ""\n', size // 2), code)


@kind
def files_and_names_of_files(size: int) -> Files:
    code = repeated('open("a#.txt")\n', size // 2)
    return config_of("[files]\n" + repeated('"b#.txt" = ""\n', size // 2), code)


@kind
def javascript_modules_of_a_config(size: int) -> Files:
    return config_of("[js_modules.main]\n" + repeated('"./a#.js" = "a#"\n', size))


@kind
def javascript_modules_of_one_name(size: int) -> Files:
    return config_of("[js_modules.main]\n" + repeated('"./a#.js" = "a"\n', size))


@kind
def config_in_an_attribute(size: int) -> Files:
    return page_of(
        '<script type="py" config=\'{"packages": [' + repeated("&quot;a#&quot;,", size) + '"b"]}\'>1</script>'
    )


@kind
def config_named_by_many(size: int) -> Files:
    scripts = repeated('<script type="py" worker config="a.toml">1</script>\n', size // 2)
    return {**page_of(scripts), "a.toml": "[files]\n" + repeated('"a#.py" = ""\n', size // 2)}


# Archives


def _zip(names: list[str], content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return stream.getvalue()


def _archive(name: str, content: bytes, code: str = "import a") -> Files:
    return {**config_of(f'[files]\n"./{name}" = "./*"\n', code), name: content}


@kind
def zip_bomb(size: int) -> Files:
    return _archive("a.zip", _zip(["a.py"], b"#" * size * 500))


@kind
def zip_of_many(size: int) -> Files:
    return _archive("a.zip", _zip([f"{index}.py" for index in range(size // 100)], b""))


@kind
def zip_that_climbs(size: int) -> Files:
    return _archive("a.zip", _zip(["../../../etc/passwd", "/etc/passwd", "a" * min(size, 60_000) + ".py"], b"import b"))


@kind
def zip_that_is_none(size: int) -> Files:
    return _archive("a.zip", b"PK\x03\x04" + b"PK\x05\x06" * (size // 4))


@kind
def tar_bomb(size: int) -> Files:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        member = tarfile.TarInfo("a.py")
        member.size = size * 900
        archive.addfile(member, io.BytesIO(b"\0" * member.size))
    return _archive("a.tar.gz", stream.getvalue())


@kind
def tar_bomb_of_xz(size: int) -> Files:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:xz") as archive:
        member = tarfile.TarInfo("a.py")
        member.size = size * 900
        archive.addfile(member, io.BytesIO(b"\0" * member.size))
    return _archive("a.tar.xz", stream.getvalue())


@kind
def tar_of_links(size: int) -> Files:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for index in range(size // 512):
            member = tarfile.TarInfo(f"{index}")
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(member)
    return _archive("a.tar", stream.getvalue())


@kind
def tar_with_long_headers(size: int) -> Files:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz", format=tarfile.PAX_FORMAT) as archive:
        for index in range(20):
            member = tarfile.TarInfo(f"{index}" + "a" * size)
            archive.addfile(member)
    return _archive("a.tgz", stream.getvalue())


# Hosting

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
