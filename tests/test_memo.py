"""What was made of the same inputs before is not made again, and nothing stale ever stands."""

import contextlib
import gc
import os
import runpy
import shutil
import sqlite3
from pathlib import Path

import pytest
from jinja2.environment import TemplateModule

import generator.memo
from generator.build import build, examine
from generator.compose import Request
from generator.executor import Workshop
from generator.fingerprint import of_bytes
from generator.memo import Memo, making, store
from generator.read import document, read, stat_of
from generator.theme import closures, compiling
from generator.write import alone

tiny = runpy.run_path(str(Path(__file__).with_name("tiny.py")))
Tiny, fresh, work = tiny["Tiny"], tiny["fresh"], tiny["work"]

ONE = "content/articles/one.md"
OF_ONE = {"articles/one.html", "articles/one.ninjs.json", "search/2026/11-21.js"}
FEEDS_OF_ONE = {
    "feed.atom",
    "feed.rss",
    "feed.json",
    "topics/port.atom",
    "sources/ebrun.atom",
    "tags/港口.atom",
}


@pytest.fixture
def site(tmp_path):
    made = fresh(tmp_path)
    made.build()
    return made


@pytest.fixture
def same_as_clean(site, tmp_path):
    return lambda: site.tree() == site.clean(tmp_path / "clean")


# --- how much is done


def test_an_unchanged_site_is_not_parsed_rendered_or_written(site):
    assert work(site.build()) == (0, 0, 0)


def test_the_first_build_parses_every_file_and_renders_every_output(tmp_path):
    report = fresh(tmp_path).build()
    assert work(report) == (11, report.outputs, report.outputs)


def index(site):
    """Give the files of the search index: each edit renders all of a part, and writes those that changed."""
    return {path for path in site.tree() if path.startswith("search/terms/")}


def written_beside_the_index(report):
    return {path for path in report.disc.written if not path.startswith("search/terms/")}


def test_an_edit_of_a_text_parses_one_file_and_renders_what_holds_the_text(site):
    site.edit(ONE, "讲一个港口", "说一个港口")
    report = site.build()
    assert report.work.parsed == 1
    assert written_beside_the_index(report) == OF_ONE | FEEDS_OF_ONE
    assert report.work.rendered == len(OF_ONE | FEEDS_OF_ONE) + len(index(site))


def test_an_edit_of_a_text_that_is_not_published_writes_only_its_length(site):
    site.edit("content/articles/two.md", "乙文的正文", "乙文的文章")
    report = site.build()
    assert report.work.parsed == 1
    assert report.disc.written == ()


def test_an_edit_of_a_title_renders_the_pages_that_show_it(site):
    site.edit(ONE, "title: 第一篇", "title: 头一篇")
    report = site.build()
    lists = {
        "index.html",
        "issues/2026-11-21.html",
        "issues/index.html",
        "topics/port.html",
        "sources/ebrun.html",
        "tags/港口.html",
        "archive/2026-11.html",
        "timeline/2016.html",
        "timeline/2026.html",
        "credits/2026.html",
        "credits/2026.csv",
        "credits/2026.json",
        "series/daily/feed.atom",
        "series/daily/feed.rss",
        "series/daily/feed.json",
    }
    assert report.work.parsed == 1
    assert set(report.disc.written) >= OF_ONE | FEEDS_OF_ONE | lists
    strangers = {"articles/three.html", "about.html", "sources/xinhua.html", "404.html"}
    assert not strangers & set(report.disc.written)


def test_a_source_renamed_in_the_registry_parses_no_article(site):
    site.edit("content/sources.yaml", "name: 黑羊网", "name: 白羊网, aliases: [黑羊网]")
    report = site.build()
    assert report.work.parsed == 1
    shown = {path for path, data in site.tree().items() if "白羊网".encode() in data}
    assert {path for path in shown if not path.startswith(".")} == set(report.disc.written) & shown
    untouched = {"articles/one.html", "articles/three.html", "issues/2026-11-22.html", "sources/ebrun.html"}
    assert not untouched & set(report.disc.written)
    assert report.work.rendered - len(index(site)) < (report.outputs - len(index(site))) / 2


