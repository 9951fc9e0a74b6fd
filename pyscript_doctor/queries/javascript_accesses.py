"""What the project's own JavaScript reads from objects, worked out once for each source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.javascript.accesses import accesses

if TYPE_CHECKING:
    from pyscript_doctor.parsers.javascript.accesses import JavaScriptAccesses
    from pyscript_doctor.parsers.text import Text
    from pyscript_doctor.project.reader import Reader


def accesses_of(text: Text, reader: Reader) -> JavaScriptAccesses:
    """What a source reads from objects."""
    return reader.once_of("accesses", text, lambda: accesses(text))
