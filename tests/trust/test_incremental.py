"""An incremental build is never wrong, whatever was edited, killed, or done to the memo."""

import os
import random
import runpy
import shutil
import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule, run_state_machine_as_test

import generator.build

HERE = Path(__file__).parent
Editing = runpy.run_path(str(HERE.with_name("editing.py")))["Editing"]
tiny = runpy.run_path(str(HERE.with_name("tiny.py")))
processes_ = runpy.run_path(str(HERE / "processes.py"))
Processes = processes_["Processes"]

HISTORIES = int(os.environ.get("WENZHAI_EXAMPLES", "20"))
EDITS = 20
DAMAGED = HISTORIES * 5
SEEDS = st.integers(0, 2**32 - 1)
MEMO, SEAL, JOURNAL = (f".wenzhai/{name}" for name in ("memo.sqlite", "seal.json", "memo.sqlite-journal"))


def flip(file, seed):
    """Flip a few bits of a file."""
    chance, data = random.Random(seed), bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 3, 30, 300)) if data else 0):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def sql(file, text):
    rows = sqlite3.connect(file)
    rows.executescript(text)
    rows.close()


def shift(site):
    """Say other things in files of the same names and sizes."""
    site.write(
        {path: text.translate({ord("甲"): "乙", ord("一"): "二"}) for path, text in tiny["FILES"].items()}
    )


class Rough(Editing):
    """An editor whose builds are killed, and whose memo is damaged, replaced or closed."""

    tried: Counter
    processes: Processes
    foreign: dict

    def check(self):
        self.put()
        self.problems(lambda: self.site.build(**self.options))

    @property
    def words(self):
        asked = [f"--as-of={self.options['as_of']}"] if self.options.get("as_of") else []
        return [
            "build",
            str(self.site.root),
            "--jobs=1",
            *asked,
            *(["--drafts"] * bool(self.options.get("drafts"))),
        ]

    def compare(self):
        """Build as the command does, and hold each file against a clean build's; say if there was one."""
        self.put()
        code, said = self.processes.run(self.words)
        clean = self.folder / "clean"
        problems = self.problems(lambda: self.site.clean(clean, **self.options))
        assert code == (1 if problems else 0), said
        if not problems:
            expected = self.site.tree(clean / "site")
            assert tiny["different"](self.site.tree(), expected) == set()
            self.tried["files"] += len(expected)
            self.tried["sites"] += 1
        return not problems

    def teardown(self):
        try:
            if hasattr(self, "folder") and not self.compare():
                self.start_over()
                assert self.compare()
            self.tried["histories"] += hasattr(self, "folder")
        finally:
            super().teardown()

    @rule(data=st.data(), turn=st.integers(1, 150))
    def kill_a_build(self, data, turn):
        self.change(data)
        self.put()
        assert self.processes.killed(self.words, turn)
        self.tried["kills"] += 1

    @rule(data=st.data(), turn=st.integers(1, 40), again=st.integers(1, 40))
    def kill_a_build_and_the_one_that_heals(self, data, turn, again):
        for each in (turn, again):
            self.kill_a_build(data=data, turn=each)

    def spoil(self, data, how, kind):
        """Edit, do something to the memo, build and compare; what cannot be written to is given back."""
        self.change(data)
        self.site.root.joinpath(".wenzhai").mkdir(exist_ok=True)
        how(self.site.root)
        try:
            self.compare()
        finally:
            self.tried[kind] += 1
            folder = self.site.root / ".wenzhai"
            folder.chmod(0o755)
            if folder.is_file() or (self.site.root / MEMO).is_dir():
                folder.unlink() if folder.is_file() else shutil.rmtree(folder)

    @rule(data=st.data(), seed=SEEDS, name=st.sampled_from([MEMO, MEMO, MEMO, JOURNAL, SEAL]))
    def flip_bits(self, data, seed, name):
        def how(root):
            (root / name).touch()
            flip(root / name, seed)

        self.spoil(data, how, "damaged")

    @rule(data=st.data(), seed=SEEDS)
    def cut_it_short(self, data, seed):
        def how(root):
            (root / MEMO).touch()
            os.truncate(root / MEMO, random.Random(seed).randrange((root / MEMO).stat().st_size + 1))

        self.spoil(data, how, "cut short")

    @rule(
        data=st.data(),
        whose=st.sampled_from(["another site", "another program", "the first day", "a journal"]),
    )
    def take_a_foreign_one(self, data, whose):
        def how(root):
            for name, found in self.foreign[whose].items():
                (root / name).write_bytes(found)

        self.spoil(data, how, "foreign")

    @rule(
        data=st.data(),
        text=st.sampled_from(
            [
                "PRAGMA user_version = 99; ALTER TABLE made ADD COLUMN more;",
                "PRAGMA user_version = 99; DROP TABLE files; CREATE TABLE files (path, facts);",
                "INSERT INTO builds VALUES (9223372036854775807, 9223372036854775807);",
                "UPDATE made SET build = 9223372036854775807; UPDATE wholes SET build = 9223372036854775807;",
                "INSERT INTO builds VALUES (1099511627776, 9223372036854775807);",
            ]
        ),
    )
    def take_one_from_the_future(self, data, text):
        def how(root):
            (root / MEMO).write_bytes(self.foreign["the first day"][MEMO])
            sql(root / MEMO, text)

        self.spoil(data, how, "future")

    @rule(data=st.data(), what=st.sampled_from(["folder", "file", "place", "root"]))
    def close_it(self, data, what):
        def how(root):
            (root / MEMO).touch()
            if what == "folder":  # in the memo's place
                (root / MEMO).unlink()
                (root / MEMO / "inside").mkdir(parents=True)
            elif what == "root":  # a file in the folder's place
                shutil.rmtree(root / ".wenzhai")
                (root / ".wenzhai").write_text("a file")
            else:
                (root / MEMO).chmod(0o444)
                (root / ".wenzhai").chmod(0o755 if what == "file" else 0o555)

        self.spoil(data, how, "closed")


