"""Names that Python asks of the classes of the project's own JavaScript modules."""

from __future__ import annotations

from tests.in_one_test import in_one_test
from tests.rules.scripts import found, messages

RULE = "own-name-missing"
SHOP = """
export class Shop {
  constructor() { this.goods = 3; }
  buy() { return 1; }
  static open() { return 2; }
}
export class Till { count() { return 4; } }
"""
CONFIG = '<py-config>\n[js_modules.main]\n"./shop.js" = "shop"\n</py-config>'
START = "from pyscript.js_modules import shop\n"


def missing(source: str, shop: str = SHOP, config: str = CONFIG, tag: str = '<script type="py">') -> list[str]:
    """`name of class` of what a script asks for and the class lacks."""
    told = messages(RULE, START + source, tag, body=config, files={"shop.js": shop, "more.js": SHOP})
    return [" of ".join(message.split("`")[3:0:-2]) for message in told]


@in_one_test(
    [
        ("shop.Shop.opens()", "opens of Shop"),
        ("shop.Shop.oppen", "oppen of Shop"),
        ("shop.Shop.new().bye()", "bye of Shop"),
        ("one = shop.Shop.new()\none.bye()", "bye of Shop"),
        ("shop.Till.new().conut()", "conut of Till"),
        ("from pyscript import js_modules\nprint(js_modules)\njs_modules.shop.Shop.oppen", "oppen of Shop"),
    ]
)
def test_a_class_lacks_a_name(source: str, expected: str) -> None:
    assert missing(source) == [expected]


@in_one_test(
    [
        "shop.Shop.new().buy()",
        "shop.Shop.open()",
        "shop.Shop.new().goods",
        "shop.Shop.new().buy().bye()",
        "shop.Shop.open().bye()",
        "shop.Shop.new().goods[0]",
        "shop.Shop()",
        "from pyscript import window\nwindow.shop.Shop.opens()",
        # What objects, functions and proxies have anyway.
        "shop.Shop.new().toString()",
        "shop.Shop.new().hasOwnProperty('goods')",
        "shop.Shop.name, shop.Shop.length, shop.Shop.bind, shop.Shop.call",
        "shop.Shop.new().to_py()",
        "shop.Shop.new().__class__",
        "try:\n    shop.Shop.new().bye()\nexcept AttributeError:\n    pass",
        "one = shop.Shop.new()\none.bye = print\none.bye()",
        "if hasattr(shop.Shop, 'opens'):\n    shop.Shop.opens()",
    ]
)
def test_a_class_has_a_name_or_the_code_expects_that_it_may_not(source: str) -> None:
    assert missing(source) == []


def test_python_may_give_a_name_only_on_pyodide() -> None:
    config, tag = CONFIG.replace("py-config", "mpy-config"), '<script type="mpy">'
    assert missing("shop.Shop.opens()", tag=tag, config=config) == []


@in_one_test(
    [
        "export function shut() {}\nexport class Shop { buy() {} }\nshut.call(Shop.prototype.bye = 1);",
        'export class Shop { buy() {} }\nconst name = "bye";\nShop.bye = 1;',
        "export class Shop { buy() {} }\nfunction more(shop) { shop.bye = () => 1; }",
        "export class Shop { buy() {} ",
        "export { Till as Shop };\nclass Till { bye() {} }",
        "export const Shop = make();",
        "export * from './more.js';",
    ]
)
def test_javascript_may_have_the_name_elsewhere(shop: str) -> None:
    assert missing("shop.Shop.new().bye()\nshop.Shop.bye", shop) == []


def test_the_class_of_an_export_is_found_by_its_own_name() -> None:
    assert missing("shop.Shop.new().bye()", "export { Till as Shop };\nclass Till { buy() {} }") == ["bye of Till"]


def test_one_of_two_modules_of_a_name_may_have_it() -> None:
    config = CONFIG.replace("</py", '"./more.js" = "shop"\n</py')
    assert missing("shop.Shop.opens()", config=config) == []


def test_new_is_a_name_of_the_class_alone() -> None:
    def meant(source: str) -> list[str]:
        return [each.finding.help for each in found(RULE, START + source, body=CONFIG, files={"shop.js": SHOP})]

    assert meant("shop.Shop.neww()") == ["Did you mean `new`?"]
    assert meant("shop.Shop.new().neww()") == ["Write a name that `Shop` has, or define `neww` in the class."]
