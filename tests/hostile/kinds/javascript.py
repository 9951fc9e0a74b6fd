"""Hostile JavaScript."""

from __future__ import annotations

from tests.hostile.kinds.kind import Files, config_of, kind, nested, page_of, repeated


def _script(source: str, module: bool = True) -> Files:
    kind = ' type="module"' if module else ""
    return page_of(f'<script{kind}>\n{source}\n</script><script type="py">1</script>')


def _module(source: str, code: str = "from pyscript.js_modules import a\na.f()") -> Files:
    return config_of('[js_modules.main]\n"./a.js" = "a"\n', code, **{"a.js": source})


@kind
def javascript_braces(size: int) -> Files:
    return _script(nested("{", size, "", "}"))


@kind
def javascript_open_braces(size: int) -> Files:
    return _script("{" * size)


@kind
def javascript_parentheses(size: int) -> Files:
    return _script(nested("(", size, "1", ")"))


@kind
def javascript_calls(size: int) -> Files:
    return _script(repeated("f#(#);\n", size))


@kind
def javascript_arrows(size: int) -> Files:
    return _script(repeated("a => ", size) + "1")


@kind
def javascript_templates(size: int) -> Files:
    return _script(nested("`${", size, "1", "}`"))


@kind
def javascript_open_templates(size: int) -> Files:
    return _script(repeated("`${", size))


@kind
def javascript_slashes(size: int) -> Files:
    return _script(repeated("a / b / c /d/g;", size))


@kind
def javascript_open_comments(size: int) -> Files:
    return _script(repeated("/* ", size))


@kind
def javascript_open_strings(size: int) -> Files:
    return _script(repeated("'\n\"\n", size))


@kind
def javascript_regular_expressions(size: int) -> Files:
    return _script(repeated("/[", size))


@kind
def javascript_workers(size: int) -> Files:
    source = 'import { PyWorker } from "https://pyscript.net/releases/2026.7.3/core.js";\n' + repeated(
        "PyWorker('w#.py', {config: 'a.toml'});\n", size
    )
    return _script(source)


@kind
def javascript_workers_of_one_file(size: int) -> Files:
    source = 'import { PyWorker } from "https://pyscript.net/releases/2026.7.3/core.js";\n' + repeated(
        "PyWorker('w.py');\n", size
    )
    return {**_script(source), "w.py": "import a\n"}


@kind
def javascript_imports(size: int) -> Files:
    return _script(repeated("import a# from './a#.js';\n", size))


@kind
def javascript_dynamic_imports(size: int) -> Files:
    return _script(repeated("await import('./a#.js');\n", size))


@kind
def javascript_imports_in_a_cycle(size: int) -> Files:
    count = max(size // 80, 1)
    modules = {
        f"m{index}.js": f"export * from './m{(index + 1) % count}.js'; import './m{(index + 2) % count}.js';"
        for index in range(count)
    }
    return config_of('[js_modules.main]\n"./m0.js" = "a"\n', "from pyscript.js_modules import a\na.f()", **modules)


@kind
def javascript_exports(size: int) -> Files:
    return _module(repeated("export const a# = 1;\n", size))


@kind
def javascript_export_lists(size: int) -> Files:
    return _module("export {" + repeated("a#,", size) + "};\n")


@kind
def javascript_declarations(size: int) -> Files:
    return _script(repeated("var a#, b#;\n", size), module=False)


@kind
def javascript_destructuring(size: int) -> Files:
    return _script("const " + nested("{a:", size, "b", "}") + " = c;")


@kind
def javascript_classes(size: int) -> Files:
    return _module(
        repeated("export class A# { f() { return 1 } }\n", size),
        "from pyscript.js_modules import a\n" + repeated("a.A#()\n", size // 2),
    )


@kind
def javascript_elements(size: int) -> Files:
    return _script(repeated("document.getElementById('a#').onclick = f;\n", size))


@kind
def javascript_globals(size: int) -> Files:
    return _script(repeated("globalThis.a# = window.b#;\n", size), module=False)


@kind
def javascript_scripts(size: int) -> Files:
    return page_of(repeated("<script>var a# = 1</script>\n", size) + '<script type="py">1</script>')


@kind
def javascript_module_scripts(size: int) -> Files:
    return page_of(repeated("<script type=module>import './a#.js'</script>\n", size) + '<script type="py">1</script>')


@kind
def javascript_files(size: int) -> Files:
    return page_of(repeated("<script src='a#.js'></script>\n", size) + '<script type="py">1</script>')


@kind
def javascript_lines(size: int) -> Files:
    return _script(repeated("\n", size) + "a(")


@kind
def javascript_identifiers(size: int) -> Files:
    return _script("a" * size)


@kind
def javascript_numbers(size: int) -> Files:
    return _script("1" * size)


@kind
def javascript_suppressions(size: int) -> Files:
    return _script(repeated("// pyscript-doctor: ignore[javascript-syntax]\n", size))


@kind
def minified_javascript(size: int) -> Files:
    return _module(repeated("function a#(b,c){return b?c:a#(c,b)}export{a# as d#};", size))


@kind
def javascript_elements_of_variables(size: int) -> Files:
    page = page_of('<p id="a"></p><script src="a.js"></script><script type="py">1</script>')
    return {**page, "a.js": repeated("const v# = document.getElementById('a#');\nv#.x = 1;\n", size)}


@kind
def javascript_imports_of_names(size: int) -> Files:
    count = max(size // 90, 1)
    modules = {
        f"m{index}.js": f"export * from './m{(index + 1) % count}.js';"
        f"import {{ a }} from './m{(index + 2) % count}.js';"
        for index in range(count)
    }
    return config_of('[js_modules.main]\n"./m0.js" = "a"\n', "from pyscript.js_modules import a\na.f()", **modules)
