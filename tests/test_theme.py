"""A theme is a folder of templates, words and assets that takes from its parent what it does not have."""

import ast
import inspect
import re
import runpy
from pathlib import Path

import pytest
import yaml

import generator
from generator.errors import BuildFailed
from generator.model import view
from generator.read import bundled_themes, theme_files
from generator.theme import theme

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
fresh = tiny["fresh"]

BASE = bundled_themes() / "base"
TEMPLATES = {path.relative_to(BASE).as_posix(): path.read_text("utf-8") for path in BASE.rglob("*.html")}
LANGUAGES = ("en", "zh-Hans", "zh-Hant")


def main(text, parent="page.html", block="main"):
    """Write a child's template that overrides one block, which begins on line 2."""
    return f'{{% extends "base/{parent}" %}}\n{{% block {block} %}}{text}{{% endblock %}}\n'


@pytest.fixture
def site(tmp_path):
    return fresh(tmp_path)


def failure(site):
    with pytest.raises(BuildFailed) as found:
        site.build()
    assert not site.out.exists()
    return [str(problem) for problem in found.value.problems]


# --- a child


def test_a_child_of_a_few_lines_overrides_one_block_and_keeps_the_rest(site):
    site.build()
    before = site.read("site/about.html")
    site.write(
        "themes/kid/page.html",
        main("\n<p>{{ site.title }}的脚注</p>\n{{ super() }}\n", block="footer"),
    )
    site.build()
    after = site.read("site/about.html")
    added = [line for line in after.splitlines() if line and line not in before.splitlines()]
    assert added == ["<p>小站的脚注</p>"]


def test_a_childs_layout_stands_under_every_page(site):
    site.write(
        "themes/kid/layout.html",
        '{% extends "base/layout.html" %}{% block masthead %}<p>KID</p>{% endblock %}',
    )
    site.build()
    pages = [path for path in site.tree() if path.endswith(".html")]
    assert all("<p>KID</p>" in site.read(f"site/{path}") for path in pages)


def test_a_childs_piece_stands_wherever_it_is_shown(site):
    site.write("themes/kid/pieces/card.html", "<p>CARD</p>")
    site.build()
    assert "<p>CARD</p>" in site.read("site/tags/港口.html")
    assert "<p>CARD</p>" in site.read("site/archive/2026-11.html")


def test_a_childs_rules_follow_its_parents_and_its_assets_replace_them(site):
    site.build()
    style = site.read("site/assets/style.css")
    assert style.startswith((BASE / "assets/style.css").read_text("utf-8"))
    assert style.endswith(".kid { color: red }\n")
    assert site.read("site/assets/icon.svg") == tiny["FILES"]["themes/kid/assets/icon.svg"]


def test_a_grandchild_takes_from_its_parent_first(site):
    site.edit("content/site.yaml", "theme: kid", "theme: baby")
    site.write("themes/baby/theme.yaml", "extends: kid\n")
    site.write("themes/baby/assets/style.css", ".baby {}\n")
    site.build()
    assert "kid 1" in site.read("site/topics/port.html")
    assert site.read("site/assets/style.css").endswith(".kid { color: red }\n\n.baby {}\n")


def test_a_theme_without_theme_yaml_is_a_child_of_base(site):
    site.remove("themes/kid/theme.yaml")
    site.build()
    assert "kid 1" in site.read("site/topics/port.html")


