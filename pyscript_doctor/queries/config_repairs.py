"""What a config that PyScript's parsers cannot read may mean, if there is only one possibility."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pyscript_doctor.edits.fix import Fix, Safety, fix_of
from pyscript_doctor.parsers.config.json import read_json
from pyscript_doctor.parsers.config.toml_dialects import Dialect, read_toml
from pyscript_doctor.parsers.config.toml_statements import Kind, scan_toml
from pyscript_doctor.parsers.text import Text
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pyscript_doctor.project.runtime.config import Config

JSON_STRING = r'"(?:\\.|[^"\\\n])*"'
TOML_STRING = r'"""[\s\S]*?"""|' + r"'''[\s\S]*?'''|" + JSON_STRING + r"|'[^'\n]*'|#[^\n]*"
ITEM = lazy_pattern(
    r"""[ \t]*(?P<key>"[^"\\\n]*"|'[^'\n]*'|[\w-]+)[ \t]*=[ \t]*(?P<value>"[^"\\\n]*"|'[^'\n]*')[ \t]*"""
)
INLINE = lazy_pattern(r"(?P<name>[\w-]+)[ \t]*=[ \t]*\{(?P<items>[^{}\n]+)\}")
CONSTANTS = {"True": "true", "False": "false", "None": "null"}


class Slip(NamedTuple):
    """One kind of mistake. fault: where it is, outside of strings and comments. write: what should be there."""

    title: str
    fault: re.Pattern[str]
    write: Callable[[str], str]
    safety: Safety


Change = tuple[int, int, str]


def _slip(title: str, strings: str, fault: str, write: Callable[[str], str], safety: Safety = Safety.UNSAFE) -> Slip:
    return Slip(title, lazy_pattern(f"{strings}|{fault}", re.MULTILINE), write, safety)


def _quoted(word: str) -> str:
    return f'"{word}"'


OF_JSON = (
    _slip("Remove the trailing comma", JSON_STRING, r"(?P<fault>,)(?=\s*[}\]])", lambda _: "", Safety.SAFE),
    _slip("Add the comma", JSON_STRING, r'(?<=["\d\]}el])(?P<fault>)(?=\s+")', lambda _: ","),
    _slip("Write double quotes", JSON_STRING, r"(?P<fault>'[^'\"\\\n]*')", lambda word: _quoted(word[1:-1])),
    _slip("Write straight quotes", JSON_STRING, r"(?P<fault>[“”„])", lambda _: '"', Safety.SAFE),
    _slip("Put the keys into quotes", JSON_STRING, r"(?<=[{,\s])(?P<fault>[A-Za-z_][\w-]*)(?=\s*:)", _quoted),
    _slip(
        "Write JSON's own names", JSON_STRING, r"(?P<fault>\b(?:True|False|None)\b)", CONSTANTS.__getitem__, Safety.SAFE
    ),
)
OF_TOML = (
    _slip("Write `=`", TOML_STRING, r"(?<=[\"'\w-])(?P<fault>[ \t]*:)(?=[ \t]+\S)", lambda _: " ="),
    _slip("Write straight quotes", TOML_STRING, r"(?P<fault>[“”„])", lambda _: '"', Safety.SAFE),
    _slip("Write TOML's names", TOML_STRING, r"(?P<fault>\b(?:True|False)\b)", CONSTANTS.__getitem__, Safety.SAFE),
    _slip("Add the comma", TOML_STRING, r"(?<=[\"'])(?P<fault>)(?=[ \t]+[\"'])", lambda _: ","),
    _slip(
        "Close the list",
        TOML_STRING,
        r"^[ \t]*[\w-]+[ \t]*=[ \t]*\[[^\]\n#]*[^\]\n#\s,](?P<fault>)[ \t]*$(?!\n[ \t]*[\"'\]])",
        lambda _: "]",
    ),
    _slip(
        "Put the text into quotes",
        TOML_STRING,
        r"^[ \t]*[\w-]+[ \t]*=[ \t]*(?P<fault>(?!(?:[Tt]rue|[Ff]alse|inf|nan)\b)[A-Za-z./][^\s\"'\[\]{}#,=]*)[ \t]*$",
        _quoted,
    ),
    _slip(
        "Put the path into quotes",
        TOML_STRING,
        r"^[ \t]*(?P<fault>(?:\.{0,2}/|https?://)[^\s\"'=]+|[\w-]+(?:/[\w.-]+)+|[\w-]+(?:\.[\w-]+)+)(?=[ \t]*=)",
        _quoted,
    ),
)


