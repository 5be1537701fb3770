"""By what right the digest publishes, and what the gate made of it."""

from msgspec import field

from generator.frontmatter import Matter
from generator.model.kinds import MODES, Basis, DateText, Licence, Mode, Noun, Onward, Text

PLAIN_BASES: tuple[Basis, ...] = ("own", "public-domain", "quotation", "facts-only", "press-release")
"""The rights an article may state by one word; a licence by its id, an authorisation by a record's id."""


class RecordMatter(Matter, frozen=True, kw_only=True):
    """A permission this digest holds, as `rights.yaml` keeps it."""

    grantor: Text
    basis: Basis
    licence: Licence | None = None
    modes: tuple[Mode, ...] = MODES
    from_: DateText | None = field(default=None, name="from")
    until: DateText | None = None
    evidence: Text | None = None
    # private: a file name, a mail's date; never reaches the output
    wording: Text | None = None
    # the credit the grantor asked for
    onward: Onward | None = None
    canonical: bool = False
    # the grantor asks that search engines be sent to the original
    index: bool = False
    # the grantor allows search engines to list our copy


class RightMatter(Matter, frozen=True, kw_only=True):
    """Our right to one article, spelled out."""

    basis: Text | None = None
    # the word or licence id that `rights:` alone would have
    record: Text | None = None
    holder: Text | None = None
    note: Text | None = None
    index: bool | None = None


class Right(Noun, frozen=True, kw_only=True):
    """Our right to an article as it stands on the day of the build."""

    basis: Basis = "none"
    licence: str | None = None
    record: str | None = None
    grantor: str | None = None
    holder: str | None = None
    note: str | None = None
    wording: str | None = None
    until: str | None = None
    # EDTF
    modes: tuple[Mode, ...] = MODES
    index: bool = False
    canonical: bool = False
    lapsed: str | None = None
    # why a record that is named gives no right today


class Verdict(Noun, frozen=True, kw_only=True):
    """What the rights gate decided."""

    mode: Mode
    reason: str = ""
    # why less is published than was asked for or is there, in English
    refused: bool = False
    # a right was stated that is not enough to publish the text under it
