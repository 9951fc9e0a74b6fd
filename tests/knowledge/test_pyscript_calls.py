"""How PyScript's own functions are called, and what its classes have, measured by importing each release."""

import pytest

from pyscript_doctor.knowledge.interpreters import Thread
from pyscript_doctor.knowledge.pyscript_api import pyscript_names
from pyscript_doctor.knowledge.pyscript_calls import (
    awaited_entry,
    must_be_awaited,
    pyscript_entry,
    pyscript_signature,
    returned_entry,
)
from pyscript_doctor.knowledge.releases import releases

NEW = "2026.7.3"
MODERN = [release.name for release in releases() if not release.legacy]


def test_display_takes_a_target_and_no_id() -> None:
    """In the browser: "display() got an unexpected keyword argument 'id'"."""
    for release in MODERN:
        display = pyscript_signature(release, "pyscript.display")
        assert display is not None
        assert display.unknown_keywords(["id", "target", "append"]) == ("id",)
        assert display.most_positional is None


def test_when_takes_what_its_release_takes() -> None:
    old, new = (pyscript_signature(release, "pyscript.when") for release in ("2024.9.2", NEW))
    assert old is not None
    assert old.keywords == ("event_type", "selector")
    assert old.unknown_keywords(["once"]) == ("once",)
    assert new is not None
    assert new.unknown_keywords(["once"]) == ()


def test_a_name_leads_to_where_it_was_made() -> None:
    for release, name in {"2024.9.2": "pyscript.event_handling.when", NEW: "pyscript.events.when"}.items():
        entry = pyscript_entry(release, "pyscript.when")
        assert entry is not None
        assert entry.name == name


@pytest.mark.parametrize(
    "name",
    [
        "pyscript.fs.mount",
        "pyscript.fs.sync",
        "pyscript.storage",
        "pyscript.fetch",
        "pyscript.create_named_worker",
        "pyscript.js_import",
        "pyscript.py_import",
        "pyscript.media.list_devices",
        "pyscript.media.Device.request_stream",
        "pyscript.Storage.sync",
    ],
)
def test_what_must_be_awaited(name: str) -> None:
    assert must_be_awaited(NEW, name)


@pytest.mark.parametrize("name", ["pyscript.display", "pyscript.when", "pyscript.PyWorker", "pyscript.web.page.find"])
def test_what_need_not_be_awaited(name: str) -> None:
    assert not must_be_awaited(NEW, name)


def test_the_result_of_fetch_has_methods_that_must_be_awaited() -> None:
    for release in MODERN[MODERN.index("2024.3.1") :]:
        result = returned_entry(release, "pyscript.fetch")
        assert result is not None
        for method in ("json", "text", "bytearray"):
            signature = result.members[method].signature
            assert signature is not None
            assert signature.awaitable


def test_awaiting_fetch_itself_came_after_fetch() -> None:
    assert awaited_entry("2024.3.1", "pyscript.fetch") is None
    response = awaited_entry("2024.3.2", "pyscript.fetch")
    assert response is not None
    assert response.open


def test_workers_answer_for_any_name_with_a_promise() -> None:
    for name in ("pyscript.workers", "pyscript.workers.workers"):
        workers = pyscript_entry(NEW, name)
        assert workers is not None
        assert workers.open
        assert workers.gives_promises


def test_a_page_has_few_names_and_its_elements_any() -> None:
    page = pyscript_entry(NEW, "pyscript.web.page")
    assert page is not None
    assert page.kind == "object"
    assert not page.open
    assert set(page.members) == {"append", "body", "find", "head", "html", "title"}
    div = pyscript_entry(NEW, "pyscript.web.div")
    assert div is not None
    assert div.open
    assert {"append", "classes", "style", "find", "update"} <= set(div.members)
    assert div.members["classes"].kind == "property"


def test_an_event_has_three_methods_and_nothing_else() -> None:
    event = pyscript_entry(NEW, "pyscript.Event")
    assert event is not None
    assert not event.open
    assert set(event.members) == {"add_listener", "remove_listener", "trigger"}
    trigger = pyscript_signature(NEW, "pyscript.Event.trigger")
    assert trigger is not None
    assert trigger.missing(0, []) == ("result",)


def test_storage_is_a_dictionary() -> None:
    storage = pyscript_entry(NEW, "pyscript.Storage")
    assert storage is not None
    assert storage.built_in_bases == ("builtins.dict",)
    assert not storage.open


def test_a_socket_of_old_releases_takes_keywords_alone() -> None:
    old, new = (pyscript_signature(release, "pyscript.WebSocket") for release in ("2025.11.2", NEW))
    assert old is not None
    assert old.too_many(1)
    assert new is not None
    assert not new.too_many(1)


def test_a_worker_has_no_workers_of_its_own() -> None:
    """There `PyWorker` is an object that says so whenever it is used."""
    assert pyscript_entry(NEW, "pyscript.create_named_worker", Thread.WORKER) is None
    worker = pyscript_entry(NEW, "pyscript.PyWorker", Thread.WORKER)
    assert worker is not None
    assert worker.name == "pyscript.util.NotSupported" or worker.kind == "object"


@pytest.mark.parametrize("name", ["pyscript.window", "pyscript.config", "pyscript.nonsense", "nonsense", ""])
def test_what_no_python_of_the_package_makes_is_not_known(name: str) -> None:
    assert pyscript_entry(NEW, name) is None
    assert pyscript_signature(NEW, name) is None


def test_a_release_that_is_legacy_or_not_known_is_no_answer() -> None:
    for release in ("2022.12.1", "9999.1.1"):
        with pytest.raises(LookupError):
            pyscript_entry(release, "pyscript.display")


def test_every_name_that_is_described_is_one_that_the_release_offers() -> None:
    for release in MODERN:
        for name in ("display", "when", "fetch", "storage", "WebSocket", "Event", "PyWorker"):
            described = pyscript_entry(release, f"pyscript.{name}") is not None
            assert not described or name in (pyscript_names(release) or ())
