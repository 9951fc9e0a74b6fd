"""Hostile archives."""

from __future__ import annotations

import io
import tarfile
import zipfile

from tests.hostile.kinds.kind import Files, config_of, kind


def _zip(names: list[str], content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return stream.getvalue()


def _archive(name: str, content: bytes, code: str = "import a") -> Files:
    return {**config_of(f'[files]\n"./{name}" = "./*"\n', code), name: content}


@kind
def zip_bomb(size: int) -> Files:
    return _archive("a.zip", _zip(["a.py"], b"#" * size * 500))


@kind
def zip_of_many(size: int) -> Files:
    return _archive("a.zip", _zip([f"{index}.py" for index in range(size // 100)], b""))


@kind
def zip_that_climbs(size: int) -> Files:
    return _archive("a.zip", _zip(["../../../etc/passwd", "/etc/passwd", "a" * min(size, 60_000) + ".py"], b"import b"))


@kind
def zip_that_is_none(size: int) -> Files:
    return _archive("a.zip", b"PK\x03\x04" + b"PK\x05\x06" * (size // 4))


@kind
def tar_bomb(size: int) -> Files:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        member = tarfile.TarInfo("a.py")
        member.size = size * 900
        archive.addfile(member, io.BytesIO(b"\0" * member.size))
    return _archive("a.tar.gz", stream.getvalue())


@kind
def tar_bomb_of_xz(size: int) -> Files:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:xz") as archive:
        member = tarfile.TarInfo("a.py")
        member.size = size * 900
        archive.addfile(member, io.BytesIO(b"\0" * member.size))
    return _archive("a.tar.xz", stream.getvalue())


@kind
def tar_of_links(size: int) -> Files:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for index in range(size // 512):
            member = tarfile.TarInfo(f"{index}")
            member.type, member.linkname = tarfile.SYMTYPE, "/etc/passwd"
            archive.addfile(member)
    return _archive("a.tar", stream.getvalue())


@kind
def tar_with_long_headers(size: int) -> Files:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz", format=tarfile.PAX_FORMAT) as archive:
        for index in range(20):
            member = tarfile.TarInfo(f"{index}" + "a" * size)
            archive.addfile(member)
    return _archive("a.tgz", stream.getvalue())