def test_an_edit_of_a_template_parses_nothing_and_renders_its_pages(site):
    site.edit("themes/kid/topic.html", "kid 1", "kid 2")
    report = site.build()
    assert report.disc.written == ("topics/port.html",)
    assert work(report) == (0, 1, 1)


def test_an_edit_of_the_stylesheet_renders_the_stylesheet_and_the_page_that_inlines_it(site):
    site.write("themes/kid/assets/style.css", ".kid { color: tan }\n")
    assert set(site.build().disc.written) == {"assets/style.css", "404.html"}


def test_a_changed_static_file_is_the_only_thing_written(site):
    site.write("content/static/map.txt", "map 2\n")
    report = site.build()
    assert (work(report), report.disc.written) == ((0, 1, 1), ("map.txt",))


def test_without_the_memo_all_is_made_and_nothing_written(site):
    site.forget()
    report = site.build()
    assert work(report) == (11, report.outputs, 0)


def test_force_makes_all_and_writes_nothing(site):
    report = site.build(force=True)
    assert work(report) == (11, report.outputs, 0)
    assert work(site.build()) == (0, 0, 0)


def test_another_output_folder_is_filled_without_parsing(site, tmp_path):
    report = site.build(out=str(tmp_path / "other"))
    assert work(report) == (0, report.outputs, report.outputs)
    assert site.tree(tmp_path / "other") == site.tree()


def test_another_program_ignores_what_was_made(site, monkeypatch):
    monkeypatch.setattr("generator.build.generation", lambda: b"another")
    report = site.build()
    assert work(report) == (11, report.outputs, 0)


def test_a_text_outlives_many_builds_that_did_not_need_it(site, same_as_clean, monkeypatch):
    monkeypatch.setattr(generator.memo, "_KEPT_BUILDS", 2)
    for _ in range(5):
        site.build()
    site.write(
        "themes/kid/article.html",
        '{% extends "base/article.html" %}{% block main %}x{{ super() }}{% endblock %}',
    )
    assert work(site.build())[0] == 0
    assert same_as_clean()


def test_templates_are_compiled_once_for_many_builds(site, monkeypatch):
    compiled = []
    generate = compiling._Environment._generate  # noqa: SLF001 - whether it is called is the question

    def noted(self, *given, **more):
        compiled.append(given[1])
        return generate(self, *given, **more)

    monkeypatch.setattr(compiling._Environment, "_generate", noted)  # noqa: SLF001 - as above
    for edit, expected in ((lambda: None, set()), (lambda: _template(site), {"topic.html"})):
        edit()
        monkeypatch.setattr(compiling.compiled, "_kept", {})  # as another process
        compiling.environment.cache_clear()
        compiled.clear()
        site.build()
        assert {name.rpartition("/")[2] for name in compiled} >= expected
        assert bool(compiled) == bool(expected)


def test_templates_that_were_kept_damaged_are_compiled_again(site, same_as_clean):
    with sqlite3.connect(site.root / ".wenzhai/memo.sqlite") as rows:
        rows.execute("UPDATE templates SET value = x'e3'")
    compiling.environment.cache_clear()
    _template(site)
    site.build()
    assert same_as_clean()


# --- a key without one of its inputs


def _without_context(monkeypatch):
    monkeypatch.setattr(making, "_encode", lambda _: b"")


def _without_template(monkeypatch):
    monkeypatch.setattr(making, "closure", lambda *_: b"")


def _without_pieces(monkeypatch):
    monkeypatch.setattr(making, "pieces", lambda _: ())


def _without_words(monkeypatch):
    closures.closure.cache_clear()
    monkeypatch.setattr(closures, "words_print", lambda _: b"")


def _without_words_of_formats(monkeypatch):
    monkeypatch.setattr(making, "words_print", lambda _: b"")


def _without(*parts):
    """Leave some arguments out of every key."""

    def patch(monkeypatch):
        def key_of(generation, *given):
            return making_key_of(generation, *(part for n, part in enumerate(given) if n not in parts))

        making_key_of = making.key_of
        monkeypatch.setattr(making, "key_of", key_of)
        monkeypatch.setattr(generator.memo, "key_of", key_of)

    return patch


def _without_stats(monkeypatch):
    monkeypatch.setattr(
        Memo, "known", lambda self, path, _: getattr(self._files.get(path), "fingerprint", None)
    )


