"""Edits of JavaScript. They raise Unwritable where what is asked for cannot be written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.parsers.layers import Unwritable

if TYPE_CHECKING:
    from collections.abc import Collection

    from pyscript_doctor.parsers.javascript.records import JavaScriptSyntax
    from pyscript_doctor.parsers.text import Edit


def exported(syntax: JavaScriptSyntax, names: Collection[str]) -> Edit:
    """Export names that the file declares, in a line of its own at its end."""
    declared = {each.name.value for each in syntax.top_level_declarations if not each.is_global}
    if not names or not declared.issuperset(names):
        raise Unwritable("the file declares no such name")
    text = syntax.text
    end = len(text.value.rstrip())
    return text.insertion(end, f"\n\nexport {{ {', '.join(sorted(names))} }};")
