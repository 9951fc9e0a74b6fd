"""Where Python may await, beyond the examples of the rules' pages."""

from __future__ import annotations

import pytest

from tests.rules.scripts import CONFIGURED, found, messages, the_one, with_modules

AWAIT = "await-in-sync-script"
MAIN = "import asyncio\nasync def main(): pass\n"
SYNC = '<script type="py" async="false">'


@pytest.mark.parametrize(
    ("release", "tag", "help"),
    [
        ("2024.8.1", '<script type="py">', "Add the attribute `async` to the script"),
        ("2024.8.1", '<script type="mpy">', "Add the attribute `async` to the script"),
        ("2024.8.1", '<script type="py" async>', ""),
        ("2024.8.1", '<script type="py-editor">', ""),
        ("2026.7.3", '<script type="py">', ""),
        ("2026.7.3", SYNC, 'Remove `async="false"`'),
        ("2026.7.3", '<script type="py" async="0">', 'Remove `async="0"`'),
        ("2026.7.3", '<script type="py" async>', ""),
        ("2026.7.3", '<script type="py-editor" async="false">', ""),
    ],
)
def test_await_at_the_top_of_a_script(release: str, tag: str, help: str) -> None:
    told = [each.finding.help for each in found(AWAIT, "await main()", tag, release=release)]
    assert [each.partition(", or")[0] for each in told] == [help] * bool(help)


def test_await_at_the_top_of_a_module() -> None:
    files = with_modules(shapes="await main()\n")
    assert len(messages(AWAIT, "import shapes", CONFIGURED, files=files)) == 1
    assert messages(AWAIT, "import shapes", CONFIGURED.replace("py", "mpy", 1), files=files) == []


def test_no_fix_writes_await_where_it_fails() -> None:
    cases = (("asyncio-run", f"{MAIN}asyncio.run(main())"), ("coroutine-not-awaited", f"{MAIN}main()[0]"))
    for rule, source in cases:
        assert the_one(rule, source, SYNC).fix is None
        assert the_one(rule, source).fix
        assert the_one(rule, source, release="2024.8.1").fix is None
        assert the_one(rule, source, '<script type="py" async>', release="2024.8.1").fix


def test_help_for_a_loop_is_for_the_script_that_starts_it() -> None:
    task = "An event loop is already running. Write `asyncio.create_task(main())`. Or remove the attribute `async`"
    assert the_one("asyncio-run", f"{MAIN}asyncio.run(main())", SYNC).help.startswith(task)
    at_top = "An event loop is already running. Write `await main()` at the top level of the script"
    assert the_one("asyncio-run", f"{MAIN}asyncio.run(main())").help.startswith(at_top)


def test_a_loop_that_a_handler_starts_can_wait_in_a_script_that_is_not_async() -> None:
    source = f"from pyscript import when\n{MAIN}@when('click', '#go')\ndef show(event):\n    asyncio.run(main())"
    for tag in (SYNC, '<script type="py">'):
        (one,) = found("asyncio-run", source, tag, body='<b id="go">Go</b>')
        assert (one.severity.label, one.finding.unless) == ("warning", "the browser has JSPI")
    (one,) = found("asyncio-run", f"{MAIN}asyncio.run(main())", SYNC)
    assert (one.severity.label, one.finding.unless) == ("error", "")


def test_awaiting_a_loop_does_no_harm_to_other_pages_that_share_the_file() -> None:
    finding = the_one("asyncio-run", f"{MAIN}asyncio.run(main())")
    assert finding.fix
    assert finding.fix.harmless
