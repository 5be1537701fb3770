"""The environment of a theme: its templates, compiled once for all languages."""

import marshal
import re
from collections.abc import Callable, MutableMapping
from functools import lru_cache
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FunctionLoader,
    PrefixLoader,
    StrictUndefined,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

from generator.theme.values import Theme
from generator.urls import ROOT, href


class Compiled(BytecodeCache):
    """Keeps what a template was compiled to for all languages: they differ in words alone."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Any] = {}
        # by place and text

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what is kept for it."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a bucket holds."""
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


compiled = Compiled()

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
        bytecode_cache=compiled,
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


def _loader(made: Theme, theme: str) -> FunctionLoader:
    """Give a theme's own templates, each with its path, by which a traceback names it."""
    files = {full: (text, path, None) for full, text, path in made.templates}
    return FunctionLoader(lambda name: files.get(f"{theme}/{name}"))
