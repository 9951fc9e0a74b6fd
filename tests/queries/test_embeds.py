"""What a page embeds from hosts that may not allow it."""

from __future__ import annotations

import pytest

from pyscript_doctor.queries.embeds import embeds
from tests.in_one_test import in_one_test
from tests.projects import page, project_of


def found(body: str) -> list[tuple[str, bool, bool]]:
    project = project_of({"index.html": page(f'{body}<script type="py">print(1)</script>')})
    return [(each.url.value, each.is_frame, each.has_crossorigin) for each in embeds(project.pages[0])]


URL = "https://example.com/a"


@pytest.mark.parametrize(
    ("body", "is_frame", "has_crossorigin"),
    [
        (f'<img src="{URL}">', False, False),
        (f'<img src="{URL}" crossorigin>', False, True),
        (f'<script src="{URL}"></script>', False, False),
        (f'<script type="module" src="{URL}"></script>', False, True),
        (f'<link rel="stylesheet" href="{URL}">', False, False),
        (f'<link rel="shortcut ICON" href="{URL}">', False, False),
        (f'<iframe src="{URL}"></iframe>', True, False),
        (f'<embed src="{URL}">', True, False),
        (f'<object data="{URL}"></object>', True, False),
        (f'<video><source src="{URL}"></video>', False, False),
    ],
)
def test_what_another_origin_gives(body: str, is_frame: bool, has_crossorigin: bool) -> None:
    assert found(body) == [(URL, is_frame, has_crossorigin)]


def test_an_address_without_its_scheme_is_of_another_origin_too() -> None:
    assert found('<img src=" //example.com/a ">') == [(" //example.com/a ", False, False)]


@in_one_test(
    [
        *('<img src="a.png">', '<img src="/a.png">', "<img>", '<img src="data:image/png;base64,AAAA">'),
        *(f'<link rel="canonical" href="{URL}">', f'<link href="{URL}">', f'<a href="{URL}">A</a>'),
        # These hosts allow it.
        *('<script src="https://cdn.jsdelivr.net/npm/a"></script>', '<img src="https://UNPKG.com/a.png">'),
        '<link rel="stylesheet" href="https://pyscript.net/releases/2024.1.1/core.css">',
        # A template writes it.
        '<img src="{{ url }}">',
    ]
)
def test_what_is_the_sites_own_or_allowed(body: str) -> None:
    assert found(body) == []
