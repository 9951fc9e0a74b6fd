"""How JavaScript reads white space, numbers and dates: PyScript's configs are read by JavaScript."""

from __future__ import annotations

import math

from pyscript_doctor.patterns import lazy_pattern

SPACES = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""The characters of `\\s` and of `trim()`. Python's list is different."""

LINE_ENDS = "\n\r\u2028\u2029"
"""The characters that `.` does not match."""

SURROGATE_PAIR = lazy_pattern(r"\\u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}")

_GREATEST_EXACT_INTEGER = 2**53 - 1

_DATE = lazy_pattern(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[T ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.([0-9]+))?)?)?"
    r"(?:Z|([+-])([0-9]{2}):([0-9]{2}))?"
)


def number(digits: str) -> int | float:
    """The double that the text means; an int if it is a whole number that a double holds exactly."""
    value = float(digits)
    return int(value) if value.is_integer() and abs(value) <= _GREATEST_EXACT_INTEGER else value


def number_text(value: float) -> str:
    """How JavaScript writes a number: the shortest digits, plain from 1e-6 to 1e21."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent = repr(float(abs(value))).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if not digits:
        return "0"
    if -6 < point <= 21:
        return sign + _plain(digits, point)
    rest = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{rest}e{point - 1:+d}"


def _plain(digits: str, point: int) -> str:
    if point <= 0:
        return "0." + "0" * -point + digits
    whole = digits[:point].ljust(point, "0")
    return f"{whole}.{digits[point:]}" if digits[point:] else whole


def date_text(text: str) -> str | None:
    """The moment that `new Date(text)` means, in ISO 8601 and UTC, or None if the text is not a date.

    Takes the ISO forms, also with a space instead of the `T`. A time without a zone counts as UTC, where a browser
    takes its own zone. A day that its month does not have runs over into the next month, as in V8.
    """
    from datetime import datetime, timedelta, timezone

    match = _DATE.fullmatch(text.rstrip(" "))
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    zone_hour, zone_minute = int(match[9] or 0), int(match[10] or 0)
    midnight_after = (hour, minute, second) == (24, 0, 0)
    if not (1 <= month <= 12 and 1 <= day <= 31 and (hour <= 23 or midnight_after)) or max(minute, second) > 59:
        return None
    if zone_hour > 23 or zone_minute > 59:
        return None
    zone = timedelta(hours=zone_hour, minutes=zone_minute)
    past_first = timedelta(days=day - 1, hours=hour, minutes=minute, seconds=second)
    try:
        first = datetime(year, month, 1, tzinfo=timezone.utc)
        moment = first + past_first + (zone if match[8] == "-" else -zone)
    except (ValueError, OverflowError):
        return None
    milliseconds = (match[7] or "").ljust(3, "0")[:3]
    return f"{moment:%Y-%m-%dT%H:%M:%S}".rjust(19, "0") + f".{milliseconds}Z"


def code_units(text: str) -> int:
    """The length of a string in JavaScript, in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def paired(escapes: str) -> str:
    """The character that two `\\uXXXX` stand for, as SURROGATE_PAIR finds them."""
    high, low = int(escapes[2:6], 16), int(escapes[8:], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
