"""Writes how a function is called; also runs inside Pyodide."""

import inspect
from collections.abc import Callable, Sequence
from typing import Any

LONGEST_DEFAULT = 16


def written_signature(value: Callable[..., Any], bound: bool = False) -> "str | None":
    """The parameters, as Python writes them, without the first where it is bound; None if Python does not tell.

    A coroutine function begins with "async ". A default that is long, or no plain value, is written as `...`.
    """
    try:
        parameters = list(inspect.signature(value).parameters.values())
    except (ValueError, TypeError):
        return None
    call = _written(parameters[1:] if bound else parameters)
    return f"async {call}" if inspect.iscoroutinefunction(value) else call


def _written(parameters: "Sequence[inspect.Parameter]") -> str:
    parts: list[str] = []
    before = None
    for parameter in parameters:
        if before is parameter.POSITIONAL_ONLY and parameter.kind is not before:
            parts.append("/")
        if parameter.kind is parameter.KEYWORD_ONLY and before not in (parameter.VAR_POSITIONAL, parameter.kind):
            parts.append("*")
        parts.append(_with_default(parameter))
        before = parameter.kind
    return ", ".join(parts + (["/"] if before is inspect.Parameter.POSITIONAL_ONLY else []))


def _with_default(parameter: inspect.Parameter) -> str:
    stars = "*" if parameter.kind is parameter.VAR_POSITIONAL else ""
    stars = "**" if parameter.kind is parameter.VAR_KEYWORD else stars
    if parameter.default is parameter.empty:
        return f"{stars}{parameter.name}"
    plain = isinstance(parameter.default, (str, int, float, type(None)))
    default = repr(parameter.default) if plain else "..."
    fits = len(default) <= LONGEST_DEFAULT and "," not in default
    return f"{parameter.name}={default if fits else '...'}"
