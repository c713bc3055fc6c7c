"""The stories of 1,721 days of a real market, and of its months and years, read one by one.

What they say is counted again from the tables themselves, without any of the builder's code.
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from pathlib import Path

import pytest

from builder.market.history import History, read_history
from builder.story.day_story import Story, day_story
from builder.story.plan import plan_day
from builder.story.statements.spans import asset_statements, period_statements
from builder.story.telling import Teller
from tests.story.statements.rules import (
    Reading,
    agreement_faults,
    causes_and_hype,
    direction_faults,
    read,
    side_faults,
    whole_faults,
)

pytestmark = [
    pytest.mark.slow,
    # One process tells all stories and runs all tests of them.
    pytest.mark.xdist_group("stories of the market history"),
]

ONE = timedelta(days=1)

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\d{{1,2}} (?:{_MONTHS})(?: \d{{4}})?")
_COUNTED = re.compile(
    r"\b(all|both|one|two|three|four|five|six|seven)\b(?= (of|assets|prices|day))"
)


@dataclass(frozen=True)
class Told:
    """The history, its stories by day, and its tables: rows by day and asset ("" is the market)."""

    history: History
    stories: Mapping[date, Story]
    rows: Mapping[date, Mapping[str, Mapping[str, str]]]

    def number(self, day: date, asset: str, field: str) -> float:
        """Return a cell as a number."""
        return float(self.rows[day][asset][field])

    def total(self, day: date) -> float:
        """Add up what was liquidated on a day, in all assets, on both sides."""
        return sum(
            self.number(day, asset, f"{side}_liquidations_24h_usd")
            for asset in self.rows[day] if asset for side in ("long", "short")
        )  # fmt: skip


@pytest.fixture(scope="module")
def told(project: Path) -> Told:
    """Tell every day of the market history, which stands beside the project and not in it."""
    folder = project.parent / "shared" / "market-history"
    if not folder.is_dir():
        pytest.skip(f"the market history is not in {folder.relative_to(project.parent)}")
    history = read_history(folder)
    teller = Teller("en", history.assets)
    stories = {day.date: day_story(teller, plan_day(history, day)) for day in history.days}
    rows: dict[date, dict[str, dict[str, str]]] = defaultdict(dict)
    for table in sorted(folder.rglob("*.csv")):
        with table.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                rows[date.fromisoformat(row["date"])][row.get("asset", "")] = row
    return Told(history, stories, rows)


@pytest.fixture(scope="module")
def readings(told: Told) -> dict[date, dict[str, Reading]]:
    """Read every lede, paragraph and change of every day, by the slot that it stands in."""
    return {
        day: {
            "lede": read(story.lede),
            **{f"{name} {n}": read(text) for name, section in story.sections.items()
               for n, text in enumerate(section)},
            **{f"changes {n}": read(text) for n, text in enumerate(story.changes)},
        }
        for day, story in told.stories.items()
    }  # fmt: skip


def test_every_day_is_told(told: Told) -> None:
    """Each of the 1,721 days has a lede, changes unless it is the first, and four sections."""
    assert len(told.stories) == 1721
    for day, story in told.stories.items():
        assert story.lede, day
        assert bool(story.changes) is (day > min(told.stories)), day
        assert {"liquidations", "open_interest", "prices", "funding"} <= set(story.sections), day


def test_headlines_are_short_and_hardly_ever_the_same(told: Told) -> None:
    """A headline has less than 90 characters, and 99 of 100 days have one of their own."""
    headlines = [read(story.headline).text for story in told.stories.values()]
    assert [text for text in headlines if len(text) >= 90] == []
    assert len(set(headlines)) >= 0.99 * len(headlines)


def test_ledes_are_short(told: Told) -> None:
    """A summary has 40 words at most."""
    ledes = [read(story.lede).text for story in told.stories.values()]
    assert [text for text in ledes if len(text.split()) > 40] == []


def test_titles_and_descriptions_are_as_long_as_search_engines_show(told: Told) -> None:
    """Titles have 30 to 60 characters and differ from day to day, descriptions 70 to 155."""
    titles = [story.title for story in told.stories.values()]
    assert [title for title in titles if not 30 <= len(title) <= 60] == []
    assert len(set(titles)) == len(titles)
    descriptions = [story.description for story in told.stories.values()]
    assert [text for text in descriptions if not 70 <= len(text) <= 155] == []


def skeleton(told: Told, reading: Reading) -> str:
    """Return a paragraph without its figures, assets, dates and counts: how it is put."""
    text = _DATE.sub("@", reading.masked)
    for asset in told.history.assets:
        text = re.sub(rf"\b{re.escape(asset.name)}\b", "~", text)
    return _COUNTED.sub("#", text)


def repeated(
    told: Told, readings: dict[date, dict[str, Reading]], slot: str, apart: range
) -> list[str]:
    """Return the days that put a slot as one of the days before them did, so many days apart."""
    put = {day: skeleton(told, slots[slot]) for day, slots in readings.items() if slot in slots}
    return [
        f"{day}, as {back} days before: {text}"
        for day, text in put.items()
        for back in apart
        if put.get(day - back * ONE) == text
    ]


PARAGRAPHS = (
    "liquidations 0", "liquidations 1", "open_interest 0", "open_interest 1", "open_interest 2",
    "prices 0", "funding 0", "sentiment 0",
)  # fmt: skip


@pytest.mark.parametrize("slot", ["lede", *PARAGRAPHS])
def test_no_paragraph_is_put_as_on_the_six_days_before(
    told: Told, readings: dict[date, dict[str, Reading]], slot: str
) -> None:
    """In any week, no two days put the same paragraph in the same words around their figures."""
    assert repeated(told, readings, slot, range(1, 7)) == []


@pytest.mark.parametrize("slot", ["lede", *PARAGRAPHS])
def test_no_weekday_is_put_as_the_same_one_a_week_before(
    told: Told, readings: dict[date, dict[str, Reading]], slot: str
) -> None:
    """Phrasings do not go with the days of the week: a Monday does not read as each Monday does."""
    assert repeated(told, readings, slot, range(7, 8)) == []


TURNS = (
    "xchanges close",
    "raders ha",
    "argin ran",
    "orced closures",
    "iquidations .*(came|come) to",
)
"""Turns of phrase that a reader notices when they come again."""


def test_a_page_does_not_begin_again_and_again(
    told: Told, readings: dict[date, dict[str, Reading]]
) -> None:
    """Headline, lede and first paragraph of a day do not all put it in the same turn of phrase."""
    alike: Counter[str] = Counter()
    for day, story in told.stories.items():
        lede, section = (readings[day][slot].sentences[0] for slot in ("lede", "liquidations 0"))
        opening = (read(story.headline).text, lede, section)
        for turn in TURNS:
            if sum(re.search(turn, text) is not None for text in opening) > 1:
                alike[f"{turn} on a {day:%A}"] += 1
    assert alike == {}


def all_of(readings: dict[date, dict[str, Reading]]) -> list[tuple[date, str, Reading]]:
    """Return all that is read, with its day and its slot."""
    return [(day, slot, r) for day, slots in readings.items() for slot, r in slots.items()]


def test_every_sentence_of_every_day_is_whole(readings: dict[date, dict[str, Reading]]) -> None:
    """No sentence of any day begins small, ends open, doubles a word or shows what is missing."""
    faults = [f"{day}, {slot}: {fault}: {r.text}" for day, slot, r in all_of(readings)
              for fault in whole_faults(r.text)]  # fmt: skip
    assert faults == []


def test_every_sentence_of_every_day_agrees(readings: dict[date, dict[str, Reading]]) -> None:
    """Counts, verbs, directions and sides agree with their numbers on each day."""
    faults = [
        f"{day}, {slot}: {fault}: {r.text}"
        for day, slot, r in all_of(readings)
        for fault in (*agreement_faults(r), *direction_faults(r), *side_faults(r))
    ]
    assert faults == []


def test_no_sentence_stands_twice_on_a_page(readings: dict[date, dict[str, Reading]]) -> None:
    """A lede is not its section over again: each sentence of a page is told once."""
    twice = []
    for day, slots in readings.items():
        sentences = [sentence for r in slots.values() for sentence in r.sentences]
        twice += [f"{day}: {s}" for s in set(sentences) if sentences.count(s) > 1]
    assert twice == []


def test_every_number_of_every_day_is_its_figure_s(
    readings: dict[date, dict[str, Reading]],
) -> None:
    """Each printed number is the value of its figure, rounded."""
    faults = [f"{day}: {n.text} for {n.value}" for day, _, r in all_of(readings)
              for n in r.numbers if not n.states_itself]  # fmt: skip
    assert faults == []


def test_no_day_claims_a_cause_or_cries(
    told: Told, readings: dict[date, dict[str, Reading]]
) -> None:
    """Why something happened is not said on any day, nor is it told in loud words."""
    texts = [r.text for _, _, r in all_of(readings)]
    texts += [read(story.headline).text for story in told.stories.values()]
    assert [text for text in texts if causes_and_hype(text)] == []


LARGEST = "largest (since|on file)|larger total|s large a total|at least as large was"
"""How a day is said to be the largest since another."""


def test_every_largest_since_is_what_the_tables_say(
    told: Told, readings: dict[date, dict[str, Reading]]
) -> None:
    """Adding up the tables finds since when a total is the largest, and how many are behind it."""
    days = sorted(told.rows)
    totals = {day: told.total(day) for day in days}
    expected = {}
    for place, day in enumerate(days):
        as_large = [d for d in days[:place] if totals[d] >= totals[day]]
        since = as_large[-1] if as_large else None
        counted = place + 1 - (days.index(since) + 1 if since else 0)
        if place and since != days[place - 1] and counted >= 30:
            expected[day] = (named(since) if since else "", f"{counted:,}")
    found = {}
    for day, slots in readings.items():
        for sentence in slots["liquidations 0"].sentences:
            if re.search(LARGEST, sentence) and "no larger" not in sentence:
                dates = _DATE.findall(sentence)
                counted = re.findall(r"([\d,]+) comparable days", sentence)
                found[day] = (dates[0] if dates else "", counted[0])
    strong = {day: told for day, told in expected.items() if int(told[1].replace(",", "")) >= 30}
    assert {day: found.get(day) for day in strong} == strong


def named(day: date) -> str:
    """Return a day as a story names it."""
    return f"{day.day} {_MONTHS.split('|')[day.month - 1]} {day.year}"


def test_every_share_of_days_is_what_the_tables_say(
    told: Told, readings: dict[date, dict[str, Reading]]
) -> None:
    """The share of days with no larger total, up to the day, is what adding up the tables finds."""
    days = sorted(told.rows)
    totals = [told.total(day) for day in days]
    checked = 0
    for place, day in enumerate(days):
        for number in readings[day]["liquidations 0"].numbers:
            if number.field.endswith("_share_of_days_pct"):
                at_most = sum(total <= totals[place] for total in totals[: place + 1])
                share = 100 * at_most / (place + 1)
                assert float(number.value) == pytest.approx(share), day
                checked += 1
    assert checked > 300


def test_every_run_of_open_interest_is_what_the_tables_say(
    told: Told, readings: dict[date, dict[str, Reading]]
) -> None:
    """Days in a row are counted from the tables: the sum over the assets rose, or fell, on each."""
    ways = {
        day: sum(told.number(day, a, "open_interest_change_24h_usd") for a in rows if a)
        for day, rows in told.rows.items()
    }
    checked = 0
    for day, slots in readings.items():
        for sentence in slots["open_interest 0"].sentences:
            if "in a row" in sentence:
                rising = re.search(r"\b(risen|up)\b", sentence) is not None
                back = (day - n * ONE for n in range(5000))
                run = list(
                    takewhile(lambda d, way=rising: d in ways and (ways[d] > 0) is way, back)
                )
                (counted,) = [n.value for n in slots["open_interest 0"].numbers
                              if n.field == "open_interest_streak_days"]  # fmt: skip
                assert (int(counted), _DATE.findall(sentence)) == (len(run), [named(run[-1])]), day
                checked += 1
    assert checked > 300


EXTREMES = {
    "price_change_24h_pct": (
        "rose most|gained most|largest (rise|gain)|led the gains|strongest",
        "fell most|lost most|largest (fall|loss|loser)|led the losses|weakest",
    ),
    "funding_rate": ("highest", "lowest"),
}
"""What is said of the asset with the highest number, and of the one with the lowest."""


@pytest.mark.parametrize(
    ("slot", "field"), [("prices 0", "price_change_24h_pct"), ("funding 0", "funding_rate")]
)
def test_no_asset_is_told_as_the_most_of_equals(
    told: Told, readings: dict[date, dict[str, Reading]], slot: str, field: str
) -> None:
    """Where two assets share a day's highest or lowest number, one alone is not told for it."""
    most, least = EXTREMES[field]
    wrong = []
    for day, rows in told.rows.items():
        values = [told.number(day, asset, field) for asset in rows if asset and rows[asset][field]]
        text = readings[day][slot].text
        for value, words in ((max(values), most), (min(values), least)):
            shown = any(float(n.value) == value for n in readings[day][slot].numbers
                        if n.field == field)  # fmt: skip
            if values.count(value) > 1 and shown and re.search(words, text):
                wrong.append(f"{day}: {text}")
    assert wrong == []


