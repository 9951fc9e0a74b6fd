"""An index that is slow, broken, huge or hostile: bounded time and memory, one clear line, and never a false fault."""

from __future__ import annotations

import gzip
import json
import time
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.package_index import listing, resolver
from pyscript_doctor.package_index.addresses import Addresses
from pyscript_doctor.package_index.cache import Cache
from pyscript_doctor.package_index.client import Limits
from pyscript_doctor.package_index.lookup import Findings, PackageIndex
from pyscript_doctor.project.runtime.package_answers import PackageAnswer, Question, Reason
from tests.package_index.packages import JSON, ORIGIN, File, World, package
from tests.package_index.server import Handler, Server, reply, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

QUICK = Limits(seconds=1.0, connect_seconds=1.0, size=2_000_000, pause=0.01)
LISTING = "/simple/arrr/"
WHEEL = "/files/arrr-1.0-py3-none-any.whl"
PYODIDE = "314.0.2"


@pytest.fixture
def index() -> Iterator[Server]:
    with serving(World((package("arrr", File("1.0", beside=False)), package("other", "1.0")))) as server:
        yield server


def ask(index: Server, *requirements: str, limits: Limits = QUICK, seconds: float = 20.0) -> Findings:
    question = Question(PYODIDE, requirements or ("arrr",))
    return PackageIndex(Addresses((index.url,)), Cache(None), limits, seconds).ask([question])


def answer(found: Findings) -> PackageAnswer | None:
    return next((answers["arrr"] for answers in found.answers.values()), None)


def missing_after(seconds: float) -> Callable[[Handler], None]:
    """A server that takes its time to say 404."""

    def answer(handler: Handler) -> None:
        time.sleep(seconds)
        reply(handler, 404)

    return answer


def trouble_with(index: Server, special: Callable[[Handler], None], path: str = LISTING) -> str:
    """The one line about an answer that cannot be used; nothing is said against the package."""
    index.special[path] = special
    found = ask(index)
    told = answer(found)
    assert told is not None
    assert (told.faults, bool(told.unknown)) == ((), True)
    (line,) = found.troubles
    assert line.isprintable()
    return line.replace(f"127.0.0.1:{index.port}", "INDEX")


def document(content: object, content_type: str = JSON) -> Callable[[Handler], None]:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    return lambda handler: reply(handler, 200, body, Content_Type=content_type)


# Slow


def test_an_index_that_says_nothing_is_given_up(index: Server) -> None:
    begin = time.monotonic()
    assert trouble_with(index, lambda _: time.sleep(4)) == "INDEX did not answer in 1 seconds"
    assert time.monotonic() - begin < 3.5


