import gzip
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.publish.build import Progress, build_site
from builder.publish.errors import SiteError
from builder.publish.folders import Folders
from builder.publish.preview import Preview
from builder.publish.search import kept, program, shelf
from builder.publish.search.kept import MADE_FROM, write_index, write_search
from builder.publish.search.program import SearchError, index_files
from builder.publish.search.records import Record
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
WORDS = ("Café crowded.", "A cafe, naïve.", "이더리움 청산 코인.")
YEARS = (2019, 2021, 2022, 2023)
MANY_YEARS = [
    Record(
        f"{day:%Y/%m/%d}/",
        f"Liquidations of ${day.toordinal() % 997}.5 million. {WORDS[day.toordinal() % 3]}",
        {
            "title": f"${day.toordinal() % 997} million liquidated",
            "day": f"{day}",
            **({"disputed": "Doubtful"} if day.day == 31 and day.year == 2022 else {}),
        },
        {"year": (f"{day.year}",), "asset": ASSETS[: 1 + day.day % 6], "tag": TAGS[day.day % 4 :]},
        {
            "date": day.isoformat(),
            "liquidations": "none" if day.day == 3 else f"usd {day.toordinal() % 997:024.4f}",
        },
    )
    for year in YEARS
    for day in (date(year, 1, 1) + timedelta(number) for number in range(365))
]
FEW_DAYS = MANY_YEARS[350:380] + MANY_YEARS[1080:1110]
PAGES = [
    Record("assets/btc/", "Bitcoin, day by day.", {"title": "Bitcoin", "keywords": "BTC 비트코인"}),
    Record("about/", "About zebras and liquidations.", {"title": "About"}),
]
TOTALS = {f"/{record.address}": record.order["liquidations"] for record in MANY_YEARS}
DAY = "market: {liquidations_24h_usd: 735070000, fear_greed: 52}\n"


def indexed(records: list[Record], language: str = "en") -> dict[str, bytes]:
    """Return the files of an index over records, made with nothing kept."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        write_index(folder / "index", folder / "kept", records, language)
        return files_in(folder / "index")


def files_in(folder: Path) -> dict[str, bytes]:
    """Return the files of an index by their paths."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def texts_of(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return all that an index says of its pages, by their addresses."""
    said = [
        json.loads(gzip.decompress(content).removeprefix(b"pagefind_dcd"))
        for path, content in files.items()
        if path.startswith("fragment/")
    ]
    return {page["url"]: json.dumps(page, ensure_ascii=False) for page in said}


@dataclass(frozen=True)
class Said:
    """What an index says, with pages by their addresses: nothing of how it is divided or named."""

    words: dict[tuple[str, str], dict[str, Any]]
    lengths: dict[str, int]
    facets: dict[str, dict[str, set[str]]]
    orders: dict[str, list[str]]


def said_by(files: Mapping[str, bytes]) -> Said:
    """Read an index."""
    _, pages, chunks, facets, orders, shown = overview_of(files)
    at = [json.loads(opened(files[f"fragment/{name}.pf_fragment"]))["url"] for name, _ in pages]
    words: dict[tuple[str, str], dict[str, Any]] = {}
    for _, _, name in chunks:
        [found] = read(files[f"index/{name}.pf_index"])
        for word, on_pages, variants in found:
            for form, places in (("", on_pages), *variants):
                if places:
                    words[word, form] = dict(_places(places, at, shown))
    return Said(
        words,
        {at[number]: length for number, (_, length) in enumerate(pages)},
        {
            facet: {value: {at[n] for n in numbers} for value, numbers in read_values(files, name)}
            for facet, name in facets
        },
        {order: [at[number] for number in numbers] for order, numbers in orders},
    )


def _places(
    pages: list[Any], at: list[str], shown: list[str]
) -> Iterator[tuple[str, tuple[list[int], dict[str, list[int]]]]]:
    number = 0
    for distance, places, in_shown in pages:
        number += distance
        by_name: dict[str, list[int]] = {}
        for place in in_shown:
            if place < 0:
                current = by_name.setdefault(shown[-place - 1], [])
            else:
                current.append(place)
        yield at[number], (places, by_name)


def read_values(files: Mapping[str, bytes], name: str) -> list[Any]:
    """Return the values of a facet with their pages."""
    values: list[Any] = read(files[f"filter/{name}.pf_filter"])[1]
    return values


def overview_of(files: Mapping[str, bytes]) -> list[Any]:
    """Return what an index says of itself."""
    hashed = json.loads(files["pagefind-entry.json"])["languages"]["en"]["hash"]
    found: list[Any] = read(files[f"pagefind.{hashed}.pf_meta"])
    return found


