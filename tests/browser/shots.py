"""Take pictures of the main pages, narrow and wide, light and dark: shots.py SITE FOLDER."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PAGES = {
    "home": "index.html",
    "issue": "issues/2026-11-20.html",
    "article": "articles/ma-trump-ewtp.html",
    "article-long": "articles/repost-words.html",
    "topic": "topics/ewtp.html",
    "source": "sources/ebrun.html",
    "ledger": "credits/2026.html",
}
WIDTHS = (360, 1280)
SCHEMES = ("light", "dark")


def main(site: Path, folder: Path) -> None:
    """Write NAME-WIDTH-SCHEME.png for every page."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as program:
        browser = program.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for width in WIDTHS:
            for scheme in SCHEMES:
                tab = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
                for name, path in PAGES.items():
                    tab.goto((site.resolve() / path).as_uri())
                    tab.screenshot(path=folder / f"{name}-{width}-{scheme}.png", full_page=True)
                tab.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