MATTER = "title: 图\nsource: ebrun\npublished: 2026-11-20\nrights: own\n"
MORE = {
    "content/articles/image.md": (
        f"---\n{MATTER}images: {{a.png: {{rights: facts-only}}}}\n---\n![图](/a.png)\n"
    ),
    "content/static/a.png": "",
    "content/articles/named.md": f"---\n{MATTER}id: name\n---\n",
}


def _body(site):
    site.edit(ONE, "讲一个港口", "说一个港口")


def _template(site):
    site.edit("themes/kid/topic.html", "kid 1", "kid 2")


def _piece(site):
    site.write("themes/kid/pieces/card.html", "another card\n")


def _word(site):
    site.edit("themes/kid/words/zh-Hans.yaml", "page:", "ui:\n  skip: 跳\npage:")


def _word_of_a_format(site):
    site.edit("themes/kid/words/zh-Hans.yaml", "page:", "image:\n  withheld: 缺图\npage:")


def _rename(site):
    (site.root / "content/articles/named.md").rename(site.root / "content/articles/other.md")


def _spoil(site):
    (site.out / "articles/one.html").write_text("spoilt")


@pytest.mark.parametrize(
    ("leave_out", "edit"),
    [
        pytest.param(_without_context, _body, id="the context"),
        pytest.param(_without(5), _body, id="the context, by place"),
        pytest.param(_without(4), _piece, id="the templates of pieces, by place"),
        pytest.param(_without_template, _template, id="the template"),
        pytest.param(_without_pieces, _piece, id="the templates of pieces"),
        pytest.param(_without_words, _word, id="the words of templates"),
        pytest.param(_without_words_of_formats, _word_of_a_format, id="the words of formats"),
        pytest.param(_without(3), _body, id="a source file's bytes"),
        pytest.param(_without(1), _rename, id="a source file's path"),
        pytest.param(_without_stats, _body, id="a source file's stat"),
    ],
)
def test_a_key_that_leaves_out_an_input_leaves_a_stale_page(leave_out, edit, tmp_path, monkeypatch):
    for patched in (False, True):
        site = fresh(tmp_path, f"site-{patched}")
        site.write(MORE)
        with monkeypatch.context() as patch:
            if patched:
                leave_out(patch)
            site.build()
            edit(site)
            site.build()
        closures.closure.cache_clear()
        assert (site.tree() == site.clean(tmp_path / "clean")) is not patched


def test_a_memo_that_does_not_look_at_the_output_folder_is_found_out(site, monkeypatch):
    def keys_of(memo, _):
        return ((path, receipt.key) for path, receipt in memo._receipts.items())  # noqa: SLF001 - as it does

    monkeypatch.setattr(Memo, "_keys_of", keys_of)
    _spoil(site)
    with pytest.raises(RuntimeError, match="neither rendered nor in place"):
        site.build()


# --- files that change behind our back


def test_an_edit_of_the_same_size_with_the_old_time_is_seen(site, same_as_clean):
    file = site.root / ONE
    before = file.stat()
    site.edit(ONE, "讲一个港口", "说一个港口")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert work(site.build())[0] == 1
    assert same_as_clean()


def test_edits_of_the_same_size_right_after_each_build_are_seen(site):
    for old, new in (("讲", "说"), ("说", "谈"), ("谈", "讲")):
        site.edit(ONE, f"{old}一个港口", f"{new}一个港口")
        site.build()
        assert f"{new}一个港口" in site.read("site/articles/one.html")


@pytest.mark.parametrize("age", [0, 1_000_000, 9_000_000])
def test_a_file_written_in_the_tick_of_a_build_is_read_again(age, tmp_path, monkeypatch):
    """The clock of files goes in ticks of some milliseconds, so it may lie behind the clock of the build."""
    file = tmp_path / "one.md"
    file.write_text("aaaa")
    stat = stat_of(file.stat())
    monkeypatch.setattr("time.time_ns", lambda: stat.changed + age)
    memo = Memo(tmp_path / ".wenzhai", b"program")
    memo.finish([("one.md", stat, of_bytes(b"aaaa"))], [], 0, {})
    memo.close()
    memo = Memo(tmp_path / ".wenzhai", b"program")
    assert memo.known("one.md", stat) is None
    memo.close()


