"""Any text goes into XML and JSON clean, whole and escaped."""

import json

from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from generator.formats.jsontext import document, for_script
from generator.formats.text import is_plain, plain
from generator.formats.xmltree import branch, leaf
from generator.formats.xmltree import document as xml

RARE = "\x00\x08\x0b\x0c\r\n\t\x7f\x85\u2028\u202e\u3000\ud800\ufdd0\uffff" + "\\/\"'<>&]"
WHOLE = (r"C:\readme", r"\u202e", "]]>", "&amp;", "一行\r\n又一行\r", "全角\u3000空格")
TEXTS = st.text(st.characters() | st.sampled_from(RARE)) | st.sampled_from(WHOLE)
VALUES = st.recursive(
    TEXTS | st.integers(0, 9), lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner)
)


def cleaned(value):
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {plain(key): cleaned(item) for key, item in value.items()}
    return value


@given(TEXTS)
def test_a_text_is_plain_where_nothing_of_it_is_dropped(text):
    assert is_plain(text) == (plain(text) == text)


@given(VALUES)
@example("\ud800")
def test_json_gives_back_what_was_written_without_what_no_format_may_hold(value):
    assert json.loads(document(value)) == cleaned(value)
    assert json.loads(for_script(value)) == cleaned(value)
    assert not set("<>&\u2028\u2029") & set(for_script(value))


@given(TEXTS, TEXTS)
def test_xml_gives_back_what_was_written_without_what_no_format_may_hold(text, value):
    written = etree.fromstring(xml(branch("a", [leaf("b", text, c=value), leaf("d")])))
    assert (written[0].text or "") == plain(text)
    assert written[0].get("c", "") == plain(value)


@given(TEXTS, TEXTS)
def test_xml_is_written_as_lxml_would(text, value):
    top = etree.Element("a")
    inner = etree.SubElement(etree.SubElement(top, "b"), "c")
    if text:
        inner.text = plain(text)
    if value:
        inner.set("d", plain(value))
    theirs = etree.tostring(top, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    assert xml(branch("a", branch("b", [leaf("c", text, d=value)]))) == theirs