def test_no_page_says_two_things_of_one_move(
    told: Told, readings: dict[date, dict[str, Reading]]
) -> None:
    """What a section says moved did move in the changes below, and the same asset moved most."""
    names = [asset.name for asset in told.history.assets]
    wrong = []
    for day, slots in readings.items():
        headings = {name: read(text).text for name, text in told.stories[day].headings.items()}
        for slot in (slot for slot in slots if slot.startswith("changes")):
            text = slots[slot].text
            still = re.search("did not move|unchanged", text)
            if "pen interest" in text and still and "unchanged" not in headings["open_interest"]:
                wrong.append(f"{day}: {headings['open_interest']} / {text}")
            if re.search("price.* most|prices,|largest price change", text):
                mover = next(name for name in names if re.search(rf"\b{name}'s", text))
                if mover not in headings["prices"]:
                    wrong.append(f"{day}: {headings['prices']} / {text}")
    assert wrong == []


def test_a_headline_and_its_heading_say_the_same_of_who_was_hit(told: Told) -> None:
    """A side of 60 %, as printed, is not "both" one line below; half is no side at all."""
    wrong = []
    for day, story in told.stories.items():
        headline, heading = read(story.headline).text, read(story.headings["liquidations"]).text
        if re.search(r"\b60%", headline) and "both" in heading:
            wrong.append(f"{day}: {headline} / {heading}")
        if re.search(r"\b50% of it (long|short)|\b(Longs|Shorts) are 50%", headline):
            wrong.append(f"{day}: {headline}")
    assert wrong == []


