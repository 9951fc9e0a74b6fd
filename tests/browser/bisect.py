"""Find the version of PyScript with which the browser's verdict on an example changed.

    python -m tests.browser.bisect RULE:LINE --since 2024.5.2 --until 2024.9.1

RULE:LINE names an example by its rule's page and the line of its heading. npm has some releases only, and versions of
@pyscript/core between them: those between the two are pinned and installed as they are needed, and the example's page
is run on the middle one until two neighbours differ. `--all` runs it on each of them instead.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from pyscript_doctor.knowledge.releases import cores, number, release_named, release_of_core
from tests.browser import runtimes
from tests.browser.examples import run_example
from tests.browser.install import install_packages
from tests.browser.page import Chromium
from tests.browser.pin import BUILT, PREFIX, PinError, pinned
from tests.browser.proof import BROKE, RAN, all_examples

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.rule_pages import Example


def between(since: str, until: str, built: Sequence[str] = ()) -> list[str]:
    """The versions of @pyscript/core that npm has from one release, or `core-VERSION`, to another, and builds."""
    wanted = [_core_of(name) for name in (since, until)]
    versions = [core.version for core in cores()]
    first, last = (versions.index(version) for version in wanted)
    candidates = [f"{PREFIX}{version}" for version in versions[first : last + 1]]
    return sorted([*candidates, *(BUILT + release for release in built)], key=lambda name: number(_core_of(name)))


def _core_of(name: str) -> str:
    release = release_named(name.removeprefix(BUILT))
    return str(release.core) if release else name.removeprefix(PREFIX)


def _in_words(name: str) -> str:
    """A core with the release that it is, or the two that it is between."""
    if name.startswith(BUILT):
        return name
    return f"{name} ({', '.join(release.name for release in release_of_core(_core_of(name)))})"


def bisect(candidates: Sequence[str], verdict: Callable[[str], str]) -> tuple[str, str] | None:
    """The two neighbours between which the verdict changes; None if the first and the last agree."""
    low, high = 0, len(candidates) - 1
    first = verdict(candidates[low])
    if verdict(candidates[high]) == first:
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if verdict(candidates[middle]) == first:
            low = middle
        else:
            high = middle
    return candidates[low], candidates[high]


def example_named(name: str) -> Example:
    """The example that RULE:LINE names. Raises KeyError if there is none."""
    rule, _, line = name.partition(":")
    for page, found in all_examples().items():
        for example in found:
            if page.stem.replace("_", "-") == rule and example.line == int(line):
                return example
    raise KeyError(name)


def use(names: Sequence[str]) -> None:
    """Make these releases the ones that the harness runs, in this process and in what it starts."""
    path = runtimes.cache_folder() / "bisect.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(asdict(pinned(names))), encoding="utf-8")
    os.environ[runtimes.OTHER_MANIFEST] = str(path)
    runtimes.manifest.cache_clear()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each verdict, then the change."""
    parser = argparse.ArgumentParser(prog="python -m tests.browser.bisect", description=__doc__.partition("\n")[0])
    parser.add_argument("example", help="RULE:LINE")
    parser.add_argument("--since", required=True)
    parser.add_argument("--until", required=True)
    parser.add_argument("--built", nargs="*", default=[], help="releases between the two that tests.browser.build made")
    parser.add_argument("--all", action="store_true", help="run every release between the two")
    options = parser.parse_args(arguments)
    try:
        example, candidates = example_named(options.example), between(options.since, options.until, options.built)
        use(candidates)
    except (KeyError, ValueError, PinError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    with Chromium() as browser:

        def verdict(release: str) -> str:
            install_packages(runtimes.manifest().packages_of([release]))
            outcome, ends = run_example(browser, example, release)
            seen = BROKE if outcome.errors or not ends <= outcome.ends else RAN
            print(f"{_in_words(release)}: {seen} {next(iter(outcome.errors), '')[:150]!r}", flush=True)
            return seen

        if options.all:
            for release in candidates:
                verdict(release)
            return 0
        change = bisect(candidates, verdict)
    print(
        f"changed between {_in_words(change[0])} and {_in_words(change[1])}"
        if change
        else "the first and the last agree"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
