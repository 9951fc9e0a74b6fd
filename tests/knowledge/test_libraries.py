"""Files of JavaScript libraries that are not ES modules."""

from __future__ import annotations

import pytest

from pyscript_doctor.knowledge.libraries import is_classic


@pytest.mark.parametrize(
    "url",
    [
        "https://unpkg.com/leaflet@1.9.4/dist/leaflet.js",
        "https://unpkg.com/leaflet",
        "https://cdn.jsdelivr.net/npm/leaflet@1.9.4/dist/leaflet.js",
        "https://cdn.jsdelivr.net/npm/lodash@4.17.21/lodash.min.js",
        "//cdn.jsdelivr.net/npm/jquery@3/dist/jquery.min.js",
        "https://cdnjs.cloudflare.com/ajax/libs/leaflet/1.9.4/leaflet.min.js",
        "https://cdnjs.cloudflare.com/ajax/libs/lodash.js/4.17.21/lodash.min.js",
        "https://cdnjs.cloudflare.com/ajax/libs/three.js/r128/three.min.js",
        "https://cdn.plot.ly/plotly-2.27.0.min.js",
        "https://d3js.org/d3.v7.min.js",
    ],
)
def test_the_plain_scripts_of_libraries_are_known(url: str) -> None:
    assert is_classic(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://unpkg.com/leaflet@1.9.4/dist/leaflet-src.esm.js",
        "https://unpkg.com/leaflet@1.9.4/dist/leaflet.js?module",  # unpkg makes a module of it
        "https://cdn.jsdelivr.net/npm/leaflet@1.9.4/+esm",
        "https://esm.run/leaflet",
        "https://cdn.jsdelivr.net/npm/chart.js@4.4.0/dist/chart.js",  # up to 3 it was none
        "https://cdnjs.cloudflare.com/ajax/libs/three.js/r128/three.module.min.js",
        "https://unpkg.com/library-of-somebody@1.0.0/dist/library.js",
        "./leaflet.js",
        "https://example.org/leaflet.js",
    ],
)
def test_of_others_nothing_is_said(url: str) -> None:
    assert not is_classic(url)
