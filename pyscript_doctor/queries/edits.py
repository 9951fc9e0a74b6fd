"""The structural edits that fixes are made of, as rules use them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor.edits import words
from pyscript_doctor.edits.config import ConfigDocument, set_key
from pyscript_doctor.edits.files import created
from pyscript_doctor.edits.fix import Safety, fix_of
from pyscript_doctor.edits.html import (
    clear_attribute,
    in_quotes,
    insert_before,
    insert_last,
    remove_attribute,
    rename_attribute,
    rename_element,
    set_attribute,
)
from pyscript_doctor.edits.javascript import exported
from pyscript_doctor.edits.python import (
    added_import,
    appended,
    appended_line,
    awaited,
    declared_global,
    given_import,
    given_module,
    inserted,
    replaced,
    unwrapped,
    with_argument,
    with_parameter,
    with_rest_parameter,
    wrapped,
)
from pyscript_doctor.edits.words import removed
from pyscript_doctor.knowledge.config_keys import KEYS, METADATA
from pyscript_doctor.parsers.layers import CharacterData, Unwritable
from pyscript_doctor.project.program.scopes import MAIN
from pyscript_doctor.project.runtime.config import ConfigForm
from pyscript_doctor.project.runtime.runtime import RuntimeKind
from pyscript_doctor.project.unknown import Unknown, known
from pyscript_doctor.queries.synchronous_scripts import is_synchronous

if TYPE_CHECKING:
    from pyscript_doctor.edits.fix import Fix
    from pyscript_doctor.parsers.text import Edit, Span
    from pyscript_doctor.project.program.facts import Code, Place
    from pyscript_doctor.project.program.values import PythonFunction
    from pyscript_doctor.project.reader import Reader
    from pyscript_doctor.project.runtime.config import Config
    from pyscript_doctor.project.runtime.runtime import Runtime

__all__ = [
    "added_config",
    "added_import",
    "appended",
    "appended_line",
    "awaited",
    "can_await",
    "clear_attribute",
    "created",
    "declared_global",
    "document_for",
    "event_parameter",
    "exported",
    "given_import",
    "given_module",
    "in_quotes",
    "insert_before",
    "insert_last",
    "inserted",
    "remove_attribute",
    "removed",
    "rename_attribute",
    "rename_element",
    "replaced",
    "respelled",
    "respelling",
    "set_attribute",
    "set_key",
    "unwrapped",
    "with_argument",
    "with_parameter",
    "with_rest_parameter",
    "wrapped",
]


def document_for(config: Config, key: str) -> ConfigDocument | None:
    """A config as a document in which a key can be set.

    None if there is none, if PyScript ignores a part of it, or if a key that PyScript does not know may be what was
    meant. Raises Unknown if it cannot be read.
    """
    table = config.table
    if config.text is None or known(config.reading).skipped:
        return None
    unknown = any(entry.name not in KEYS and entry.name not in METADATA for entry in table)
    return None if unknown and table.entry(key) is None else ConfigDocument(config.text, table, config.syntax)


def added_config(runtime: Runtime, *lines: str) -> Edit | None:
    """Gives the page a config with these lines of TOML, before the first script of a Runtime that has none.

    Workers of tags read it too. Editors, games and the workers that code starts do not.
    """
    element = runtime.scripts[0].element
    if element is None or runtime.kind is not RuntimeKind.SCRIPTS or runtime.config.form is not ConfigForm.NONE:
        return None
    tag = "py-config" if runtime.is_pyodide else "mpy-config"
    body = "".join(f"  {CharacterData().written(line)}\n" for line in lines)
    return insert_before(element, f"<{tag}>\n{body}</{tag}>")


def respelled(reader: Reader, span: Span, old: str, new: str) -> Edit:
    """Writes a plain word in another way, at its last place in a part of its file, whatever is around it.

    Raises Unwritable if the word is not there as it is, or the new one is more than a plain word.
    """
    text = reader.shown(span.path)
    if isinstance(text, Unknown):
        raise Unwritable(text.reason)
    return words.respelled(text, span, old, new)


def respelling(reader: Reader, span: Span, old: str, new: str, *, certain: bool = False) -> Fix | None:
    """The fix that writes a plain word in another way; None if it cannot, or the new word is empty.

    certain: nothing else can be meant, so the fix is safe.
    """
    if not new:
        return None
    return fix_of(
        Safety.SAFE if certain else Safety.UNSAFE, f"Write `{new}`", lambda: [respelled(reader, span, old, new)]
    )


def can_await(code: Code, place: Place) -> bool:
    """Whether `await` can be written at a place: in an async function, or at the top of a script that may await."""
    if place.function is None:
        return code.module == MAIN and not is_synchronous(code)
    function = code.functions.get(place.function)
    return function is not None and function.is_async


def event_parameter(code: Code, function: PythonFunction, name: str = "event") -> Edit:
    """Gives a function without parameters one for the event; those who call it without one still can.

    Raises Unwritable if that cannot be written, or the module uses this name for something else.
    """
    if name in code.syntax.scopes[0].bindings:
        raise Unwritable(f"the name `{name}` is taken")
    return with_parameter(code.syntax.text, function.span, f"{name}=None")
