"""How PyScript dedents the Python that it runs.

It is not `textwrap.dedent`, and from PyScript 2023.11.1 to 2026.7.3 it has not changed. It takes the white space before
the first line that is not blank, and removes it from each line that begins with exactly this white space. Any other
line stays as it is, and the whole text does if the first line is not indented. Lines of multi-line strings lose it too.
"""

from __future__ import annotations

import re

from pyscript_doctor.parsers.layers import Indentation
from pyscript_doctor.parsers.text import Part, Text

# What JavaScript calls white space. Python's list is different (U+001C to U+001F, U+0085, U+FEFF).
_WHITE_SPACE = "\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200B)))
_LINE_START = r"(?:\A|(?<=[\n\r\u2028\u2029]))"


def dedent(text: Text) -> Text:
    """The Text as PyScript gives it to the interpreter. Its places stay right."""
    indentation = _indentation(text.value)
    if not indentation:
        return text
    parts: list[Part] = []
    kept = 0
    for match in re.finditer(_LINE_START + re.escape(indentation), text.value):
        parts.append(Part(kept, match.start()))
        kept = match.end()
    parts.append(Part(kept, len(text.value)))
    return text.spliced(parts, Indentation(indentation))


def _indentation(value: str) -> str:
    """The white space before the first line that is not blank; only \\r and \\n end a line here."""
    for line in re.finditer(r"[^\r\n]+", value):
        stripped = line[0].strip(_WHITE_SPACE)
        if stripped:
            return line[0][: line[0].index(stripped)]
    return ""
