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
DAMAGED, IN_ROWS = HISTORIES * 5, HISTORIES * 2
SEEDS = st.integers(0, 2**32 - 1)
MEMO, SEAL, JOURNAL = (f".wenzhai/{name}" for name in ("memo.sqlite", "seal.json", "memo.sqlite-journal"))


def flip(file, seed):
    """Flip a few bits of a file."""
    chance, data = random.Random(seed), bytearray(file.read_bytes())
    for _ in range(chance.choice((1, 3, 30, 300)) if data else 0):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    file.write_bytes(data)


def flip_rows(file, seed):
    """Flip a bit in what each of a few rows holds, which leaves the file whole."""
    chance = random.Random(seed)
    rows = sqlite3.connect(file)
    for table in ("made", "wholes"):
        held = rows.execute(f"SELECT key, value FROM {table} ORDER BY key").fetchall()
        for key, value in chance.sample(held, min(len(held), 3)):
            data = bytearray(value)
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            rows.execute(f"UPDATE {table} SET value = ? WHERE key = ?", (bytes(data), key))
    rows.commit()
    rows.close()


def sql(file, text):
    rows = sqlite3.connect(file)
    rows.executescript(text)
    rows.close()


def shift(site):
    """Say other things in files of the same names and sizes."""
    site.write(
        {path: text.translate({ord("甲"): "乙", ord("一"): "二"}) for path, text in tiny["FILES"].items()}
    )


def damage(root, chance, _memos):
    name = chance.choice([MEMO, MEMO, MEMO, JOURNAL, SEAL])
    (root / name).touch()
    flip(root / name, chance.random())


def cut(root, chance, _memos):
    os.truncate(root / MEMO, chance.randrange((root / MEMO).stat().st_size + 1))


def take(root, chance, memos):
    for name, found in chance.choice(memos).items():
        (root / name).write_bytes(found)


def foresee(root, chance, memos):
    (root / JOURNAL).unlink(missing_ok=True)
    (root / MEMO).write_bytes(memos[0][MEMO])
    sql(root / MEMO, chance.choice(FUTURES))


def close(root, chance, _memos):
    """Let nobody write: a folder in the file's place, a file in the folder's, a closed file or folder."""
    memo, what = root / MEMO, chance.randrange(4)
    if what == 0:
        memo.unlink()
        (memo / "inside").mkdir(parents=True)
    elif what == 1:
        shutil.rmtree(memo.parent)
        memo.parent.write_text("a file")
    else:
        memo.chmod(0o444)
        memo.parent.chmod(0o755 if what == 2 else 0o555)


FUTURES = (
    "PRAGMA user_version = 99; ALTER TABLE made ADD COLUMN more;",
    "PRAGMA user_version = 99; DROP TABLE files; CREATE TABLE files (path, facts);",
    "INSERT INTO builds VALUES (9223372036854775807, 9223372036854775807);",
    "UPDATE made SET build = 9223372036854775807; UPDATE wholes SET build = 9223372036854775807;",
    "INSERT INTO builds VALUES (1099511627776, 9223372036854775807);",
)
SPOIL = {"damaged": damage, "cut short": cut, "foreign": take, "from the future": foresee, "closed": close}
KINDS = st.sampled_from(sorted(SPOIL))


class Rough(Editing):
    """An editor whose builds are killed, and whose memo is damaged, replaced or closed."""

    tried: Counter
    processes: Processes
    memos: tuple

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
            expected, found = self.site.tree(clean / "site"), self.site.tree()
            kept = {path for path in found.keys() - expected.keys() if found[path] == b"spoilt"}
            # the editor's own now: changed by hand, and no longer the site's
            assert tiny["different"](found, expected) == kept
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

    def kill(self, data, turn):
        """Edit, and kill the build at a call that changes the disc."""
        self.change(data)
        self.put()
        assert self.processes.killed(self.words, turn)
        self.tried["kills"] += 1

    @rule(data=st.data(), turn=st.integers(1, 30))
    def kill_a_build_early(self, data, turn):
        self.kill(data, turn)

    @rule(data=st.data(), turn=st.integers(30, 150))
    def kill_a_build_late(self, data, turn):
        self.kill(data, turn)

    @rule(data=st.data(), turn=st.integers(1, 150), again=st.integers(1, 30))
    def kill_a_build_and_the_one_that_heals(self, data, turn, again):
        self.kill(data, turn)
        self.kill(data, again)

    def spoil(self, data, kind, seed):
        """Edit, do something to the memo, build and compare; give back what could not be written to."""
        self.change(data)
        folder = self.site.root / ".wenzhai"
        folder.mkdir(exist_ok=True)
        (self.site.root / MEMO).touch()
        SPOIL[kind](self.site.root, random.Random(seed), self.memos)
        try:
            self.compare()
        finally:
            self.tried[kind] += 1
            folder.chmod(0o755)
            if folder.is_file():
                folder.unlink()
            elif (self.site.root / MEMO).is_dir():
                shutil.rmtree(folder)

    @rule(data=st.data(), kind=KINDS, seed=SEEDS)
    def spoil_the_memo(self, data, kind, seed):
        self.spoil(data, kind, seed)

    @rule(data=st.data(), kind=KINDS, seed=SEEDS)
    def spoil_what_is_left_of_a_killed_build(self, data, kind, seed):
        self.kill(data, random.Random(seed).randrange(1, 150))
        self.spoil(data, kind, seed)

    @rule(data=st.data(), kinds=st.tuples(KINDS, KINDS), seed=SEEDS)
    def spoil_it_twice(self, data, kinds, seed):
        for kind in kinds:
            self.spoil(data, kind, seed)


def memos(folder, monkeypatch):
    """Make memos that are not the site's: of its first day, another site's, another program's."""
    found = []
    for whose in ("first", "another-site", "another-program"):
        site = tiny["fresh"](folder, whose)
        if whose == "another-site":
            shift(site)
        with monkeypatch.context() as patch:
            if whose == "another-program":
                patch.setattr(generator.build, "generation", lambda: b"another program!")
            site.build()
        found.append({MEMO: (site.root / MEMO).read_bytes()})
    header = bytes.fromhex("d9d505f920a163d7") + b"\xff" * 4
    journal = header + found[1][MEMO][:65536]  # one that asks to be rolled back
    return (*found, {JOURNAL: journal})


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
    attributes = {"tried": tried, "processes": processes, "memos": memos(tmp_path, monkeypatch)}
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
    assert all(tried[kind] for kind in ("kills", *SPOIL))
    spoilt = ", ".join(f"{tried[kind]} {kind}" for kind in SPOIL)
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
    for seed in range(DAMAGED + IN_ROWS):
        site.write(path, texts[seed % 2])
        (site.root / MEMO).write_bytes(kept[1 - seed % 2])
        (flip if seed < DAMAGED else flip_rows)(site.root / MEMO, seed)
        expected = trees[seed % 2]
        for page in random.Random(seed).sample([p for p in expected if p.endswith(".html")], 3):
            (site.out / page).unlink(missing_ok=True)
        site.build()
        assert tiny["different"](site.tree(), expected) == set(), seed
        compared += len(expected)
    figure("incremental", f"{DAMAGED + IN_ROWS} memos with flipped bits: 0 of {compared} files differ")
