"""The rights gate: our right as it stands today, and how much of an article it lets out."""

from collections.abc import Iterable, Mapping

from generator import edtf
from generator.errors import Problem, fault, guess
from generator.model import licences
from generator.model.article import ArticleMatter
from generator.model.kinds import MODES, Basis, Mode, Noun
from generator.model.rights import PLAIN_BASES, RecordMatter, Right, RightMatter, Verdict

_FREE = ("own", "public-domain", "press-release")


class Texts(Noun, frozen=True, kw_only=True):
    """Which texts of an article are there."""

    body: bool
    excerpt: bool
    summary: bool
    note: bool


class Say:
    """Where complaints about one article's right go."""

    def __init__(self, path: str, key: str, found: list[Problem]) -> None:
        self._path, self._key, self._found = path, key, found

    def __call__(self, message: str, hint: str) -> None:
        """Note a fault."""
        self._found.append(fault(self._path, message, hint, key=self._key))

    def guess(self, word: str, known: Iterable[str]) -> str:
        """Give the known word that may be meant."""
        return guess(word, known, self._found)


def right_of(
    stated: str | RightMatter | None,
    records: dict[str, RecordMatter],
    today: str,
    say: Say,
) -> Right:
    """Make our right of what the article or its source states."""
    if stated is None:
        return Right()
    if isinstance(stated, str):
        return _named(stated, records, today, say)
    made = _spelled(stated, records, today, say)
    return Right(
        basis=made.basis,
        licence=made.licence,
        record=made.record,
        grantor=made.grantor,
        holder=stated.holder,
        note=stated.note,
        wording=made.wording,
        until=made.until,
        modes=made.modes,
        index=made.index if stated.index is None or made.lapsed else stated.index,
        canonical=made.canonical,
        lapsed=made.lapsed,
    )


def _spelled(stated: RightMatter, records: dict[str, RecordMatter], today: str, say: Say) -> Right:
    if stated.record:
        return _recorded(stated.record, records, today, say)
    return _named(stated.basis, records, today, say) if stated.basis else Right()


def _named(word: str, records: dict[str, RecordMatter], today: str, say: Say) -> Right:
    for basis in PLAIN_BASES:
        if word == basis:
            return Right(basis=basis, index=basis == "own")
    if word in records:
        return _recorded(word, records, today, say)
    if licences.terms(word).known:
        return _licensed(word)
    known = [*PLAIN_BASES, *records, "CC-BY-4.0", "CC-BY-SA-4.0", "CC-BY-NC-4.0", "CC0-1.0"]
    close = say.guess(word, known)
    wanted = "write own, public-domain, quotation, facts-only, press-release, a licence's id or a record's"
    message = (
        "`authorised` exists only through a record" if word == "authorised" else f"unknown right `{word}`"
    )
    say(message, f"did you mean `{close}`?" if close else f"{wanted} (content/rights.yaml)")
    return Right()


def _licensed(id_: str) -> Right:
    basis: Basis = "public-domain" if licences.terms(id_).public_domain else "licence"
    return Right(basis=basis, licence=id_)


def _recorded(id_: str, records: dict[str, RecordMatter], today: str, say: Say) -> Right:
    record = records.get(id_)
    if record is None:
        close = say.guess(id_, records)
        hint = f"did you mean `{close}`?" if close else "add it to content/rights.yaml"
        say(f"unknown rights record `{id_}`", hint)
        return Right()
    lapsed = _lapsed(id_, record, today)
    return Right(
        basis="none" if lapsed else record.basis,
        licence=None if lapsed else record.licence,
        record=id_,
        grantor=record.grantor,
        wording=None if lapsed else record.wording,
        until=record.until,
        modes=record.modes,
        index=record.index and not lapsed,
        canonical=record.canonical and not lapsed,
        lapsed=lapsed,
    )


def _lapsed(id_: str, record: RecordMatter, today: str) -> str | None:
    if record.from_ and (edtf.first_day(edtf.parse(record.from_), "UTC") or "") > today:
        return f"record `{id_}` begins on {record.from_}"
    if record.until and (edtf.last_day(edtf.parse(record.until), "UTC") or "9999") < today:
        return f"record `{id_}` ended on {record.until}"
    return None


def verdict(matter: ArticleMatter, right: Right, texts: Texts, *, commercial: bool) -> Verdict:
    """Decide the published mode: the one asked for, or the most that right and texts allow."""
    full = against_full(right, edited=bool(matter.edits), commercial=commercial)
    quoted = right.basis == "quotation" and bool(right.note or texts.note)
    excerpt = _against_excerpt(right, quoted=quoted, edited=bool(matter.edits), commercial=commercial)
    against = {"full": full, "excerpt": excerpt, "summary": "", "link": ""}
    there = {
        "full": texts.body,
        "excerpt": texts.excerpt,
        "summary": texts.summary or texts.note,
        "link": True,
    }
    wanted = MODES[MODES.index(matter.mode) :] if matter.mode else MODES
    mode: Mode = next(m for m in wanted if there[m] and not against[m])
    basis = _against_basis(right, edited=bool(matter.edits), commercial=commercial)
    held = right.basis not in {"none", "quotation", "facts-only"}
    return Verdict(mode=mode, reason=_reason(matter.mode, mode, there, against), refused=held and bool(basis))


def _reason(asked: Mode | None, mode: Mode, there: Mapping[str, bool], against: Mapping[str, str]) -> str:
    """Say why less is published than was asked for, or than lies there."""
    if asked:
        return f"`{asked}` was asked for: {against[asked]}" if against[asked] else ""
    more = reversed(MODES[: MODES.index(mode)])
    withheld = next((m for m in more if there[m] and against[m]), None)
    return f"`{withheld}` is there: {against[withheld]}" if withheld else ""


def against_full(right: Right, *, edited: bool, commercial: bool) -> str:
    """Say why the whole text may not be published; empty where it may."""
    return _against("full", right) or _against_basis(right, edited=edited, commercial=commercial)


def _against_excerpt(right: Right, *, quoted: bool, edited: bool, commercial: bool) -> str:
    if right.basis == "quotation" and not quoted:
        return "a quotation needs a note that says why it is quoted"
    basis = "" if quoted else _against_basis(right, edited=edited, commercial=commercial)
    return _against("excerpt", right) or basis


def _against(mode: Mode, right: Right) -> str:
    """Say what a record has against a mode."""
    if right.record and not right.lapsed and mode not in right.modes:
        return f"record `{right.record}` allows {', '.join(right.modes)}"
    return right.lapsed or ""


def _against_basis(right: Right, *, edited: bool, commercial: bool) -> str:
    if right.basis == "licence":
        return _against_licence(right.licence or "", edited=edited, commercial=commercial)
    return "" if right.basis in {*_FREE, "authorised"} else "no right of ours allows it"


def _against_licence(id_: str, *, edited: bool, commercial: bool) -> str:
    terms = licences.terms(id_)
    if not terms.known:
        return f"the terms of {id_ or 'a licence without an id'} are not known to wenzhai"
    if terms.nc and commercial:
        return f"{id_} forbids commercial use and site.yaml does not say `commercial: false`"
    if terms.nd and edited:
        return f"{id_} forbids edits and the text was edited"
    return ""
