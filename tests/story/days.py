"""Days as hypothesis draws them: any fields of any assets, of every size, nothing contradicting."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from hypothesis import strategies as st

from builder.market.history import History
from builder.market.numbers import plain
from builder.market.registry import Asset
from builder.story.day_story import Story, day_story
from builder.story.plan import plan_day
from builder.story.telling import Teller
from tests.market.folders import DAY

NAMES = {
    "BTC": "Bitcoin",
    "BAT": "Basic Attention Token",
    "ON": "A & B",
    "NULL": "<b>Bold</b>",
    "NO": "*Star* _Under_score_",
    "NA": "[Link](x)",
    "1": "`Code`",
    "1INCH": 'O\'Neil "Q"',
    "币安人生": "币安人生",
    "CURLY": "{: #id }",
    "X|Y": "Pipe|d ~~Tilde~~",
    "AMP": "&amp; Back\\slash",
    "L2": "Layer 2",
}
"""Tickers and names that HTML, Markdown or YAML could read something into, and ordinary ones."""

REGISTRY = json.dumps(
    {
        ticker: {"name": name, "slug": f"asset-{number}"}
        for number, (ticker, name) in enumerate(NAMES.items())
    },
    ensure_ascii=False,
)
"""The `assets.yml` of every drawn day: JSON is YAML too."""


@dataclass(frozen=True)
class Drawn:
    """A day by subject and field, and days before it.

    Each earlier day has all liquidations times its factor, and a Fear & Greed value; the last of
    them is `gap` days before the day.
    """

    cells: Mapping[str, Mapping[str, float | str]]
    earlier: tuple[tuple[float, int], ...] = field(default=())
    as_of: str = ""
    gap: int = 1
    shift: int = 0

    @property
    def day(self) -> date:
        """The day itself: DAY or, for other phrasings of the same, one of those after it."""
        return DAY + timedelta(days=self.shift)

    def files(self) -> dict[str, str]:
        """Return the day, its registry and the days before it as the files of a data folder."""
        snapshot: dict[str, object] = {"date": self.day.isoformat()}
        if self.as_of:
            snapshot["as_of"] = f"{self.day}T{self.as_of}"
        snapshot["market"] = self.cells.get("market", {})
        snapshot["assets"] = {s: row for s, row in self.cells.items() if s != "market"}
        files = {
            "assets.yml": REGISTRY,
            "day.json": json.dumps(snapshot, ensure_ascii=False),
        }
        if self.earlier:
            files["earlier.csv"] = self._earlier()
        return files

    def _earlier(self) -> str:
        fields = sorted({f for row in self.cells.values() for f in row if "liquidations_24h" in f})
        lines = [",".join(["date", "asset", "fear_greed", *fields])]
        for back, (factor, mood) in enumerate(self.earlier, start=self.gap):
            day = self.day - timedelta(days=back)
            for subject, row in {"market": {}, **self.cells}.items():
                values = [plain(float(row[f]) * factor) if f in row else "" for f in fields]
                is_market = subject == "market"
                head = [str(day), "" if is_market else subject, str(mood) if is_market else ""]
                lines.append(",".join([*head, *values]))
        return "\n".join(lines) + "\n"


def _amounts() -> st.SearchStrategy[int]:
    return st.one_of(
        st.just(0),
        st.integers(1, 2000),
        st.builds(
            lambda digits, power: digits * 10**power, st.integers(1, 9999), st.integers(0, 8)
        ),
    )


def _percents() -> st.SearchStrategy[float]:
    return st.one_of(
        st.just(0.0),
        st.integers(-9500, 30_000).map(lambda hundredths: hundredths / 100),
        st.sampled_from([0.01, -0.01, 0.001, -0.004]),
    )


@st.composite
def _liquidations(draw: st.DrawFn) -> dict[str, float]:
    long, short = draw(_amounts()), draw(_amounts())
    return {
        "long_liquidations_24h_usd": long,
        "short_liquidations_24h_usd": short,
        "liquidations_24h_usd": long + short,
        "long_liquidations_4h_usd": long // 7,
        "short_liquidations_4h_usd": short // 5,
        "liquidations_4h_usd": long // 7 + short // 5,
    }


@st.composite
def _open_interest(draw: st.DrawFn) -> dict[str, float]:
    level = draw(st.integers(10**5, 10**12))
    row: dict[str, float] = {"open_interest_usd": level}
    for window in ("24h", "4h"):
        percent = draw(_percents())
        row[f"open_interest_change_{window}_pct"] = percent
        row[f"open_interest_change_{window}_usd"] = round(level * percent / (100 + percent))
    return row


@st.composite
def _asset(draw: st.DrawFn) -> dict[str, float]:
    price = draw(st.one_of(st.integers(1, 10**6), st.sampled_from([6.76e-6, 0.3554, 58118.35])))
    return {
        **draw(_liquidations()),
        **draw(_open_interest()),
        "price_usd": price,
        "price_change_24h_pct": draw(_percents()),
        "volume_24h_usd": draw(st.integers(1, 10**12)),
        "funding_rate": draw(st.one_of(st.just(0), st.integers(-400, 400))) / 10**6,
        "funding_interval_hours": draw(st.sampled_from([1, 4, 8])),
    }


_LABELS = (
    (25, "Extreme Fear"),
    (46, "Fear"),
    (54, "Neutral"),
    (75, "Greed"),
    (100, "Extreme Greed"),
)


@st.composite
def drawn_days(draw: st.DrawFn) -> Drawn:
    """Draw a day: up to five assets and a market, each with any of their fields."""
    tickers = draw(st.lists(st.sampled_from(sorted(NAMES)), max_size=5, unique=True))
    rows: dict[str, dict[str, float | str]] = {ticker: {**draw(_asset())} for ticker in tickers}
    mood = draw(st.integers(0, 100))
    label = next(word for high, word in _LABELS if mood <= high)
    whole = draw(_open_interest())
    grown = draw(st.integers(1, 4))
    liquidations = {
        name: grown * sum(float(row[name]) for row in rows.values())
        for name in (f"{side}_liquidations_{window}_usd" for side in ("long", "short")
                     for window in ("24h", "4h"))
    } if rows else dict(draw(_liquidations()))  # fmt: skip
    for window in ("24h", "4h"):
        sides = [liquidations[f"{side}_liquidations_{window}_usd"] for side in ("long", "short")]
        liquidations[f"liquidations_{window}_usd"] = sum(sides)
    level = sum(float(row["open_interest_usd"]) for row in rows.values())
    market = {
        **liquidations,
        **(whole if not rows else {"open_interest_usd": grown * level}),
        "fear_greed": mood,
        "fear_greed_label": label,
        "usd_krw": 1431.5,
    }
    kept: dict[str, dict[str, float | str]] = {}
    for subject, row in (("market", market), *rows.items()):
        share = draw(st.sampled_from(["none", "all", "some", "some"]))
        fields = {"none": [], "all": list(row)}.get(share)
        if fields is None:
            fields = draw(st.lists(st.sampled_from(sorted(row)), unique=True, max_size=len(row)))
        kept[subject] = {name: row[name] for name in row if name in fields}
    if not any(kept.values()):
        kept["market"]["fear_greed"] = mood
    factors = st.sampled_from([0.25, 0.5, 1.0, 2.0])
    length = draw(st.sampled_from([0, 0, 1, 8, 31]))
    earlier = tuple((draw(factors), draw(st.integers(0, 100))) for _ in range(length))
    as_of = draw(st.sampled_from(["", "12:30:00+09:00"]))
    cells = {subject: row for subject, row in kept.items() if row}
    shift = draw(st.integers(0, 20))
    return Drawn(cells, earlier, as_of, draw(st.sampled_from([1, 1, 5, 40])), shift)


_TELLER = Teller("en", [Asset(ticker, name, "") for ticker, name in NAMES.items()])


def tell(history: History) -> Story:
    """Tell the last day in English, with the names of the registry above."""
    return day_story(_TELLER, plan_day(history, history.days[-1]))
