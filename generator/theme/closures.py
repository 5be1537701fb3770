"""What a template is made of: all that it includes, imports and extends, and the words."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache

from jinja2 import TemplateError, TemplateSyntaxError, meta, nodes

from generator.errors import Problem, fault
from generator.fingerprint import Fingerprint, of_bytes
from generator.theme.compiling import compiled, environment
from generator.theme.values import Theme


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


def template_faults(made: Theme) -> Iterator[Problem]:
    """Find the templates that are not Jinja, and the names in them that lead to no template."""
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


def compile_all(made: Theme, known: bytes | None) -> bytes | None:
    """Compile all templates but the known ones; give what to know the next time, if it is more."""
    if known:
        compiled.read(known)
    before = len(compiled)
    inner = {name.partition("/")[2] for name, _, _ in made.templates}
    named = {child for _, text, _ in made.templates for child in _references(made, text) if child}
    for name in sorted(inner | named):
        with suppress(TemplateError):  # told where it is rendered
            environment(made).get_template(name)
    return compiled.written() if known is None or len(compiled) > before else None
