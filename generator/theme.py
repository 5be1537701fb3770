"""A theme as a value: templates and closures, words, one stylesheet, assets; and its environment."""

import marshal
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import suppress
from functools import lru_cache
from string import Formatter
from typing import Any

import msgspec
from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FunctionLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    meta,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape
from msgspec import structs

from generator.edtf import Words as DateWords
from generator.errors import BuildFailed, Problem, fault
from generator.files import decode
from generator.fingerprint import Fingerprint, of_bytes
from generator.frontmatter import load
from generator.han import is_simplified
from generator.model.kinds import Noun
from generator.model.words import Words
from generator.urls import ROOT, href, is_id

BASE = "base"
FALLBACKS = {"zh-Hant": ("zh-Hans", "en"), "zh-Hans": ("en",), "en": ()}
"""Where a language's missing words are taken from; any other language falls back to English."""


class ThemeFile(Noun, frozen=True, kw_only=True):
    """A file of a theme: whose, where in it, its bytes."""

    theme: str
    name: str
    # `article.html`, `words/en.yaml`, `assets/style.css`
    path: str
    # as an editor would find it
    data: bytes


class Asset(Noun, frozen=True, kw_only=True):
    """A file that goes out beside the pages."""

    output: str
    path: str
    data: bytes


class Theme(Noun, frozen=True, kw_only=True, cache_hash=True):
    """All that a build takes from a theme and its parents, child first."""

    names: tuple[str, ...]
    templates: tuple[tuple[str, str, str], ...]
    # `base/article.html`, its text, its path
    words: Words
    others: tuple[Words, ...]
    # those of the site's other languages
    style: str
    assets: tuple[Asset, ...]

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """Give the site's languages, its own first, each with the name it calls itself."""
        return tuple((words.lang, words.say("language")) for words in (self.words, *self.others))


@lru_cache(maxsize=4)
def theme(
    files: tuple[ThemeFile, ...], names: tuple[str, ...], lang: str, variants: tuple[str, ...] = ()
) -> Theme:
    """Make a theme of its files; raise BuildFailed where a template or a word file is at fault."""
    chosen = [file for name in names for file in files if file.theme == name]
    unspoken = tuple(_unspoken(chosen, names[0], lang, variants))
    if unspoken:
        raise BuildFailed(unspoken)
    templates = tuple((f"{f.theme}/{f.name}", _text(f), f.path) for f in chosen if f.name.endswith(".html"))
    made = Theme(
        names=names,
        templates=templates,
        words=_words(chosen, lang),
        others=tuple(_words(chosen, variant) for variant in variants),
        style="\n".join(_text(f) for f in reversed(chosen) if f.name == "assets/style.css"),
        assets=tuple(_assets(chosen)),
    )
    problems = tuple(_template_faults(made))
    if problems:
        raise BuildFailed(problems)
    return made


@lru_cache(maxsize=16)
def speaking(made: Theme, lang: str) -> Theme:
    """Give a theme with the words of one of its languages for its own."""
    return structs.replace(made, words=next(words for words in made.others if words.lang == lang))


def parent(files: tuple[ThemeFile, ...], name: str) -> str | None:
    """Give the theme that a theme extends; raise BuildFailed where its `theme.yaml` is at fault."""
    file = next((f for f in files if f.theme == name and f.name == "theme.yaml"), None)
    if file is None:
        return None if name == BASE else BASE
    loaded, problems = load(_text(file), file.path)
    unknown = [key for key in loaded.values if key != "extends"]
    if unknown:
        problems += (fault(file.path, f"unknown key `{unknown[0]}`", "a theme says only `extends: base`"),)
    if problems:
        raise BuildFailed(problems)
    extends = loaded.values.get("extends") or (None if name == BASE else BASE)
    if extends is not None and not (isinstance(extends, str) and is_id(extends)):
        raise BuildFailed([fault(file.path, "`extends` is one name", "write `extends: base`")])
    return extends


def _text(file: ThemeFile) -> str:
    text, problems = decode(file.data, file.path)
    if any(p.severity == "fault" for p in problems):
        raise BuildFailed(problems)
    return text


def _assets(files: list[ThemeFile]) -> Iterator[Asset]:
    seen = {"assets/style.css"}
    for file in files:
        if file.name.startswith("assets/") and file.name not in seen:
            seen.add(file.name)
            yield Asset(output=file.name, path=file.path, data=file.data)


