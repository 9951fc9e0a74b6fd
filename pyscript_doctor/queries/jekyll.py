"""What a site on GitHub Pages loses when Jekyll builds it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.project.runtime.references import runtime_references
from pyscript_doctor.project.unknown import Unknown
from pyscript_doctor.project.urls.reference import folder_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyscript_doctor.project.page.page import Page
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.runtime.runtime import Runtime
    from pyscript_doctor.project.urls.reference import Reference

LEFT_OUT = lazy_pattern(r"(?:^|/)[_#][^/]*|~$")
SETTINGS = "_config.yml"
OTHER_DEPLOYMENT = lazy_pattern(
    r"upload-pages-artifact|peaceiris/actions-gh-pages|gh-deploy|github-pages-deploy-action|ghp-import|vercel|netlify"
    r"|mike deploy|gh-pages|aws s3|rsync|wrangler|firebase"
)
BUILT_BY_JEKYLL = lazy_pattern(r"jekyll-build-pages|jekyll build")


def hidden_files(page: Page, runtimes: Iterable[Runtime]) -> Iterator[tuple[Reference, str]]:
    """What a page needs that Jekyll leaves out because of its name, with the path from the page or from the root."""
    references = [*page.references]
    for runtime in runtimes:
        references += runtime_references(runtime)
    folder = folder_of(page.path)
    for reference in dict.fromkeys(references):
        if path := reference.path:
            inside = path[len(folder) :].lstrip("/") if path.startswith(folder + "/") or not folder else path
            if LEFT_OUT.search(inside):
                yield reference, inside


def is_built_by_jekyll(reader: Reader) -> bool:
    """Whether GitHub Pages builds the site with Jekyll, as far as the project's files say."""
    if reader.is_live or reader.of_listing(lambda listing: listing.named(".nojekyll")):
        return False
    workflows = reader.of_listing(lambda listing: listing.below(".github/workflows"))
    texts = [text.value for path in workflows if not isinstance(text := reader.text(path), Unknown)]
    if any(BUILT_BY_JEKYLL.search(text) for text in texts):
        return True
    return not any(OTHER_DEPLOYMENT.search(text) for text in texts) and (
        bool(reader.files_named("CNAME")) or has_settings(reader)
    )


def has_settings(reader: Reader) -> bool:
    """Whether the root holds Jekyll's settings; another generator has a `_config.yml` too."""
    return reader.lists(SETTINGS) and not reader.lists("package.json")


def included_files(reader: Reader) -> str:
    """The files that Jekyll's settings include in spite of their names; "" if they say nothing."""
    text = reader.text(SETTINGS) if has_settings(reader) else None
    if text is None or isinstance(text, Unknown):
        return ""
    match = re.search(r"^include:(.*(?:\n[ \t-].*)*)", text.value, re.MULTILINE)
    return match[1] if match else ""
