import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyarrow import parquet

from tests.publish.small_site import DATA, DRAFT, FUTURE, NOW, WITHHELD, build, without

OF_THE_LOOK = {".css", ".js", ".png", ".svg", ".woff2", ".pagefind"}


def text_of(path: Path) -> str:
    """Return the text of a file of a site, unpacked."""
    if path.suffix == ".parquet":
        return str(parquet.read_table(path).to_pylist())
    content = path.read_bytes()
    if path.suffix.startswith(".pf_"):
        return gzip.decompress(content).decode("latin-1")
    return content.decode("utf-8")


def files_with(site: Path, *words: str) -> set[str]:
    """Return the files of a site in which any of some words stand, but for those of its look."""
    return {
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.is_file() and path.suffix not in OF_THE_LOOK
        if any(word in text_of(path) for word in words)
    }


@pytest.mark.parametrize(
    "words",
    [(DRAFT,), (FUTURE,), (WITHHELD, "987.65", "$988", "988 million")],
    ids=["a draft", "a text of the future", "a withheld cell"],
)
def test_what_is_kept_back_is_in_no_file(small: Path, words: tuple[str, ...]) -> None:
    """No page, twin, feed, sitemap, download, ledger or list holds any of it, nor the search."""
    assert files_with(small, *words) == set()


def test_the_search_through_all_files_finds_what_is_published(small: Path) -> None:
    """Words of a published text are in its page, its twin, the search, and feeds that hold it."""
    assert files_with(small, "It was <data", "It was $107,000") == {
        *("2025/10/23/index.html", "2025/10/23/index.md", "feed.xml", "feed.json"),
        "search/fragment/2025-10-23.pf_fragment",
        *(f"assets/{slug}/feed.{kind}" for slug in ("bitcoin", "btc", "xbt", "eth")
          for kind in ("xml", "json")),
    }  # fmt: skip


def test_a_text_appears_everywhere_once_its_hour_has_come(project: Path, tmp_path: Path) -> None:
    """The same files, built later, have the text in page, twin and feeds, with its date."""
    site = build(tmp_path, project, now=datetime(2026, 3, 1, tzinfo=UTC))
    found = files_with(site, FUTURE)
    assert {"2025/10/24/index.html", "2025/10/24/index.md", "feed.xml", "feed.json"} <= found
    assert "search/fragment/2025-10-24.pf_fragment" in found
    assert "2026-03-01T09:00:00+09:00" in (site / "sitemap-2025.xml").read_text(encoding="utf-8")


def test_a_settled_cell_appears(project: Path, tmp_path: Path) -> None:
    """The number that was withheld is published as soon as nothing contradicts it."""
    data = {**without(DATA), "2025-10-21.yml": f"market: {{liquidations_24h_usd: {WITHHELD}}}\n"}
    site = build(tmp_path, project, data, now=NOW + timedelta(days=1))
    assert files_with(site, WITHHELD) >= {
        *("2025/10/21/data.csv", "2025/10/21/ledger.json", "data/archive.csv"),
        *("data/archive.parquet", "data/2025.parquet", "api/days.json"),
    }
    assert "feed.xml" in files_with(site, "$987.65M")
