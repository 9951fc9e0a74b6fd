"""Source lines with their places underlined, as they stand in a report."""

from __future__ import annotations

from pyscript_doctor.engine.finding import Finding, Related
from pyscript_doctor.engine.report import Report
from pyscript_doctor.parsers.text import Span
from pyscript_doctor.reporters.terminal.styled import plain
from pyscript_doctor.reporters.terminal.visible import width
from pyscript_doctor.reporters.text.excerpt import view
from pyscript_doctor.reporters.text.text import text_lines
from tests.reporters.examples import a_rule, diagnostic, lines, place, shown


def test_the_place_is_underlined_and_labelled() -> None:
    assert shown("import js\njs.setTimeout(f, 10)\n", "f,", label="too late") == lines("""
         --> main.py:2:15
          |
        2 | js.setTimeout(f, 10)
          |               ^^ too late
    """)


def test_tabs_emoji_and_wide_letters_do_not_shift_the_line_under_them() -> None:
    assert shown('\tprint("日本 🐍", spam)\n', "spam") == lines("""
         --> main.py:1:16
          |
        1 |     print("日本 🐍", spam)
          |                      ^^^^
    """)


def test_control_and_direction_characters_are_shown_not_obeyed() -> None:
    assert shown('x = "\x1b[2J\u202e" + y\n', "y") == lines("""
         --> main.py:1:15
          |
        1 | x = "\\x1b[2J\\u202e" + y
          |                       ^
    """)


def test_a_place_of_a_few_lines_is_bracketed() -> None:
    assert shown("a\nwhile True:\n    work()\nb\n", "while True:\n    work()", label="never ends") == lines("""
         --> main.py:2:1
          |
        2 | / while True:
        3 | |     work()
          | |__________^ never ends
    """)


def test_of_a_place_of_many_lines_the_middle_is_left_out() -> None:
    source = "\n".join(f"line {number}" for number in range(1, 13))
    assert shown(source, source[source.index("line 2") : source.index("line 12")], label="all this") == lines("""
      --> main.py:2:1
       |
     2 | / line 2
     3 | | line 3
    ...  |
    11 | | line 11
       | |_______^ all this
    """)


def test_a_long_line_is_cut_around_the_place() -> None:
    source = "x = " + " + ".join(f"number_{count}" for count in range(100))
    output = shown(source, "number_50")
    assert output == lines("""
         --> main.py:1:595
          |
        1 | ... number_48 + number_49 + number_50 + number_51 + number_52 + number_53...
          |                             ^^^^^^^^^
    """)
    assert max(map(width, output.splitlines())) <= 80


def test_a_place_near_the_start_of_a_long_line_shows_the_start() -> None:
    assert view("<script " + "x" * 100, 1, 7, 30).text == "<script xxxxxxxxxxxxxxxxxxx..."


def test_a_place_near_the_end_of_a_long_line_shows_the_end() -> None:
    cut = view("x" * 100 + "</script>", 102, 108, 30)
    assert cut.text == "...xxxxxxxxxxxxxxxxxx</script>"
    assert cut.text[cut.start : cut.start + cut.columns] == "script"


def test_a_place_longer_than_the_line_is_underlined_as_far_as_it_shows() -> None:
    cut = view("a" + "b" * 1000, 1, 1001, 30)
    assert (cut.start, cut.columns, len(cut.text)) == (1, 26, 30)


def test_a_million_characters_without_width_do_not_fill_the_line() -> None:
    assert len(view("\u0301" * 1_000_000, 500_000, 500_001, 30).text) <= 30


def test_an_empty_place_gets_one_sign() -> None:
    assert view("abc", 3, 3, 30) == view("abc", 3, 4, 30)
    assert view("abc", 3, 3, 30).columns == 1


def test_related_places_of_the_same_file_stand_in_order() -> None:
    source = "a = 1\nb = 2\nc = 3\nd = 4\n"
    related = (Related(place("main.py", source, "a"), "first"), Related(place("main.py", source, "b"), "then"))
    assert shown(source, "d", label="last", related=related) == lines("""
         --> main.py:4:1
          |
        1 | a = 1
          | - first
        2 | b = 2
          | - then
        ...
        4 | d = 4
          | ^ last
    """)


def test_two_places_of_one_line_share_it() -> None:
    source = "setTimeout(f, 10)\n"
    related = (Related(place("main.py", source, "setTimeout"), "keeps it"),)
    assert shown(source, "f", label="lost", related=related) == lines("""
         --> main.py:1:12
          |
        1 | setTimeout(f, 10)
          |            ^ lost
          | ---------- keeps it
    """)


def test_a_label_without_room_beside_its_place_stands_below() -> None:
    source = " " * 50 + "spam(" + "x" * 12 + ")\n"
    assert shown(source, "x" * 12, label="this name is not defined anywhere on the page") == lines("""
         --> main.py:1:56
          |
        1 |                                                   spam(xxxxxxxxxxxx)
          |                                                        ^^^^^^^^^^^^
          |                                this name is not defined anywhere on the page
    """)


def test_a_file_whose_text_is_not_at_hand_is_named_without_excerpt() -> None:
    report = Report((diagnostic(a_rule(), Finding(Span("main.py", 5, 6), "this fails", label="here")),))
    assert plain(text_lines(report, quiet=True)).splitlines()[3:5] == [" --> main.py", "  | here"]
