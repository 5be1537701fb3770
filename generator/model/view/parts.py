"""What pages share: links, dates, the credit, events, cards, and what stands around a page."""

from generator.model.kinds import Noun


class Piece(Noun, frozen=True, kw_only=True):
    """A fragment that many pages share, rendered once: its template and that template's context."""

    template: str
    context: Noun


class LinkView(Noun, frozen=True, kw_only=True):
    """A link with its words; `count` where a list counts what lies behind it."""

    text: str
    href: str
    label: str = ""
    # the genre of an article that is not news
    count: int = 0
    lang: str = ""
    part: str = ""
    # the part of the words that is in that language, where not all are


class FeedLink(Noun, frozen=True, kw_only=True):
    """A feed of ours."""

    title: str
    href: str
    type: str


class DateView(Noun, frozen=True, kw_only=True):
    """A time in words and, where HTML can say it, for `<time datetime>`."""

    words: str
    datetime: str = ""


class Publisher(Noun, frozen=True, kw_only=True):
    """The digest as machine formats name it."""

    name: str
    url: str
    # ends in a slash
    lang: str
    licence_url: str
    zone: str
    link_target: str
    authority: str
    # RFC 4151: name and date of the digest's tag URIs


class Frame(Noun, frozen=True, kw_only=True):
    """What stands around every page."""

    title: str
    tagline: str
    lang: str
    # of the page; of a page that is converted, as it was before
    locale: str
    # the same as Open Graph writes it, `zh_CN`; empty where no territory goes with it
    texts: str
    # the language of the site's own texts, on pages in another
    home: str
    navigation: tuple[LinkView, ...]
    footer: tuple[LinkView, ...]
    feeds: tuple[FeedLink, ...]
    contact: str
    # a web or mail address as a link target; empty where it is neither
    contact_text: str
    # the contact as stated; may be empty
    editor: str
    licence: str
    licence_url: str
    stylesheet: str
    publisher: Publisher
    # the digest as machine formats name it


class Twin(Noun, frozen=True, kw_only=True):
    """The page in one of the site's languages, its own among them."""

    lang: str
    name: str
    # the language's, in itself
    href: str
    # complete, not of the root's token
    address: str
    # in the world, for search engines; empty where they are to leave the page out
    here: bool
    # whether it is this page


class Picture(Noun, frozen=True, kw_only=True):
    """The image that a link to a page shows where it is shared."""

    url: str
    # absolute: Open Graph asks for it
    alt: str
    # the words that stand on it
    width: int
    height: int


class Head(Noun, frozen=True, kw_only=True):
    """What a page says of itself."""

    title: str
    # for `<title>`, without the site's
    path: str
    # without the folder of the language
    lang: str = ""
    # of title and description, on a page in another
    description: str = ""
    robots: str = ""
    canonical: str = ""
    crumbs: tuple[LinkView, ...] = ()
    feeds: tuple[FeedLink, ...] = ()
    twins: tuple[Twin, ...] = ()
    # the page in each of the site's languages, the site's own first; empty where it has but one
    picture: Picture | None = None
    published: str = ""
    # ISO day or instant of an article, where that much is stated


class PageContext(Noun, frozen=True, kw_only=True):
    """What every page's template gets."""

    site: Frame
    page: Head


class HopView(Noun, frozen=True, kw_only=True):
    """One publication in words; `text` is the whole line."""

    role: str
    role_word: str
    name: str
    href: str
    # the source's page with us; empty for one that is not registered
    text: str
    platform: str
    account: str
    date: DateView | None
    permission: str
    licence: str
    licence_url: str
    onward: str
    url: str
    # the original's address as stated
    unknown: str
    # says so where the original's address is not known; empty for a text of our own
    archived: str
    lang: str = ""
    # of the name, on a page in another than the site's


class Credit(Noun, frozen=True, kw_only=True):
    """The chain as it is said everywhere: one sentence, one line a hop, the page's own words."""

    sentence: str
    hops: tuple[HopView, ...]
    ours: str
    # the digest as the implied last hop: when it took the article in, what it changed
    line: str
    # verbatim; may be empty
    line_lang: str = ""
    # its language, on a page in another than the site's
    notes: tuple[str, ...] = ()
    # what the digest says of its changes in the site's language, on a page in another
    notes_lang: str = ""


class PersonView(Noun, frozen=True, kw_only=True):
    """A name of the byline with its part in words."""

    role: str
    role_word: str
    name: str
    url: str
    author: bool
    # whether it wrote the text
    lang: str = ""
    # of the name, on a page in another than the site's


class CitationView(Noun, frozen=True, kw_only=True):
    """A source or work quoted inside the text."""

    name: str
    href: str
    lang: str
    upstream: str
    # whom that source quotes in turn
    url: str
    place: str
    # link to the paragraph; may be empty


class EventView(Noun, frozen=True, kw_only=True):
    """One statement of a timeline."""

    when: DateView
    elsewhere: str
    # the local date where it happened, in words, when the day differs
    what: str
    lang: str
    says: str
    says_href: str
    says_lang: str = ""
    # on a page in another language than the site's
    status: str
    status_word: str
    # empty for a plain report
    key: bool
    article: LinkView
    place: str
    # link to the paragraph in the article; may be empty


class Moment(Noun, frozen=True, kw_only=True):
    """One place in a timeline: a statement, or several on one event side by side."""

    id: str
    # unique in its page
    entries: tuple[Piece, ...]
    # each of `pieces/event.html` with an EventView
    disputed: bool
    key: bool
    label: str
    # the time and the words, for lists of key events
    what: str
    # the words alone
    lang: str
    # theirs
    gap: str = ""
    # how long nothing is on record after it, in words


class Year(Noun, frozen=True, kw_only=True):
    """The moments of one year."""

    name: str
    moments: tuple[Moment, ...]


class Card(Noun, frozen=True, kw_only=True):
    """An article in a list."""

    id: str
    title: str
    lang: str
    href: str
    # where the title leads: the original, or our page; nowhere where ours only repeats the list's sentences
    external: bool
    credit_href: str
    # our page, always
    original: str
    # the original's address, where it is known and the title does not lead there
    source: str
    source_href: str
    author: str
    # the byline's authors; may be empty
    genre: str
    # its label; empty for news
    sentence: str
    date: DateView
    summary: str
    mode: str
    mode_word: str
    counted: str
    # the reading length in words; may be empty
    withdrawn: bool
    source_lang: str = ""
    # as `author_lang` and `summary_lang`: on pages in another language than the site's
    author_lang: str = ""
    summary_lang: str = ""


class CorrectionView(Noun, frozen=True, kw_only=True):
    """A correction of ours."""

    date: DateView
    text: str
