"""A rendered page with the preview's script in it: in the answer, never in a file."""

import re
from html import escape, unescape

_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="([^"]*)">\s*', re.IGNORECASE)
_NEEDS = ("script-src", "style-src", "connect-src")
_OWN = "frame-ancestors 'none'"

SCRIPT = "/.wenzhai/preview.js"
STYLE = "/.wenzhai/preview.css"


def dressed(page: bytes, values: dict[str, str]) -> tuple[bytes, str]:
    """Give a page with the script, which finds `values` in its `data-` attributes, and its policy.

    The page's own policy (CSP 3, a `meta` element) moves into a header and lets in the script besides.
    """
    found = _POLICY.search(page)
    policy = _with_us(unescape(found[1].decode())) if found else _OWN
    page = _POLICY.sub(b"", page, count=1)
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in values.items())
    script = f'<script src="{SCRIPT}" defer{data}></script>'.encode()
    head, end, rest = page.partition(b"</head>")
    return (head + script + end + rest if end else page + script), policy


def _with_us(policy: str) -> str:
    rules: dict[str, list[str]] = {}
    for rule in policy.split(";"):
        name, *sources = rule.split() or [""]
        rules.setdefault(name.lower(), sources)
    rules.pop("", None)
    for name in _NEEDS:
        sources = [s for s in rules.get(name, rules.get("default-src", [])) if s != "'none'"]
        rules[name] = [*sources, *(() if "'self'" in sources else ("'self'",))]
    return "; ".join([*(" ".join((name, *sources)) for name, sources in rules.items()), _OWN])
