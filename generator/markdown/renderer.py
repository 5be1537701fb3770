"""Tokens to HTML, where ours differs from markdown-it's."""

import html
from collections.abc import Iterator, Sequence
from itertools import takewhile

from markdown_it.common.utils import escapeHtml, unescapeAll
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from generator.markdown.notes import note_id, return_id
from generator.markdown.values import TIMELINE

Tokens = Sequence[Token]


class Renderer(RendererHTML):
    """The HTML of our dialect; every method is the rule for the token type of its name."""

    @staticmethod
    def renderAttrs(token: Token) -> str:  # noqa: N802 - the parent's name
        """Write attributes, whose names are all ours."""
        return "".join([f' {name}="{escapeHtml(str(value))}"' for name, value in token.attrs.items()])

    def written(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002 - a rule's signature
        """Put a line that is written already into its paragraph."""
        token = tokens[idx]
        return f"<p{self.renderAttrs(token)}>{token.content}</p>\n"

    def softbreak(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002 - a rule's signature
        """Break the line, but not between characters that stand without spaces."""
        return "" if tokens[idx].hidden else "\n"

    def fence(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002 - a rule's signature
        """Write code as it is, never translated, with the name of its language as a class."""
        token = tokens[idx]
        words = unescapeAll(token.info).split(maxsplit=1)
        name = f' class="language-{escapeHtml(words[0])}"' if words else ""
        code = escapeHtml(token.content)
        return f'<pre{self.renderAttrs(token)} translate="no"><code{name}>{code}</code></pre>\n'

    code_block = fence

    def image(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Write an image with its alternative text; one without an address is only that text."""
        token = tokens[idx]
        alt = self.renderInlineAsText(token.children, options, env)
        if "withheld" in token.meta:
            return f"<span{self.renderAttrs(token)}>{escapeHtml(alt or token.meta['withheld'])}</span>"
        if not token.attrs.get("src"):
            return escapeHtml(alt)
        token.attrs = {**token.attrs, "alt": alt, "loading": "lazy", "decoding": "async"}
        return f"<img{self.renderAttrs(token)}>"

    def table_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Put a table into a box that scrolls, also from the keyboard, named by the table's first row."""
        name = html.escape(", ".join(_first_row(tokens[idx:])))
        label = f' aria-label="{name}"' if name else ""
        return f'<section class="table" tabindex="0"{label}>\n' + self.renderToken(tokens, idx, options, env)

    def table_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Close the table and its box."""
        return self.renderToken(tokens, idx, options, env) + "</section>\n"

    def quote_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002 - a rule's signature
        """Close a quotation under the name of its source."""
        source = html.escape(tokens[idx].meta["source"])
        return (f"<footer>— <cite>{source}</cite></footer>\n" if source else "") + "</blockquote>\n"

    def timeline(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002 - a rule's signature
        """Leave the place of the timeline open."""
        return TIMELINE + "\n"

    def nothing(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002 - a rule's signature
        """Write nothing: braces that were handed on, containers nobody knows."""
        return ""

    braces = unknown_open = unknown_close = nothing

    def footnote_ref(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002 - a rule's signature
        """Write the number that leads to a note."""
        meta = tokens[idx].meta
        number = meta["id"] + 1
        return (
            f'<sup class="footnote-ref"><a href="#{note_id(meta)}" id="{return_id(meta)}" role="doc-noteref">'
            f"{number}</a></sup>"
        )

    def footnote_block_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002 - a rule's signature
        """Begin the notes."""
        return '<div class="footnotes" role="doc-endnotes">\n<ol>\n'

    def footnote_block_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002 - a rule's signature
        """End the notes."""
        return "</ol>\n</div>\n"

    def footnote_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002 - a rule's signature
        """Begin one note."""
        return f'<li id="{note_id(tokens[idx].meta)}">'

    def footnote_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002 - a rule's signature
        """End one note."""
        return "</li>\n"

    def footnote_anchor(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:  # noqa: ARG002 - a rule's signature
        """Lead from a note back to the text."""
        back = return_id(tokens[idx].meta)
        return f' <a href="#{back}" class="footnote-back" role="doc-backlink">\u21a9\ufe0e</a>'


def _first_row(tokens: Tokens) -> Iterator[str]:
    for token in takewhile(lambda token: token.type != "tr_close", tokens):
        if token.type == "inline" and token.content:
            yield "".join(part.content for part in token.children or () if part.type != "html_inline")
