import os
import random
import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from builder.charts.kept import short_name, sweep
from builder.charts.pictures import Pictures
from builder.market.digests import history_digests
from builder.publish import build
from builder.publish.build import Built
from builder.publish.errors import SiteError
from builder.publish.html.html import read_colours
from builder.publish.kept import writers
from builder.publish.kept.explanation import explained
from builder.publish.kept.kept_pages import read_kept_pages, write_kept_pages
from tests.market.folders import Files, history_of, write_files
from tests.publish.edited_site import EditedSite, digests
from tests.publish.small_site import DATA
from tests.site.building import pages_in

PLAIN: Files = {
    f"2025-10-{day:02}.yml": f"market: {{liquidations_24h_usd: {day}000000, fear_greed: {day}}}\n"
    f"assets: {{BTC: {{price_usd: {100 + day}}}}}\n"
    for day in range(1, 13)
}


@pytest.fixture
def site(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EditedSite:
    """Give a small site that was built once."""
    edited = EditedSite(project, tmp_path, monkeypatch)
    edited.build()
    return edited


@pytest.fixture(scope="module")
def kept(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give what a build keeps of the pages of a small site; tests leave it as it is."""
    with pytest.MonkeyPatch.context() as patch:
        edited = EditedSite(project, tmp_path_factory.mktemp("kept"), patch)
        edited.build()
    return edited.folders.pages


def everything(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return the inode, the size and the time of change of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): (stat.st_ino, stat.st_size, stat.st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file() and (stat := path.stat())
    }


@pytest.mark.slow
def test_one_page_is_rendered_anew_where_processes_cannot_be_forked(
    site: EditedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One day is rendered in the parent; others start after that, for the pages that list it."""
    monkeypatch.setattr(writers, "may_fork", lambda: False)
    text = site.folder / "content/days/2025-10-23.md"
    told = text.read_text(encoding="utf-8")
    text.write_text(told.replace("Longs gave up", "Longs gave away"), encoding="utf-8")
    made = site.build(jobs=2).made
    assert made is not None
    assert [address for address in made.reasons if re.fullmatch(r"(\d+/){3}", address)] == [
        "2025/10/23/"
    ]
    assert digests(site.folders) == site.build_from_nothing()


def test_a_variable_that_a_setting_names_is_part_of_what_pages_depend_on(
    site: EditedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What `!ENV` takes from the environment builds the site anew when it has changed."""
    monkeypatch.setenv("DESK", "the morning desk")
    config = site.folder / "mkdocs.yml"
    stated = config.read_text(encoding="utf-8")
    config.write_text(f"{stated}\ncopyright: !ENV [DESK, nobody]\n", encoding="utf-8")
    assert published_anew(site.build())
    assert site.build().made is None
    monkeypatch.setenv("DESK", "the evening desk")
    assert published_anew(site.build())


def test_all_drawings_of_a_site_are_known_and_others_are_swept(site: EditedSite) -> None:
    """What no page shows any more goes when its folder's turn comes, unless it is of this day."""
    charts = site.folders.charts
    first = set(drawn(charts))
    snapshot = next(day for day in site.days if "fear_greed: " in day.read_text(encoding="utf-8"))
    text = snapshot.read_text(encoding="utf-8")
    snapshot.write_text(re.sub(r"fear_greed: \d+", "fear_greed: 77", text), encoding="utf-8")
    made = site.build().made
    assert made is not None
    folders = site.folders
    used = made.drawings(Pictures(charts, read_colours(folders.config, folders.docs)))
    assert used < set(drawn(charts))
    assert first - used
    for path in drawn(charts).values():
        os.utime(path, (1, 1))
    fresh = next(path for name, path in drawn(charts).items() if name not in used)
    fresh.touch()
    for turn in range(16):
        sweep(charts, used, turn, fresh.stat().st_mtime)
    assert set(drawn(charts)) == used | {short_name(fresh)}


@pytest.mark.slow
def test_folders_of_drawings_take_turns_though_no_day_is_added(
    site: EditedSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every build that publishes looks through the next folders, whatever it publishes."""
    turns = []
    monkeypatch.setattr(build, "sweep", lambda *_, turn, **__: turns.append(turn))
    snapshot = next(day for day in site.days if "fear_greed: " in day.read_text(encoding="utf-8"))
    text = snapshot.read_text(encoding="utf-8")
    for value in (71, 72, 73):
        changed = re.sub(r"fear_greed: \d+", f"fear_greed: {value}", text)
        snapshot.write_text(changed, encoding="utf-8")
        site.build()
    assert turns == [1, 2, 3]


def drawn(charts: Path) -> dict[bytes, Path]:
    """Return the drawings and pictures that are kept, by their short names."""
    return {short_name(path): path for path in charts.glob("??/*")}


def test_a_build_without_a_change_writes_nothing(site: EditedSite) -> None:
    """No file is written, made, moved or touched anywhere, and the same account is given."""
    account = site.build().account
    before = everything(site.folder)
    again = site.build()
    assert again.made is None
    assert again.account == account
    assert again.account.pages == len(pages_in(site.folders.site))
    assert everything(site.folder) == before


@pytest.mark.parametrize(
    "file", ["site/2025/10/23/index.html", "site/feed.xml", "site/assets/stylesheets/page.css"]
)
def test_a_published_file_that_someone_changed_is_made_again(site: EditedSite, file: str) -> None:
    """A site that is not the one that was published is not taken for it."""
    path, before = site.folder / file, digests(site.folders)
    made = path.read_bytes()
    path.unlink()
    path.write_bytes(made[:-5] + b"#####")
    built = site.build()
    assert "changed by something else" in published_anew(built)
    assert digests(site.folders) == before


def test_a_restated_value_reaches_exactly_its_pages(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A price changes its own day, the change of the next, and each line that it is a point of."""
    site = EditedSite(project, tmp_path, monkeypatch)
    for path in site.days:
        path.unlink()
    for path in (site.folder / "content").rglob("*.md"):
        path.unlink()
    write_files(site.folder / "data", PLAIN)
    site.build()
    text = PLAIN["2025-10-03.yml"]
    assert isinstance(text, str)
    write_files(site.folder / "data", {"2025-10-03.yml": text.replace("103", "103.5")})
    made = site.build().made
    assert made is not None
    rendered = set(made.reasons)
    assert {f"2025/10/{day:02}/" for day in range(3, 13)} <= rendered
    assert not {f"2025/10/{day:02}/" for day in (1, 2)} & rendered
    assert {"2025/10/03/", "2025/10/04/", "assets/bitcoin/"} <= set(made.changed)
    days = {address for address in made.changed if re.fullmatch(r"2025/10/../", address)}
    # From the eighth day on, a line beside the price shows the last days.
    assert days == {f"2025/10/{day:02}/" for day in (3, 4, *range(8, 13))}
    assert {"records/", "about/", "corrections/", "tags/long-squeeze/"}.isdisjoint(made.changed)


def published_anew(built: Built) -> str:
    """Return why all pages were published anew, if they were."""
    assert built.publication is not None
    return built.publication.whole


def told(built: Built) -> str:
    """Return what `--explain` says of a build."""
    assert built.made is not None
    assert built.publication is not None
    return "\n".join(explained(built.made, built.publication))


@pytest.mark.slow
def test_damage_is_not_told_as_a_new_day(site: EditedSite) -> None:
    """A day that was published all along is not said to be new because a file of it was lost."""
    (path,) = site.folders.pages.glob("2025*")
    path.write_bytes(path.read_bytes()[:-5])
    (site.folder / "data/2025-10-25.yml").write_text("market: {fear_greed: 40}\n")
    said = told(site.build())
    assert "what was kept of 2025-10-20 is damaged: 1 page" in said
    assert "2025-10-20 is new on file" not in said
    assert digests(site.folders) == site.build_from_nothing()


@pytest.mark.slow
def test_pages_that_a_failed_build_rendered_are_named_when_they_are_published(
    site: EditedSite,
) -> None:
    """They are not rendered again, and the site holds them for the first time all the same."""
    text = (site.folder / "data/2025-10-20.yml").read_text("utf-8")
    restated = text.replace("price_usd: 110000", "price_usd: 110500")
    (site.folder / "data/2025-10-20.yml").write_text(restated, encoding="utf-8")
    commentary = site.folder / "content/days/2025-10-23.md"
    written = commentary.read_text("utf-8")
    commentary.write_text(f"{written}\n[A page](../nowhere/).\n", encoding="utf-8")
    with pytest.raises(SiteError, match="nowhere"):
        site.build()
    commentary.write_text(written, encoding="utf-8")
    said = told(site.build())
    late = said.partition("rendered by a build that published nothing, published now: ")[2]
    assert "    2025-10-20, 2025/10/, 2025/, assets/bitcoin/" in late
    assert "2025-10-23" not in late
    assert digests(site.folders) == site.build_from_nothing()


@pytest.mark.slow
def test_each_page_that_is_rendered_is_named_below_the_reason(site: EditedSite) -> None:
    """What changed is said in plain words, and days that went are named too."""
    data = site.folder / "data"
    text = (data / "2025-10-20.yml").read_text("utf-8")
    (data / "2025-10-20.yml").write_text(text.replace("price_usd: 110000", "price_usd: 110500"))
    said = told(site.build())
    assert "  the figures of 2025-10-20 changed: " in said
    assert "    2025-10-20, 2025-10-21, 2025-10-22, 2025-10-23, 2025-10-24, home, " in said
    (data / "2025-10-25.yml").write_text("market: {fear_greed: 40}\n")
    said = told(site.build())
    assert "  its following day is new: 1 page\n    2025-10-24\n" in said
    assert "  2025-10-25 is new on file: " in said
    (data / "2025-10-25.yml").unlink()
    said = told(site.build())
    assert "  no longer on file, removed: 1 page\n    2025/10/25/" in said
    (site.folder / "content/days/2025-10-23.md").unlink()
    assert "  its commentary changed: " in told(site.build())
    with (site.templates / "day.md.j2").open("a") as template:
        template.write("\n<p>More.</p>\n")
    said = told(site.build())
    assert "  the program, its templates or its libraries changed: " in said
    assert "All pages are published anew: the program, the theme, the settings" in said


def test_many_days_in_a_row_are_named_as_a_span(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten thousand pages do not drown their reader."""
    site = EditedSite(project, tmp_path, monkeypatch)
    for path in site.days:
        path.unlink()
    write_files(site.folder / "data", PLAIN)
    said = told(site.build())
    assert "nothing is kept of an earlier build: " in said
    assert "2025-10-01 to 2025-10-12 (12 days), home, " in said


@pytest.mark.parametrize("seed", range(6))
def test_what_is_kept_of_pages_is_relied_on_whole_or_not_at_all(
    kept: Path, tmp_path: Path, seed: int
) -> None:
    """Whatever byte is another, or missing, a file is as none: nothing is raised, nothing wrong."""
    folder = shutil.copytree(kept, tmp_path / "pages")
    chance = random.Random(seed)  # noqa: S311 - a seeded choice, no secret
    paths = sorted(folder.glob("*.pages"))
    program = paths[0].read_bytes().partition(b"\n")[0].decode()
    whole = read_kept_pages(folder, program).pages
    for path in paths:
        written = path.read_bytes()
        for _ in range(30):
            place = chance.randrange(len(written))
            other = bytes([written[place] ^ (1 + chance.randrange(255))])
            rest = chance.choice([b"", other + written[place + 1 :]])
            path.write_bytes(written[:place] + rest)
            found = read_kept_pages(folder, program).pages
            assert found.keys() < whole.keys()
            assert all(whole[address] == page for address, page in found.items())
        path.write_bytes(written)
    assert read_kept_pages(folder, program).pages == whole


def test_what_another_program_kept_is_not_read(kept: Path) -> None:
    """Its pages were made by other templates: that much is said, and nothing else is known."""
    earlier = read_kept_pages(kept, "another")
    assert earlier.pages == {}
    assert earlier.other_program


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    """Where nothing can be kept, nothing is."""
    (tmp_path / "pages").write_text("A file, where a folder was to be.")
    write_kept_pages(tmp_path / "pages", "program", [], [])
    assert read_kept_pages(tmp_path / "pages", "program").pages == {}


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [2, 3])
def test_the_number_of_processes_changes_no_byte(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    """One process or several: site and pages are the same."""
    site = EditedSite(project, tmp_path, monkeypatch)
    site.build(jobs)
    assert digests(site.folders) == site.build_from_nothing()


DAY = date(2025, 10, 21)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("2025-10-21.yml", {"fear_greed: 30": "fear_greed: 31"}),
        ("2025-10-21.yml", {"987654321": "987654322"}),
        ("2025-10-21.yml", {"12:30": "12:31"}),
        ("2025-10-21.yml", {"as_of": "disputed: Doubtful.\nas_of"}),
        ("2025-10-21.yml", {"assets": "\nassets"}),
    ],
    ids=["a figure", "a withheld one", "its time", "its standing", "its line"],
)
def test_all_that_a_day_says_is_in_its_digest(
    tmp_path: Path, name: str, change: Mapping[str, str]
) -> None:
    """A day that says anything else has another digest, and all up to each later day has too."""
    before = history_digests(history_of(tmp_path / "before", DATA))
    text = str(DATA[name])
    for old, new in change.items():
        assert old in text
        text = text.replace(old, new)
    after = history_digests(history_of(tmp_path / "after", {**DATA, name: text}))
    assert {day for day in before.own if before.own[day] != after.own[day]} == {DAY}
    changed = {day for day in before.until if before.until[day] != after.until[day]}
    assert changed == {day for day in before.until if day >= DAY}


def test_digests_do_not_depend_on_what_else_is_on_file(tmp_path: Path) -> None:
    """Files and attributions have other numbers when others come: each day says what it said."""
    more = {
        "2020-01-01.yml": "sources: [{provider: Another, covers: [fear_greed]}]\n"
        "market: {fear_greed: 10}\n"
    }
    before = history_digests(history_of(tmp_path / "before", DATA)).own
    after = history_digests(history_of(tmp_path / "after", {**DATA, **more})).own
    assert {day: after[day] for day in before} == before
