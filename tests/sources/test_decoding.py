"""Which characters bytes stand for, and which files can concern PyScript."""

from __future__ import annotations

import codecs

import pytest

from pyscript_doctor.parsers.decoding import (
    Undecodable,
    declared_encoding,
    decode_html,
    decode_python,
    decode_utf8,
    has_trace,
)
from tests.pace import within

PAGE = "<title>é → 猫</title>"


def test_a_page_is_utf_8_where_it_can_be() -> None:
    assert decode_html(PAGE.encode()).value == PAGE
    assert decode_html(PAGE.encode()).encoding == "utf-8"


def test_an_empty_page_is_text() -> None:
    assert decode_html(b"").value == ""


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_decides_and_keeps_its_place(mark: bytes, encoding: str) -> None:
    decoded = decode_html(mark + PAGE.encode(encoding))
    assert decoded.value == "\ufeff" + PAGE
    assert decoded.encoding == encoding


def test_newlines_stay_as_they_are() -> None:
    assert decode_html(b"a\r\nb\rc\n").value == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    "declaration",
    [
        b'<meta charset="windows-1251">',
        b"<META CHARSET = windows-1251 >",
        b"<meta charset='cp1251'/>",
        b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
    ],
)
def test_what_is_no_utf_8_is_read_as_declared(declaration: bytes) -> None:
    decoded = decode_html(declaration + "Привет".encode("cp1251"))
    assert decoded.value.endswith("Привет")
    assert decoded.encoding == "cp1251"


def test_without_a_declaration_it_is_windows_1252_as_in_a_browser() -> None:
    assert decode_html(b"caf\xe9 \x93ok\x94").value == "café “ok”"


def test_latin_1_means_windows_1252_to_browsers() -> None:
    assert decode_html(b'<meta charset="iso-8859-1">\x80').value.endswith("€")


def test_bytes_without_a_character_do_not_fail() -> None:
    assert len(decode_html(b"<p>\x81\x8d").value) == len("<p>") + 2


def test_valid_utf_8_is_read_as_such_whatever_the_page_declares() -> None:
    assert decode_html('<meta charset="iso-8859-1">é'.encode()).value.endswith("é")


def test_the_japanese_encoding_that_is_made_of_ascii_bytes_is_read_as_declared() -> None:
    assert decode_html(b'<meta charset="iso-2022-jp">' + "猫".encode("iso2022-jp")).value.endswith("猫")


@pytest.mark.parametrize(
    "content",
    [
        b"<!-- <meta charset=cp1251> -->",
        b'<meta charset="rot13">',
        b'<meta charset="utf-7">',
        b'<meta name="charset">',
        b" " * 1024 + b"<meta charset=cp1251>",
    ],
)
def test_a_declaration_that_a_browser_does_not_heed_is_none(content: bytes) -> None:
    assert declared_encoding(content) is None


def test_a_declared_utf_16_means_utf_8() -> None:
    assert declared_encoding(b"<meta charset=utf-16le>") == "utf-8"


@pytest.mark.parametrize(
    "content",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"GIF89a\0\0", "<p>no mark</p>".encode("utf-16-le")],
)
def test_a_binary_file_with_the_name_of_a_page_is_no_text(content: bytes) -> None:
    with pytest.raises(Undecodable, match="is a binary file"):
        decode_html(content)


def test_browsers_do_not_read_utf_32() -> None:
    with pytest.raises(Undecodable, match="UTF-32"):
        decode_html(PAGE.encode("utf-32"))


def test_what_pyscript_fetches_as_text_is_utf_8_with_replacements() -> None:
    assert decode_utf8(b"\xef\xbb\xbfcaf\xe9 = 1").value == "\ufeffcaf\ufffd = 1"
    assert "\0" in decode_utf8("x = 1".encode("utf-16")).value


def test_a_module_is_read_by_its_coding_cookie() -> None:
    decoded = decode_python(b"# -*- coding: latin-1 -*-\nname = 'caf\xe9'\n")
    assert "café" in decoded.value
    assert decoded.encoding == "iso-8859-1"


def test_a_module_is_utf_8_without_a_cookie_and_keeps_its_byte_order_mark() -> None:
    assert decode_python("é = 1".encode("utf-8-sig")).value == "\ufeffé = 1"


@pytest.mark.parametrize("content", [b"caf\xe9 = 1", b"# coding: nonsense\n", b"# coding: rot13\nx", b"\xff\xfex\0"])
def test_a_module_that_python_refuses_is_no_text(content: bytes) -> None:
    with pytest.raises(Undecodable, match="expects"):
        decode_python(content)


@pytest.mark.parametrize(
    "content",
    [
        "<script type=py src=main.py></script>",
        '<script type="mpy">',
        "<script type='py' async>",
        "<script\n type = py\n>",
        '<script type="py-editor">',
        '<SCRIPT SRC="https://PYSCRIPT.NET/latest/pyscript.js">',
        '<script type="module" src="/vendor/pyscript/core.js">',
        '<link href="https://cdn.jsdelivr.net/npm/@pyscript/core/dist/core.css">',
        "<py-config>",
        "<mpy-script src=main.py>",
        "<py-env>- numpy</py-env>",
        '<button py-click="f()">',
        '<button mpy-click="f">',
        "<button\n\tpy-keydown\n= f>",
        '<button {% if ok %}py-click="f"{% endif %}>',
        "const worker = PyWorker('x.py')",
        "import { MPWorker } from './core.js'",
        'script.setAttribute("type", "mpy")',
        'document.createElement("py-script")',
        "loadPyodide()",
        "import loader from './micropython.mjs'",
        "import * as polyscript from './vendor.js'",
    ],
)
def test_what_pyscript_reacts_to_leaves_a_trace(content: str) -> None:
    assert has_trace(content.encode())
    assert has_trace(content.encode("utf-16"))
    assert has_trace(codecs.BOM_UTF16_BE + content.encode("utf-16-be"))


@pytest.mark.parametrize(
    "content",
    [
        "",
        '<div class="py-4 py-md-5">',
        '<script type="text/javascript">',
        "<p copy-button=1 happy-hour=2>numpy is a grumpy, jumpy thing; python copy-editors</p>",
        '<script src="jquery.js"></script>',
    ],
)
def test_other_pages_leave_none(content: str) -> None:
    assert not has_trace(content.encode())
    assert not has_trace(content.encode("utf-16"))


def test_2_000_unrelated_pages_are_dismissed_in_no_time() -> None:
    page = b'<div class="py-md-4 happy" type="text"><p>A copy of numpy.</p></div>\n' * 200
    with within(3):
        assert not any(has_trace(page) for _ in range(2000))
