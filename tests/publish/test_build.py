import gzip
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest

from builder.market.faults import InputFaults
from builder.publish.build import Progress, build_site, page_count
from builder.publish.errors import SiteError
from builder.publish.folders import Folders
from builder.publish.html.html import read_settings
from builder.publish.inputs import read_inputs
from builder.publish.preview import Preview
from builder.publish.release.release import NotASite
from tests.market.folders import NOW, write_files
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.publish.small_site import folders_in
from tests.site.building import fingerprints, pages_in
from tests.story.commentary.pictures import png

DATA = {
    "2025-10-23.yml": "market: {liquidations_24h_usd: 5000000, fear_greed: 50}\n",
    "2025-10-24.yml": as_yaml(FULL_DAY, None),
}
COMMENTARY = "---\ntitle: A title\nauthor: Ada\n---\nA text.\n"


@dataclass
class Told:
    """What a build says of its progress."""

    totals: list[int] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    @property
    def progress(self) -> Progress:
        """Whom the build tells."""
        return Progress(self.totals.append, self.pages.append)


def two_days(folder: Path, project: Path) -> Folders:
    """Write two days and a text about one; return where a build of them reads and writes."""
    write_files(folder / "data", DATA)
    write_files(folder / "content", {"days/2025-10-24.md": COMMENTARY})
    return folders_in(folder, project)


@pytest.fixture(scope="module")
def built(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Folders, Told]:
    """Give a built site, and what its build has told."""
    folders, told = two_days(tmp_path_factory.mktemp("built"), project), Told()
    build_site(folders, NOW, 1, told.progress)
    return folders, told


def test_the_number_of_pages_is_known_before_they_are_made(built: tuple[Folders, Told]) -> None:
    """The number told at the start is that of the pages told one by one, and published."""
    folders, told = built
    published = pages_in(folders.site)
    assert told.totals == [sum(told.pages)] == [len(published)]
    assert page_count(read_inputs(folders.data, folders.content, NOW)) == len(published)


def test_a_site_holds_pages_and_downloads_and_twins(built: tuple[Folders, Told]) -> None:
    """Each page is published with its downloads beside it; what it was made from is not."""
    site = built[0].site
    for file in (
        *("index.html", "404.html", "sitemap.xml", "2025/index.html", "2025/10/index.html"),
        *("2025/10/24/index.html", "2025/10/24/data.csv", "2025/10/24/data.json"),
        *("assets/btc/index.html", "assets/btc/data.csv", "2025/10/23/data.csv"),
        *("2025/10/24/sources.csv", "data/archive.csv", "data/archive.parquet"),
        *("data/sources.csv", "data/2025.parquet", "datapackage.json", "data/index.html"),
        *("api/latest.json", "api/days.json", "api/latest.schema.json", "api/days.schema.json"),
    ):
        assert (site / file).is_file(), file
    twins = {path.parent.relative_to(site).as_posix() for path in site.rglob("*.md")}
    assert twins >= {"2025/10/23", "2025/10/24", "assets/btc"}
    assert all(re.fullmatch(r"\d{4}/\d\d/\d\d|assets/\w+", twin) for twin in twins)
    assert not any("---" in path.read_text("utf-8")[:4] for path in site.rglob("*.md"))
    assert list(site.rglob("*.part")) == []
    assert not (site.parent / ".site.next").exists()


def test_commentary_waits_while_figures_are_a_demonstration(project: Path, tmp_path: Path) -> None:
    """Nothing is said about made-up figures, and search engines are told of none of them."""
    folders = two_days(tmp_path, project)
    write_files(folders.data, {"sources.yml": "demonstration: Made up.\n"})
    built = build_site(folders, NOW, 1, Told().progress)
    assert built.account.pages > 0
    assert not (folders.site / "sitemap.xml").exists()
    assert [file for file, _ in built.account.waiting] == ["days/2025-10-24.md"]


def test_building_again_changes_no_byte(project: Path, tmp_path: Path) -> None:
    """A second build of the same inputs, from nothing, publishes the same bytes."""
    folders = two_days(tmp_path, project)
    build_site(folders, NOW, 1, Told().progress)
    before = fingerprints(folders.site)
    built = build_site(folders, NOW, 1, Told().progress, clean=True)
    assert built.made is not None
    assert fingerprints(folders.site) == before


