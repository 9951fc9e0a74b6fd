"""Patterns of paths, as each host reads them."""

from __future__ import annotations

import pytest

from pyscript_doctor.parsers.hosting.patterns import Language, matches
from tests.pace import within


@pytest.mark.parametrize(
    ("pattern", "path", "covered"),
    [
        ("/*", "/", True),
        ("/*", "/deep/index.html", True),
        ("/docs/*", "/docs", True),
        ("/docs/*", "/docs/a/b", True),
        ("/docs/*", "/doc", False),
        ("/docs", "/docs/", True),
        ("/Docs", "/docs", True),
        ("/docs/:page", "/docs/a", True),
        ("/docs/:page", "/docs/a/b", False),
        ("/*.html", "/a/b.html", True),
        ("/*.html", "/index.js", False),
        ("/*/b", "/a/x/b", True),
        ("/", "/", True),
        ("/", "/index.html", False),
        ("/(a)*", "/a", None),
    ],
)
def test_netlify(pattern: str, path: str, covered: bool | None) -> None:
    assert matches(Language.NETLIFY, pattern, path) is covered


@pytest.mark.parametrize(
    ("pattern", "path", "covered"),
    [
        ("/*", "/deep/index.html", True),
        ("/docs/*", "/docs", False),
        ("/docs/*", "/docs/", True),
        ("/docs", "/docs/", False),
        ("/Docs", "/docs", False),
        ("/docs/:page", "/docs/a", True),
        ("/docs/:page", "/docs/a/b", False),
        ("/*/b/*", "/a/b/c", False),
        ("/:a/:a", "/x/x", False),
        ("https://:project.pages.dev/*", "/", None),
        ("/a b", "/a b", None),
    ],
)
def test_cloudflare(pattern: str, path: str, covered: bool | None) -> None:
    assert matches(Language.CLOUDFLARE, pattern, path) is covered


@pytest.mark.parametrize(
    ("pattern", "path", "covered"),
    [
        ("/(.*)", "/", True),
        ("/(.*)", "/deep/index.html", True),
        ("/docs/:path*", "/docs", True),
        ("/docs/:path*", "/docs/a/b", True),
        ("/docs/:path+", "/docs", False),
        ("/docs/(.*)", "/docs", False),
        ("/:page", "/a", True),
        ("/:page", "/a/b", False),
        ("/:page.html", "/a.html", True),
        (r"/:id(\d+)", "/12", None),
        (r"/:id(\d{1,2})", "/123", None),
        ("/((?!api/).*)", "/api/x", None),
        ("/:file(.*\\.html|index)?", "/index", None),
        ("/a{/:b}?", "/a", None),
        ("/a{-:b}*", "/a-b-c", None),
        ("/Docs", "/docs", False),
        ("/docs", "/docs/", False),
        ("/*", "/", None),
        ("/(", "/", None),
        ("/((a))", "/a", None),
    ],
)
def test_vercel(pattern: str, path: str, covered: bool | None) -> None:
    assert matches(Language.VERCEL, pattern, path) is covered


@pytest.mark.parametrize(
    ("pattern", "path", "covered"),
    [
        ("**", "/deep/index.html", True),
        ("**", "/", True),
        ("**", "/.well-known/x", None),
        ("**/*.@(html|js)", "/a/b.html", None),
        ("*.html", "/index.html", True),
        ("*.html", "/a/b.html", False),
        ("/{a,b}/**", "/b/c", None),
        ("/docs/**", "/docs", False),
        ("/docs/**", "/docs/", True),
        ("a**b", "/axb", True),
        ("!(a)", "/a", None),
        ("/[ab]", "/a", None),
        ("/{1..3}", "/1", None),
    ],
)
def test_firebase(pattern: str, path: str, covered: bool | None) -> None:
    assert matches(Language.FIREBASE_SOURCE, pattern, path) is covered


@pytest.mark.parametrize(
    ("pattern", "path", "covered"),
    [
        ("/docs", "/a/docs/b", True),
        (r"^/docs/.*\.html$", "/docs/a.html", True),
        (r"^/docs/.*\.html$", "/a/docs/a.html", False),
        ("[^a-c]{2}$", "/xyz", None),
        ("(?i)docs", "/docs", None),
        (r"\bdocs", "/docs", None),
        ("(", "/", None),
    ],
)
def test_regular_expressions_of_firebase_match_anywhere(pattern: str, path: str, covered: bool | None) -> None:
    assert matches(Language.FIREBASE_REGEX, pattern, path) is covered


@pytest.mark.parametrize(
    ("pattern", "path", "covered"),
    [
        ("/*", "/", True),
        ("/*", "/a/b.html", True),
        ("/docs/*.html", "/docs/a.html", True),
        ("/docs/*.html", "/docs/a.js", False),
        ("/images/*.{png,jpg}", "/images/a/b.jpg", True),
        ("/admin*", "/administrator", True),
        ("/docs", "/docs", True),
        ("/docs/index.html", "/docs", True),
        ("/docs", "/docs/a", False),
        ("/Docs/*", "/docs/a.html", None),
        ("/*/b", "/a/b", None),
    ],
)
def test_azure(pattern: str, path: str, covered: bool | None) -> None:
    assert matches(Language.AZURE, pattern, path) is covered


@pytest.mark.parametrize(
    ("pattern", "path", "covered"),
    [
        ("**/*", "/", True),
        ("**/*", "/deep/index.html", True),
        ("**/*.html", "/", True),
        ("**/*.html", "/deep/", True),
        ("*.html", "/deep/index.html", False),
        ("**/*.js", "/index.html", False),
        ("about.html", "/about", None),
    ],
)
def test_serve_matches_the_paths_of_files(pattern: str, path: str, covered: bool | None) -> None:
    assert matches(Language.SERVE, pattern, path) is covered


@pytest.mark.long
@pytest.mark.parametrize(
    ("language", "pattern"),
    [
        (Language.FIREBASE_REGEX, ".*a" * 400 + "b"),
        (Language.FIREBASE_REGEX, "(a*)*(a|aa)*(a|a|a)*$x"),
        (Language.VERCEL, "/:a*" * 200 + "b"),
        (Language.VERCEL, "(.*)a" * 200 + "b"),
        (Language.FIREBASE_SOURCE, "*a" * 400 + "b"),
        (Language.FIREBASE_SOURCE, "**/" * 400 + "b"),
        (Language.NETLIFY, "/" + "*a" * 400 + "b"),
    ],
)
def test_no_pattern_takes_long(language: Language, pattern: str) -> None:
    with within(5):
        assert not matches(language, pattern, "/" + "a" * 900)
