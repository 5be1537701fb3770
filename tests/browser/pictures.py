"""Take the README's picture, a credit line beside its chain on a phone: pictures.py SITE PICTURE."""

import base64
import shutil
import sys
from html import escape
from pathlib import Path

from lxml import html
from playwright.sync_api import sync_playwright

ARTICLE = "articles/ma-trump-ewtp.html"
_PAGE = """<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><style>
body {{ margin: 0; width: 1120px; display: grid; grid-template-columns: 1fr 404px;
  gap: 56px; padding: 40px 48px; box-sizing: border-box; align-items: center;
  background: #eceae4; color: #1d1c1a;
  font: 17px/1.7 "Noto Sans CJK SC", sans-serif; }}
.raw {{ background: #fff; padding: 36px 34px; color: #777; box-shadow: 0 1px 4px #0003; }}
.raw i {{ display: block; height: 11px; margin: 0 0 14px; background: #e6e4de; }}
.raw p {{ margin: 26px 0 0; font-size: 20px; color: #222; }}
small {{ display: block; margin: 0 0 10px; color: #5d584f; font-size: 15px; }}
img {{ display: block; width: 360px; border: 10px solid #26241f; border-radius: 34px; }}
</style><div><small>原页末尾的一行</small><div class="raw">{bars}<p>{line}</p></div></div>
<div><small>wenzhai 的同一条</small><img src="data:image/png;base64,{shot}"></div></html>"""


def main(site: Path, picture: Path) -> None:
    """Write the picture."""
    page = html.fromstring((site / ARTICLE).read_bytes())
    (line,) = page.xpath("//*[contains(@class, 'provenance')]//blockquote")
    bars = "".join(f'<i style="width: {width}%"></i>' for width in (96, 100, 92, 98, 61))
    with sync_playwright() as program:
        browser = program.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        phone = browser.new_page(viewport={"width": 360, "height": 700}, device_scale_factor=1.5)
        phone.goto((site.resolve() / ARTICLE).as_uri())
        phone.evaluate("document.querySelector('h1').scrollIntoView(); scrollBy(0, -20)")
        shot = base64.b64encode(phone.screenshot()).decode()
        sheet = browser.new_page(viewport={"width": 1120, "height": 800})
        sheet.set_content(_PAGE.format(bars=bars, line=escape(line.text_content()), shot=shot))
        picture.parent.mkdir(parents=True, exist_ok=True)
        sheet.screenshot(path=picture, full_page=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
