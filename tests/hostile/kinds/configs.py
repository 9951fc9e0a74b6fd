"""Hostile configs."""

from __future__ import annotations

from tests.hostile.kinds.kind import Files, config_of, kind, nested, page_of, repeated


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