def test_what_is_taken_out_of_the_data_leaves_the_site(project: Path, tmp_path: Path) -> None:
    """The page and the downloads of a day that is no longer on file are gone after a build."""
    folders = two_days(tmp_path, project)
    build_site(folders, NOW, 1, Told().progress)
    (folders.data / "2025-10-23.yml").unlink()
    build_site(folders, NOW, 1, Told().progress)
    assert not (folders.site / "2025/10/23").exists()
    assert "10/23" not in (folders.site / "2025/10/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "error"),
    [
        ({"data/2025-10-25.yml": "market: {fear_greed: many}\n"}, InputFaults),
        ({"content/days/2025-10-23.md": "No front matter.\n"}, InputFaults),
        ({"content/days/2025-10-23.md": COMMENTARY + "\n[gone](../missing.md)\n"}, SiteError),
        ({"content/about.md": "[gone](missing.md)\n"}, SiteError),
    ],
    ids=["data", "front matter", "a broken link", "a broken link in about.md"],
)
def test_a_build_that_fails_leaves_the_published_site(
    project: Path, tmp_path: Path, files: dict[str, str], error: type[Exception]
) -> None:
    """Whatever stops a build, the published site is byte for byte as before."""
    folders = two_days(tmp_path, project)
    write_files(folders.site, {"index.html": "Published.", "2025/10/20/index.html": "A day."})
    before = fingerprints(folders.site)
    write_files(tmp_path, files)
    with pytest.raises(error):
        build_site(folders, NOW, 1, Told().progress)
    assert fingerprints(folders.site) == before


def test_a_build_after_one_that_failed_is_whole(project: Path, tmp_path: Path) -> None:
    """What a stopped build has left behind does not reach the next release."""
    folders = two_days(tmp_path, project)
    wrong = write_files(tmp_path, {"content/about.md": "[gone](missing.md)\n"}) / "content/about.md"
    with pytest.raises(SiteError):
        build_site(folders, NOW, 1, Told().progress)
    assert not folders.site.exists()
    wrong.unlink()
    build_site(folders, NOW, 1, Told().progress)
    names = {path.name for path in tmp_path.iterdir() if "site" in path.name}
    assert names == {"site", ".site.lock"}
    assert len(pages_in(folders.site)) == 26


def test_a_first_build_that_fails_publishes_nothing(project: Path, tmp_path: Path) -> None:
    """Without a site before, a faulty build leaves none."""
    folders = two_days(tmp_path, project)
    write_files(folders.data, {"2025-10-25.yml": "market: {fear_greed: many}\n"})
    with pytest.raises(InputFaults):
        build_site(folders, NOW, 1, Told().progress)
    assert not folders.site.exists()


def test_another_folder_is_not_published_into(project: Path, tmp_path: Path) -> None:
    """A build into a folder of other files stops before it writes anything there."""
    folders = two_days(tmp_path, project)
    write_files(folders.site, {"precious.txt": "mine"})
    with pytest.raises(NotASite):
        build_site(folders, NOW, 1, Told().progress)
    assert fingerprints(folders.site).keys() == {"precious.txt"}


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("site_name: A\nsite_url: ''\n", "site_url: expected the site's address, found none"),
        ("site_name: A\ntheme: {name: nonesuch}\n", "mkdocs.yml"),
        ("site_url: https://daybook.example/\n", "mkdocs.yml"),
        ("site_name: [\n", "mkdocs.yml"),
    ],
    ids=["no address", "no theme", "no name", "no YAML"],
)
def test_settings_that_cannot_be_used_are_named(tmp_path: Path, config: str, message: str) -> None:
    """What is wrong with mkdocs.yml is told in one error that names the file."""
    path = tmp_path / "mkdocs.yml"
    path.write_text(config, encoding="utf-8")
    with pytest.raises(SiteError, match=re.escape(message)):
        read_settings(path, tmp_path / "docs")


def test_settings_are_those_of_the_configuration(project: Path, tmp_path: Path) -> None:
    """Name, address, language and time zone come from mkdocs.yml."""
    settings = read_settings(project / "mkdocs.yml", tmp_path / "docs")
    assert settings.name == "Daybook"
    assert settings.url.startswith("https://")
    assert (settings.language, settings.timezone) == ("en", "Asia/Seoul")


