"""Isolation headers that no server ever sends, because of a slip."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, INFO, SCRIPT_DIES, WARNING, Finding, Related, known, rule
from pyscript_doctor.queries.edits import created
from pyscript_doctor.queries.isolating import isolating_fix, unsafe_isolation
from pyscript_doctor.queries.isolation_needs import Need, header_slips, isolation_need
from pyscript_doctor.queries.serving import HeaderSlip, SlipKind, State, slips_of_servers, unindented_headers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Fix, Page, Project, Runtime, Text

BOTH = """```
Cross-Origin-Opener-Policy: same-origin
Cross-Origin-Embedder-Policy: require-corp
```"""
LABELS = {
    SlipKind.META: "has no effect here",
    SlipKind.FILE_NAME: "in a file that no host reads",
    SlipKind.HEADER_NAME: "no such header",
    SlipKind.INDENTATION: "not indented",
    SlipKind.SYNTAX: "reading stops here",
    SlipKind.SHAPE: "not read here",
    SlipKind.VALUE: "does not isolate",
    SlipKind.ALONE: "not enough",
}
SHAPES = {
    "Vercel": """```json
{
  "headers": [
    {
      "source": "/(.*)",
      "headers": [
        { "key": "Cross-Origin-Opener-Policy", "value": "same-origin" },
        { "key": "Cross-Origin-Embedder-Policy", "value": "require-corp" }
      ]
    }
  ]
}
```""",
    "Netlify": """```toml
[[headers]]
  for = "/*"
  [headers.values]
    Cross-Origin-Opener-Policy = "same-origin"
    Cross-Origin-Embedder-Policy = "require-corp"
```""",
    "Firebase Hosting": """```json
{
  "hosting": {
    "headers": [
      {
        "source": "**",
        "headers": [
          { "key": "Cross-Origin-Opener-Policy", "value": "same-origin" },
          { "key": "Cross-Origin-Embedder-Policy", "value": "require-corp" }
        ]
      }
    ]
  }
}
```""",
    "Azure Static Web Apps": """```json
{
  "globalHeaders": {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp"
  }
}
```""",
}
"""What each host wants in its file."""


@rule(severity=ERROR, faq="sharedarraybuffer", effect=ACTION_FAILS)
def headers_not_sent(page: Page, project: Project) -> Iterator[Finding]:
    """An isolation header is in a `<meta>` tag, in a file with a wrong name, or misspelt, so no server sends it."""
    needs = [(runtime, need) for runtime in project.runtimes_of(page) if (need := isolation_need(runtime))]
    if needs and not project.isolation_of(page).service_workers:
        for slip in unindented_headers(project.reader):
            yield _unindented(slip, needs[0][0], project)
    if project.isolation_of(page).state is State.ISOLATED:
        return
    for slip in slips_of_servers(project.reader) if needs and not project.isolation_of(page).service_workers else ():
        yield _of_server(slip, needs[0][0], needs[0][1], project)
    for slip in header_slips(page, project):
        found = _finding(slip, *needs[0]) if needs else _finding(slip, None, None)
        yield replace(found, fix=_fix(slip, page, project, isolates=bool(needs)))


def _of_server(slip: HeaderSlip, runtime: Runtime, need: Need, project: Project) -> Finding:
    """A slip in what may well be the server of the page, and may be another one."""
    text, value = _text(slip, project), slip.meant.rpartition(": ")[2]
    fix = None
    if slip.kind is not SlipKind.ALONE:
        edits = [text.replacement(slip.span.start, slip.span.end, value)]
        fix = unsafe_isolation(f"Write `{value}`", [runtime.page], lambda: edits)
    return replace(
        _finding(slip, runtime, need),
        severity=WARNING,
        unless="another server sends the page, or adds what is missing",
        fix=fix,
    )


def _unindented(slip: HeaderSlip, runtime: Runtime, project: Project) -> Finding:
    return Finding(
        span=slip.span,
        message="this line of `_headers` is not indented, so most servers that read the file skip the header",
        label=LABELS[slip.kind],
        help=f"Put two spaces before it, as before each header: `{slip.meant}: ...`.",
        related=(Related(runtime.span, "needs the header"),),
        severity=WARNING,
        effect=SCRIPT_DIES,
        unless="your host is Netlify or Cloudflare, which read the line anyway",
        setting='hosting = "netlify"  # or "cloudflare-pages"',
        fix=unsafe_isolation(
            "Indent it", [runtime.page], lambda: [_text(slip, project).insertion(slip.span.start, "  ")]
        ),
    )


def _indented(slip: HeaderSlip, page: Page, project: Project) -> Fix | None:
    text = _text(slip, project)
    return unsafe_isolation("Indent it", [page], lambda: [text.insertion(slip.span.start, "  ")])


def _fix(slip: HeaderSlip, page: Page, project: Project, *, isolates: bool) -> Fix | None:
    """isolates: something on the page needs the headers, so that more than the slip may have to change."""
    if slip.kind is SlipKind.META:
        return isolating_fix(page, project) if isolates else None
    if slip.kind in {SlipKind.SYNTAX, SlipKind.SHAPE}:
        return None
    text, path = _text(slip, project), slip.span.path
    if slip.kind is SlipKind.FILE_NAME:
        meant = posixpath.join(posixpath.dirname(path), slip.meant)
        title = f"Copy it to a file named `{meant}`, which your host reads"
        return unsafe_isolation(title, [page], lambda: [created(meant, text.value)])
    return unsafe_isolation(
        f"Write `{slip.meant}`", [page], lambda: [text.replacement(slip.span.start, slip.span.end, slip.meant)]
    )


def _text(slip: HeaderSlip, project: Project) -> Text:
    return known(project.reader.text(slip.span.path))


def _finding(slip: HeaderSlip, runtime: Runtime | None, need: Need | None) -> Finding:
    return Finding(
        span=slip.span,
        message=_message(slip),
        label=LABELS[slip.kind],
        help=_help(slip),
        console=need.console if need else "",
        related=(Related(runtime.span, need.reason),) if runtime and need else (),
        severity=ERROR if need else INFO,
        effect=SCRIPT_DIES if need else None,
        unless="your server sends the isolation headers too" if need and slip.kind is SlipKind.META else "",
    )


def _message(slip: HeaderSlip) -> str:
    if slip.kind is SlipKind.META:
        return f"a `<meta>` tag can't send `{slip.meant}`, so the page is not cross-origin isolated"
    if slip.kind is SlipKind.FILE_NAME:
        name = slip.span.path.rpartition("/")[2]
        return f"no host reads a file called `{name}`, so these headers are never sent"
    if slip.kind is SlipKind.SYNTAX:
        return f"{slip.meant} cannot read this file from here on, so it does not send the headers in it"
    if slip.kind is SlipKind.SHAPE:
        return f"{slip.meant} looks for headers in another place of this file, so it does not send this one"
    if slip.kind is SlipKind.VALUE:
        return f"this value of `{slip.meant.partition(': ')[0]}` does not isolate the page"
    if slip.kind is SlipKind.ALONE:
        return f"the page is not cross-origin isolated: nothing here sends `{slip.meant}` as well"
    return f"there is no header of this name, so the page is sent without `{slip.meant}`"


def _help(slip: HeaderSlip) -> str:
    if slip.kind is SlipKind.FILE_NAME:
        return f"Rename the file to `{slip.meant}`."
    if slip.kind is SlipKind.SYNTAX:
        return "Fix the syntax here or just before: look for a comma, a quote or a bracket."
    if slip.kind is SlipKind.SHAPE:
        return f"Write it like this:\n\n{SHAPES[slip.meant]}"
    if slip.kind in {SlipKind.HEADER_NAME, SlipKind.VALUE}:
        return f"Write `{slip.meant}`."
    if slip.kind is SlipKind.ALONE:
        return f"Send both headers, with these values:\n\n{BOTH}"
    return f"""Your web server must send these two headers with the page:

{BOTH}

Where you can't set headers, put `mini-coi.js` beside the page, and write this first in its `<head>`:

```html
<script src="./mini-coi.js"></script>
```

`npx mini-coi -sw .` puts the file there (it is from https://github.com/WebReflection/mini-coi). To try the page at
home, `npx mini-coi .` serves this folder with the two headers."""