def read(file: bytes) -> Any:
    """Return what one of Pagefind's files says."""
    return cbor2.loads(opened(file))


def opened(file: bytes) -> bytes:
    """Return what one of Pagefind's files holds."""
    return gzip.decompress(file).removeprefix(b"pagefind_dcd")


def noted(asked: list[str], records: Iterable[Record]) -> list[Record]:
    """Note the addresses of records that Pagefind is asked to index, but for other pages."""
    found = [*records]
    asked += [record.address for record in found if record.order]
    return found


def texts_in(site: Path) -> dict[str, str]:
    """Return all that the index of a built site says of its pages, by their addresses."""
    return texts_of(files_in(site / "search"))


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
        MADE_FROM,
        *("fragment", "index", "filter"),
    }


def test_a_language_without_a_program_of_its_own_has_the_common_one() -> None:
    """In Korean, whose words Pagefind does not stem, the index is read by the common program."""
    names = indexed(RECORDS[:3], "ko")
    assert [name for name in names if name.startswith("wasm")] == ["wasm.unknown.pagefind"]


@pytest.mark.slow
def test_the_index_says_what_pagefind_s_own_over_all_pages_says() -> None:
    """Joined from years, it has the same words on the same pages, facets, orders and lengths."""
    records = [*MANY_YEARS, *PAGES]
    ours, theirs = said_by(indexed(records)), said_by(index_files(records, "en"))
    assert ours.words == theirs.words
    assert len(ours.words["liquid", ""]) > 1000
    assert ("cafe", "café") in ours.words
    assert ours.lengths == theirs.lengths
    assert ours.facets == theirs.facets
    assert ours.orders["date"] == theirs.orders["date"] == [f"/{r.address}" for r in MANY_YEARS]
    assert [TOTALS.get(address, "none") for address in ours.orders["liquidations"]] == sorted(
        TOTALS.get(address, "none") for address in theirs.orders["liquidations"]
    )


def test_every_word_is_in_the_file_that_a_browser_looks_for_it_in() -> None:
    """The files of words follow one another in the order of their words, without a gap."""
    files = indexed([*MANY_YEARS, *PAGES])
    chunks = overview_of(files)[2]
    assert len(chunks) > 5
    assert [first for first, _, _ in chunks] == sorted(first for first, _, _ in chunks)
    for first, last, name in chunks:
        [words] = read(files[f"index/{name}.pf_index"])
        assert [words[0][0], words[-1][0]] == [first, last]
        assert [word for word, _, _ in words] == sorted(word for word, _, _ in words)


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.sampled_from(["add", "drop", "edit"]), st.integers(0, 59)), max_size=6)
)
@settings(max_examples=15, deadline=None)
def test_what_is_kept_makes_no_difference(edits: list[tuple[str, int]]) -> None:
    """After days are added, dropped and edited, the index has the bytes of one made at once."""
    records = {record.address: record for record in FEW_DAYS[::2]}
    with TemporaryDirectory() as name:
        folder = Path(name)
        for edit, number in [("none", 0), *edits]:
            record = FEW_DAYS[number]
            if edit == "drop":
                records.pop(record.address, None)
            elif edit == "edit":
                records[record.address] = replace(record, text=f"{record.text} Restated, zebra.")
            elif edit == "add":
                records[record.address] = record
            now = [records[address] for address in sorted(records)]
            write_index(folder / "index", folder / "kept", [*now, *PAGES], "en")
            assert files_in(folder / "index") == indexed([*now, *PAGES])


def test_a_new_day_indexes_its_year_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of years that did not change nothing is asked of Pagefind, and no page's file is written."""
    site, cache = tmp_path / "site", tmp_path / "kept"
    write_index(site, cache, [*MANY_YEARS[:-1], *PAGES], "en")
    before = {path: path.stat() for path in site.rglob("*") if path.is_file()}
    asked: list[str] = []
    monkeypatch.setattr(shelf, "index_files", lambda r, lang: index_files(noted(asked, r), lang))
    write_index(site, cache, [*MANY_YEARS, *PAGES], "en")
    assert {address[:4] for address in asked} == {MANY_YEARS[-1].address[:4]}
    written = [
        path.name
        for path in site.glob("fragment/*")
        if path not in before or path.stat().st_mtime_ns != before[path].st_mtime_ns
    ]
    assert written == [MANY_YEARS[-1].address.strip("/").replace("/", "-") + ".pf_fragment"]


