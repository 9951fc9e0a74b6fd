"""Runs in Pyodide: the error of each program in `argument`, empty where it ran."""
# ruff: noqa: F821 - `argument` is given, and the last expression is the result

import json

argument: str


def attempt(program: str) -> str:
    """Empty where the program runs, else the error."""
    try:
        exec(program, {"__name__": "__main__"})
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
    return ""


json.dumps({name: attempt(program) for name, program in json.loads(argument).items()})
