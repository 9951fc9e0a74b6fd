"""`experimental_create_proxy` with a value that PyScript ignores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyscript_doctor import ACTION_FAILS, ERROR, SAFE, Finding, Leaf, fix_of, rule
from pyscript_doctor.queries.config_edits import set_value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyscript_doctor import Config


@rule(severity=ERROR, faq="borrowed-proxy", effect=ACTION_FAILS, mentions=("experimental_create_proxy",))
def experimental_create_proxy_value(config: Config) -> Iterator[Finding]:
    """PyScript ignores this value of `experimental_create_proxy`: only "auto" works."""
    entry = config.table.entry("experimental_create_proxy")
    if entry is None or (isinstance(entry.value, Leaf) and entry.value.value == "auto"):
        return
    is_table = not isinstance(entry.value, Leaf)
    yield Finding(
        span=entry.value.span if isinstance(entry.value, Leaf) else entry.key.span(),
        message='PyScript ignores this value and shows no error: only the string `"auto"` works'
        + (", although the FAQ shows a table" if is_table else ""),
        label="ignored",
        help='Write:\n\n```toml\nexperimental_create_proxy = "auto"\n```',
        fix=fix_of(SAFE, 'Write `"auto"`', lambda: [set_value(entry.value, "auto")]),
    )