def repairing_fix(config: Config) -> Fix | None:
    """The fix after which every parser of PyScript reads the config; None if there are several ways to fix it."""
    text = config.text
    if text is None:
        return None
    is_json = config.is_json
    slips = OF_JSON if is_json else OF_TOML
    found = [(each.title, each.safety, changes) for each in slips if (changes := list(_changes(each, text)))]
    if not is_json:
        found += [("Write it as a table of its own", Safety.SAFE, changes) for changes in _as_tables(text)]
    working = [each for each in found if _is_read(text, each[2], is_json)]
    if len(working) == 1:
        return _fix(text, *working[0])
    together = [change for _, _, changes in found for change in changes]
    if working or len(found) < 2 or not _is_read(text, together, is_json):
        return None
    return _fix(text, "Correct the syntax", Safety.UNSAFE, together)


def _fix(text: Text, title: str, safety: Safety, changes: list[Change]) -> Fix | None:
    return fix_of(safety, title, lambda: [text.replacement(*each) for each in changes])


def _changes(slip: Slip, text: Text) -> Iterator[Change]:
    for match in slip.fault.finditer(text.value):
        if match["fault"] is not None:
            yield match.start("fault"), match.end("fault"), slip.write(match["fault"])


def _as_tables(text: Text) -> Iterator[list[Change]]:
    """An inline table, which basic-toml cannot read if its keys are quoted, written with a header of its own."""
    statements = [each for each in scan_toml(text) if each.kind not in (Kind.BLANK, Kind.COMMENT)]
    header = next((index for index, each in enumerate(statements) if each.kind in (Kind.TABLE, Kind.TABLE_ARRAY)), None)
    top = statements[:header]
    inline = [each for each in top if INLINE.fullmatch(each.body.value)]
    if not inline or inline != top[-len(inline) :]:
        return
    changes: list[Change] = []
    for each in inline:
        start = text.offset(each.body.span().start)
        written = _as_table(each.body.value, text.value[text.value.rfind("\n", 0, start) + 1 : start])
        if written is None:
            return
        changes.append((start, start + len(each.body), written))
    yield changes


def _as_table(body: str, white: str) -> str | None:
    match = INLINE.fullmatch(body)
    assert match is not None
    lines, at, items = [f"[{match['name']}]"], 0, match["items"].rstrip()
    while at < len(items):
        item = ITEM.match(items, at)
        if item is None or items[item.end() : item.end() + 1] not in ("", ","):
            return None
        lines.append(f"{white}{item['key']} = {item['value']}")
        at = item.end() + 1
    return "\n".join(lines)


def _changed(value: str, changes: list[Change]) -> str:
    parts, position = [], 0
    for start, end, written in sorted(changes):
        parts += [value[position:start], written]
        position = end
    return "".join((*parts, value[position:]))


def _is_read(text: Text, changes: list[Change], is_json: bool) -> bool:
    """Whether all parsers read the whole text after these changes.

    None of them reads it if one change is inside another: what is left is a fault again.
    """
    whole = Text.whole(text.path, _changed(text.value, changes))
    readings = [read_json(whole)] if is_json else [read_toml(whole, dialect) for dialect in Dialect]
    return all(each.refusal is None and not each.skipped for each in readings)