def _unspoken(files: list[ThemeFile], name: str, lang: str, variants: tuple[str, ...]) -> Iterator[Problem]:
    """Find the variants that a theme has no words for."""
    stems = {file.name.removeprefix("words/").removesuffix(".yaml") for file in _word_files(files)}
    known = ", ".join(sorted(stems - {lang})) or "none"
    for number, variant in enumerate(variants):
        if variant not in stems:
            message = f"the theme `{name}` has no words for `{variant}`"
            hint = f"languages it has words for: {known}; another needs themes/{name}/words/{variant}.yaml"
            yield fault("content/site.yaml", message, hint, key=f"variants.{number}")


def _word_files(files: list[ThemeFile]) -> list[ThemeFile]:
    return [file for file in files if file.name.startswith("words/") and file.name.endswith(".yaml")]


def _words(files: list[ThemeFile], lang: str) -> Words:
    merged: dict[str, Any] = {}
    for language in reversed((lang, *_fallbacks(lang))):
        if language == lang and not is_simplified(lang):
            merged["language"] = lang  # else it would call itself by the name of the one it falls back to
        for file in reversed(files):
            if file.name == f"words/{language}.yaml":
                loaded, problems = load(_text(file), file.path)
                problems = problems or tuple(_merge(merged, loaded.values, file.path))
                if problems:
                    raise BuildFailed(problems)
    dates = msgspec.convert(merged.pop("dates"), DateWords, strict=False)
    return Words(lang=lang, pairs=tuple(sorted(_flat(merged))), dates=dates)


def _fallbacks(lang: str) -> tuple[str, ...]:
    return FALLBACKS.get(lang, ("zh-Hans", "en") if lang.startswith("zh") else ("en",))


def _merge(into: dict[str, Any], more: Mapping[str, Any], path: str, prefix: str = "") -> Iterator[Problem]:
    """Put words over words; those of another form, or with other `{names}`, are faults."""
    for key, value in more.items():
        old, name = into.get(key, value if isinstance(value, dict) else ""), prefix + key
        if isinstance(value, dict) and isinstance(old, dict):
            into[key] = dict(old)
            yield from _merge(into[key], value, path, f"{name}.")
            continue
        into[key] = value
        if (str if value is None else type(value)) is not (str if old is None else type(old)):
            form = (
                "holds words by their keys"
                if isinstance(old, dict)
                else "is a list"
                if isinstance(old, list)
                else "is text"
            )
            yield fault(path, f"`{name}` {form}", "write it as the theme `base` does")
        elif isinstance(value, str) and key in into and old:
            yield from _strange_names(path, name, value, old)


def _strange_names(path: str, name: str, text: str, old: str) -> Iterator[Problem]:
    known = {field for _, field, _, _ in Formatter().parse(old) if field}
    try:
        found = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    except ValueError as error:
        yield fault(path, f"`{name}`: {error}", "write `{{` for a brace")
        return
    if found - known:
        listed = ", ".join(f"{{{field}}}" for field in sorted(known)) or "none"
        yield fault(path, f"`{name}` has no {{{min(found - known)}}}", f"the names it may use: {listed}")


