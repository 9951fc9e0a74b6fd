"""Projects that are made for measuring. They say the same each time, so that runs can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

RELEASE = "2026.7.3"

PAGE = """\
<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Station {number}</title>
    <link rel="stylesheet" href="https://pyscript.net/releases/{release}/core.css">
    <script type="module" src="https://pyscript.net/releases/{release}/core.js"></script>
  </head>
  <body>
    <h1>Station {number}</h1>
    <button id="refresh" py-click="refresh">Refresh</button>
    <input id="from" type="date"><input id="until" type="date">
    <div id="chart"></div><output id="mean"></output>
{tables}
    <script type="py" config="{config}">
{script}
    </script>
  </body>
</html>
"""

TABLE = """\
    <section class="readings" id="readings-{number}">
      <h2>Readings of day {number}</h2>
      <p>The station writes its readings each hour. The mean is that of the hours which it could write.</p>
      <table>
        <thead><tr><th scope="col">Hour</th><th scope="col">Rain</th><th scope="col">Wind</th></tr></thead>
        <tbody>
{rows}
        </tbody>
      </table>
    </section>"""

SCRIPT = """\
from pyscript import document, when, window
from pyscript.ffi import create_proxy

from {module} import Station, mean

station = Station({number}, "north-{number}")


def refresh(event):
    start = document.getElementById("from").value
    end = document.getElementById("until").value
    readings = [each for each in station.readings if start <= each.day <= end]
    show(readings)


def show(readings):
    document.getElementById("mean").innerText = f"{{mean(readings):.1f}} mm"
    document.getElementById("chart").innerHTML = station.chart(readings)


@when("change", "#from, #until")
def changed(event):
    if event.target.value:
        refresh(event)


def resized(event):
    show(station.readings)


window.addEventListener("resize", create_proxy(resized))
show(station.readings)
"""

MODULE = '''\
"""Readings of weather stations."""

import json
import math
from dataclasses import dataclass, field

from pyscript import window


@dataclass
class Reading:
    day: str
    rain: float
    wind: float = 0.0

    def is_storm(self):
        return self.rain > 20 and self.wind > 60


@dataclass
class Station:
    number: int
    name: str
    readings: list = field(default_factory=list)

    def load(self):
        saved = window.localStorage.getItem(self.name)
        if saved is None:
            return
        for each in json.loads(saved):
            self.readings.append(Reading(each["day"], each["rain"], each.get("wind", 0)))

    def save(self):
        content = [{"day": each.day, "rain": each.rain, "wind": each.wind} for each in self.readings]
        window.localStorage.setItem(self.name, json.dumps(content))

    def chart(self, readings):
        parts = []
        for index, each in enumerate(readings):
            height = math.floor(scaled(each.rain, 0, 50) * 100)
            parts.append(f'<rect x="{index * 10}" y="{100 - height}" width="8" height="{height}"/>')
        return "<svg>" + "".join(parts) + "</svg>"


def scaled(value, low, high):
    if high == low:
        return 0
    return max(0, min(1, (value - low) / (high - low)))


def mean(readings):
    if not readings:
        return 0
    return sum(each.rain for each in readings) / len(readings)
'''

CALCULATION = '''

def step_{number}(values, limit={number}):
    """Leave out what is above a limit, and scale the rest."""
    chosen = [value for value in values if value <= limit]
    if not chosen:
        return []
    top = max(chosen)
    result = []
    for value in chosen:
        result.append(round(value / top, 3) if top else 0)
    return result
'''


def module(lines: int) -> str:
    """A Python module of about so many lines."""
    count = max(0, (lines - MODULE.count("\n")) // CALCULATION.count("\n"))
    return MODULE + "".join(CALCULATION.format(number=number) for number in range(count))


def page(number: int, *, module_name: str = "weather", config: str = "pyscript.toml", tables: int = 5) -> str:
    """A page of about two kilobytes for each of its tables."""
    script = SCRIPT.format(module=module_name, number=number)
    return PAGE.format(
        number=number,
        release=RELEASE,
        config=config,
        tables="\n".join(_table(number * 31 + each) for each in range(tables)),
        script=script,
    )


def _table(number: int) -> str:
    rows = (
        f'          <tr><td>{hour}:00</td><td class="rain">{(number * hour) % 17}.{hour % 10} mm</td>'
        f'<td class="wind">{(number + hour) % 80} km/h</td></tr>'
        for hour in range(24)
    )
    return TABLE.format(number=number, rows="\n".join(rows))


def files_table(names: list[str]) -> str:
    """A config that brings in modules."""
    return "[files]\n" + "".join(f'"./{name}.py" = ""\n' for name in names)


def write_pages(folder: Path, count: int) -> None:
    """Pages that share a config and a module, a hundred in a folder."""
    for number in range(count):
        place = folder / f"part{number // 100}"
        if number % 100 == 0:
            place.mkdir(parents=True)
        (place / f"page{number}.html").write_text(page(number, config="../pyscript.toml"), encoding="utf-8")
    (folder / "pyscript.toml").write_text(files_table(["weather"]), encoding="utf-8")
    (folder / "weather.py").write_text(module(200), encoding="utf-8")


def write_pages_with_modules(folder: Path, count: int) -> None:
    """Pages with a config and a module each."""
    folder.mkdir(parents=True)
    for number in range(count):
        name = f"weather{number}"
        text = page(number, module_name=name, config=f"page{number}.toml")
        (folder / f"page{number}.html").write_text(text, encoding="utf-8")
        (folder / f"page{number}.toml").write_text(files_table([name]), encoding="utf-8")
        (folder / f"{name}.py").write_text(module(200), encoding="utf-8")


def write_small(folder: Path) -> None:
    """Three pages and five modules: what most people have."""
    folder.mkdir(parents=True)
    names = ["weather", "storms", "tides", "moon", "units"]
    for name in names:
        (folder / f"{name}.py").write_text(module(80), encoding="utf-8")
    (folder / "pyscript.toml").write_text(files_table(names), encoding="utf-8")
    for number, name in enumerate(("index", "storms", "about")):
        text = page(number, module_name=names[number], tables=1)
        (folder / f"{name}.html").write_text(text, encoding="utf-8")


def write_large_repository(folder: Path, files: int, pages: int) -> None:
    """A repository of many files, few of which are pages."""
    write_pages(folder / "site", pages)
    for number in range(files - pages):
        place = folder / f"data{number // 1000}" / f"set{number // 50}"
        if number % 50 == 0:
            place.mkdir(parents=True)
        (place / f"values{number}.{('csv', 'txt', 'json', 'py')[number % 4]}").write_text(
            f"{number}\n", encoding="utf-8"
        )
