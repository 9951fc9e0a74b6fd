"""`python -m docs.site build OUT` builds the site, and `python -m docs.site serve` shows it on this machine."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from docs.site.building.archive import write_archive
from docs.site.building.bundle import BuildError, seal, write_page
from docs.site.building.examples import write_examples
from docs.site.building.serving import Server
from docs.site.building.vendor import vendor
from docs.site.guide.build import require_mkdocs, write_guide

DONE, FAILED = 0, 1


def build(out: Path, *, is_vendored: bool = False, work: Path | None = None) -> None:
    """Build the site into a folder. work: where npm's packages stay for the next time.

    Raises BuildError if npm or MkDocs cannot do its part.
    """
    require_mkdocs()
    out.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as temporary:
        write_page(out, work or Path(temporary))
    write_archive(out / "doctor.zip")
    write_examples(out / "examples.json")
    write_guide(out / "docs")
    if is_vendored:
        vendor(out)
    seal(out)


def serve(folder: Path, port: int) -> None:
    """Serve a built site on this machine until Ctrl-C."""
    with Server(folder, port) as server:
        print(f"The site is at {server.address} (Ctrl-C ends it)", flush=True)
        server.serve_forever()


def main(arguments: list[str] | None = None) -> int:
    """Build or serve; 1 where that fails."""
    chosen = _parser().parse_args(arguments)
    try:
        if chosen.command == "build":
            build(chosen.out, is_vendored=chosen.vendor)
            print(f"The site is in {chosen.out}")
            return DONE
        with TemporaryDirectory() as temporary:
            build(Path(temporary), is_vendored=chosen.vendor)
            serve(Path(temporary), chosen.port)
    except BuildError as error:
        print(f"error: {error}", file=sys.stderr)
        return FAILED
    except KeyboardInterrupt:
        print()
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m docs.site", description="The doctor on a page, and its documentation."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="build the site into a folder of static files")
    building.add_argument("out", type=Path, metavar="OUT")
    serving = commands.add_parser("serve", help="build the site, and serve it on this machine")
    serving.add_argument("--port", type=int, default=0, help="default: a free one")
    for each in (building, serving):
        each.add_argument("--vendor", action="store_true", help="put PyScript beside the page, too")
    return parser
