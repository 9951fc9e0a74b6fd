"""Large packages on the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, INFO, Finding, Interpreter, RuntimeKind, rule
from pyscript_doctor.queries.packages import package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime

# Packages of Pyodide that, with what they need, are several megabytes and take seconds to import.
HEAVY = {
    "altair", "astropy", "bokeh", "cartopy", "geopandas", "matplotlib", "numpy", "opencv-python", "pandas", "polars",
    "pyarrow", "scikit-image", "scikit-learn", "scipy", "seaborn", "statsmodels", "sympy", "xarray", "xgboost",
}  # fmt: skip


@rule(
    severity=INFO,
    guide="workers/#understanding-the-problem",
    effect=COSMETIC,
    default=False,
    interpreter=Interpreter.PYODIDE,
    mentions=("packages",),
)
def heavy_packages_on_main(runtime: Runtime) -> Iterator[Finding]:
    """Large packages are loaded on the main thread, so the page freezes for seconds."""
    if runtime.in_worker or runtime.kind is not RuntimeKind.SCRIPTS:
        return
    heavy = [entry for entry in package_entries(runtime) if entry.name in HEAVY]
    if heavy:
        names = ", ".join(f"`{entry.name}`" for entry in heavy)
        yield Finding(
            span=heavy[0].leaf.span,
            message=f"the page freezes for seconds while the main thread imports {names}",
            label="large",
            help="Run the script in a worker (`worker` on its tag). Then the page works while the script loads.",
        )
