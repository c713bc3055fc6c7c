"""A small site whose inputs, settings, theme and program can be edited between builds."""

import random
import re
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import yaml

from builder.pages import environment
from builder.publish.build import Built, Progress, build_site
from builder.publish.folders import Folders
from builder.publish.kept import program
from tests.market.folders import write_files
from tests.publish.small_site import CONTENT, DATA
from tests.site.building import fingerprints
from tests.story.commentary.pictures import png

START = datetime(2026, 1, 1, tzinfo=UTC)

QUIET = Progress(lambda _: None, lambda _: None)


class EditedSite:
    """A project in a folder of its own, its site, and a way to build the same from nothing."""

    def __init__(self, project: Path, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.now = START
        self.templates = folder / "package" / "templates"
        shutil.copytree(environment.TEMPLATES, self.templates)
        shutil.copytree(project / "overrides", folder / "overrides")
        shutil.copy(project / "mkdocs.yml", folder / "mkdocs.yml")
        write_files(folder / "data", DATA)
        write_files(folder / "content", CONTENT)
        patch.setattr(environment, "TEMPLATES", self.templates)
        patch.setattr(program, "PACKAGE", folder / "package")

    @property
    def folders(self) -> Folders:
        """Where its builds read and write."""
        return self._folders("site", "cache")

    @property
    def days(self) -> list[Path]:
        """Its snapshots, in the order of their days."""
        found = (self.folder / "data").rglob("2*.yml")
        return sorted(found, key=lambda path: path.name)

    def build(self, jobs: int = 1) -> Built:
        """Build it as it stands."""
        return build_site(self.folders, self.now, jobs, QUIET, allow_shrink=True)

    def build_from_nothing(self) -> dict[str, dict[str, str]]:
        """Return the digests of the site and the pages that a first build of the same makes."""
        folders = self._folders("clean-site", "clean-cache")
        for path in (folders.site, folders.docs.parent):
            shutil.rmtree(path, ignore_errors=True)
        for path in self.folder.glob(".clean-site.*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        build_site(folders, self.now, 1, QUIET)
        return digests(folders)

    def _folders(self, site: str, cache: str) -> Folders:
        folder = self.folder
        return Folders(
            folder / "data",
            folder / "content",
            folder / "mkdocs.yml",
            folder / site,
            folder / cache / "docs",
            folder / cache / "charts",
        )


def digests(folders: Folders) -> dict[str, dict[str, str]]:
    """Return the digests of all files of a site, and of the Markdown that it was made from."""
    return {"site": fingerprints(folders.site), "docs": fingerprints(folders.docs)}


Edit = Callable[[EditedSite, random.Random], None]
"""Changes something that a site is made from, as chance has it."""


def add_a_day(site: EditedSite, chance: random.Random) -> None:
    """A day comes on file, at the end, the beginning or in between."""
    day = date(2025, 10, 25) + timedelta(days=chance.choice([-320, -15, -8, -1, 0, 1, 2, 40]))
    total = chance.randrange(50, 900) * 1_000_000
    market = {"liquidations_24h_usd": total, "fear_greed": chance.randrange(100)}
    snapshot = {
        "as_of": f"{day}T12:30:00+09:00",
        "market": market,
        "assets": {chance.choice(["BTC", "ETH", "SOL"]): {"price_usd": chance.randrange(9, 999)}},
    }
    write_files(site.folder / "data", {f"{day}.yml": yaml.safe_dump(snapshot)})


def remove_a_day(site: EditedSite, chance: random.Random) -> None:
    """A day leaves the file."""
    if len(site.days) > 3:
        chance.choice(site.days).unlink()


def change_a_cell(site: EditedSite, chance: random.Random) -> None:
    """A number of some day is another."""
    path = chance.choice(site.days)
    text = path.read_text("utf-8")
    numbers = list(re.finditer(r"(?<=_usd: )\d+|(?<=fear_greed: )\d+", text))
    number = chance.choice(numbers)
    new = str(max(1, int(number[0]) * chance.randrange(80, 120) // 100))
    path.write_text(text[: number.start()] + new + text[number.end() :], "utf-8")


def remove_a_cell(site: EditedSite, chance: random.Random) -> None:
    """A number of some day is no longer stated."""
    path = chance.choice(site.days)
    snapshot = yaml.safe_load(path.read_text("utf-8"))
    rows = [snapshot.get("market") or {}, *(snapshot.get("assets") or {}).values()]
    row = chance.choice([row for row in rows if row])
    row.pop(chance.choice(sorted(row)))
    path.write_text(yaml.safe_dump(snapshot, allow_unicode=True), "utf-8")


def restate(site: EditedSite, chance: random.Random) -> None:
    """A number is put right, and a correction says so."""
    path = chance.choice(site.days)
    snapshot = yaml.safe_load(path.read_text("utf-8"))
    field, old = "market.liquidations_24h_usd", chance.randrange(10**6, 10**8)
    snapshot["market"] = {"liquidations_24h_usd": 10**9 + old}
    snapshot["corrections"] = [
        {"date": "2025-11-20", "field": field, "old": old, "new": 10**9 + old, "note": "A slip."}
    ]
    path.write_text(yaml.safe_dump(snapshot, allow_unicode=True), "utf-8")


def dispute(site: EditedSite, chance: random.Random) -> None:
    """A day becomes disputed, or is so no longer."""
    path = chance.choice(site.days)
    snapshot = yaml.safe_load(path.read_text("utf-8"))
    if snapshot.pop("disputed", None) is None:
        snapshot["disputed"] = "An exchange restated its feed."
    path.write_text(yaml.safe_dump(snapshot, allow_unicode=True), "utf-8")


def write_a_text(site: EditedSite, chance: random.Random) -> None:
    """An author writes about a day, with a figure of another, and a picture."""
    path, other = chance.choice(site.days), chance.choice(site.days)
    cited = yaml.safe_load(other.read_text("utf-8")).get("market") or {}
    figure = ""
    if "fear_greed" in cited and chance.random() < 0.7:
        figure = f'{{{{ figure("market.fear_greed", "{other.stem}") }}}}'
    headline = "headline: What nobody saw coming\n" if chance.random() < 0.4 else ""
    later = "publish_at: 2026-02-01T00:00:00+00:00\n" if chance.random() < 0.3 else ""
    text = (
        f"---\ntitle: Words {chance.randrange(99)}\nauthor: {chance.choice(['Ada', 'Grace'])}\n"
        f"{headline}{later}---\nFear & Greed stood at {figure}.\n\n![A line](line.png)\n"
    )
    picture = png(chance.randrange(1, 50))
    folder = site.folder / "content"
    write_files(folder, {f"days/{path.stem}.md": text, "days/line.png": picture})


def withdraw_a_text(site: EditedSite, chance: random.Random) -> None:
    """A text goes."""
    texts = sorted((site.folder / "content").glob("*/*.md"))
    if texts:
        chance.choice(texts).unlink()


def change_who_we_are(site: EditedSite, chance: random.Random) -> None:
    """The text about the site, or what an author does, is another."""
    content = site.folder / "content"
    about = f"Number {chance.randrange(99)}.\n"
    authors = f"Ada: {{role: Editor {chance.randrange(9)}}}\nGrace: {{role: Desk}}\n"
    write_files(content, chance.choice([{"about.md": about}, {"authors.yml": authors}]))


def change_the_registry(site: EditedSite, chance: random.Random) -> None:
    """Assets get other names, colours, orders, or a new address."""
    lines = [
        f"BTC: {{name: Bitcoin, slug: {chance.choice(['bitcoin', 'btc'])}}}\n",
        f"ETH: {{name: {chance.choice(['Ether', 'Ethereum'])}, slug: eth}}\n",
        "SOL: {name: Solana, slug: sol}\n",
    ]
    chance.shuffle(lines)
    write_files(site.folder / "data", {"assets.yml": "".join(lines)})


def change_the_sources(site: EditedSite, chance: random.Random) -> None:
    """What a provider asks for changes."""
    licence = chance.choice(["", f"    licence: Terms of {chance.randrange(2020, 2026)}\n"])
    text = f"providers:\n  CoinGlass:\n    url: https://coinglass.example/\n{licence}"
    write_files(site.folder / "data", {"sources.yml": text})


def change_the_settings(site: EditedSite, chance: random.Random) -> None:
    """The name of the site or its time zone is another."""
    path = site.folder / "mkdocs.yml"
    text = path.read_text("utf-8")
    name, zone = chance.choice(["Daybook", "Ledger"]), chance.choice(["Asia/Seoul", "UTC"])
    text = re.sub(r"^site_name:.*$", f"site_name: {name}", text, flags=re.MULTILINE)
    text = re.sub(r"^  timezone:.*$", f"  timezone: {zone}", text, flags=re.MULTILINE)
    path.write_text(text, "utf-8")


def change_the_look(site: EditedSite, chance: random.Random) -> None:
    """A style sheet of the theme is another."""
    path = site.folder / "overrides/assets/stylesheets/page.css"
    with path.open("a", encoding="utf-8") as sheet:
        sheet.write(f"\n.x{chance.randrange(99)} {{ order: 1 }}\n")


def change_a_template(site: EditedSite, chance: random.Random) -> None:
    """A template of pages is another."""
    path = site.templates / chance.choice(["day.md.j2", "month.md.j2", "asset.md.j2"])
    with path.open("a", encoding="utf-8") as template:
        template.write(f"\n<p>Colophon {chance.randrange(99)}.</p>\n")


def move_the_clock(site: EditedSite, chance: random.Random) -> None:
    """Time passes, or the site is built as of a moment before."""
    site.now = START + timedelta(days=chance.choice([-120, 0, 45, 90]))


def touch_what_is_kept(site: EditedSite, chance: random.Random) -> None:
    """Something else changes or removes a file that builds keep or publish."""
    kept = [
        site.folders.docs,
        site.folders.places.twins,
        site.folders.pages,
        site.folders.archive,
        site.folders.search,
        site.folders.market,
        site.folders.checked,
        site.folders.interactive,
        site.folders.charts,
        site.folders.site,
    ]
    files = [path for folder in kept for path in sorted(folder.rglob("*")) if path.is_file()]
    if not files:
        return
    path = chance.choice([*files, site.folders.docs / "stray" / "index.md"])
    if chance.random() < 0.3:
        path.unlink(missing_ok=True)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        before = path.read_bytes() if path.is_file() else b""
        # Another file in its place: its bytes are shared with the release before.
        path.unlink(missing_ok=True)
        place = chance.randrange(len(before) + 1)
        path.write_bytes(before[:place] + b"#" + before[place + 1 :])


def move_a_file(site: EditedSite, chance: random.Random) -> None:
    """A snapshot lies elsewhere, under another name: where numbers come from is told with them."""
    path = chance.choice(site.days)
    aside = path.parent / "moved"
    folder = aside.parent.parent if path.parent.name == aside.name else aside
    folder.mkdir(exist_ok=True)
    path.rename(folder / path.name)


def keep_a_table(site: EditedSite, chance: random.Random) -> None:
    """A table in CSV comes, goes, or says something else of days that snapshots tell of too."""
    path = site.folder / "data" / "prices.csv"
    if path.exists() and chance.random() < 0.3:
        path.unlink()
        return
    rows = [
        f"{day},{ticker},{chance.randrange(1, 10**6) * 1000}\n"
        for day in ("2024-12-30", "2025-10-22", "2025-11-03")
        for ticker in chance.sample(["BTC", "ETH", "SOL"], 2)
    ]
    head = "date,asset,long_liquidations_24h_usd\n"
    path.write_text(head + "".join(rows), "utf-8")


def write_about_an_asset(site: EditedSite, chance: random.Random) -> None:
    """An author writes about an asset, in words or with a number that is wrong sooner or later."""
    price = chance.choice(["much", "$107,000", '{{ figure("BTC.price_usd", "2025-10-23") }}'])
    text = f"---\ntitle: On Bitcoin\nauthor: Ada\n---\nBitcoin traded at {price}.\n"
    write_files(site.folder / "content", {"assets/bitcoin.md": text})


def change_files_of_the_theme(site: EditedSite, chance: random.Random) -> None:
    """A file of the theme comes, changes or goes, beside those of pages and of all the theme."""
    names = ["ads.txt", "well-known/owner.txt", "assets/own.css", "assets/films/a.bin"]
    path = site.folder / "overrides" / chance.choice(names)
    if path.exists() and chance.random() < 0.5:
        path.unlink()
    else:
        write_files(path.parent, {path.name: f"{chance.randrange(99)}\n"})


EDITS: tuple[Edit, ...] = (
    add_a_day,
    remove_a_day,
    change_a_cell,
    remove_a_cell,
    restate,
    dispute,
    write_a_text,
    withdraw_a_text,
    change_who_we_are,
    change_the_registry,
    change_the_sources,
    change_the_settings,
    change_the_look,
    change_a_template,
    move_the_clock,
    touch_what_is_kept,
    move_a_file,
    keep_a_table,
    write_about_an_asset,
    change_files_of_the_theme,
)
