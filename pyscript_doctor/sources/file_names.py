"""The names of a project's files, by what is asked of them."""

from __future__ import annotations

import posixpath
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Set
from functools import cached_property, partial
from itertools import islice, takewhile
from typing import TypeVar

Answer = TypeVar("Answer")


class FileNames(Set[str]):
    """The paths of the files in a project, relative to its root; sorted when you iterate.

    It is a set that never changes. Frequent questions (files of a name, of a folder) need no search.
    """

    def __init__(self, paths: Iterable[str] = ()) -> None:
        self._paths = frozenset(paths)
        self._answers: dict[object, object] = {}

    def __contains__(self, path: object) -> bool:
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        return iter(self._sorted)

    def __len__(self) -> int:
        return len(self._paths)

    def __repr__(self) -> str:
        return f"FileNames({list(self._sorted)!r})"

    def __reduce__(self) -> tuple[type[FileNames], tuple[tuple[str, ...]]]:
        """How it is pickled: without the answers so far, which another process need not know."""
        return FileNames, (self._sorted,)

    def named(self, *names: str) -> tuple[str, ...]:
        """The files that have one of these names, in any folder."""
        return tuple(sorted(path for name in set(names) for path in self._by_name.get(name, ())))

    def whose_name(self, fits: Callable[[str], object]) -> tuple[str, ...]:
        """The files whose name fits, in any folder. A name that many files have is tested once."""
        return tuple(sorted(path for name, paths in self._by_name.items() if fits(name) for path in paths))

    def ending(self, end: str) -> tuple[str, ...]:
        """The files whose path is this one, or ends with it in a folder below: "app/main.py"."""
        wanted = "/" + end.lstrip("/")
        return tuple(path for path in self.named(posixpath.basename(wanted)) if ("/" + path).endswith(wanted))

    def in_folder(self, folder: str) -> tuple[str, ...]:
        """The files in a folder itself, "" for the root."""
        return self._by_folder.get(folder, ())

    def below(self, folder: str) -> tuple[str, ...]:
        """The files in a folder and in those inside of it."""
        prefix = folder.rstrip("/") + "/"
        start = bisect_left(self._sorted, prefix)
        return tuple(takewhile(lambda path: path.startswith(prefix), islice(self._sorted, start, None)))

    def in_any_case(self, path: str) -> tuple[str, ...]:
        """The files whose path is this one, if upper and lower case are the same."""
        return self._by_lower.get(path.lower(), ())

    def answer(self, question: Callable[[FileNames], Answer]) -> Answer:
        """The answer to a question about the names.

        A question that depends on nothing else, or only on strings as a `partial`, is answered once for all.
        """
        key = _key_of(question)
        if key is None:
            return question(self)
        if key not in self._answers:
            self._answers[key] = question(self)
        return self._answers[key]  # type: ignore[return-value]

    def has_folder(self, folder: str) -> bool:
        """Whether a file is somewhere below a folder."""
        return folder in self._folders

    def changed(self, path: str, *, there: bool) -> FileNames:
        """The same names with this one added, or removed; itself if that changes nothing."""
        if (path in self._paths) == there:
            return self
        return FileNames(self._paths | {path} if there else self._paths - {path})

    @cached_property
    def _sorted(self) -> tuple[str, ...]:
        return tuple(sorted(self._paths))

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        return _grouped(self._sorted, lambda path: path.rpartition("/")[2])

    @cached_property
    def _by_folder(self) -> dict[str, tuple[str, ...]]:
        return _grouped(self._sorted, lambda path: path.rpartition("/")[0])

    @cached_property
    def _by_lower(self) -> dict[str, tuple[str, ...]]:
        return _grouped(self._sorted, str.lower)

    @cached_property
    def _folders(self) -> frozenset[str]:
        found: set[str] = set()
        for holding in self._by_folder:
            folder = holding
            while folder and folder not in found:
                found.add(folder)
                folder = posixpath.dirname(folder)
        return frozenset(found)


def _key_of(question: Callable[..., object]) -> object:
    """What a question is known by; None if that does not cover all that it depends on."""
    if isinstance(question, partial):
        given = () if question.keywords else question.args
        return (question.func, *given) if given and all(isinstance(each, str) for each in given) else None
    code = getattr(question, "__code__", None)
    depends = code is None or question.__closure__ or question.__defaults__
    return None if depends else code


def _grouped(paths: Iterable[str], key: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = {}
    for path in paths:
        groups.setdefault(key(path), []).append(path)
    return {name: tuple(members) for name, members in groups.items()}
