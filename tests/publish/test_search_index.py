import gzip
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from builder.publish.build import Folders, Progress, build_site
from builder.publish.html import SiteError
from builder.publish.preview import Preview
from builder.publish.search import kept, program
from builder.publish.search.kept import kept_index, write_search
from builder.publish.search.program import SearchError, index_files
from builder.publish.search.records import Record
from builder.publish.search.settled import settled
from tests.market.folders import write_files
from tests.publish.searching import NOW, SETTINGS, searched_files
from tests.site.building import fingerprints, pages_in

ASSETS = ("BTC", "ETH", "SOL", "XRP", "DOGE", "ADA")
TAGS = ("long-squeeze", "short-squeeze", "deleveraging", "price-swing")
RECORDS = [
    Record(
        f"2025/10/{day:02}/",
        f"Of ${day * 17}.5 million, long. Café {('latte', 'cafe')[day % 2]} 이더리움 청산.",
        {"title": f"${day * 17} million liquidated", "date": f"{day} October 2025"},
        {
            "year": ("2025",),
            "month": ("10",),
            "asset": ASSETS[: 1 + day % 6],
            "tag": TAGS[day % 4 :],
        },
        {"date": f"2025-10-{day:02}", "liquidations": f"usd {day * 17:024.4f}"},
    )
    for day in range(1, 32)
]
DAY = "market: {liquidations_24h_usd: 735070000, fear_greed: 52}\n"


def indexed(records: list[Record]) -> dict[str, bytes]:
    """Return the files of an index over records."""
    return settled(index_files(records, "en"), "en")


def texts_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return all that an index says of its pages, by their addresses."""
    said = [
        json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd"))
        for path, content in files.items()
        if path.startswith("fragment/")
    ]
    return {page["url"]: json.dumps(page, ensure_ascii=False) for page in said}


def texts_in(site: Path) -> dict[str, str]:
    """Return all that the index of a built site says of its pages, by their addresses."""
    folder = site / "search"
    return texts_of(
        {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    )


def folders_in(folder: Path, project: Path) -> Folders:
    """Return where a build reads and writes; settings and theme are the project's."""
    (folder / "content").mkdir(parents=True, exist_ok=True)
    docs, charts = folder / "cache" / "docs", folder / "cache" / "charts"
    config = project / "mkdocs.yml"
    return Folders(folder / "data", folder / "content", config, folder / "site", docs, charts)


def build(folders: Folders, now: datetime = NOW) -> None:
    """Build a site and tell nobody."""
    build_site(folders, now, 1, Progress(lambda _: None, lambda _: None))


def test_the_same_records_give_the_same_bytes() -> None:
    """However often an index is made, its files have the same names and the same bytes."""
    first = indexed(RECORDS)
    for _ in range(10):
        assert indexed(RECORDS) == first


def test_an_index_says_of_each_page_what_its_record_says() -> None:
    """Addresses, texts and what results show come out as they went in."""
    texts = texts_of(indexed(RECORDS))
    assert set(texts) == {f"/{record.address}" for record in RECORDS}
    for record in RECORDS:
        page = json.loads(texts[f"/{record.address}"])
        assert page["content"] == record.text
        assert page["meta"] == dict(record.meta)
        assert page["filters"] == {name: list(v) for name, v in record.facets.items() if v}


def test_hostile_names_come_out_as_text() -> None:
    """Markup, quotes, control characters and words of Pagefind's own stay what they are."""
    hostile = (
        "<script>alert(1)</script> \"' &lt;b&gt; {{ 7 }} ___PAGEFIND_WEIGHT___9 \u2028 币安人生 ,"
    )
    record = Record("2025/10/24/", "A text.", {"title": hostile, "keywords": hostile})
    page = json.loads(texts_of(indexed([record]))["/2025/10/24/"])
    assert page["meta"]["title"].replace("___PAGEFIND_WEIGHT___9 ", "") == hostile.replace(
        "___PAGEFIND_WEIGHT___9 ", ""
    )


def test_only_what_a_browser_loads_is_kept() -> None:
    """Ready-made interfaces and programs of other languages are not published."""
    names = {path.partition("/")[0] for path in indexed(RECORDS)}
    overview = {name for name in names if name.endswith(".pf_meta")}
    assert len(overview) == 1
    assert names - overview == {
        *("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.en.pagefind"),
        *("fragment", "index", "filter"),
    }


def test_a_language_without_a_program_of_its_own_has_the_common_one() -> None:
    """In Korean, whose words Pagefind does not stem, the index is read by the common program."""
    names = settled(index_files(RECORDS[:3], "ko"), "ko")
    assert [name for name in names if name.startswith("wasm")] == ["wasm.unknown.pagefind"]