def test_a_file_that_was_seen_by_a_clock_of_the_future_is_read_again(tmp_path, monkeypatch):
    file = tmp_path / "one.md"
    file.write_text("aaaa")
    stat = stat_of(file.stat())
    with monkeypatch.context() as ahead:
        ahead.setattr("time.time_ns", lambda: stat.changed + 10**17)
        memo = Memo(tmp_path / ".wenzhai", b"program")
        memo.finish([("one.md", stat, of_bytes(b"aaaa"))], [], 0, {})
        memo.close()
    memo = Memo(tmp_path / ".wenzhai", b"program")
    assert memo.known("one.md", stat) is None
    memo.close()


def test_a_file_that_rested_before_a_build_is_not_read_again(tmp_path, monkeypatch):
    file = tmp_path / "one.md"
    file.write_text("aaaa")
    stat = stat_of(file.stat())
    monkeypatch.setattr("time.time_ns", lambda: stat.changed + 60_000_000_000)
    memo = Memo(tmp_path / ".wenzhai", b"program")
    memo.finish([("one.md", stat, of_bytes(b"aaaa"))], [], 0, {})
    assert Memo(tmp_path / ".wenzhai", b"program").known("one.md", stat) == of_bytes(b"aaaa")


def test_a_hand_changed_output_is_written_anew_and_reported(site, same_as_clean):
    _spoil(site)
    report = site.build()
    assert report.disc.written == report.disc.overwritten == ("articles/one.html",)
    assert same_as_clean()


# --- a memo that cannot be used


def _sql(site, text):
    store = sqlite3.connect(site.root / ".wenzhai/memo.sqlite")
    store.executescript(text)
    store.close()


def _pages_of(part):
    def spoil(site):
        file = site.root / ".wenzhai/memo.sqlite"
        data = bytearray(file.read_bytes())
        for start in range(4096 * part, len(data), 4096 * 3):
            data[start : start + 512] = b"\xa5" * 512
        file.write_bytes(data)

    return spoil


def _cut(share):
    def spoil(site):
        file = site.root / ".wenzhai/memo.sqlite"
        file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])

    return spoil


def _emptied(site):
    (site.root / ".wenzhai/memo.sqlite").write_bytes(b"")


def _text(site):
    (site.root / ".wenzhai/memo.sqlite").write_bytes("这不是数据库".encode() * 999)


def _foreign(site):
    (site.root / ".wenzhai/memo.sqlite").unlink()
    _sql(site, "CREATE TABLE made (x); CREATE TABLE files (a, b, c); INSERT INTO files VALUES (1, 2, 3);")


def _values(value):
    def spoil(site):
        _sql(
            site,
            "".join(f"UPDATE {table} SET value = {value};" for table in ("made", "files", "outputs"))
            + f"UPDATE inputs SET value = {value};",
        )

    return spoil


def _no_texts(site):
    _sql(site, "DELETE FROM texts")


def _other_texts(site):
    _sql(site, "UPDATE texts SET value = x'3c703e'")


def _a_file(site):
    site.forget()
    site.write(".wenzhai", "a file")


def _name(site):
    _sql(site, "UPDATE files SET name = CAST(x'ff' AS TEXT) WHERE name = 'content/site.yaml'")


