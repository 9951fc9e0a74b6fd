"""What the HTML standard says about elements, by their names.

Source: HTML Living Standard, 13.2.4.2 "The stack of open elements" and 13.2.6 "Tree construction".
"""

from __future__ import annotations


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


VOID = _names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")

HEADINGS = _names("h1 h2 h3 h4 h5 h6")

HEAD_CONTENT = _names("base basefont bgsound link meta noframes noscript script style template title")

FORMATTING = _names("a b big code em font i nobr s small strike strong tt u")

TABLE_PARTS = _names("caption colgroup table tbody td tfoot th thead tr")

# An end tag of any other name does not reach past one of these.
SPECIAL = _names("""
    address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd
    details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header
    hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript object
    ol p param plaintext pre script search section select source style summary table tbody td template textarea tfoot
    th thead title tr track ul wbr xmp
    """)

# The next item, term or description does not close one of an outer list, which is beyond one of these.
ITEM_BORDERS = SPECIAL - {"address", "div", "p"}

# These end tags reach their element through everything but the borders of its scope.
SCOPED_BLOCKS = _names("""
    address applet article aside blockquote button center dd details dialog dir div dl dt fieldset figcaption figure
    footer header hgroup listing main marquee menu nav object ol pre search section select summary ul
    """)

CLOSES_PARAGRAPH = _names("""
    address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1
    h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul xmp
    """)

# Their end tags can be left out: another tag implies them.
IMPLIED_END = _names("dd dt li optgroup option p rb rp rt rtc")

SCOPE = _names("applet caption html marquee object select table td template th")
LIST_SCOPE = SCOPE | {"ol", "ul"}
BUTTON_SCOPE = SCOPE | {"button"}
TABLE_SCOPE = frozenset({"html", "table", "template"})

# Formatting does not reach out of these.
FORMATTING_MARKERS = _names("applet caption marquee object table td template th")

# What a part of a table is in. Its start tag closes everything else that is open inside that.
TABLE_CONTEXTS = {
    "caption": frozenset({"table", "template"}),
    "colgroup": frozenset({"table", "template"}),
    "col": frozenset({"colgroup", "table", "template"}),
    "tbody": frozenset({"table", "template"}),
    "thead": frozenset({"table", "template"}),
    "tfoot": frozenset({"table", "template"}),
    "tr": frozenset({"tbody", "thead", "tfoot", "table", "template"}),
    "td": frozenset({"tr", "tbody", "thead", "tfoot", "table", "template"}),
    "th": frozenset({"tr", "tbody", "thead", "tfoot", "table", "template"}),
}

# The start tags of these close what is open.
IMPLY_ENDS = (
    _names("a button dd dt hr li nobr optgroup option rb rp rt rtc table")
    | TABLE_CONTEXTS.keys()
    | CLOSES_PARAGRAPH
    | HEADINGS
)

# Their end tags end them later, or change more than what is open.
END_LATER = frozenset({"body", "form", "html"})

# A page, or a form, has only one of each.
AT_MOST_ONE = frozenset({"body", "form", "head", "html"})

# A newline right after their start tag is not part of their text.
SKIPS_FIRST_NEWLINE = frozenset({"listing", "pre", "textarea"})

# These end the SVG or MathML that they are in.
FOREIGN_BREAKOUT = _names("""
    b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta
    nobr ol p pre ruby s small span strong strike sub sup table tt u ul var
    """)
FONT_BREAKOUT_ATTRIBUTES = frozenset({"color", "face", "size"})

# Within these, SVG and MathML hold HTML again.
SVG_INTEGRATION_POINTS = frozenset({"desc", "foreignobject", "title"})
MATHML_TEXT_INTEGRATION_POINTS = frozenset({"mi", "mn", "mo", "ms", "mtext"})
HTML_ENCODINGS = frozenset({"application/xhtml+xml", "text/html"})
