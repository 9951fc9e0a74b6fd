"""Where reports go, as the command line says it."""

from __future__ import annotations

from pyscript_doctor.records import NamedTuple

FORMATS = ("text", "concise", "json", "json-lines", "sarif", "github", "gitlab", "junit", "markdown")


class Output(NamedTuple):
    """One `--output-format FORMAT[=FILE]`; without a file it goes to standard output."""

    format: str = "text"
    file: str = ""


def output_of(text: str) -> Output:
    """The output that an argument asks for. Raises ValueError, with a sentence for the user, for an unknown format."""
    name, separator, file = text.partition("=")
    if name not in FORMATS:
        from difflib import get_close_matches

        near = get_close_matches(name.lower(), FORMATS, n=1)
        raise ValueError(f"did you mean {near[0]!r}?" if near else f"the formats are {', '.join(FORMATS)}")
    if separator and not file:
        raise ValueError(f"name a file behind {name}=")
    return Output(name, file)
