"""When `plt.show()` shows nothing, beyond the examples of the rule's page."""

from __future__ import annotations

import pytest

from tests.in_one_test import in_one_test
from tests.rules.pages import of_body
from tests.rules.scripts import findings

RULE = "figure-not-displayed"
CONFIG = 'config=\'{"packages": ["matplotlib"]}\''
MAIN, WORKER = f'<script type="py" {CONFIG}>', f'<script type="py" worker {CONFIG}>'
HEADERS = {"_headers": "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n"}
NOT_ISOLATED = {"_headers": "/*\n  X-Frame-Options: DENY\n"}
AGG = "import matplotlib\nmatplotlib.use('agg')\nimport matplotlib.pyplot as plt\n"
PLT = "import matplotlib.pyplot as plt\n"


@in_one_test(
    [
        (f"{AGG}plt.show()", MAIN, ["4 warning"]),
        ("import matplotlib.pyplot as plt\nplt.switch_backend('SVG')\nplt.show()", MAIN, ["3 warning"]),
        (f"{PLT}plt.show()", WORKER, ["2 warning"]),
        (f"{PLT}plt.show()\nplt.show()", WORKER, ["2 warning", "3 warning"]),
        (f"{PLT}plt.subplots()[1].plot([1])\nplt.show()", WORKER, ["3 warning"]),
    ]
)
def test_a_figure_that_nobody_sees(source: str, tag: str, expected: list[str]) -> None:
    assert findings(RULE, source, tag, files=NOT_ISOLATED) == expected


@in_one_test(
    [
        (f"{PLT}plt.show()", MAIN),
        (f"{PLT}plt.plot([1])", WORKER),
        (f"{PLT}try:\n plt.show()\nexcept Exception: pass", WORKER),
        # It is shown, or saved, in another way.
        (f"from pyscript import display\n{PLT}display(plt)\nplt.show()", WORKER),
        (f"{PLT}plt.savefig('a.png')\nplt.show()", WORKER),
        (f"{PLT}figure = plt.figure()\nfigure.savefig('a.png')\nplt.show()", WORKER),
        (f"{PLT}plt.plot([1])\nplt.show()\nplt.gcf().canvas.figure.savefig('a.png')", WORKER),
        # The backend may be one with a screen.
        (f"{AGG}plt.switch_backend('webagg')\nplt.show()", MAIN),
        (f"import matplotlib\nmatplotlib.use(choice)\n{PLT}plt.show()", MAIN),
        (f"import matplotlib\nmatplotlib.use('module://matplotlib_pyodide.wasm_backend')\n{PLT}plt.show()", WORKER),
    ]
)
def test_a_figure_that_may_be_seen(source: str, tag: str) -> None:
    assert findings(RULE, source, tag, files=NOT_ISOLATED) == []


def test_on_an_isolated_page_a_worker_reaches_the_page() -> None:
    assert findings(RULE, f"{PLT}plt.show()", WORKER, files=HEADERS) == []


@pytest.mark.parametrize(
    ("tag", "source", "fixed"),
    [
        (MAIN, f"{AGG}plt.show()", True),
        (MAIN, "import matplotlib\nmatplotlib.use('agg')\nfrom matplotlib.pyplot import show\nshow()", False),
        (WORKER, f"{AGG}plt.show()", False),
    ],
)
def test_it_is_displayed_where_python_reaches_the_page(tag: str, source: str, fixed: bool) -> None:
    (found,) = of_body(RULE, f"{tag}\n{source}\n</script>", files=NOT_ISOLATED)
    assert (found.finding.fix is not None) == fixed


def test_a_worker_of_an_isolated_page_can_display_it() -> None:
    (found,) = of_body(RULE, f"{WORKER}\n{AGG}plt.show()\n</script>", files=HEADERS)
    assert found.finding.fix is not None
