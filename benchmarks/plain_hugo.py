"""A plain site of Hugo over the Markdown that the builder made, to compare with."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

SETTINGS = {
    "baseURL": "https://daybook.example/",
    "title": "Daybook",
    "disableKinds": ["taxonomy", "term", "RSS", "sitemap"],
    # Whatever the clock says.
    "buildFuture": True,
    # Tables and drawings stand in the Markdown as HTML.
    "markup": {"goldmark": {"renderer": {"unsafe": True}}},
}
PAGE = """\
<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}"></head>
<body><nav><a href="/archive/">Days</a> <a href="/assets/">Assets</a></nav>
<main>{{ .Content }}</main></body></html>
"""


def set_up_hugo(docs: Path, folder: Path) -> list[str]:
    """Write a Hugo project over a folder of Markdown; return the command that builds it.

    Each page becomes a page with the same content in a small template, and nothing else is made:
    less than what MkDocs does with its theme.
    """
    shutil.copytree(docs, folder / "content")
    # To Hugo a folder's `index.md` ends the tree there; `_index.md` may have folders below it.
    for page in list((folder / "content").rglob("index.md")):
        page.rename(page.with_name("_index.md"))
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single.html", "list.html"):
        (layouts / name).write_text(PAGE, encoding="utf-8")
    (folder / "hugo.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
    return ["hugo", "--quiet", "--source", str(folder), "--destination", str(folder / "public")]
