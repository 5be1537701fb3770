"""A page from elsewhere to an article of ours, as a draft with a review of what is known and what is not."""

from pathlib import Path

from generator.errors import BuildFailed, fault, unloadable
from generator.model.kinds import Noun
from generator.read import place_of
from generator.web import BOUNDS, NOWHERE, Bounds
from generator.write import put

INSTALL = "pip install 'wenzhai[clip]'"


class Clipping(Noun, frozen=True, kw_only=True):
    """The file that a page became, and what there is to say of it."""

    path: str
    # under the site's root
    text: str
    review: tuple[str, ...]


def clip(  # noqa: PLR0913 - what a command is asked
    what: str,
    root: Path,
    *,
    data: bytes | None = None,
    on: str | None = None,
    write: bool = True,
    bounds: Bounds = BOUNDS,
    allowed: frozenset[str] = NOWHERE,
) -> Clipping:
    """Make an article of a file, an address, or of `data`; raise BuildFailed where none can be made.

    With `write` it is written into the site at `root`; an article that is there already never is.
    `allowed` names hosts with their ports that need not be public: for tests with a server of their own.
    """
    try:
        import bs4  # noqa: F401, PLC0415 - an extra
        import charset_normalizer  # noqa: F401, PLC0415 - an extra
        import lxml  # noqa: F401, PLC0415 - an extra
        import markdownify  # noqa: F401, PLC0415 - an extra
        import rapidfuzz  # noqa: F401, PLC0415 - an extra
        import trafilatura  # noqa: F401, PLC0415 - an extra
    except ImportError as error:
        raise BuildFailed([fault(what, unloadable(error), INSTALL)]) from error
    from generator.clip.steps import clipped  # noqa: PLC0415 - as above

    clipping = clipped(what, root, data, on, bounds, allowed)
    if write:
        if not (root / "content").is_dir():
            hint = "name the site's folder with --root, or let it be printed with --stdout"
            raise BuildFailed([fault(str(root / "content"), "there is no content folder", hint)])
        put(place_of(root, clipping.path), clipping.text.encode(), new=True)
    return clipping