# --- faults


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"theme.yaml": "extends: bse\n"}, "there is no theme `bse`"),
        ({"theme.yaml": "extends: kid\n"}, "themes/kid/theme.yaml: this theme extends itself"),
        ({"theme.yaml": "extend: base\n"}, "themes/kid/theme.yaml: unknown key `extend`"),
        ({"theme.yaml": "extends: [\n"}, "themes/kid/theme.yaml:"),
        ({"theme.yaml": "extends: [base]\n"}, "themes/kid/theme.yaml: `extends` is one name"),
        ({"page.html": '{% extends "bse/page.html" %}'}, "page.html: there is no template `bse/page.html`"),
        (
            {"page.html": '{% include "pieces/crd.html" %}'},
            "page.html: there is no template `pieces/crd.html`",
        ),
        ({"page.html": "{% extends page.title %}"}, "page.html: a template is named by an expression"),
        ({"page.html": "one\n{% if %}\n"}, "page.html:2: this template is not Jinja"),
        ({"page.html": "one\n{{ page.title|nosuch }}\n"}, "themes/kid/page.html:2: No filter named"),
        ({"page.html": "文摘".encode("gbk")}, "themes/kid/page.html:1: this is GBK"),
        ({"theme.yaml": "# 文摘\n".encode("gbk")}, "themes/kid/theme.yaml:1: this is GBK"),
        ({"assets/style.css": "/* 文摘 */".encode("gbk")}, "style.css:1: this is GBK"),
        ({"words/zh-Hans.yaml": "page: [\n"}, "themes/kid/words/zh-Hans.yaml:"),
        ({"words/zh-Hans.yaml": "page: {search: [a]}\n"}, "zh-Hans.yaml: `page.search` is text"),
        ({"words/zh-Hans.yaml": "page: word\n"}, "zh-Hans.yaml: `page` holds words"),
        ({"words/zh-Hans.yaml": "dates: word\n"}, "themes/kid/words/zh-Hans.yaml: "),
        ({"words/zh-Hans.yaml": "page: {year: '{yaer}'}\n"}, "themes/kid/words/zh-Hans.yaml: `page.year`"),
        ({"words/zh-Hans.yaml": "page: {year: '{year'}\n"}, "themes/kid/words/zh-Hans.yaml: `page.year`"),
    ],
)
def test_a_theme_at_fault_is_told_with_its_file(files, said, site):
    site.write({f"themes/kid/{name}": text for name, text in files.items()})
    assert any(said in problem for problem in failure(site)), failure(site)


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("page.html", main("\n{{ nothing }}"), "page.html:3"),
        ("page.html", main("\n{{ page.nothing }}"), "page.html:3"),
        ("page.html", main("{{ say('no.such') }}"), "page.html:2"),
        ("page.html", main("{{ 1 // 0 }}"), "page.html:2"),
        ("layout.html", main("\n\n{{ nothing }}", "layout.html", "footer"), "layout.html:4"),
        ("pieces/card.html", "one\n{{ nothing }}", "pieces/card.html:2"),
        ("macros.html", TEMPLATES["macros.html"] + "{{ nothing }}", "macros.html:"),
    ],
)
def test_a_fault_while_a_page_is_made_is_told_with_file_and_line(name, text, place, site):
    site.write(f"themes/kid/{name}", text)
    assert failure(site)[0].startswith(f"themes/kid/{place}")


def test_an_unknown_theme_is_told_with_those_at_hand(site):
    site.edit("content/site.yaml", "theme: kid", "theme: kit")
    (said,) = failure(site)
    assert said.startswith("content/site.yaml")
    assert "there is no theme `kit`" in said
    assert "base" in said
    assert "kid" in said


# --- words


def words(site, lang):
    return theme(*theme_files(site.root, "kid"), lang).words


def test_a_missing_word_falls_back_from_traditional_to_simplified_to_english(site):
    site.write("themes/kid/words/en.yaml", "kid: {one: en, two: en, three: en}\n")
    site.write("themes/kid/words/zh-Hans.yaml", "kid: {one: hans, two: hans}\n")
    site.write("themes/kid/words/zh-Hant.yaml", "kid: {one: hant}\n")
    said = words(site, "zh-Hant")
    assert [said.say(f"kid.{n}") for n in ("one", "two", "three")] == ["hant", "hans", "en"]
    said = words(site, "zh-Hans")
    assert [said.say(f"kid.{n}") for n in ("one", "two", "three")] == ["hans", "hans", "en"]
    assert {words(site, "en").say(f"kid.{n}") for n in ("one", "two", "three")} == {"en"}


def test_a_language_without_words_speaks_english(site):
    site.write("themes/kid/words/zh-Hans.yaml", "kid: {one: hans}\n")
    site.write("themes/kid/words/en.yaml", "kid: {one: en}\n")
    assert words(site, "fi").say("kid.one") == "en"
    assert words(site, "zh-TW").say("kid.one") == "hans"
    site.edit("content/site.yaml", "title: 小站", "title: 小站\nlang: fi")
    site.build()
    assert '<html lang="fi">' in site.read("site/index.html")


