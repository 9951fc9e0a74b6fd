"""Which index is asked, by the settings of the user, and whose password goes where."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import micropip.package_index
import pytest

from pyscript_doctor.package_index.addresses import Addresses, addresses
from pyscript_doctor.package_index.trouble import IndexTrouble, shown

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the folders of settings are those of Linux")


@pytest.fixture(autouse=True)
def _only_these_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine that runs the tests: its files lie elsewhere."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / ".config"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "site"))
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "venv"))
    monkeypatch.setattr("pyscript_doctor.package_index.addresses.OF_THE_MACHINE", tmp_path / "etc")


def urls(tmp_path: Path, **variables: str) -> tuple[str, ...]:
    return addresses({"HOME": str(tmp_path), **variables}).urls


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_without_settings_it_is_the_index_that_micropip_asks_in_the_browser(tmp_path: Path) -> None:
    assert urls(tmp_path) == (micropip.package_index.DEFAULT_INDEX_URLS[0],)


def test_pips_variables_outrank_its_files_and_uv(tmp_path: Path) -> None:
    write(tmp_path / ".config/pip/pip.conf", "[global]\nindex-url = https://file.test/simple\n")
    assert urls(tmp_path, UV_DEFAULT_INDEX="https://uv.test/simple") == ("https://file.test/simple",)
    assert urls(tmp_path, PIP_INDEX_URL="https://variable.test/simple") == ("https://variable.test/simple",)


@pytest.mark.parametrize(
    "place", ["etc/pip.conf", "site/pip/pip.conf", ".pip/pip.conf", ".config/pip/pip.conf", "venv/pip.conf"]
)
def test_pips_file_is_found_wherever_pip_looks(tmp_path: Path, place: str) -> None:
    write(tmp_path / place, "[global]\nindex_url = https://index.test/simple\n")
    assert urls(tmp_path) == ("https://index.test/simple",)


def test_the_users_file_outranks_the_machines_and_a_named_one_both(tmp_path: Path) -> None:
    write(tmp_path / "etc/pip.conf", "[global]\nindex-url = https://machine.test/simple\n")
    write(tmp_path / ".config/pip/pip.conf", "[install]\nindex-url = https://user.test/simple\n")
    named = write(tmp_path / "named.conf", "[global]\nindex-url = https://named.test/simple\n")
    assert urls(tmp_path) == ("https://user.test/simple",)
    assert urls(tmp_path, PIP_CONFIG_FILE=str(named)) == ("https://named.test/simple",)
    assert urls(tmp_path, PIP_CONFIG_FILE="/dev/null") == (micropip.package_index.DEFAULT_INDEX_URLS[0],)


def test_further_indexes_are_asked_after_the_first_and_folders_never(tmp_path: Path) -> None:
    more = "https://more.test/simple file:///srv/simple https://index.test/simple"
    found = urls(tmp_path, PIP_INDEX_URL="https://index.test/simple", PIP_EXTRA_INDEX_URL=more)
    assert found == ("https://index.test/simple", "https://more.test/simple")


@pytest.mark.parametrize("name", ["UV_DEFAULT_INDEX", "UV_INDEX_URL"])
def test_uvs_variables_count_where_pip_is_set_to_nothing(tmp_path: Path, name: str) -> None:
    assert urls(tmp_path, **{name: "https://uv.test/simple"}) == ("https://uv.test/simple",)
    assert urls(tmp_path, **{name: "mirror=https://uv.test/simple"}) == ("https://uv.test/simple",)


def test_uvs_file_names_a_default_index(tmp_path: Path) -> None:
    write(
        tmp_path / ".config/uv/uv.toml",
        '[[index]]\nurl = "https://extra.test/simple"\n[[index]]\nurl = "https://uv.test/simple"\ndefault = true\n',
    )
    assert urls(tmp_path) == ("https://uv.test/simple",)
    write(tmp_path / ".config/uv/uv.toml", 'index-url = "https://old.test/simple"\n')
    assert urls(tmp_path) == ("https://old.test/simple",)


@pytest.mark.parametrize("text", ["[global", "index-url = x", "[global]\nindex-url\n", "\0", "[global]\n%(x)s = %(y)s"])
def test_settings_that_cannot_be_read_are_no_settings(tmp_path: Path, text: str) -> None:
    write(tmp_path / ".config/pip/pip.conf", text)
    write(tmp_path / ".config/uv/uv.toml", text)
    assert urls(tmp_path) == (micropip.package_index.DEFAULT_INDEX_URLS[0],)


def test_settings_of_the_project_are_not_heeded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They may be somebody else's, who would learn what is checked."""
    write(tmp_path / "uv.toml", 'index-url = "https://project.test/simple"\n')
    write(tmp_path / "pyproject.toml", '[[tool.uv.index]]\nurl = "https://project.test/simple"\ndefault = true\n')
    monkeypatch.chdir(tmp_path)
    assert urls(tmp_path) == (micropip.package_index.DEFAULT_INDEX_URLS[0],)


@pytest.mark.parametrize("url", ["file:///srv/simple", "simple", "https://", "http://[", "https://x:99999999/"])
def test_an_index_that_is_no_web_address_cannot_be_asked(tmp_path: Path, url: str) -> None:
    with pytest.raises(IndexTrouble, match="not an http or https address"):
        urls(tmp_path, PIP_INDEX_URL=url)


def test_pip_without_any_index_means_none(tmp_path: Path) -> None:
    with pytest.raises(IndexTrouble, match="no index"):
        urls(tmp_path, PIP_NO_INDEX="1")


def test_what_the_command_line_names_outranks_everything(tmp_path: Path) -> None:
    environment = {"HOME": str(tmp_path), "PIP_INDEX_URL": "https://index.test/", "PIP_NO_INDEX": "1"}
    assert addresses(environment, "https://chosen.test/simple").urls == ("https://chosen.test/simple",)


def test_pips_certificate_is_used(tmp_path: Path) -> None:
    assert addresses({"HOME": str(tmp_path), "PIP_CERT": "/own.pem"}).certificate == "/own.pem"


def test_the_page_of_a_package_lies_under_the_index() -> None:
    made = Addresses(("https://a.test/simple/", "https://b.test/?key=1"))
    assert made.pages_of("six") == ("https://a.test/simple/six/", "https://b.test/six/?key=1")


def test_a_password_goes_to_its_own_origin_alone() -> None:
    made = Addresses(("https://user:p%40ss@a.test/simple",))
    assert made.credentials("https://a.test/files/six.whl") == ("user", "p@ss")
    assert made.credentials("https://files.test/six.whl") is None
    assert made.credentials("http://a.test/six.whl") is None


def test_a_password_of_netrc_goes_to_its_host(tmp_path: Path) -> None:
    write(tmp_path / "netrc", "machine a.test login user password secret\n").chmod(0o600)
    made = Addresses(("https://a.test/simple",))
    assert made.credentials("https://a.test/simple/six/") == ("user", "secret")
    assert made.credentials("https://b.test/simple/six/") is None


def test_an_address_is_shown_without_what_is_secret() -> None:
    assert shown("https://user:secret@a.test:8080/simple?token=x") == "a.test:8080"
    assert "\x1b" not in shown("https://a\x1b[31m.test/")
    assert shown("http://[") == "something that is not an address"
