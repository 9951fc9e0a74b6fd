"""The doctor's script comes first in the head, on a line that is there already."""

from __future__ import annotations

import pytest

from pyscript_doctor.serving.content_security import allowing, nonce_of
from pyscript_doctor.serving.injection import with_page_script, with_worker_script

TAG = '<script src="/__pyscript-doctor/page.js"></script>'


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<!doctype html>\n<head>\n<title>", "<!doctype html>\n<head>{}\n<title>"),
        ('<html lang="en"><HEAD data-x="<head>"><title>', '<html lang="en"><HEAD data-x="<head>">{}<title>'),
        ("<!doctype html><title>no head</title>", "<!doctype html>{}<title>no head</title>"),
        ("<!doctype html><html><body><head>", "<!doctype html><html>{}<body><head>"),
        ("<!-- <head> --><!doctype html><head><p>", "<!-- <head> --><!doctype html><head>{}<p>"),
        ("text <head>", "{}text <head>"),
        ("", "{}"),
    ],
)
def test_script_is_first_in_the_head(page: str, expected: str) -> None:
    assert with_page_script(page.encode()).decode() == expected.replace("{}", TAG)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_keep_their_numbers(newline: str) -> None:
    page = newline.join(["<!doctype html>", "<html>", "<head>", "<title>A</title>", "</head>"]).encode()
    assert with_page_script(page).count(newline.encode()) == page.count(newline.encode())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_characters_of_the_page_stay_as_they_are(encoding: str) -> None:
    page = "<html><head><title>Gärten</title>".encode(encoding)
    assert with_page_script(page).decode(encoding) == f"<html><head>{TAG}<title>Gärten</title>"


def test_bytes_that_are_no_text_stay_as_they_are() -> None:
    assert with_page_script(b"<head>\xff\xfe\x00") == b"<head>" + TAG.encode() + b"\xff\xfe\x00"


@pytest.mark.parametrize(
    ("worker", "expected"),
    [
        ("postMessage(1)", ";hook();postMessage(1)"),
        ('/* a */ "use strict";\nx = 1', '/* a */ "use strict";;hook();\nx = 1'),
        ('import { a } from "./a.js";\na()', 'import "/__pyscript-doctor/worker.js";import { a } from "./a.js";\na()'),
        ('const text = "import x from y";', ';hook();const text = "import x from y";'),
    ],
)
def test_script_of_workers_comes_first(worker: str, expected: str) -> None:
    assert with_worker_script(worker.encode(), "hook();").decode() == expected


SCRIPT, SOCKET = "http://localhost:1/hook.js", "ws://localhost:1/events"


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("img-src 'self'", "img-src 'self'"),
        ("script-src 'self'", f"script-src 'self' {SCRIPT}"),
        ("script-src 'none'", f"script-src {SCRIPT}"),
        ("connect-src 'none'", f"connect-src {SOCKET}"),
        ("default-src 'self'", f"default-src 'self'; script-src-elem 'self' {SCRIPT}; connect-src 'self' {SOCKET}"),
        ("script-src 'unsafe-inline' a.example", f"script-src 'unsafe-inline' a.example {SCRIPT}"),
        ("script-src a; script-src b", f"script-src a {SCRIPT}"),
        ("script-src a, connect-src b", f"script-src a {SCRIPT}, connect-src b {SOCKET}"),
    ],
)
def test_policy_gets_two_addresses_and_no_more(policy: str, expected: str) -> None:
    assert allowing(policy, SCRIPT, SOCKET) == expected


def test_nonce_of_the_page_is_used() -> None:
    assert nonce_of("script-src 'nonce-aGVsbG8=' 'strict-dynamic'") == "aGVsbG8="
    assert "nonce='aGVsbG8='" in with_page_script(b"<head>", "aGVsbG8=").decode()
    assert nonce_of("script-src 'self'") == ""
