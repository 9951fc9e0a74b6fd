"""What a baseline knows again, and what is new to it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from pyscript_doctor.engine.baseline import Baseline, BaselineError, match, read_baseline, updated, written
from pyscript_doctor.engine.fingerprints import Content, flagged_code
from pyscript_doctor.parsers.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

SLEEP = Content("main.py", "blocking-sleep", "time.sleep(1)")
LONGER = SLEEP._replace(code="time.sleep(2)")
OTHER = Content("other.py", "blocking-sleep", "time.sleep(1)")
HEADER = '{"pyscript-doctor-baseline": 1}\n'


def known(found: Iterable[Content], entries: Iterable[Content], files: Iterable[str] = ("main.py",)) -> list[bool]:
    there = set(files)
    return list(match(list(found), Baseline(Counter(entries)), there.__contains__).known)


def test_the_same_code_in_the_same_file_is_known() -> None:
    assert known([SLEEP, LONGER], [SLEEP]) == [True, False]


def test_of_four_that_are_alike_the_fourth_is_new_to_a_baseline_of_three() -> None:
    assert known([SLEEP] * 4, [SLEEP] * 3) == [True, True, True, False]


def test_a_file_of_another_name_is_known_if_the_old_one_is_gone() -> None:
    assert known([OTHER], [SLEEP], files=["other.py"]) == [True]
    assert known([OTHER], [SLEEP], files=["main.py", "other.py"]) == [False]


def test_a_renamed_file_brings_no_more_than_it_had() -> None:
    assert known([OTHER] * 2, [SLEEP], files=["other.py"]) == [True, False]


def test_a_file_that_the_baseline_names_is_not_a_renamed_one() -> None:
    assert known([OTHER], [SLEEP, OTHER._replace(code="x")], files=["other.py"]) == [False]


def test_what_nothing_matches_any_more_is_gone() -> None:
    compared = match([SLEEP], Baseline(Counter([SLEEP, SLEEP, LONGER])), {"main.py"}.__contains__)
    assert compared.gone == Counter([SLEEP, LONGER])


def test_an_update_takes_what_is_new_and_prunes_what_is_gone() -> None:
    before = Baseline(Counter([SLEEP, LONGER]))
    after, new, gone = updated([SLEEP, OTHER], before, lambda _: True, lambda _: True)
    assert (after.entries, new, gone) == (Counter([SLEEP, OTHER]), 1, 1)


def test_an_update_keeps_what_the_check_could_not_find() -> None:
    before = Baseline(Counter([SLEEP, LONGER]))
    after, new, gone = updated([], before, lambda _: True, lambda content: content == SLEEP)
    assert (after.entries, new, gone) == (Counter([LONGER]), 0, 1)


def test_the_file_is_sorted_and_has_a_line_for_each_content() -> None:
    text = written(Baseline(Counter([OTHER, SLEEP, SLEEP])))
    assert text == (
        HEADER + '{"path": "main.py", "rule": "blocking-sleep", "code": "time.sleep(1)", "count": 2}\n'
        '{"path": "other.py", "rule": "blocking-sleep", "code": "time.sleep(1)"}\n'
    )
    assert read_baseline(text) == Baseline(Counter([OTHER, SLEEP, SLEEP]))


@pytest.mark.parametrize("code", ["größe = 'ü'", "\ud800", "a\u2028b", '"quoted"'])
def test_every_text_comes_back_as_it_was(code: str) -> None:
    baseline = Baseline(Counter([SLEEP._replace(code=code)]))
    assert read_baseline(written(baseline).encode().decode()) == baseline


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: a baseline starts with"),
        ("[]", "line 1: a baseline starts with"),
        ('{"rule": "a"}', "line 1: a baseline starts with"),
        ('{"pyscript-doctor-baseline": true}', "line 1: a baseline starts with"),
        ('{"pyscript-doctor-baseline": 2}', "a newer pyscript-doctor wrote this baseline (version 2)"),
        (HEADER + "\nnonsense", "line 3: this is not a JSON object"),
        (
            HEADER + "<<<<<<< HEAD\n",
            "line 2: git left a merge conflict here; `--update-baseline` writes the file again",
        ),
        (HEADER + '{"path": "main.py"}', 'line 2: an entry has "path", "rule", "code"'),
        (HEADER + '{"path": "a", "rule": "b", "code": 1}', "line 2: an entry has"),
        (HEADER + '{"path": "a", "rule": "b", "code": "", "count": 0}', "line 2: an entry has"),
        (HEADER + "[" * 100_000, "line 2: this is not a JSON object"),
    ],
)
def test_what_is_not_a_baseline_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(BaselineError) as error:
        read_baseline(text)
    assert message in str(error.value)


def test_an_update_reads_past_the_marks_of_a_merge_conflict() -> None:
    kept = '{"path": "main.py", "rule": "blocking-sleep", "code": "time.sleep(1)"}\n'
    text = f"{HEADER}<<<<<<< HEAD\n{kept}=======\n>>>>>>> other\n"
    assert read_baseline(text, tolerant=True) == Baseline(Counter([SLEEP]))


def test_the_code_is_the_line_without_its_indentation() -> None:
    text = "if x:\r\n\ttime.sleep( 1 )  \r\nprint()"
    start = text.index("sleep")
    assert flagged_code(Span("main.py", start, start + 5), text) == "time.sleep( 1 )"


def test_of_a_very_long_line_the_code_is_what_is_flagged() -> None:
    text = "x = 1; " * 50 + "time.sleep(1)"
    start = text.index("time")
    assert flagged_code(Span("main.py", start, start + 10), text) == "time.sleep"
