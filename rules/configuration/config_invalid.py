"""Configs that PyScript's own parsers can't read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ERROR, PAGE_BLANK, WARNING, Finding, known, rule
from pyscript_doctor.queries.json_slips import comma_slip_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Config, Span


@rule(severity=ERROR, guide="configuration/", effect=PAGE_BLANK)
def config_invalid(config: Config) -> Iterator[Finding]:
    """PyScript can't read the config, or ignores a line of it and shows no error."""
    reading = known(config.reading)
    if not reading.refusal and not reading.skipped:
        return
    from pyscript_doctor.queries.config_repairs import repairing_fix

    syntax = config.syntax.upper()
    if reading.refusal:
        span, message = _slip(config) or (reading.refusal.span, reading.refusal.message)
        yield Finding(
            span=span,
            message=f"PyScript cannot read this {syntax}: {message}",
            label="PyScript stops here",
            help="Fix this line: until PyScript can read the config, no script that uses it runs.",
            console=f"(PY1000): Invalid {syntax}",
            fix=repairing_fix(config),
        )
    else:
        fix = repairing_fix(config)
        for span in reading.skipped:
            yield Finding(
                span=span,
                message="PyScript ignores this line and shows no error",
                label="ignored",
                help='Write `key = "value"` on one line, or remove the line.',
                severity=WARNING,
                fix=fix,
            )


def _slip(config: Config) -> tuple[Span, str] | None:
    """The comma of JSON that is too much, or missing, before the place where PyScript stops."""
    refusal = known(config.reading).refusal
    if refusal is None or config.text is None or not config.is_json:
        return None
    return comma_slip_at(config.text, refusal.span)
