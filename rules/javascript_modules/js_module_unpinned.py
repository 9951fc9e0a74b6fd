"""JavaScript modules from a CDN (content delivery network) without a version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, INFO, Finding, lazy_pattern, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Runtime

PACKAGE = lazy_pattern(
    r"(?:https?:)?//(?:esm\.run|esm\.sh|unpkg\.com|cdn\.skypack\.dev|cdn\.jsdelivr\.net/npm)/"
    r"(?P<name>(?:@[\w.-]+/)?[\w.-]+)(?P<version>@[^/?#]+)?(?:[/?#]|$)"
)


@rule(severity=INFO, faq="javascript-modules", effect=ACTION_FAILS, mentions=("js_modules",))
def js_module_unpinned(runtime: Runtime) -> Iterator[Finding]:
    """A JavaScript module from a CDN has no version."""
    for module in runtime.javascript_modules:
        package = PACKAGE.match(module.source.url) if module.thread == runtime.thread else None
        if package and package["version"] in {None, "@latest"}:
            yield Finding(
                span=module.source.span,
                message=f"without a fixed version, the page loads the newest `{package['name']}`, "
                "which can change any day",
                label="no version",
                help=f"Write the version that you tested, like `{package['name']}@1.2.3`.",
            )