def periods_of(days: list[date]) -> dict[str, list[date]]:
    """Return the days of each month and each year."""
    found: dict[str, list[date]] = defaultdict(list)
    for day in days:
        found[f"{day:%Y-%m}"].append(day)
        found[f"{day:%Y}"].append(day)
    return found


def test_months_and_years_add_up_to_what_the_tables_say(told: Told) -> None:
    """The total of each month and year is that of the tables, and its largest day is that day."""
    teller = Teller("en", told.history.assets)
    for name, days in periods_of(sorted(told.rows)).items():
        text, _ = teller.tell_span(period_statements(told.history, days), days[-1], None, name)
        reading = read(text)
        values = {n.field: float(n.value) for n in reading.numbers}
        totals = {day: told.total(day) for day in days}
        largest = max(totals, key=lambda day: totals[day])
        assert values["liquidations_usd"] == pytest.approx(sum(totals.values())), name
        assert values["liquidations_24h_usd"] == pytest.approx(totals[largest]), name
        assert values["liquidations_days_on_file"] == len(days), name
        assert f"{largest.day} {_MONTHS.split('|')[largest.month - 1]}" in reading.text, name
        assert whole_faults(reading.text) == [], reading.text
        assert (*agreement_faults(reading), *direction_faults(reading)) == (), reading.text