def test_an_index_that_drips_is_given_up(index: Server) -> None:
    def drip(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        for _ in range(40):
            handler.wfile.write(b" ")
            time.sleep(0.1)

    assert trouble_with(index, drip) == "INDEX did not answer in 1 seconds"


def test_all_the_questions_together_take_no_longer_than_their_time(
    index: Server, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    for number in range(40):
        index.special[f"/simple/slow{number}/"] = missing_after(0.4)
    begin = time.monotonic()
    names = [f"slow{number}" for number in range(40)]
    found = ask(index, "arrr", *names, limits=Limits(seconds=5.0, connections=2), seconds=1.0)
    assert found.answers == {}
    assert found.troubles == ("the index did not answer everything in 1 seconds",)
    assert time.monotonic() - begin < 4
    assert (capfd.readouterr().err, caplog.text) == ("", "")


def test_a_host_that_let_us_wait_three_times_is_asked_no_more(index: Server) -> None:
    names = [f"slow{number}" for number in range(30)]
    for name in names:
        index.special[f"/simple/{name}/"] = missing_after(2)
    begin = time.monotonic()
    ask(index, *names, limits=Limits(seconds=0.5, connections=3))
    assert time.monotonic() - begin < 5
    assert index.asked.total() <= 6


def test_no_more_than_eight_requests_run_at_once(index: Server) -> None:
    for number in range(30):
        index.special[f"/simple/p{number}/"] = missing_after(0.05)
    ask(index, *(f"p{number}" for number in range(30)), limits=Limits())
    assert 2 <= index.most_at_once <= 8


# Broken


def test_a_server_that_fails_is_asked_three_times(index: Server) -> None:
    assert trouble_with(index, lambda handler: reply(handler, 503)) == "INDEX answered with HTTP status 503"
    assert index.asked[LISTING] == 3


def test_a_server_that_fails_once_is_forgiven(index: Server) -> None:
    def fail_once(handler: Handler) -> None:
        del index.special[LISTING]
        reply(handler, 500)

    index.special[LISTING] = fail_once
    found = ask(index)
    assert found.troubles == ()
    assert answer(found) == PackageAnswer(brings=("arrr",))


def test_a_server_that_asks_to_wait_is_left_alone_for_that_time(index: Server) -> None:
    def wait(handler: Handler) -> None:
        del index.special[LISTING]
        reply(handler, 429, Retry_After="1")

    index.special[LISTING] = wait
    begin = time.monotonic()
    assert answer(ask(index, limits=Limits(pause=0.01))) == PackageAnswer(brings=("arrr",))
    assert time.monotonic() - begin >= 1
    assert trouble_with(index, lambda handler: reply(handler, 429, Retry_After="3600")) == (
        "INDEX did not answer in 1 seconds"
    )


def test_a_connection_that_breaks_off_is_trouble(index: Server) -> None:
    def hang_up(handler: Handler) -> None:
        handler.close_connection = True
        handler.connection.close()

    assert trouble_with(index, hang_up) == "INDEX cannot be reached (the connection failed)"
    assert index.asked[LISTING] == 3


def test_nobody_at_the_address_is_trouble_for_all_packages_in_one_line() -> None:
    with serving(World()) as gone:
        pass
    found = ask(gone, "arrr", "other", "third")
    assert found.troubles == (f"127.0.0.1:{gone.port} cannot be reached (it refuses connections)",)
    assert all(each.unknown for each in next(iter(found.answers.values())).values())


def test_a_name_that_nobody_has_is_trouble() -> None:
    index = PackageIndex(Addresses(("http://index.invalid/simple",)), Cache(None), QUICK)
    (line,) = index.ask([Question(PYODIDE, ("arrr",))]).troubles
    assert line.startswith("index.invalid cannot be reached")


def test_a_refusal_is_not_taken_for_a_missing_package(index: Server) -> None:
    assert trouble_with(index, lambda handler: reply(handler, 403)) == "INDEX answered with HTTP status 403"
    assert trouble_with(index, lambda handler: reply(handler, 401)) == "INDEX answered with HTTP status 401"


@pytest.mark.parametrize(
    ("content", "content_type", "line"),
    [
        (b"<html>Log in</html>", "application/xml", "INDEX answered with something that is not a list of packages"),
        (b"", "", "INDEX answered with something that is not a list of packages"),
        (b"{", JSON, "INDEX answered with JSON that cannot be read"),
        (b"\xff\xfe", JSON, "INDEX answered with JSON that cannot be read"),
        (b"[" * 200_000, JSON, "INDEX answered with JSON that cannot be read"),
        (b"[]", JSON, "INDEX answered with JSON that is not a list of files"),
        (b'{"files": {}}', JSON, "INDEX answered with JSON that is not a list of files"),
        (b'{"message": "welcome"}', "application/json", "INDEX answered with JSON that is not a list of files"),
    ],
)
def test_what_is_no_listing_is_trouble(index: Server, content: bytes, content_type: str, line: str) -> None:
    assert trouble_with(index, document(content, content_type)) == line


def test_entries_of_a_wrong_kind_are_left_out(index: Server) -> None:
    wheel = {"filename": "arrr-1.0-py3-none-any.whl", "url": f"{index.origin}{WHEEL}", "yanked": ["x"]}
    wrong: list[object] = [None, 1, "x", [], {}, {"filename": 1, "url": 2}, {"filename": "x", "url": None}]
    versions: list[object] = [None, {}, "1.0", "x" * 100_000, "1." * 20_000]
    index.special[LISTING] = document({"name": [], "versions": versions, "files": [*wrong, wheel]})
    found = ask(index)
    assert (answer(found), found.troubles) == (PackageAnswer(brings=("arrr",)), ())


def test_a_wheel_that_is_no_archive_is_trouble_and_no_fault(index: Server) -> None:
    assert trouble_with(index, document(b"no archive"), WHEEL) == "INDEX gave a wheel that cannot be read"


def test_a_server_that_gives_no_parts_of_files_gives_the_whole(index: Server) -> None:
    index.ranges = False
    assert answer(ask(index)) == PackageAnswer(brings=("arrr",))


@pytest.mark.parametrize("place", ["", "bytes 0-9/10", "bytes 5-9/999999999999999", "bytes x"])
def test_a_part_that_is_another_than_was_asked_for_is_trouble(index: Server, place: str) -> None:
    def lie(handler: Handler) -> None:
        reply(handler, 206, b"PK\x05\x06" + bytes(18), Content_Range=place)

    assert trouble_with(index, lie, WHEEL) == "INDEX gave a wheel that cannot be read"


# Huge


def test_a_million_files_are_cut_off(index: Server) -> None:
    entry = json.dumps({"filename": "arrr-1.0-py3-none-any.whl", "url": f"{ORIGIN}/{'x' * 100}", "hashes": {}}).encode()

    def million(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.end_headers()
        handler.wfile.write(b'{"name": "arrr", "files": [' + entry)
        block = b"," + b",".join([entry] * 1000)
        for _ in range(1000):
            handler.wfile.write(block)
        handler.wfile.write(b"]}")

    index.special[LISTING] = million
    begin = time.monotonic()
    tracemalloc.start()
    found = ask(index, limits=Limits())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.troubles == (f"the answer of 127.0.0.1:{index.port} is larger than 20 MB",)
    assert peak < 100_000_000
    assert time.monotonic() - begin < 20


def test_too_many_files_are_trouble_even_where_they_are_short(index: Server) -> None:
    files = b'{"name": "arrr", "files": [' + b",".join([b"0"] * 150_000) + b"]}"
    assert trouble_with(index, document(files)) == "INDEX lists more than 100000 files of one package"


def test_too_many_links_are_trouble_too(index: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_FILES", 100)
    page = b"<a href=x>" * 1000
    assert trouble_with(index, document(page, "text/html")) == "INDEX lists more than 100 files of one package"


def test_a_small_answer_that_unpacks_to_much_is_cut_off(index: Server) -> None:
    packer = zlib.compressobj(wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(60)) + packer.flush()
    assert len(bomb) < 300_000
    tracemalloc.start()
    line = trouble_with(index, lambda handler: reply(handler, 200, bomb, Content_Type=JSON, Content_Encoding="gzip"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert line == "the answer of INDEX is larger than 2 MB"
    assert peak < 30_000_000


def test_an_answer_that_is_packed_as_asked_is_unpacked(index: Server) -> None:
    packed = gzip.compress(index.world.documents[LISTING][1].replace(ORIGIN.encode(), index.origin.encode()))
    index.special[LISTING] = lambda handler: reply(handler, 200, packed, Content_Type=JSON, Content_Encoding="gzip")
    assert answer(ask(index)) == PackageAnswer(brings=("arrr",))


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "gzip,gzip,gzip"])
def test_an_answer_that_is_packed_twice_is_not_unpacked(index: Server, encoding: str) -> None:
    packed = gzip.compress(gzip.compress(b"{}"))
    line = trouble_with(
        index, lambda handler: reply(handler, 200, packed, Content_Type=JSON, Content_Encoding=encoding)
    )
    assert line == "the answer of INDEX is packed in a way that was not asked for"


def test_metadata_that_unpack_to_too_much_are_trouble(index: Server) -> None:
    import io
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("arrr-1.0.dist-info/METADATA", "x" * 50_000_000)
    assert trouble_with(index, document(file.getvalue()), WHEEL) == "INDEX gave a wheel that cannot be read"


def test_a_wheel_with_too_many_requirements_is_trouble(index: Server) -> None:
    world = World((package("arrr", File("1.0", requires=tuple(f"p{number}" for number in range(3000)))),))
    with serving(world) as server:
        assert ask(server).troubles == ("a wheel states more than 2000 requirements",)


def test_a_chain_without_end_is_cut_off_and_undecided() -> None:
    world = World(tuple(package(f"p{number}", File("1.0", requires=(f"p{number + 1}",))) for number in range(60)))
    with serving(world) as server:
        found = ask(server, "p0", limits=Limits())
    (told,) = next(iter(found.answers.values())).values()
    assert (told.faults, told.unknown) == ((), "package with too many dependencies")


def test_what_needs_everything_is_cut_off_and_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolver, "MOST_REQUIREMENTS", 30)
    names = [f"p{number}" for number in range(60)]
    world = World(
        (package("p0", File("1.0", requires=tuple(names[1:]))), *(package(name, "1.0") for name in names[1:]))
    )
    with serving(world) as server:
        found = ask(server, "p0", limits=Limits())
        assert server.asked.total() <= 60
    (told,) = next(iter(found.answers.values())).values()
    assert (told.faults, told.unknown) == ((), "package with too many dependencies")


# Hostile


def redirect(to: str, status: int = 302) -> Callable[[Handler], None]:
    return lambda handler: reply(handler, status, Location=to)


def test_a_redirect_to_another_host_is_followed_without_the_password(index: Server) -> None:
    with serving(index.world) as other:
        index.special[LISTING] = redirect(f"{other.url}/arrr/")
        addresses = Addresses((f"http://user:secret@127.0.0.1:{index.port}/simple",))
        found = PackageIndex(addresses, Cache(None), QUICK).ask([Question(PYODIDE, ("arrr",))])
        assert (answer(found), found.troubles) == (PackageAnswer(brings=("arrr",)), ())
        assert any("Authorization" in each for each in index.headers)
        assert other.asked.total() > 0
        assert not any("Authorization" in each for each in other.headers)


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://127.0.0.1/x"])
def test_a_redirect_to_what_is_no_web_address_is_not_followed(index: Server, to: str) -> None:
    assert trouble_with(index, redirect(to)) == "INDEX redirects to an address that is not http or https"


@pytest.mark.parametrize("to", ["http://[", "http://127.0.0.1:99999999/", "javascript:alert(1)", "data:text/html,x"])
def test_a_redirect_to_nonsense_is_trouble(index: Server, to: str) -> None:
    assert trouble_with(index, redirect(to))


def test_redirects_in_a_circle_end(index: Server) -> None:
    assert trouble_with(index, redirect(LISTING, 301)) == "INDEX redirects without end"
    assert index.asked[LISTING] == 6


def test_names_that_would_paint_the_terminal_are_no_names_of_wheels(index: Server) -> None:
    names = ["arrr-1.\n0-py3-none-any.whl", "\x1b[31marrr-2.0-py3-none-any.whl", "arrr-9.\u202e9-py3-none-any.whl"]
    files = [{"filename": name, "url": f"{index.origin}/x"} for name in names]
    index.special[LISTING] = document({"name": "arrr\x1b[2J", "versions": ["1.0\n2.0", "\x1b]0;x"], "files": files})
    told = answer(ask(index))
    assert told is not None
    assert [(fault.reason, fault.detail) for fault in told.faults] == [(Reason.VERSION, "")]


def test_a_name_that_stands_for_a_billion_tags_is_not_unfolded(index: Server) -> None:
    many = ".".join(f"t{number}" for number in range(1000))
    file = {"filename": f"arrr-1.0-{many}-{many}-{many}_wasm32.whl", "url": f"{index.origin}/x"}
    index.special[LISTING] = document({"name": "arrr", "files": [file]})
    begin = time.monotonic()
    told = answer(ask(index))
    assert told is not None
    assert told.faults
    assert time.monotonic() - begin < 3


def test_addresses_of_files_that_are_no_web_addresses_are_left_out(index: Server) -> None:
    urls = ["file:///etc/passwd", "http://[", "javascript:x", "emfs:/x"]
    files = [{"filename": "arrr-1.0-py3-none-any.whl", "url": url} for url in urls]
    index.special[LISTING] = document({"name": "arrr", "files": files})
    told = answer(ask(index))
    assert told is not None
    assert [fault.reason for fault in told.faults] == [Reason.VERSION]


def test_the_password_is_in_no_line(index: Server) -> None:
    index.special[f"{LISTING}?token=secret"] = lambda handler: reply(handler, 500)
    addresses = Addresses((f"http://user:secret@127.0.0.1:{index.port}/simple?token=secret",))
    found = PackageIndex(addresses, Cache(None), QUICK).ask([Question(PYODIDE, ("arrr",))])
    assert found.troubles
    assert not any("secret" in each or "user" in each for each in [*found.troubles, repr(addresses)])
