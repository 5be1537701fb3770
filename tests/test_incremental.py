"""Whatever was edited in whatever order, the site that comes out, or is previewed, is a clean build's."""

import os
import runpy
from pathlib import Path

from hypothesis import HealthCheck, settings

from generator.compose import Request
from generator.live import Live

Editing = runpy.run_path(str(Path(__file__).with_name("editing.py")))["Editing"]

EXAMPLES = int(os.environ.get("WENZHAI_EXAMPLES", "20"))
STEPS = 12


class Compared(Editing):
    """After each edit the site is built on top of the last and from nothing, and seen in a preview."""

    def __init__(self):
        super().__init__()
        self.live, self.lived = None, {}

    def teardown(self):
        if self.live:
            self.live.close()
        super().teardown()

    def check(self):
        self.put()
        before = self.site.tree()
        found = self.problems(lambda: self.site.build(**self.options))
        clean = self.folder / "clean"
        assert found == self.problems(lambda: self.site.clean(clean, **self.options))
        assert self.site.tree() == (before if found else self.site.tree(clean / "site"))
        self.preview(found, clean / "site")

    def preview(self, found, clean):
        """Look at the same site as a preview that was open all the time; a single edit comes as a hint."""
        if self.live is None or self.lived["options"] != self.options:
            if self.live:
                self.live.close()
            self.live = Live(Request(root=str(self.site.root), jobs=1, **self.options))
            self.lived = {"options": dict(self.options), "files": {}}
        files = self.site.tree(self.site.root / "content") | self.site.tree(self.site.root / "themes/kid")
        before, self.lived["files"] = self.lived["files"], files
        changed = [p for p in files.keys() | before.keys() if files.get(p) != before.get(p)]
        articles = [f"content/{p}" for p in changed if p.startswith("articles/")]
        self.live.refresh(articles if len(changed) == len(articles) == 1 else ())
        assert self.live.problems == found
        if not found:
            shown = {path: self.live.sight(path).data for path in self.live.shown.outputs}
            assert shown == {p: d for p, d in self.site.tree(clean).items() if not p.startswith(".wenzhai")}


TestEditing = Compared.TestCase
TestEditing.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    derandomize="WENZHAI_EXAMPLES" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