def memos(folder, monkeypatch):
    """Make memos that are not the site's: another site's, another program's, one of the site as it was."""
    found = {}
    for whose in ("another site", "another program", "the first day"):
        site = tiny["fresh"](folder, whose.replace(" ", "-"))
        if whose == "another site":
            shift(site)
        with monkeypatch.context() as patch:
            if whose == "another program":
                patch.setattr(generator.build, "generation", lambda: b"another program!")
            site.build()
        found[whose] = {MEMO: (site.root / MEMO).read_bytes()}
    header = (
        bytes.fromhex("d9d505f920a163d7") + b"\xff\xff\xff\xff"
    )  # a journal of SQLite that asks to be rolled back
    found["a journal"] = {JOURNAL: header + found["another site"][MEMO][:65536]}
    return found


@pytest.fixture
def processes():
    made = Processes()
    yield made
    made.close()


@pytest.fixture
def folder():
    with processes_["in_memory"]() as made:
        yield made


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_no_file_differs_from_a_clean_builds_after_any_edits_kills_and_damage(
    tmp_path, processes, monkeypatch, figure
):
    tried = Counter()
    attributes = {"tried": tried, "processes": processes, "foreign": memos(tmp_path, monkeypatch)}
    run_state_machine_as_test(
        type("Rough", (Rough,), attributes),
        settings=settings(
            max_examples=HISTORIES,
            stateful_step_count=EDITS,
            deadline=None,
            derandomize="WENZHAI_EXAMPLES" not in os.environ,
            phases=list(Phase) if "WENZHAI_EXAMPLES" in os.environ else [Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert tried["histories"] >= HISTORIES
    kinds = ("damaged", "cut short", "foreign", "future", "closed")
    assert all(tried[kind] for kind in kinds)
    assert tried["kills"]
    spoilt = ", ".join(f"{tried[kind]} {kind}" for kind in kinds)
    figure(
        "incremental",
        f"{tried['histories']} histories of {EDITS} edits with {tried['kills']} kills and memos {spoilt}: "
        f"0 of {tried['files']} files differ from a clean build's in {tried['sites']} comparisons",
    )


def test_no_file_differs_whichever_bits_of_the_memo_are_flipped(folder, figure):
    """Two states of a site in turn, each built on the damaged memo of the other."""
    site, path, compared = tiny["fresh"](folder), "content/articles/three.md", 0
    texts = [site.read(path), site.read(path).replace("丙文", "丁文")]
    trees, kept = [], []
    for text in texts:
        site.write(path, text)
        site.build()
        trees.append(site.tree())
        kept.append((site.root / MEMO).read_bytes())
    assert tiny["different"](*trees)
    for seed in range(DAMAGED):
        site.write(path, texts[seed % 2])
        (site.root / MEMO).write_bytes(kept[1 - seed % 2])
        flip(site.root / MEMO, seed)
        expected = trees[seed % 2]
        for page in random.Random(seed).sample([p for p in expected if p.endswith(".html")], 3):
            (site.out / page).unlink(missing_ok=True)
        site.build()
        assert tiny["different"](site.tree(), expected) == set(), seed
        compared += len(expected)
    figure("incremental", f"{DAMAGED} memos with flipped bits: 0 of {compared} files differ")
