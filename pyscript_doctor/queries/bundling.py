"""Whether a bundler makes the pages that a browser gets of those that lie in the project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.project.project import package_files
from pyscript_doctor.project.unknown import Unknown

if TYPE_CHECKING:
    from pyscript_doctor.project.project import Project

BUNDLER = re.compile(
    r'"(?:vite|webpack|rollup|parcel|esbuild|astro|next|nuxt|gulp|snowpack|browserify|@angular/cli|react-scripts|'
    r"@sveltejs/kit|@11ty/eleventy|tsup|bun|@parcel/\w+|@web/dev-server|es-module-shims|jspm|rspack|turbo|microbundle)"
    r'"\s*:'
)
BUNDLER_FILE = re.compile(r"(?:^|/)(?:vite|webpack|rollup|astro|next|nuxt|svelte|esbuild|rspack)\.config\.\w+$")


def is_bundled(project: Project) -> bool:
    """Whether something builds the project that rewrites its URLs and its imports."""
    if any(BUNDLER_FILE.search(path) for path in project.snapshot.listing):
        return True
    texts = (project.reader.text(path) for path in package_files(project.reader))
    return any(not isinstance(text, Unknown) and BUNDLER.search(text.value) for text in texts)
