"""Which interface an element of HTML, SVG or MathML has, and which context a canvas gives."""

from __future__ import annotations

from typing import Literal

from pyscript_doctor.knowledge.data import read

Namespace = Literal["html", "svg", "mathml"]
OTHERWISE: dict[Namespace, str] = {"html": "HTMLUnknownElement", "svg": "SVGElement", "mathml": "MathMLElement"}
CANVAS_CONTEXTS = {
    "2d": "CanvasRenderingContext2D",
    "bitmaprenderer": "ImageBitmapRenderingContext",
    "experimental-webgl": "WebGLRenderingContext",
    "webgl": "WebGLRenderingContext",
    "webgl2": "WebGL2RenderingContext",
    "webgpu": "GPUCanvasContext",
}
"""What `getContext` takes and gives (HTML, the canvas element; `experimental-webgl` is the WebGL standard's)."""


def element_interface(tag: str, namespace: Namespace = "html") -> str:
    """The interface of an element by its tag: HTMLCanvasElement of canvas.

    HTMLUnknownElement for a tag that HTML does not have. HTMLElement for one with a dash: a custom element, whose
    class may have members that are not known here (`is_custom_element`).
    """
    name = tag.lower() if namespace == "html" else tag
    if namespace == "html" and is_custom_element(name):
        return "HTMLElement"
    found: str = read("web_platform/elements")[namespace].get(name, OTHERWISE[namespace])
    return found


def is_custom_element(tag: str) -> bool:
    """Whether a tag can be that of a custom element: it begins with a small letter and has a dash."""
    return "-" in tag and tag[:1].isalpha()


def canvas_context(kind: str, canvas: str = "HTMLCanvasElement") -> str | None:
    """The interface that `canvas.getContext(kind)` gives, which can be null too; None for a kind no browser has."""
    if canvas == "OffscreenCanvas" and kind == "2d":
        return "OffscreenCanvasRenderingContext2D"
    return CANVAS_CONTEXTS.get(kind)