def test_the_index_is_made_anew_when_a_record_changes_and_only_then(tmp_path: Path) -> None:
    """Unchanged records find their index as it was left; a changed one replaces it."""
    index = kept_index(tmp_path, RECORDS, "en")
    (index / "witness").write_text("left as it was", encoding="utf-8")
    assert kept_index(tmp_path, RECORDS, "en") == index
    assert (index / "witness").is_file()
    other = kept_index(tmp_path, RECORDS[1:], "en")
    assert list(tmp_path.iterdir()) == [other]
    assert not (other / "witness").exists()


def test_an_index_that_was_not_finished_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that is stopped while it writes the index leaves none that the next would take."""
    with monkeypatch.context() as patched:
        patched.setattr(kept, "settled", lambda *_: {"pagefind-entry.json": None})
        with pytest.raises(TypeError):
            kept_index(tmp_path, RECORDS, "en")
    index = kept_index(tmp_path, RECORDS, "en")
    assert list(tmp_path.iterdir()) == [index]
    assert (index / "pagefind.js").is_file()


def test_a_preview_copies_the_index_only_when_it_changed(tmp_path: Path) -> None:
    """A site that has the index of its records keeps its very files."""
    archive = searched_files(tmp_path / "in", {"2025-10-24.yml": DAY})
    site, cache = tmp_path / "site", tmp_path / "cache"
    assets = archive.history.assets
    write_search(site, cache, SETTINGS, archive.catalogue, assets)
    entry = site / "search" / "pagefind-entry.json"
    before = entry.stat()
    write_search(site, cache, SETTINGS, archive.catalogue, assets)
    assert entry.stat().st_ino == before.st_ino
    archive.catalogue.pages.pop()
    more = searched_files(tmp_path / "more", {"2025-10-23.yml": DAY, "2025-10-24.yml": DAY})
    write_search(site, cache, SETTINGS, more.catalogue, assets)
    assert "/2025/10/23/" in texts_in(site)


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the program the build says what is missing, as an error for people."""

    def missing() -> Path:
        raise FileNotFoundError("Could not find any of its files")

    monkeypatch.setattr(program, "get_executable", missing)
    with pytest.raises(SiteError, match="search: expected the program Pagefind, found none"):
        index_files(RECORDS, "en")


def test_a_program_that_ends_is_told_with_its_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that stops before its answer is reported, with what it complained of."""
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho no memory >&2\nexit 3\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr(program, "get_executable", lambda: broken)
    with pytest.raises(SearchError, match="Pagefind ended at NewIndex: no memory"):
        index_files(RECORDS, "en")


def test_a_refusal_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Pagefind will not do is an error that names what it was asked."""
    refused = {"config": {"force_language": 7}}
    asked = program._Program.ask
    monkeypatch.setattr(
        program._Program, "ask", lambda self, what, **about: asked(self, what, **(about | refused))
    )
    with pytest.raises(SearchError, match="Pagefind refuses NewIndex"):
        index_files(RECORDS, "en")


def test_a_built_site_has_a_search_over_what_is_published(project: Path, tmp_path: Path) -> None:
    """A build and a preview have the index of all pages, without a draft, later or withheld."""
    head = "---\ntitle: Of zebras\nauthor: Ada\n"
    files = {
        "data/2025-10-23.yml": DAY,
        "data/2025-10-24.yml": "market: {liquidations_24h_usd: 911000000, fear_greed: 52, "
        "long_liquidations_24h_usd: 10000000, short_liquidations_24h_usd: 20000000}\n",
        "content/days/2025-10-23.md": f"{head}draft: true\n---\nSome zebras.\n",
        "content/days/2025-10-24.md": f"{head}publish_at: 2031-01-01T00:00:00Z\n---\nZebras.\n",
    }
    folders = folders_in(tmp_path, project)
    write_files(tmp_path, files)
    build(folders)
    texts = texts_in(folders.site)
    pages = {
        f"/{path.parent.relative_to(folders.site).as_posix()}/".replace("/./", "/")
        for path in pages_in(folders.site)
    }
    assert set(texts) == pages - {"/"}
    assert [word for word in ("zebra", "Zebra", "911") for t in texts.values() if word in t] == []
    built = fingerprints(folders.site / "search")
    assert "facets.json" in built
    Preview(folders, 1, []).build(NOW)
    assert fingerprints(folders.site / "search") == built
    build(folders, NOW.replace(year=2032))
    assert "zebras" not in texts_in(folders.site)["/2025/10/23/"]
    assert "Zebras" in texts_in(folders.site)["/2025/10/24/"]


def test_a_failing_search_leaves_the_published_site(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build whose index cannot be made publishes nothing."""
    folders = folders_in(tmp_path, project)
    write_files(folders.data, {"2025-10-24.yml": DAY})
    write_files(folders.site, {"index.html": "Published."})
    monkeypatch.setattr(program, "get_executable", lambda: Path("/bin/false"))
    with pytest.raises(SiteError, match="search: "):
        build(folders)
    assert fingerprints(folders.site).keys() == {"index.html"}