def test_a_preview_shows_what_was_saved(project: Path, tmp_path: Path) -> None:
    """A changed figure changes its pages, a removed day goes, a fault changes nothing."""
    folders = two_days(tmp_path, project)
    preview = Preview(folders, 1, [folders.config])
    total = preview.build(NOW)
    assert total == len(pages_in(folders.site))
    assert preview.build(NOW) == 0
    page = folders.site / "2025/10/23/index.html"
    assert "$5 million" in page.read_text(encoding="utf-8")

    write_files(folders.data, {"2025-10-23.yml": "market: {liquidations_24h_usd: 6000000}\n"})
    assert 0 < preview.build(NOW) < total
    assert "$6 million" in page.read_text(encoding="utf-8")
    archive, days = folders.site / "data/archive.csv", folders.site / "api/days.json"
    assert ",6000000," in archive.read_text(encoding="utf-8")
    assert '"liquidations_24h_usd":6000000' in days.read_text(encoding="utf-8")
    feed, sitemap = folders.site / "feed.xml", folders.site / "sitemap-2025.xml"
    assert "$6 million" in feed.read_text(encoding="utf-8")
    fragment = folders.site / "search/fragment/2025-10-23.pf_fragment"
    assert b"$6 million" in gzip.decompress(fragment.read_bytes())

    before = fingerprints(folders.site)
    write_files(folders.data, {"2025-10-23.yml": "market: {liquidations_24h_usd: six}\n"})
    with pytest.raises(InputFaults):
        preview.build(NOW)
    assert fingerprints(folders.site) == before

    (folders.data / "2025-10-23.yml").unlink()
    preview.build(NOW)
    assert not page.exists()
    assert not page.with_name("data.csv").exists()
    assert not fragment.exists()
    for path in (archive, days, feed, sitemap):
        text = path.read_text(encoding="utf-8")
        assert "2025-10-23" not in text
        assert "2025/10/23" not in text


def test_a_stray_file_costs_a_preview_nothing(project: Path, tmp_path: Path) -> None:
    """What an editor drops among the generated pages is cleared, and the preview stays whole."""
    folders = two_days(tmp_path, project)
    preview = Preview(folders, 1, [folders.config])
    preview.build(NOW)
    before = fingerprints(folders.site)
    (folders.docs / "note.md~").write_text("stray", encoding="utf-8")
    preview.build(NOW)
    assert fingerprints(folders.site) == before


@pytest.mark.slow
def test_a_preview_forgets_no_page_that_went_before_it_failed(
    project: Path, tmp_path: Path
) -> None:
    """A day taken out is gone as soon as pages can be written again, unless it is back by then."""
    folders = two_days(tmp_path, project)
    preview = Preview(folders, 1, [folders.config])
    preview.build(NOW)
    page, next_page = (folders.site / f"2025/10/{day}/index.html" for day in (23, 24))
    for back in ({}, DATA):
        (folders.data / "2025-10-23.yml").unlink()
        next_page.unlink()
        next_page.mkdir()
        with pytest.raises(OSError, match="directory"):
            preview.build(NOW)
        next_page.rmdir()
        write_files(folders.data, back)
        preview.build(NOW)
        assert next_page.is_file()
        assert page.is_file() is bool(back)
        write_files(folders.data, DATA)
        preview.build(NOW)
        assert page.is_file()


def test_a_preview_shows_drafts_on_request(project: Path, tmp_path: Path) -> None:
    """With drafts, a text that waits is on its page, marked as such, and leaves it again."""
    folders = two_days(tmp_path, project)
    draft = COMMENTARY.replace("author: Ada\n", "author: Ada\ndraft: true\n")
    write_files(folders.content, {"days/2025-10-24.md": draft + "\n![x](a.png)\n"})
    write_files(folders.content, {"days/a.png": png()})
    page = folders.site / "2025/10/24/index.html"
    Preview(folders, 1, [folders.config]).build(NOW)
    assert "A text." not in page.read_text("utf-8")
    preview = Preview(folders, 1, [folders.config], drafts=True)
    preview.build(NOW)
    shown = page.read_text("utf-8")
    assert "A text." in shown
    assert "<strong>Not published:</strong> it is a draft." in shown
    assert page.with_name("images").joinpath("a.png").is_file()
    (folders.content / "days/2025-10-24.md").unlink()
    preview.build(NOW)
    assert "A text." not in page.read_text("utf-8")
    assert not page.with_name("images").joinpath("a.png").exists()


def test_images_stand_beside_their_page(project: Path, tmp_path: Path) -> None:
    """Each is copied byte for byte, whatever it is called, and no file of the site is lost."""
    folders = two_days(tmp_path, project)
    build_site(folders, NOW, 1, Told().progress)
    before = fingerprints(folders.site)
    names = ("card.png", "index.png", "Data Csv.PNG", "한국.png", "a#b?c&d%20.png")
    written = "\n\n".join(f"![x](<{quote(name)}>)" for name in names)
    write_files(
        folders.content,
        {
            "days/2025-10-24.md": f"{COMMENTARY}\n{written}\n",
            **{f"days/{name}": png(width + 1) for width, name in enumerate(names)},
        },
    )
    build_site(folders, NOW, 1, Told().progress)
    after = fingerprints(folders.site)
    assert before.keys() < after.keys()
    folder = folders.site / "2025/10/24"
    assert {path.name for path in (folder / "images").iterdir()} == set(names)
    html = (folder / "index.html").read_text("utf-8")
    for width, name in enumerate(names):
        assert (folder / "images" / name).read_bytes() == png(width + 1)
        assert f'src="images/{quote(name)}" alt="x" width="{width + 1}"' in html


