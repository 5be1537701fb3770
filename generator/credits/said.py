"""One sentence for the chain, one line for each hop, one for the digest as the last hop."""

from functools import lru_cache
from itertools import pairwise

from generator import edtf
from generator.edtf import When
from generator.model import licences
from generator.model.article import Article, Edit
from generator.model.chain import Hop
from generator.model.rights import Right
from generator.model.source import Source
from generator.model.view import Credit, DateView, HopView
from generator.model.words import Words
from generator.urls import href


def credit(article: Article, words: Words, zone: str) -> Credit:
    """Say an article's chain."""
    hops = article.hops
    return Credit(
        sentence=_sentence(hops, words),
        hops=tuple(
            _hop(hop, words, zone, unknown=_unknown(hop, article, words) if number == 0 else "")
            for number, hop in enumerate(hops)
        ),
        ours=_ours(article, words),
        line=article.credit_line or "",
    )


@lru_cache(maxsize=1 << 12)
def date_view(when: When, words: Words, zone: str, *, weekday: bool = False) -> DateView:
    """Say a date and, where HTML can, give it to machines."""
    said = edtf.words(when, words.dates, weekday=weekday)
    return DateView(words=said, datetime=edtf.html_datetime(when, zone) or "")


def named(hop: Hop, words: Words) -> str:
    """Name a hop's source with its platform: 黑羊网（网易号）."""
    if hop.account and hop.platform and hop.platform != hop.source.name:
        return words.say("name.account", name=hop.source.name, platform=hop.platform, account=hop.account)
    if hop.account:
        return words.say("hop.account", name=hop.source.name, account=hop.account)
    if hop.platform and hop.platform != hop.source.name:
        return words.say("name.platform", name=hop.source.name, platform=hop.platform)
    return hop.source.name


def _sentence(hops: tuple[Hop, ...], words: Words) -> str:
    if len(hops) == 1:
        key = "sentence.first" if hops[0].first else f"sentence.single.{hops[0].role}"
        return words.say(key, name=named(hops[0], words))
    clauses = [
        words.say(
            f"sentence.{hop.role}",
            name=named(hop, words),
            claim=words.say(f"sentence.claim.{hop.permission}") if hop.permission else "",
            previous=previous.source.name if previous is not hops[0] else named(previous, words),
        )
        for previous, hop in reversed(list(pairwise(hops)))
    ]
    return words.say("sentence.join").join(clauses) + words.say("sentence.end")


def _unknown(hop: Hop, article: Article, words: Words) -> str:
    """Say that the original's address is unknown, unless this is the original."""
    return "" if hop.url or article.right.basis == "own" else words.say("hop.unknown_url")


def _hop(hop: Hop, words: Words, zone: str, *, unknown: str) -> HopView:
    role = words.say("role.first" if hop.first else f"role.{hop.role}")
    permission = words.say(f"claim.{hop.permission}") if hop.permission else ""
    onward = words.say(f"onward.{hop.onward}") if hop.onward else ""
    date = date_view(hop.date, words, zone) if hop.date and not hop.date.is_unknown else None
    licence = licences.name(hop.licence) if hop.licence else ""
    stated = [unknown, date.words if date else "", permission, licence, onward]
    return HopView(
        role=hop.role,
        role_word=role,
        name=hop.source.name,
        href=source_href(hop.source),
        text=_line(hop, role, [note for note in stated if note], words),
        platform=hop.platform or "",
        account=hop.account or "",
        date=date,
        permission=permission,
        licence=licence,
        licence_url=licences.url(hop.licence) if hop.licence else "",
        onward=onward,
        url=hop.url or "",
        unknown=unknown,
        archived=hop.archived or "",
    )


def outlet(hop: Hop, words: Words) -> str:
    """Name a hop's source, account and platform as the lines of a credit do: 黑羊网 · 网易号."""
    name = hop.source.name
    if hop.account:
        name = words.say("hop.account", name=name, account=hop.account)
    if hop.platform and hop.platform != hop.source.name:
        name = words.say("hop.platform", name=name, platform=hop.platform)
    return name


def _line(hop: Hop, role: str, notes: list[str], words: Words) -> str:
    line = words.say("hop.line", role=role, name=outlet(hop, words))
    return line + (words.say("hop.notes", notes=words.say("hop.note_join").join(notes)) if notes else "")


def _ours(article: Article, words: Words) -> str:
    parts = []
    if article.collected and not article.collected.is_unknown:
        said = edtf.words(article.collected, words.dates)
        parts.append(words.say("ours.collected", date=said))
    if article.edits:
        said = words.say("edit.join").join(edit_words(edit, words) for edit in article.edits)
        parts.append(words.say("ours.edits", edits=said))
    return words.say("ours.join").join(parts)


def edit_words(edit: Edit, words: Words) -> str:
    """Say a recorded change."""
    counted = edit.removed is not None and words.has(f"edit.{edit.op}-plain")
    key = f"edit.{edit.op}" if counted or not words.has(f"edit.{edit.op}-plain") else f"edit.{edit.op}-plain"
    said = words.say(key, removed=edit.removed)
    return words.say("edit.noted", edit=said, note=edit.note) if edit.note else said


def source_href(source: Source) -> str:
    """Give the page of a registered source; empty for one that has none."""
    return href(f"sources/{source.id}.html") if source.id else ""


def original_url(article: Article) -> str:
    """Give the address of the first publication, if it is stated."""
    return article.first.url or ""


def right_words(article: Article, words: Words) -> str:
    """Say by what right the digest publishes, and where that right was not enough."""
    said = _right(article.right, words)
    return words.say("right.refused", right=said) if article.refused else said


@lru_cache(maxsize=1 << 10)
def _right(right: Right, words: Words) -> str:
    said = words.say(
        f"right.{right.basis}",
        licence=licences.name(right.licence) if right.licence else "",
        grantor=right.grantor or "",
    )
    if right.until and right.basis != "none":
        date = edtf.words(edtf.parse(right.until), words.dates)
        return words.say("right.until", right=said, date=date)
    return said