def test_months_and_years_do_not_pass_a_sum_off_as_the_market(told: Told) -> None:
    """The history has no market totals: each month's and year's sentence on a sum says so."""
    teller = Teller("en", told.history.assets)
    silent = []
    for name, days in periods_of(sorted(told.rows)).items():
        text, _ = teller.tell_span(period_statements(told.history, days), days[-1], None, name)
        for sentence in read(text).sentences:
            sums = re.search("iquidat|closures|pen interest", sentence)
            if sums and "share" not in sentence and "ong" not in sentence:
                silent += [] if "assets" in sentence else [f"{name}: {sentence}"]
    assert silent == []


def test_assets_recent_weeks_are_told_in_whole_sentences(told: Told) -> None:
    """The last four weeks of each asset read as well as its days do, and not all of them alike."""
    teller = Teller("en", told.history.assets)
    days = sorted(told.rows)[-28:]
    put = Counter()
    for asset in told.history.assets:
        statements = asset_statements(told.history, asset.ticker, days)
        text, _ = teller.tell_span(statements, days[-1], days[-1], asset.ticker)
        reading = read(text)
        assert whole_faults(reading.text) == [], reading.text
        assert (*agreement_faults(reading), *direction_faults(reading)) == (), reading.text
        put[skeleton(told, reading)] += 1
    assert len(put) >= 4
