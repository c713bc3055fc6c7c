from pathlib import Path

from builder.publish.html.assets import remove_unused_assets
from tests.market.folders import write_files

SITE = {
    "404.html": '<link rel="stylesheet" href="/base/assets/stylesheets/page.css">',
    "index.html": '<link rel="stylesheet" href="assets/stylesheets/page.css">',
    "2025/10/24/index.html": '<script type="module" src="../../../assets/javascripts/a.js">',
    "assets/stylesheets/page.css": '@font-face { src: url("../fonts/face.woff2") }',
    "assets/stylesheets/other.css": "",
    "assets/fonts/face.woff2": "",
    "assets/fonts/other.woff2": "",
    "assets/javascripts/a.js": 'const b = await import("./b.js");',
    "assets/javascripts/b.js": 'import {\n  c,\n} from "./c.js";',
    "assets/javascripts/c.js": "",
    "assets/javascripts/bundle.min.js": "",
    "assets/javascripts/lunr/min/lunr.ko.js": "",
    "assets/btc/index.html": "an asset's page",
}


def test_what_no_page_asks_for_is_taken_away(tmp_path: Path) -> None:
    """Files stay that the error page or a page of any kind asks for, and what those ask for."""
    write_files(tmp_path, SITE)
    remove_unused_assets(tmp_path, ["", "2025/10/24/"])
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert SITE.keys() - left == {
        "assets/stylesheets/other.css",
        "assets/fonts/other.woff2",
        "assets/javascripts/bundle.min.js",
        "assets/javascripts/lunr/min/lunr.ko.js",
    }
    assert not (tmp_path / "assets/javascripts/lunr").exists()