def _a_folder(site):
    site.forget()
    (site.root / ".wenzhai/memo.sqlite/inside").mkdir(parents=True)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(_emptied, id="empty"),
        pytest.param(_text, id="text"),
        pytest.param(_cut(0.02), id="cut near its start"),
        pytest.param(_cut(0.5), id="cut in half"),
        pytest.param(_cut(0.95), id="cut near its end"),
        pytest.param(_pages_of(0), id="pages 0, 3 …"),
        pytest.param(_pages_of(1), id="pages 1, 4 …"),
        pytest.param(_pages_of(2), id="pages 2, 5 …"),
        pytest.param(_foreign, id="foreign tables"),
        pytest.param(_values("x'00'"), id="values of another kind"),
        pytest.param(_values("x'81a3616263a3646566'"), id="values of a later version"),
        pytest.param(_values("'text'"), id="values that are text"),
        pytest.param(_name, id="a name that is no text"),
        pytest.param(_no_texts, id="without texts"),
        pytest.param(_other_texts, id="other texts"),
        pytest.param(_a_file, id="the folder is a file"),
        pytest.param(_a_folder, id="the file is a folder"),
    ],
)
def test_a_memo_that_is_broken_or_foreign_is_ignored(spoil, site, same_as_clean, monkeypatch):
    held, is_held = [], store._is_held  # noqa: SLF001 - nobody else is there to hold it
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    monkeypatch.setattr(store, "_is_held", lambda path: held.append(is_held(path)) or held[-1])
    spoil(site)
    site.edit("content/articles/three.md", "丙文", "丁文")
    site.write(
        "themes/kid/article.html",
        '{% extends "base/article.html" %}{% block main %}x{{ super() }}{% endblock %}',
    )
    site.build()
    assert same_as_clean()
    site.build()
    assert same_as_clean()
    assert not any(held)


# --- other builds at the same time


def _other(site, timeout=0.0):
    """Open a site's memo as another build does."""
    return contextlib.closing(
        sqlite3.connect(site.root / ".wenzhai/memo.sqlite", timeout=timeout, isolation_level=None)
    )


class Beside:
    """Does something when a stage of a build begins."""

    def __init__(self, stage, do):
        self.stage, self.do = stage, do

    def begin(self, name, _):
        if name == self.stage:
            self.do()

    def advance(self, _):
        pass

    def end(self, _):
        pass


@pytest.mark.parametrize("lock", ["IMMEDIATE", "EXCLUSIVE"])
@pytest.mark.parametrize(
    "step", [Tiny.build, lambda site: examine(site.root, Workshop(1))], ids=["build", "check"]
)
def test_a_memo_that_another_build_holds_is_done_without_and_left_to_it(
    lock, step, site, same_as_clean, monkeypatch
):
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    file = site.root / ".wenzhai/memo.sqlite"
    inode = file.stat().st_ino
    _body(site)
    with _other(site) as other:
        other.execute(f"BEGIN {lock}")
        other.execute("INSERT INTO made VALUES (x'aa', x'bb', 1, 1)")
        step(site)
        other.execute("COMMIT")
    assert file.stat().st_ino == inode
    assert work(site.build())[0] == 1
    assert same_as_clean()


def test_a_memo_that_is_taken_by_another_build_at_the_end_keeps_what_it_knew(
    site, same_as_clean, monkeypatch
):
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    _body(site)
    with _other(site) as other:
        taken = Beside("remember", lambda: other.execute("BEGIN IMMEDIATE"))
        assert build(Request(root=str(site.root), jobs=1), taken).work.parsed == 1
        other.execute("COMMIT")
    assert same_as_clean()
    assert work(site.build())[::2] == (0, 0)


def test_a_broken_memo_that_another_build_holds_is_not_removed_under_it(site, same_as_clean, monkeypatch):
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    file = site.root / ".wenzhai/memo.sqlite"
    _sql(site, "UPDATE files SET sum = sum + 1")
    inode = file.stat().st_ino
    with _other(site) as other:
        other.execute("BEGIN IMMEDIATE")
        site.build()
        assert file.stat().st_ino == inode
    site.build()
    assert work(site.build()) == (0, 0, 0)
    assert same_as_clean()


def test_a_build_lets_others_put_into_the_memo_between_the_parts_that_it_parses(tmp_path):
    site = fresh(tmp_path)
    site.build()
    tiny["grow"](site, 300)
    refused, tried = [], []

    def load(file):
        tried.append(file.path)
        with _other(site) as other, contextlib.suppress(sqlite3.OperationalError):
            other.execute("BEGIN IMMEDIATE")
            return document(site.root, file)
        refused.append(file.path)
        return document(site.root, file)

    memo = Memo(site.root / ".wenzhai", b"another program")
    memo.parse(read(site.root, memo.known).files, load, Workshop(1))
    memo.close()
    assert len(tried) > 300
    assert refused == []