def test_an_index_of_the_same_pages_is_left_as_it_is(tmp_path: Path) -> None:
    """When nothing changed, not a file is touched."""
    site = tmp_path / "site"
    write_index(site, tmp_path / "kept", RECORDS, "en")
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in site.rglob("*")}
    write_index(site, tmp_path / "kept", RECORDS, "en")
    assert before == {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in site.rglob("*")}


def test_a_file_that_another_release_shares_is_replaced_and_not_written(tmp_path: Path) -> None:
    """The index of the published site keeps its bytes when the next one is made over its links."""
    site, published = tmp_path / "site", tmp_path / "published"
    write_index(published, tmp_path / "kept", RECORDS, "en")
    before = files_in(published)
    shutil.copytree(published, site, copy_function=os.link)
    write_index(site, tmp_path / "kept", [*RECORDS[1:], *PAGES], "en")
    assert files_in(published) == before
    assert files_in(site) == indexed([*RECORDS[1:], *PAGES])


def test_damaged_parts_are_made_anew(tmp_path: Path) -> None:
    """Whatever is cut off or changed in what is kept, the next index is the right one."""
    records = [*FEW_DAYS, *PAGES]
    write_index(tmp_path / "first", tmp_path / "kept", records, "en")
    kept_files = sorted((tmp_path / "kept").iterdir())
    assert len(kept_files) > 5
    for number, path in enumerate(kept_files):
        content = path.read_bytes()
        middle = len(content) // 2
        changed = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        path.write_bytes([changed, content[:middle], b""][number % 3])
    write_index(tmp_path / "second", tmp_path / "kept", records, "en")
    assert files_in(tmp_path / "second") == files_in(tmp_path / "first")


def test_a_day_of_which_little_is_said_is_found_by_its_headline() -> None:
    """A day without a text has its place among the others; one without any word has none."""
    silent = replace(MANY_YEARS[0], text="")
    wordless = Record("2018/01/01/", "…", {"title": "…"}, {}, {"date": "2018-01-01"})
    said = said_by(indexed([wordless, silent, *MANY_YEARS[1:5]]))
    assert said.orders["date"] == [f"/{record.address}" for record in MANY_YEARS[:5]]
    [number] = {word for word in silent.meta["title"].split() if word.startswith("$")}
    assert f"/{silent.address}" in said.words[number.strip("$"), ""]


def test_what_another_pagefind_made_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an upgrade of Pagefind everything is indexed anew, though no page has changed."""
    write_index(tmp_path / "site", tmp_path / "kept", [*FEW_DAYS, *PAGES], "en")
    asked: list[str] = []
    monkeypatch.setattr(shelf, "version", lambda _: "9.9.9")
    monkeypatch.setattr(shelf, "index_files", lambda r, lang: index_files(noted(asked, r), lang))
    write_index(tmp_path / "site", tmp_path / "kept", [*FEW_DAYS, *PAGES], "en")
    assert asked == [record.address for record in FEW_DAYS]


def test_a_cache_of_another_version_is_cleared(tmp_path: Path) -> None:
    """Whatever lies where parts are kept, folders among it, does no harm and is removed."""
    write_index(tmp_path / "site", tmp_path / "kept", RECORDS, "en")
    (tmp_path / "old" / "0123456789abcdef" / "index").mkdir(parents=True)
    (tmp_path / "old" / "half.words.part").write_bytes(b"half")
    write_index(tmp_path / "new", tmp_path / "old", RECORDS, "en")
    assert files_in(tmp_path / "old") == files_in(tmp_path / "kept")
    assert files_in(tmp_path / "new") == files_in(tmp_path / "site")


def test_only_parts_of_what_there_is_are_kept(tmp_path: Path) -> None:
    """What was kept of pages as they were before is removed."""
    write_index(tmp_path / "site", tmp_path / "kept", FEW_DAYS, "en")
    write_index(tmp_path / "site", tmp_path / "kept", RECORDS[:3], "en")
    write_index(tmp_path / "new", tmp_path / "new kept", RECORDS[:3], "en")
    assert files_in(tmp_path / "kept") == files_in(tmp_path / "new kept")


def test_an_index_that_was_not_finished_is_not_taken_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that is stopped while it writes leaves nothing that the next would leave alone."""
    site = tmp_path / "site"
    write_index(site, tmp_path / "kept", RECORDS, "en")
    with monkeypatch.context() as patched:
        patched.setattr(kept, "_remove_others", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            write_index(site, tmp_path / "kept", RECORDS[1:], "en")
    write_index(site, tmp_path / "kept", RECORDS, "en")
    assert files_in(site) == indexed(RECORDS)


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