HIDDEN = """\
---
title: Secrettitle
author: Secretauthor
headline: Secretheadline
summary: Secretsummary
tags: [secrettag]
WAITS
image: {file: secretimage.png, alt: Secretalt, credit: Secretcredit}
corrections: [{date: 2025-10-25, old: Secretold, new: Secretnew, note: Secretnote}]
---

# Secretheading

Secretbody [secretlink](https://secret.example/) ![secretalt](secretother.png "Secretcaption")[^1]

> Secretquote
>
> — Secretspeaker, secretrole, [Secretsource](https://secret.example/)

<!-- secretcomment -->

[^1]: Secretfootnote
"""


def secrets_in(folder: Path) -> set[str]:
    """Return the words of the secret text that any file of a folder holds, in name or content."""
    found = set()
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        if path.suffix == ".gz":
            data = gzip.decompress(data)
        text = f"{path.name} {data.decode('utf-8', 'replace')}".lower()
        found |= set(re.findall(r"secret[a-z]*", text))
    return found


@pytest.mark.parametrize(
    "file", ["days/2025-10-24.md", pytest.param("assets/btc.md", marks=pytest.mark.slow)]
)
def test_no_word_of_what_waits_is_in_any_file(project: Path, tmp_path: Path, file: str) -> None:
    """A draft, and a text whose time has not come, leave every file as it is without the text."""
    folders = two_days(tmp_path, project)
    content = folders.content
    images = {f"{Path(file).parent}/secret{name}.png": png() for name in ("image", "other")}
    write_files(content, {"authors.yml": "Ada:\nSecretauthor: {about: Secretabout}\n", **images})
    (content / file).unlink(missing_ok=True)
    build_site(folders, NOW, 1, Told().progress)
    without = fingerprints(folders.site)
    assert {"sitemap.xml", "corrections/index.html", "2025/10/24/ledger.json"} <= without.keys()
    assert {"api/days.json", "data/archive.parquet", "data/archive.csv"} <= without.keys()
    moment = datetime(2025, 10, 26, tzinfo=UTC)
    before = moment - timedelta(seconds=1)
    for waits, now in (("draft: true", moment), (f"publish_at: {moment.isoformat()}", before)):
        write_files(content, {file: HIDDEN.replace("WAITS", waits)})
        built = build_site(folders, now, 1, Told().progress)
        assert [file for file, _ in built.account.waiting] == [file]
        assert secrets_in(folders.site) == set()
        assert fingerprints(folders.site) == without
    build_site(folders, moment, 1, Told().progress)
    published = secrets_in(folders.site)
    assert {"secrettitle", "secretbody", "secretauthor", "secretnote", "secretabout"} <= published
    assert "secretcomment" not in published
    assert ("secretheadline" in published) == file.startswith("days")


def test_a_broken_link_is_named_with_its_line(project: Path, tmp_path: Path) -> None:
    """What leads nowhere is told with the file and the line on which it stands."""
    folders = two_days(tmp_path, project)
    body = (
        "\n[there](../23/) [there](../../../assets/btc/#sources) [there](ledger.json) [x](#y)\n\n"
        "[gone](../25/?a=1&b=2)\n\n[out](../../../../../../../../../etc/passwd)\n\n"
        "<a href='//['>odd</a>\n"
    )
    write_files(folders.content, {"days/2025-10-24.md": COMMENTARY + body})
    with pytest.raises(SiteError) as raised:
        build_site(folders, NOW, 1, Told().progress)
    assert str(raised.value).splitlines() == [
        "days/2025-10-24.md:9: link: expected a page, found ../25/?a=1&b=2",
        "days/2025-10-24.md:11: link: expected a page, found ../../../../../../../../../etc/passwd",
        "days/2025-10-24.md:13: link: expected a page, found //[",
    ]


def test_a_page_tells_programs_when_it_appeared_and_changed(project: Path, tmp_path: Path) -> None:
    """The day's page carries its times; other kinds of pages are no articles."""
    folders = two_days(tmp_path, project)
    build_site(folders, NOW, 1, Told().progress)
    html = (folders.site / "2025/10/24/index.html").read_text("utf-8")
    for name in ("published_time", "modified_time"):
        tag = f'<meta property="article:{name}" content="2025-10-24T23:59:00+09:00">'
        assert tag in html
    assert "article:" not in (folders.site / "assets/btc/index.html").read_text("utf-8")
    assert "article:" not in (folders.site / "index.html").read_text("utf-8")