def test_a_childs_word_stands_above_its_parents_in_the_same_language(site):
    site.build()
    assert "找" in site.read("site/search.html")


def _keys(tree, prefix=""):
    for key, value in tree.items():
        yield from _keys(value, f"{prefix}{key}.") if isinstance(value, dict) else [(f"{prefix}{key}", value)]


SAID = {
    lang: dict(_keys(yaml.load((BASE / f"words/{lang}.yaml").read_text("utf-8"), yaml.BaseLoader)))
    for lang in LANGUAGES
}


def test_all_languages_have_the_same_words():
    assert SAID["en"].keys() == SAID["zh-Hans"].keys() == SAID["zh-Hant"].keys()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_words_take_the_same_names_in_every_language(lang):
    def names(text):
        return set(re.findall(r"{(\w*)", text)) if isinstance(text, str) else set()

    assert {key for key in SAID["en"] if names(SAID["en"][key]) != names(SAID[lang][key])} == set()


def _asked():
    """Give every key that code or a template asks for, a `*` for each part that is made up on the spot."""
    room = Path(generator.__file__).parent
    for path in sorted(room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and getattr(node.func, "attr", "") == "say":
                for key in _texts(node.args[0]):
                    yield str(path.relative_to(room)), key
    for name, text in TEMPLATES.items():
        for key, more in re.findall(r"""\bsay\(\s*['"]([^'"]*)['"]\s*(~?)""", text):
            yield name, key + "*" * bool(more)


def _texts(node):
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    if isinstance(node, ast.JoinedStr):
        return ["".join(part.value if isinstance(part, ast.Constant) else "*" for part in node.values)]
    return [node.value] if isinstance(node, ast.Constant) else []


def test_every_word_asked_for_is_there():
    asked = sorted(set(_asked()))
    assert len(asked) > 100
    missing = [
        (place, key)
        for place, key in asked
        if not any(re.fullmatch(re.escape(key).replace(r"\*", "[^.]*"), word) for word in SAID["en"])
    ]
    assert missing == []


# --- the contract


README = (BASE / "README.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^### `([^`]+\.html)`\n(.*?)(?=^##|\Z)", README, re.MULTILINE | re.DOTALL))


def _contexts():
    """Give the context of each template by the template that its docstring names first."""
    for kind in vars(view).values():
        named = re.match(r"`([\w/]+\.html)`", inspect.getdoc(kind) or "") if inspect.isclass(kind) else None
        if named:
            yield named[1], kind


def _fields(section):
    return re.findall(r"^- `(\w+)`:", section, re.MULTILINE)


@pytest.mark.parametrize(("template", "kind"), sorted(_contexts(), key=lambda pair: pair[0]))
def test_the_readme_lists_exactly_what_a_template_gets(template, kind):
    assert template in TEMPLATES
    assert _fields(SECTIONS[template]) == list(kind.__struct_fields__)


def test_the_readme_tells_of_every_page_piece_and_part():
    helpers = {"layout.html", "macros.html"}
    assert SECTIONS.keys() == TEMPLATES.keys() - helpers


def test_a_part_that_asks_for_the_page_is_a_fault(site):
    site.write("themes/kid/parts/footer.html", "{{ page.title }}")
    assert any("'page' is undefined" in problem for problem in failure(site))


def test_a_change_of_a_part_reaches_every_page(site):
    for word in ("ONE", "TWO"):
        site.write("themes/kid/parts/footer.html", f"<p>{word}</p>")
        site.build()
        pages = [path for path in site.tree() if path.endswith(".html")]
        assert all(f"<p>{word}</p>" in site.read(f"site/{path}") for path in pages)


def test_a_part_named_by_an_expression_is_a_fault(site):
    site.write("themes/kid/page.html", main("{{ once('parts/' ~ 'footer.html', site) }}"))
    assert any("named by an expression" in problem for problem in failure(site))


def test_every_template_that_the_plan_asks_for_is_in_base():
    room = Path(generator.__file__).parent / "plan"
    found = [
        re.findall(r'(?:form|template)="([^"]+\.html)"', path.read_text("utf-8"))
        for path in room.glob("*.py")
    ]
    asked = {name for names in found for name in names}
    assert len(asked) > 20
    assert asked <= TEMPLATES.keys()
