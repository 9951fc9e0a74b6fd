"""Whether a bundler makes the pages that a browser gets from those in the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from pyscript_doctor.project.project import Project
    from pyscript_doctor.project.reader import Reader

BUNDLER = lazy_pattern(
    r'"(?:vite|webpack|rollup|parcel|esbuild|astro|next|nuxt|gulp|snowpack|browserify|@angular/cli|react-scripts|'
    r"@sveltejs/kit|@11ty/eleventy|tsup|bun|@parcel/\w+|@web/dev-server|es-module-shims|jspm|rspack|turbo|microbundle)"
    r'"\s*:'
)
MOST_PACKAGE_FILES = 50
BUNDLER_FILE = lazy_pattern(r"(?:^|/)(?:vite|webpack|rollup|astro|next|nuxt|svelte|esbuild|rspack)\.config\.\w+$")


def is_bundled(project: Project) -> bool:
    """Whether a tool builds the project and rewrites its URLs and imports."""
    reader = project.reader
    if reader.declared.without_bundler or reader.is_live:
        return False
    if reader.of_listing(lambda listing: any(map(BUNDLER_FILE.search, listing))):
        return True
    texts = (reader.text(path) for path in _package_files(reader))
    return any(not isinstance(text, Unknown) and BUNDLER.search(text.value) for text in texts)


def _package_files(reader: Reader) -> list[str]:
    """The project's own `package.json` files, which say what builds it."""
    found = (path for path in reader.files_named("package.json") if "node_modules" not in path.split("/"))
    return list(found)[:MOST_PACKAGE_FILES]