def _flat(tree: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value or ""


class _Compiled(BytecodeCache):
    """Keeps what a template was compiled to for all languages: they differ in words alone."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Any] = {}
        # by place and text

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key, bucket.checksum] = bucket.code

    def __len__(self) -> int:
        """Count what is kept."""
        return len(self._kept)

    def written(self) -> bytes:
        """Write down all that was compiled in this process."""
        return marshal.dumps(self._kept)

    def read(self, data: bytes) -> None:
        """Know what another process compiled."""
        self._kept |= marshal.loads(data)  # noqa: S302 - whoever can write it can write templates, which are code


_compiled = _Compiled()

_SPECIAL = re.compile("[&<>\"']")


_PLAIN = frozenset({"say", "show", "once"})
"""Functions of ours that templates call; they want nothing of Jinja's context."""


class _Plainly(CodeGenerator):
    """Compiles templates so that text in which nothing is to be escaped is written as it is."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - Jinja's own
        ours = isinstance(node.node, nodes.Name) and node.node.name in _PLAIN
        if not ours or forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:  # noqa: ANN401 - Jinja's own
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile and finalize.src is None:
            self.write("environment.written(")
        else:
            super()._output_child_pre(node, frame, finalize)


class _Environment(Environment):
    code_generator_class = _Plainly

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Give the globals of a template, as one dictionary: each context is made of it."""
        return {**self.globals, **d} if d else self.globals

    @staticmethod
    def written(value: object) -> str:
        """Escape a value, as Jinja does."""
        if isinstance(value, Markup) or (isinstance(value, str) and not _SPECIAL.search(value)):
            return value
        return escape(value)


@lru_cache(maxsize=8)
def environment(made: Theme) -> Environment:
    """Make a theme's environment: `article.html` is the child's, `base/article.html` the parent's."""
    by_theme = {name: _loader(made, name) for name in made.names}
    env = _Environment(
        loader=ChoiceLoader([*by_theme.values(), PrefixLoader(by_theme)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_compiled,
    )
    env.globals.clear()
    env.filters["lang"] = _lang
    env.filters["current"] = _current
    env.globals["root"] = Markup(ROOT)  # noqa: S704 - a constant of ours
    env.globals["say"] = made.words.say
    return env


def pressing(made: Theme, show: Callable[[Any], Markup], once: Callable[[str, Any], Markup]) -> Environment:
    """Give a theme's environment with what shows pieces and parts in templates."""
    env = environment(made).overlay()
    env.globals = {**env.globals, "show": show, "once": once}
    return env


@lru_cache(maxsize=1024)
def _lang(tag: str, known: str = "") -> Markup:
    """Write the attribute for a language; nothing where there is none, or where it is known."""
    return Markup(' lang="{}"').format(tag) if tag and tag != known else Markup()


def _current(links: Markup, path: str) -> Markup:
    """Mark the link that leads to the page it stands on."""
    link = f'href="{href(path)}"'
    return Markup(str(links).replace(link, f'{link} aria-current="page"', 1)) if link in links else links  # noqa: S704 - as it was


def compile_all(made: Theme, known: bytes | None) -> bytes | None:
    """Compile all templates but the known ones; give what to know the next time, if it is more."""
    if known:
        _compiled.read(known)
    before = len(_compiled)
    inner = {name.partition("/")[2] for name, _, _ in made.templates}
    named = {child for _, text, _ in made.templates for child in _references(made, text) if child}
    for name in sorted(inner | named):
        with suppress(TemplateError):  # told where it is rendered
            environment(made).get_template(name)
    return _compiled.written() if known is None or len(_compiled) > before else None


def _loader(made: Theme, theme: str) -> FunctionLoader:
    """Give a theme's own templates, each with its path, by which a traceback names it."""
    files = {full: (text, path, None) for full, text, path in made.templates}
    return FunctionLoader(lambda name: files.get(f"{theme}/{name}"))


@lru_cache(maxsize=1024)
def closure(made: Theme, template: str) -> Fingerprint:
    """Fingerprint a template with everything it includes, imports and extends, and the words."""
    texts = {name: text for name, text, _ in made.templates}
    parts = "\0".join(f"{name}\0{texts[name]}" for name in sorted(members(made, template)))
    return of_bytes(parts.encode() + words_print(made))


@lru_cache(maxsize=8)
def pieces(made: Theme) -> tuple[str, ...]:
    """Name the templates of pieces, each once, as a piece names it."""
    inner = {name.partition("/")[2] for name, _, _ in made.templates}
    return tuple(sorted(name for name in inner if name.startswith("pieces/")))


@lru_cache(maxsize=1024)
def words_print(made: Theme) -> Fingerprint:
    """Fingerprint a theme's words."""
    return of_bytes(repr(made.words).encode())


@lru_cache(maxsize=1024)
def members(made: Theme, template: str) -> frozenset[str]:
    """Name all templates, as `theme/name`, that a template is made of."""
    texts = {name: text for name, text, _ in made.templates}
    found: set[str] = set()
    waiting = [template]
    while waiting:
        name = _resolved(made, texts, waiting.pop())
        if name not in found:
            found.add(name)
            waiting += [child for child in _references(made, texts[name]) if child]
    return frozenset(found)


@lru_cache(maxsize=1024)
def _references(made: Theme, text: str) -> tuple[str | None, ...]:
    parsed = environment(made).parse(text)
    return (*meta.find_referenced_templates(parsed), *_rendered_once(parsed))


def _rendered_once(parsed: nodes.Template) -> Iterator[str | None]:
    for call in parsed.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "once":
            name = call.args[0] if call.args else None
            yield name.value if isinstance(name, nodes.Const) else None


def _resolved(made: Theme, texts: Mapping[str, str], name: str) -> str:
    return next((full for theme in made.names if (full := f"{theme}/{name}") in texts), name)


def _template_faults(made: Theme) -> Iterator[Problem]:
    texts = {name: text for name, text, _ in made.templates}
    for _, text, path in made.templates:
        try:
            references = _references(made, text)
        except TemplateSyntaxError as error:
            yield fault(path, f"this template is not Jinja: {error.message}", line=error.lineno)
            continue
        for child in references:
            if child is None:
                yield fault(path, "a template is named by an expression", "write the name out in quotes")
            elif _resolved(made, texts, child) not in texts:
                yield fault(
                    path, f"there is no template `{child}`", f"templates lie in {path.rsplit('/', 1)[0]}"
                )
