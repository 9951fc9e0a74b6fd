"""`pyscript-doctor init`: settings, a hook and a job of CI for the project in this folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pyscript_doctor.cli.hosts import HOSTS
from pyscript_doctor.cli.starting_files import starting_files
from pyscript_doctor.settings import SettingsError
from pyscript_doctor.sources.git import git_folder
from pyscript_doctor.sources.paths import SETTINGS_FILE, has_settings
from pyscript_doctor.sources.reading import Unreadable, describe, read_file

if TYPE_CHECKING:
    from argparse import Namespace

_NOTHING = 0
_LARGEST = 1_000_000
# Files by which a host is known, the most certain first.
_SIGNS = {
    "netlify.toml": "netlify",
    "wrangler.toml": "cloudflare-pages",
    "vercel.json": "vercel",
    "firebase.json": "firebase",
    "staticwebapp.config.json": "azure-static-web-apps",
}


def run(arguments: Namespace) -> int:
    """Write the files that do not exist yet, and say what was done."""
    folder = Path.cwd()
    guessed = _guessed_host(folder)
    host = arguments.host or (guessed if arguments.yes else _asked_host(guessed))
    ci = arguments.ci or _guessed_ci(folder, host)
    for path, text in starting_files(host, ci).items():
        if path == SETTINGS_FILE and has_settings(folder):
            print(f"kept     the settings that are here: {path} is not needed")
        elif _write(folder / path, path, text):
            print(f"written  {path}")
        else:
            print(f"kept     {path}, which was there; it could have this:\n\n{_indented(text)}")
    print("\nNow try `pyscript-doctor check`. For the hook: `pip install pre-commit`, then `pre-commit install`.")
    return _NOTHING


def _write(place: Path, path: str, text: str) -> bool:
    """Whether the file was written; an existing one is never touched."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with open(place, "x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        return False
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written: {describe(error)}") from error
    return True


def _indented(text: str) -> str:
    return "".join(f"    {line}\n" for line in text.splitlines())


def _asked_host(guessed: str) -> str:
    """The host that the user names. Raises SettingsError if nobody can be asked, or nobody answers."""
    names = list(HOSTS)
    if not sys.stdin.isatty():
        raise SettingsError(f"say who serves the project, such as `--host netlify`, or `--yes` for {guessed!r}")
    print("Who serves the project?")
    for number, (name, shown) in enumerate(HOSTS.items(), 1):
        print(f"  {number}  {shown}" + (" (Enter)" if name == guessed else ""))
    for _ in range(3):
        answer = _answer().strip().lower()
        if not answer:
            return guessed
        if answer in HOSTS:
            return answer
        if answer.isdecimal() and 1 <= int(answer) <= len(names):
            return names[int(answer) - 1]
        print(f"Write a number from 1 to {len(names)}.")
    raise SettingsError("no host was named: `--host` takes " + ", ".join(names))


def _answer() -> str:
    print("> ", end="", flush=True)
    line = sys.stdin.readline()
    if not line:
        raise KeyboardInterrupt
    return line


def _guessed_host(folder: Path) -> str:
    """The host that the project's files, or the place it was cloned from, point to."""
    for file, host in _SIGNS.items():
        if (folder / file).is_file():
            return host
    remote = _remotes(folder)
    if "gitlab" in remote or (folder / ".gitlab-ci.yml").is_file():
        return "gitlab-pages"
    return "github-pages" if "github.com" in remote or (folder / ".github").is_dir() else "other"


def _guessed_ci(folder: Path, host: str) -> str:
    if host == "gitlab-pages" or "gitlab" in _remotes(folder) or (folder / ".gitlab-ci.yml").is_file():
        return "gitlab"
    return "github"


def _remotes(folder: Path) -> str:
    """What the project's git settings say, if it is a repository."""
    git = git_folder(folder)
    try:
        content = read_file(str(git / "config"), _LARGEST) if git else b""
    except (FileNotFoundError, Unreadable):
        return ""
    return content.decode("utf-8", "replace").lower()
