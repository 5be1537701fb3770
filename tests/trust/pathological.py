"""Texts that cost some programs more than their length: each maker gives about so many characters.

The kinds are those that authors of Markdown, YAML and regular expressions stumbled over; the texts are ours.
"""


def over(unit):
    """Repeat."""
    return lambda size: unit * (size // len(unit) + 1)


def behind(begin, unit, end=""):
    """Repeat between a beginning and an end."""
    return lambda size: begin + unit * (size // len(unit) + 1) + end


def nested(left, middle, right):
    """Open as often as is closed."""
    return lambda size: (
        left * (size // len(left + right) + 1) + middle + right * (size // len(left + right) + 1)
    )


def halves(first, second, end=""):
    """Repeat one thing for half the text, then another."""
    return lambda size: over(first)(size // 2) + over(second)(size // 2) + end


def counted(form):
    """Repeat with a number, each time the next."""

    def make(size):
        made, length, number = [], 0, 0
        while length < size:
            made.append(form.replace("№", str(number)).replace("⧺", str(number + 1)))
            length += len(made[-1])
            number += 1
        return "".join(made)

    return make


def growing(unit, begin="", end=""):
    """Repeat a thing once, twice, three times …"""
    return lambda size: "".join(begin + unit * n + end for n in range(int((2 * size / len(unit)) ** 0.5) + 1))


def after(first, second):
    """Take the second maker's text behind the first one's, half of each."""
    return lambda size: first(size // 2) + "\n" + second(size // 2)


UNITS = (
    # brackets, links, images
    "[", "]", "![", "[a](b", '[a](b "', "[a](<b", "[a]((", "[a][b]", "[a][a", "![[]()", "](b)", "[](",
    "[]()", "[a](\n", "![a](b", "[![a](b)](c)", "[*a](b)*", "[a](http://b.c)", "[a](#b)",
    "[a](mailto:b@c)", "[a](http://b 'c')", "[a](javascript:b)", "[a\n", "[\\", "![*a*](http://b)",
    "[ẞẞẞ] ",
    # emphasis
    "*", "_", "~", "~~a", "*a **b", "a**b", "*a_ ", "_a ", "**a *a ", "***a ", "*a**b", "a***b*c",
    "**真，", "…**", "*_", "**_* ", "_*a ", "*a_*a_*", "~~*a", "*a~~b_c ", "x~~~a ", "a_b_", "“**",
    "**“a”**b", "*a*b",
    # code
    "`", "`a ", "`` ` ", "``b", "`a`{", "```\n", "```a\nb\n```\n", "~~~\n```\n", "    a\n", "    a\n\n",
    "\ta\n",
    # blocks
    ">", "> ", "> a\n", "> a\nb\n", "> - ", "- ", "- a\n", "- a\n\n", "- a\n\n  b\n", "-\n",
    "- a\n* b\n+ c\n", "1. ", "1) a\n", "999999999. a\n", "- a\n\n\n", "* * * a\n", "-     a\n",
    "- > a\n", "+ 1. a\n", "# a\n", "#", "##a\n", "###### a#", "a\n=\n", "a\n-\n", "---\n", "* * *\n",
    "=", "-", "# p1\n", "# fn1\n", "\n", "a\n", "汉\n",
    # tables
    "|", "|a", "|-", "|:-:", "|\n", "\\|", "a|b\n", "a|b\n-\n", "-|-\n", "|a|\n|-|\n", "|a|b|\n|-|\n",
    "a\n-:\nb\n", "|a|\n|-|\n|b|\n\n", "|`|\n",
    # references and notes
    "[a]: u\n", "[a]:\n", "[a]: u '\n", '[a]: u "x\n\n', "[a]: u x\n", "[a]: <\n", "[^a]", "[^",
    "[^a]:", "[^a]: x\n", "[^a]: [^a]: ", "^[a", "[^a]\n\n", "[^a]: > - x\n\n",
    # references to characters, escapes
    "&", "&amp;", "&#65;", "&a", "&#x", "&#x41", "&notanentity;", "\\", "\\*", "\\\n", "a  \n",
    "a      \n", "  \n",
    # addresses
    "<", "<http://a>", "<http://a", "<a@b", "<a@b.c>", "<a+", "http://a", "http://a ", "http:",
    "http://a... ", "://", "http://a/&amp;", "http://a)", "https://a.b/c-d_e*", "www.a.", "http://é ",
    "http://a:1",
    # raw HTML
    "<b>", "</b>", "<a", '<a a="', "<a a='", "<a b=", "<a ", "</", "<A", "<a/", "a <!--", "<!--",
    "<!-- a\n\n", "<!--\n", "a <?", "<?\n\n", "a <!A ", "<!A\n\n", "a <![CDATA[", "<![CDATA[\n\n",
    "<script>", "<script>\n\n", "a<style>", "a<svg>b</svg>", "a<svg><math><title>", "<div>",
    "<div>\n\n", "x<b><i></b></i>", "<ruby>", "<ruby>a<rt>b</rt></ruby>", "<details>",
    "<details><summary>", "<table><tr><td>", "<td>", "<dl><dt>a<dd>b", "<ul><li>", "<p>",
    "<div>\na\n\n", "<x>\n", "<x>\n\n", "<img src=http://a>", "<a href=http://a>", "<del>x",
    "<b><i><u><s>", "<blockquote>", "<div>\n\n> a\n\n", "<b>&amp;</b>", "< ", "<a>b</",
    # containers, braces
    "::: quote\n", "::: quote\na\n:::\n", ":::\n", ":", "::: ", "> ::: quote\n",
    "::: quote {lang=en}\n:::\n", "[a]{.b}", '[a]{a="', "[a]{", "{.a}\n", "{.a}\n\n", "{", "{a=b",
    "`a`{.b}", "a {.b}\n\n", "{a}", "![a](http://b){.c}", "[a](http://b){.c}", "a {#x}\n\n",
    # characters, counting, spaces
    " ", "\t", "\u3000", "\u200d", "\u1100\u1161", "👩‍👩‍👧", "a.a", "a'", "a-a ", "1", "1.", "a",
    "汉字，", "汉字。\n\n", "hello ", "\u00a0", "\u2028", "a\r\n", "\r",
    "**汉** [a](https://b.c/d) *e* `f`\n\n",
)  # fmt: skip

MARKDOWN = {repr(unit)[1:-1]: over(unit) for unit in UNITS} | {
    "brackets that close": nested("[", "a", "]"),
    "links in links": nested("[", "a", "](b)"),
    "images in images": nested("![", "a", "](b)"),
    "emphasis in images": nested("![*", "a", "*](b)"),
    "brackets before the last": lambda size: "[" * size + "]",
    "brackets before a span": lambda size: "[" * size + "]{.a}",
    "spans in spans": nested("[", "a", "]{.b}"),
    "brackets half closed": halves("[", "]("),
    "a destination of brackets": lambda size: "[a](" + "(" * size,
    "a long destination": lambda size: "[a](http://b/" + "汉" * size + ")",
    "an encoded destination": behind("[a](http://b/", "%20", ")"),
    "a long title": lambda size: "[a](http://b '" + "c" * size + "')",
    "a label of lines": behind("[", "a\n", "]: u"),
    "a label of brackets": behind("[", "[", "]: u"),
    "blanks in a destination": lambda size: "[a](" + " " * size + "b)",
    "blanks in javascript": lambda size: "[a](java" + "\u200b" * size + "script:b)",
    "emphasis in emphasis": nested("*a ", "b", " a*"),
    "strong in strong": nested("**a ", "b", " a**"),
    "ever more backticks": growing("`", "e"),
    "backticks of one width": lambda size: "`a" + "``b" * (size // 3),
    "an odd backtick": behind("", "`a ", "`"),
    "ever deeper quotes": growing(">", "", "a\n"),
    "ever deeper lists": growing("  ", "", "- a\n"),
    "ever deeper numbers": growing("   ", "", "1. a\n"),
    "numbered items": counted("№. a\n"),
    "a lazy list": behind("- a\n", "b\n"),
    "a heading of marks": behind("# a", " #"),
    "a heading of spaces": lambda size: "# a" + " " * size + "b",
    "a long heading": lambda size: "# " + "汉" * size,
    "a heading of marks on letters": behind("# a", "&#x301;&#x327;"),
    "headings of each other's names": counted("# a\n# a-№\n"),
    "headings with ids": counted("# a {#a-№}\n"),
    "an underlined paragraph": behind("", "a\n", "===\n"),
    "a wide table": lambda size: (
        "|a" * (size // 5) + "\n" + "|-" * (size // 5) + "\n" + "|\n" * (size // 5)
    ),
    "a tall table": behind("|a|b|\n|-|-|\n", "|c|d|\n"),
    "a head without a table": lambda size: "|a|\n" + "|-" * (size // 2) + "x\n",
    "notes": counted("[^№]: x\n\n"),
    "notes that are named": after(counted("[^№]: x\n\n"), counted("[^№] ")),
    "notes in notes": counted("[^№]: [^⧺]\n\n"),
    "one note named again": behind("[^a]: x\n\n", "[^a]"),
    "a note that names itself": behind("[^a]\n\n[^a]: ", "[^a]"),
    "a note of code": behind("[^a]: x\n", "    b\n\n", "[^a]"),
    "a long label of a note": lambda size: "[^" + "a" * size + "]: x\n",
    "references": counted("[a№]: http://u\n"),
    "references that are named": after(counted("[a№]: http://u\n"), counted("[a№] ")),
    "references that are missing": counted("[a№] "),
    "one long reference": lambda size: "[a]: http://" + "u" * (size // 2) + "\n\n" + "[a] " * (size // 8),
    "a title of lines": behind("[a]: u '", "x\n"),
    "a long number": lambda size: "&#" + "9" * size + ";",
    "a long name of a character": lambda size: "&" + "a" * size + ";",
    "blanks before a break": lambda size: "a" + " " * size + "\nb",
    "a long address": lambda size: "<http://" + "a" * size,
    "a mail's host": behind("<a@", "a."),
    "a mail's dashes": behind("<a@", "a-"),
    "brackets behind an address": nested("http://a" + "(" * 9, "", ")" * 9),
    "dots behind an address": lambda size: "http://a" + "." * size,
    "stars behind an address": lambda size: "http://a" + "*" * size,
    "closing brackets behind an address": lambda size: "http://a" + ")" * size,
    "an address of hosts": behind("http://", "a."),
    "a port of digits": lambda size: "http://a:" + "1" * size,
    "an address of escapes": lambda size: "http://a/" + "\\" * size,
    "an address in puny code": lambda size: "http://xn--" + "a" * size,
    "attributes": behind("x<a", " b"),
    "attributes that end": behind("x<a", ' b=""', ">"),
    "blanks in a tag": lambda size: "x<a" + " " * size,
    "blanks before an equals sign": lambda size: "x<a b" + " " * size + "=",
    "dashes in a comment": lambda size: "a <!--" + "-" * size,
    "brackets in CDATA": lambda size: "a <![CDATA[" + "]" * size,
    "a long attribute": lambda size: 'x<b title="' + "a" * size + '">',
    "hidden and shown": halves("<style>", "</style>"),
    "shown and hidden": halves("</svg>", "<svg>"),
    "divisions": nested("<div>", "\n\nx", "</div>"),
    "bold in bold": nested("<b>", "x", "</b>"),
    "tags that cross": halves("<b>", "</i>"),
    "ruby in ruby": halves("<ruby>", "<rt>", "</ruby>"),
    "containers in containers": nested("::: quote\n", "a\n", ":::\n"),
    "unknown containers": counted("::: q№\n"),
    "a container's words": behind("::: quote ", "a "),
    "a container's braces": behind("::: quote {", "a=b ", "}"),
    "ever longer fences": growing("`", "```", "\n"),
    "a long fence": lambda size: "`" * size + "\nx",
    "braces behind a link": behind("[a](http://b)", "{.a}"),
    "braces that wait": behind("", "{.a}\n", "b"),
    "ids": counted("a {#a№}\n\n"),
    "classes": behind("{", ".a ", "}\n"),
    "an unspaced heading": lambda size: "##" + "a" * size + "#",
    "strong, then not": behind("", "**汉** ", "~"),
    "a path": behind("[a](https://a.b/", "a/"),
}  # fmt: skip

YAML = {
    "a long text": lambda size: "title: " + "汉" * size,
    "long words": behind("title: ", "a "),
    "a long quoted text": lambda size: 'title: "' + "a" * size + '"',
    "a text of escapes": behind('title: "', "\\u0041", '"'),
    "marks that are spelled out": behind('title: "', "\\u0301\\u0327", '"'),
    "half pairs that are spelled out": behind('title: "', "\\ud83d", '"'),
    "a block": behind("title: |\n", "  a\n"),
    "a folded block": behind("title: >\n", "  a\n"),
    "a text of lines": behind("title: a\n", "  b\n"),
    "keys": counted("k№: v\n"),
    "keys in braces": lambda size: "a: {" + counted("k№: v, ")(size) + "}",
    "one key again": over("title: b\n"),
    "keys almost right": counted("titl№: v\n"),
    "a long key": lambda size: "t" * size + ": v",
    "long keys": counted("titel" * 60 + "№: v\n"),
    "colons inside": over("a: b: c\n"),
    "colons inside, each key another": counted("k№: b: c\n"),
    "reserved marks": counted("k№: @b\n"),
    "reserved marks in a list": counted("- k№: @b\n"),
    "wide colons": over("title：a\n"),
    "tight colons": over("title:a\n"),
    "wide colons and colons inside": after(over("title：a\n"), over("a: b: c\n")),
    "tags": behind("tags: [", "a, ", "]"),
    "tags in lines": behind("tags:\n", "- a\n"),
    "tags with wide commas": behind("tags: [", "a，", "]"),
    "tags that are lists": behind("tags: [", "[a], ", "]"),
    "tags of nothing": behind("tags:\n", "- ''\n"),
    "topics that are no ids": behind("topics: [", "a b, ", "]"),
    "brackets": over("["),
    "braces": over("{a: "),
    "ever deeper": growing(" ", "", "a:\n"),
    "lists in a line": over("- "),
    "question marks": over("? "),
    "brackets that close": nested("a: " + "[" * 50, "", "]" * 50),
    "aliases": behind("a: &x b\nc: [", "*x, ", "]"),
    "a billion laughs": counted("a⧺: &a⧺ [*a№, *a№, *a№, *a№, *a№, *a№, *a№, *a№, *a№]\n"),
    "a list in itself": behind("a: &a [", "*a, ", "]"),
    "anchors": counted("k№: &a№ x\nl№: *a№\n"),
    "merges": over("<<: *a\n"),
    "types": counted("k№: !t b\n"),
    "directives": over("%TAG ! tag:x,2000:\n"),
    "documents": over("---\na: b\n"),
    "comments": over("# a\n"),
    "tight comments": counted("k№: a #b\n"),
    "blanks before a comment": lambda size: "a: b" + " " * size + "#c",
    "blanks before a value": lambda size: "a: " + " " * size + "b",
    "blanks": over(" \n"),
    "tabs": over("\t"),
    "events": behind("timeline:\n", "- {when: 2016, what: a}\n"),
    "events at no time": behind("timeline:\n", "- {what: a}\n"),
    "events at a bad time": behind("timeline:\n", "- {when: x, what: a}\n"),
    "events with bad keys": behind("timeline:\n", "- {whe: 2016-01, what: a}\n"),
    "events at no place": behind("timeline:\n", "- {when: 2016, what: a, at: p9}\n"),
    "hops": behind("chain:\n", "- a\n"),
    "hops in bad roles": behind("chain:\n", "- {source: a, role: 转载}\n"),
    "citations of nothing": behind("citations:\n", "- {at: p1}\n"),
    "images": lambda size: "images:\n" + counted("  i№.png: {credit: a}\n")(size),
    "images with bad keys": lambda size: "images:\n" + counted("  i№.png: {credi: a}\n")(size),
    "a long number": lambda size: "edits: [{op: cut, removed: " + "9" * size + "}]",
    "an open quotation": behind("title: '", "a\n"),
    "an open double quotation": behind('title: "', "a "),
    "an open list": behind("tags: [", "a, "),
    "an open list of lines": behind("tags: [\n", "a,\n"),
    "no key": lambda size: "a" * size,
    "lines without keys": over("aaaa\n"),
    "plain words, then a mark": behind("tags: [a", " a", "!"),
    "plain pairs": behind("a: {", "b: c, "),
    "a long address": lambda size: "url: http://" + "a" * size,
    "an address of numbers": behind("url: http://[", "a:"),
    "a long date": lambda size: "published: " + "2" * size,
    "a date of blanks": lambda size: "published: 2016" + " " * size + "x",
    "a date in Chinese": lambda size: "published: " + "二" * size,
    "a long language": behind("lang: ", "a-"),
    "a long id": lambda size: "id: " + "a" * size,
    "a long licence": behind("licence: ", "CC-BY-"),
    "a long word": lambda size: "genre: " + "n" * size,
    "a long zone": lambda size: "timeline: [{when: 2016, tz: " + "A" * size + "}]",
    "a long part of the day": lambda size: "timeline: [{when: 2016, part_of_day: " + "晨" * size + "}]",
    "line ends that YAML 1.1 knew": behind("title: ", "a\u2028"),
}  # fmt: skip

PHRASES = (
    "来源：", "（记者 张三）", "据新华社", "转自", "【", "（", "）", "“", "《", "：", "| ", "/", " 　",
    "by A B ", "Mr. A ", "作者：a ", "图/", "@", "http://a/", "a@b.c ", "编辑：", "经授权", "原文", "·",
    "—", "(", "[", ",a ", "记者", "报道", "2016年", "9月", "9月4日", "1月1日至", "至", "年", "零", "三",
    "1/2/", "2016-", "10:", "周一", "上午", "(2016)", "on May ", "a. ", "\u3000", "\n", "初一", "世纪",
    "日", "多年来", "Jan. 1, ", "～", "、", "第三季度", "以来", "令和", "10월 ", "：\n",
)  # fmt: skip
"""Of which lines that state credits and dates are made; each alone, again and again, is none."""

BYTES = {
    "control characters": over("\x01"),
    "directions": over("\u202e"),
    "carriage returns": over("\r"),
    "marks on one letter": behind("a", "\u0301\u0327"),
    "marks on many letters": over("e\u0301\u0327"),
    "Jamo": over("\u1100\u1161\u11a8"),
    "replacement": over("\ufffd"),
    "a BOM again": over("\ufeff"),
}
