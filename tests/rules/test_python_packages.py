"""The early exits of the rules about modules and calls that an interpreter does not have."""

from __future__ import annotations

import pytest

from tests.rules.package_lists import told_of
from tests.rules.scripts import findings

MPY = '<script type="mpy">'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from time import perf_counter", ["1 error"]),
        ("import time.perf_counter", []),
        ("try:\n from time import perf_counter\nexcept ImportError: pass", []),
        ("import time\nprint(time.perf_counter)", ["2 error"]),
        ("import time\ntry:\n print(time.perf_counter)\nexcept AttributeError: pass", []),
        ("import other\nother.perf_counter()", []),
        ("import time\nif hasattr(time, 'perf_counter'):\n time.perf_counter()", []),
        ("import time\ntime.perf_counter = time.time\ntime.perf_counter()", []),
        ("import json\njson.dumps(1, indent=2)", ["2 error"]),
        ("import json\ntry:\n json.dumps(1, indent=2)\nexcept TypeError: pass", []),
        ("import json\njson.dumps(1)", []),
        ("from collections import deque\ndeque()", ["2 error"]),
        ("from collections import deque\ndeque((), 1, 2, 3)", ["2 error"]),
        ("from collections import deque\ndeque((), 1)", []),
        ("from collections import deque\ndeque(*arguments)", []),
        ("from collections import deque\ndeque(**arguments)", []),
        ("from collections import deque\ntry:\n deque()\nexcept TypeError: pass", []),
        ("import hashlib\nhashlib.sha256(b'').hexdigest()", ["2 error"]),
        ("import hashlib\nhashlib.sha256(b'').digest()", []),
        ("import hashlib\ntry:\n hashlib.sha256(b'').hexdigest()\nexcept AttributeError: pass", []),
        ("import own\nown.sha256(b'').hexdigest()", []),
        ("import time\ntime.strftime('%H')", ["2 error"]),
        ("import time\ntime.strftime('%H', time.localtime())", []),
        ("next(iter([1]), None)", []),
        ("next(iter([1]))", []),
        ("iter(print, None)", ["1 error"]),
        ("iter([1])", []),
    ],
)
def test_micropython_lacks_only_what_this_build_was_seen_to_lack(source: str, expected: list[str]) -> None:
    assert findings("mpy-missing-name", source, MPY) == expected


FILES = '<mpy-config>[files]\n"./time.py" = ""</mpy-config>'


def test_a_module_of_the_project_is_not_micropythons() -> None:
    source = "from time import perf_counter"
    assert findings("mpy-missing-name", source, MPY, FILES, files={"time.py": "perf_counter = 1"}) == []


