"""When a form that Python handles loads its page again."""

from __future__ import annotations

import pytest

from tests.rules.pages import of_body

RULE = "form-reloads-page"
BUTTON = '<button py-click="send">Send</button>'


def lost(form: str) -> int:
    """In how many places of the page something that Python shows is lost."""
    return len(of_body(RULE, f'{form}\n<script type="py">\ndef send(event):\n    print("sent")\n</script>'))


def test_another_template_may_prevent_it() -> None:
    assert lost(f"<form>{BUTTON}</form>{{% block scripts %}}{{% endblock %}}") == 0


def test_a_form_is_told_once() -> None:
    assert lost(f"<form>{BUTTON}{BUTTON}</form>") == 1


@pytest.mark.parametrize(
    "form",
    [
        f"<form>{BUTTON}</form>",
        '<form py-submit="send"><button>Send</button></form>',
        f'<form method="GET">{BUTTON}</form>',
        f'<form action=" ">{BUTTON}</form>',
    ],
)
def test_the_page_is_loaded_again(form: str) -> None:
    assert lost(form) == 1


@pytest.mark.parametrize(
    "form",
    [
        '<form><button py-mouseover="send">Send</button></form>',
        '<form py-input="send"><input name="tea"><button>Send</button></form>',
        '<form><div py-submit="send"><button>Send</button></div></form>',
        '<form><button py-click="send" formaction="/orders">Send</button></form>',
        '<form><button py-click="send" disabled>Send</button></form>',
        '<form><button py-click="send" onclick="return false">Send</button></form>',
        f'<form method="post">{BUTTON}</form>',
        f'<form action="/orders">{BUTTON}</form>',
    ],
    ids=["mouse", "input", "around", "formaction", "disabled", "onclick", "post", "action"],
)
def test_nothing_is_lost_or_the_author_sends_the_form_elsewhere(form: str) -> None:
    assert lost(form) == 0