def test_a_build_that_waits_for_another_one_lets_it_end(tmp_path):
    site, free = fresh(tmp_path), []

    def waits():
        with _other(site) as other, contextlib.suppress(sqlite3.OperationalError):
            other.execute("BEGIN IMMEDIATE")
            free.append(True)
        raise KeyboardInterrupt

    with alone(site.out, site.root, contextlib.nullcontext), pytest.raises(KeyboardInterrupt):
        build(Request(root=str(site.root), jobs=1), Beside("wait for another build", waits))
    assert free == [True]


@pytest.mark.parametrize("stage", ["plan", "remember"])
@pytest.mark.parametrize("first", [False, True], ids=["without drafts", "with drafts"])
def test_a_build_with_another_in_its_midst_mixes_nothing(first, stage, tmp_path):
    site = fresh(tmp_path)
    site.write(
        "content/articles/secret.md", site.read(ONE).replace("rights: deal", "rights: deal\ndraft: true")
    )
    for drafts in (first, not first):
        site.build(drafts=drafts)
    beside = Beside(stage, lambda: site.build(drafts=not first))
    for edit in (lambda: None, lambda: _body(site)):
        edit()
        build(Request(root=str(site.root), jobs=1, drafts=first), beside)
        if stage == "plan":
            assert site.tree() == site.clean(tmp_path / "clean", drafts=first)
        for drafts in (not first, first):
            site.build(drafts=drafts)
            assert site.tree() == site.clean(tmp_path / "clean", drafts=drafts)


# --- a build that fails


def test_a_failed_build_keeps_what_it_parsed(site):
    _body(site)
    site.write("content/pages/broken.md", "---\ntitle: [\n---\n")
    with pytest.raises(generator.errors.BuildFailed):
        site.build()
    site.remove("content/pages/broken.md")
    report = site.build()
    assert report.work.parsed == 0
    assert written_beside_the_index(report) == OF_ONE | FEEDS_OF_ONE


# --- what the collector is told


def test_a_theme_whose_templates_hold_themselves_costs_no_memory_for_long(site, monkeypatch):
    monkeypatch.setattr("generator.executor._SELDOM", (500, 10, 1_000_000))
    site.write(
        "themes/kid/page.html",
        '{% extends "base/page.html" %}{% import "macros.html" as m with context %}',
    )
    for number in range(300):
        site.write(f"content/pages/page-{number}.md", f"---\ntitle: 页{number}\n---\n")
    gc.collect()
    site.build(jobs=1)
    assert sum(isinstance(value, TemplateModule) for value in gc.get_objects()) < 100


def test_the_collector_works_as_before_after_a_build(site):
    before = gc.get_threshold()
    site.build(force=True)
    assert gc.get_threshold() == before


# --- an edit of texts alone


SAMPLE = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The sample of the repository, built."""
    made = tiny["Tiny"](tmp_path_factory.mktemp("sample") / "site", {})
    for part in ("content", "themes"):
        shutil.copytree(SAMPLE / part, made.root / part)
    made.build()
    return made


def test_an_edit_of_a_text_comes_out_wherever_it_shows(sample, tmp_path):
    retold = 0
    for file in sorted(sample.root.glob("content/articles/**/*.md")):
        path = file.relative_to(sample.root).as_posix()
        _, matter, text = sample.read(path).split("---\n", 2)
        sample.write(path, f"---\n{matter}---\n改动，{'长' * 700}。\n\n{text}")
        retold += "assemble" not in [stage.name for stage in sample.build().stages]
    assert retold > 10
    assert sample.tree() == sample.clean(tmp_path / "clean")


def test_an_edit_of_a_text_assembles_nothing_anew(site, same_as_clean):
    site.edit(ONE, "讲一个港口", "讲两个港口")
    report = site.build()
    assert "assemble" not in [stage.name for stage in report.stages]
    assert report.work.parsed == 1
    assert same_as_clean()


@pytest.mark.parametrize(
    ("old", "new"),
    [("title: 第一篇", "title: 头一篇"), ("讲一个港口", "见[关于](../pages/about.md)")],
    ids=["its title", "its links"],
)
def test_an_edit_of_more_than_a_text_assembles_the_site_anew(old, new, site, same_as_clean):
    site.edit(ONE, old, new)
    assert "assemble" in [stage.name for stage in site.build().stages]
    assert same_as_clean()