@pytest.mark.parametrize(
    ("source", "tag", "expected"),
    [
        ("import machine", '<script type="py">', ["1 error"]),
        ("import machine.pins", '<script type="py">', ["1 error"]),
        ("try:\n import machine\nexcept ImportError: pass", '<script type="py">', []),
        ("import pyodide", MPY, ["1 error"]),
        ("import json", MPY, []),
        ("from js import Uint8Array\nUint8Array.from_([1])", MPY, ["2 error"]),
        ("from js import Uint8Array\nUint8Array.from_([1])", '<script type="py">', []),
        ("from js import Uint8Array\ntry:\n Uint8Array.from_([1])\nexcept Exception: pass", MPY, []),
        ("from js import Uint8Array\nUint8Array.new([1])", MPY, []),
    ],
)
def test_a_module_of_the_other_interpreter_is_missing(source: str, tag: str, expected: list[str]) -> None:
    assert findings("interpreter-mismatch", source, tag) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import threading\nthreading.Thread(target=print).start()", ["2 error"]),
        ("import threading\nthreading.Thread(target=print)", []),
        ("import threading\nthreading.Thread(target=print).join()", []),
        ("import threading\ntry:\n threading.Thread(target=print).start()\nexcept RuntimeError: pass", []),
        ("import own\nown.Thread(target=print).start()", []),
        ("import threading\nthreading.Thread = print\nthreading.Thread(target=print).start()", []),
        ("import subprocess\nsubprocess.run(['ls'])", ["2 error"]),
        ("import subprocess\ntry:\n subprocess.run(['ls'])\nexcept EnvironmentError: pass", []),
        ("import os\nos.system('ls')", ["2 warning"]),
        ("import os\nos.getcwd()", []),
        ("from multiprocessing import Process\nProcess(target=print)", []),
        ("from multiprocessing import Pool\nPool()", ["2 error"]),
        ("from multiprocessing import Pool\ntry:\n Pool()\nexcept ImportError: pass", []),
        ("from concurrent.futures import ThreadPoolExecutor\nThreadPoolExecutor().submit(print)", ["2 error"]),
        ("from concurrent.futures import ThreadPoolExecutor\nThreadPoolExecutor().shutdown()", []),
        ("from concurrent.futures import ThreadPoolExecutor\nThreadPoolExecutor().submit.__doc__.strip()", []),
    ],
)
def test_a_thread_fails_when_it_is_started_and_a_process_too(source: str, expected: list[str]) -> None:
    assert findings("threads-and-processes", source) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("from urllib.request import urlopen\nurlopen('https://a.org')", ["2 error"]),
        ("from urllib.request import urlopen\ntry:\n urlopen('https://a.org')\nexcept OSError: pass", []),
        ("import urllib.request as r\ntry:\n r.urlopen('https://a.org')\nexcept r.URLError: pass", []),
        ("import smtplib\nsmtplib.SMTP('a.org')", ["2 error"]),
        ("from urllib.request import urlopen\nurlopen('data:,a')\nurlopen('file:///a')", []),
        ("import urllib.request as r\nr.build_opener().open('data:,a')", []),
        ("import urllib.request as r\nr.build_opener().open('https://a.org')", ["2 error"]),
        ("import urllib.request as r\nr.urlopen = print\nr.urlopen('https://a.org')", []),
        ("import urllib.request as r\nsetattr(r, 'urlopen', print)\nr.urlopen('https://a.org')", []),
        ("import smtplib\nsmtplib.SMTP()", []),
        ("import smtplib\nsmtplib.SMTP(timeout=9)", []),
        ("import smtplib\nsmtplib.SMTP(host='a.org')", ["2 error"]),
        ("import smtplib\nsmtplib.SMTP().connect.__doc__.strip()", []),
        ("import pandas as pd\npd.read_csv()", []),
        ("import pandas as pd\npd.read_csv(sep='https://a.org')", []),
        ("import pandas as pd\npd.read_csv('https://a.org')", ["2 error"]),
        ("import pandas as pd\npd.read_csv(filepath_or_buffer='https://a.org')", ["2 error"]),
        ("import numpy as np\nnp.loadtxt(fname='https://a.org')", ["2 error"]),
        ("import smtplib\nsmtplib.SMTP().connect('a.org')", ["2 error"]),
        ("import smtplib\nsmtplib.SMTP().sock.connect('a.org')", []),
        ("import socket\nsocket.socket()", []),
        ("import socket\nsocket.socket().connect(('a.org', 1))", ["2 warning"]),
        ("import socket\nsocket.socket().close()", []),
        ("import socket\nsocket.create_connection(('a.org', 1))", ["2 warning"]),
        ("import imaplib\nimaplib.IMAP4()", ["2 error"]),
        ("import http.client\nhttp.client.HTTPConnection('a.org').request('GET', '/')", ["2 error"]),
        ("import http.client\nhttp.client.HTTPConnection('a.org')", []),
        ("import pyodide_http\nimport urllib.request as r\npyodide_http.patch_all()\nr.urlopen('https://a.org')", []),
    ],
)
def test_a_network_client_fails_when_it_connects(source: str, expected: list[str]) -> None:
    assert findings("blocking-network-client", source) == expected


def test_a_client_in_a_handler_fails_when_it_is_called() -> None:
    call = "from urllib.request import urlopen\n{}urlopen('https://a.org')"
    handler = "from pyscript import when\n@when('click', '#a')\ndef load(event):\n    "
    for source, effect in ((call.format(""), "script-dies"), (call.format(handler), "action-fails")):
        (found,) = told_of("blocking-network-client", source=source)
        assert found.effect.value == effect
