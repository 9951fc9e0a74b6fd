"""Selectors that no browser can read: `#1st`, `.red.`, `button:contains(Go)`.

Only certain faults count. A bracket that is not closed is no fault: the browser closes it at the end.
"""

from __future__ import annotations

from pyscript_doctor.parsers.templates.masking import MASK
from pyscript_doctor.patterns import lazy_pattern
from pyscript_doctor.records import NamedTuple

QUOTED = lazy_pattern(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
IN_BRACKETS = lazy_pattern(r"\[[^\[\]]*\]")
IN_PARENTHESES = lazy_pattern(r"(?<=[\w-])\([^()]*\)")
ESCAPED = lazy_pattern(r"\\(?:[0-9a-fA-F]{1,6}\s?|.)")
DIGIT_FIRST = lazy_pattern(r"[#.]\d")
TAG_WITH_DIGIT = lazy_pattern(r"(?:^|[\s>+~,*])-?\d")
CLOSED = lazy_pattern(r"\[([^\[\]\\\"']*(?:\"[^\"\\\n]*\"|'[^'\\\n]*')?[^\[\]\\\"']*)\]")
NAME = r"(?!-?\d|-(?![\w-]))[\w\-\x80-\U0010ffff]+"
ATTRIBUTE = lazy_pattern(rf"\s*{NAME}\s*(?:[~^$*]?=\s*(?:{NAME}|\"[^\"]*\"|'[^']*')\s*(?:[iIsS]\s*)?)?")
OF_ATTRIBUTE = lazy_pattern(rf"(\s*{NAME}\s*[~^$*]?=)\s*([^\s\"'=]+)\s*")
WITHOUT_NAME = lazy_pattern(r"[#.](?![\w\-\\\x80-\U0010ffff])|(?<!:):(?![\w\-:])")
NOT_HERE = lazy_pattern(r"[@$%/!?=;{}<^\])\"']")
AT_THE_EDGE = lazy_pattern(r"^\s*[>+~,]|[>+~,]\s*$|,\s*,|[>+~]\s*[>+~,]|,\s*[>+~]")
OF_JQUERY = lazy_pattern(
    r":(?:contains|eq|first|last|visible|hidden|selected|button|text|submit|even|odd|gt|lt|input|checkbox|radio)"
    r"(?![\w-])"
)
NOT_READ = ("&", "|", "/*", "{{", "{%", "<%", "${", MASK)
"""Nesting, namespaces, comments, and what a template puts in."""
LONGEST = 300
"""A longer selector is not read."""


class BrokenSelector(NamedTuple):
    """Why a browser refuses a selector. reason: what is not so. instead: what to write; "" if that is not known."""

    reason: str
    instead: str = ""


def broken(selector: str) -> BrokenSelector | None:
    """What is wrong with a selector; None if a browser can read it, or that is not certain."""
    if not selector.strip():
        return BrokenSelector("it is empty")
    if len(selector) > LONGEST or any(each in selector for each in NOT_READ):
        return None
    rest = _without_what_is_inside(selector)
    digit = DIGIT_FIRST.search(rest)
    if digit:
        return _with_a_digit(selector, digit[0][0])
    if TAG_WITH_DIGIT.search(rest):
        return BrokenSelector("in a selector, a tag can't begin with a digit")
    attribute = None if "(" in selector else _broken_attribute(selector)
    if attribute is not None:
        return attribute
    named = OF_JQUERY.search(rest)
    if named:
        return BrokenSelector(f"`{named[0]}` works in jQuery only")
    nameless = WITHOUT_NAME.search(rest)
    if nameless:
        return BrokenSelector(f"no name comes after the `{nameless[0]}`", _without_doubled(selector))
    stranger = NOT_HERE.search(rest)
    if stranger:
        return BrokenSelector(f"a `{stranger[0]}` can't be there", selector.replace(stranger[0], "", 1).strip())
    edge = AT_THE_EDGE.search(rest)
    return BrokenSelector(f"`{edge[0].strip()}` has nothing on one of its sides") if edge else None


def _without_what_is_inside(selector: str) -> str:
    """The selector without everything in quotes, brackets and parentheses."""
    rest = QUOTED.sub("", ESCAPED.sub("x", selector))
    for _ in range(LONGEST):
        shorter = IN_PARENTHESES.sub("", IN_BRACKETS.sub("x", rest))
        if shorter == rest:
            break
        rest = shorter
    return rest.partition("[")[0].partition("(")[0]


def _broken_attribute(selector: str) -> BrokenSelector | None:
    """`[data-number=1]`, where quotes are missing; `[]`, `[data-number==1]`."""
    for found in CLOSED.finditer(selector):
        inside = found[1]
        if ATTRIBUTE.fullmatch(inside):
            continue
        unquoted = OF_ATTRIBUTE.fullmatch(inside)
        if unquoted is None:
            return BrokenSelector(f"`[{inside}]` does not name an attribute")
        quoted = f"[{unquoted[1]}'{unquoted[2]}']"
        return BrokenSelector(
            f"`{unquoted[2]}` must be in quotes there", selector[: found.start()] + quoted + selector[found.end() :]
        )
    return BrokenSelector("nothing comes after the `[`") if selector.rstrip().endswith("[") else None


def _with_a_digit(selector: str, sign: str) -> BrokenSelector:
    kind, attribute = ("an id", "id") if sign == "#" else ("a class", "class")
    name = selector.strip()[1:]
    instead = f'[{attribute}="{name}"]' if sign == "#" and name.replace("-", "").replace("_", "").isalnum() else ""
    return BrokenSelector(f"in a selector, {kind} can't begin with a digit", instead)


def _without_doubled(selector: str) -> str:
    """`##go` and `# go` as `#go`."""
    for sign in "#.":
        name = selector.lstrip(f"{sign} ")
        if name.replace("-", "").replace("_", "").isalnum():
            return sign + name
    return ""
