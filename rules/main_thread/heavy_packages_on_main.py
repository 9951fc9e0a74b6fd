"""Large packages on the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import COSMETIC, INFO, Finding, Interpreter, RuntimeKind, rule
from pyscript_doctor.queries.packages import package_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime

# Of Pyodide's own, with what each of them needs: several megabytes to fetch, and seconds to import.
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
)
def heavy_packages_on_main(runtime: Runtime) -> Iterator[Finding]:
    """Large packages are loaded and imported on the main thread, and the page stands still meanwhile."""
    if runtime.in_worker or runtime.kind is not RuntimeKind.SCRIPTS:
        return
    heavy = [entry for entry in package_entries(runtime) if entry.name in HEAVY]
    if heavy:
        names = ", ".join(f"`{entry.name}`" for entry in heavy)
        yield Finding(
            span=heavy[0].leaf.span,
            message=f"the page stands still for seconds while the main thread imports {names}",
            label="large",
            help="Run the script in a worker (`worker` on its tag): the page lives on while it loads and computes.",
        )
