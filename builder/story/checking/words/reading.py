"""Reads one sentence: its numbers, days and windows, and every phrase that says what they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from builder.market.registry import WELL_KNOWN, Asset, read_registry
from builder.story.checking.prose.passages import Passage
from builder.story.checking.words.dates import Dates, Named
from builder.story.checking.words.language import Language, What
from builder.story.checking.words.lexicon import Lexicon, Mention
from builder.story.checking.words.numerals import Numbers
from builder.story.checking.words.quantities import Quantity
from builder.story.checking.words.windows import Window, Windows

_TICKER = re.compile(r"\$?\b[A-Z][A-Z0-9]{2,5}\b")
_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"\b[A-Z][a-z]+[A-Za-z]*\b")


@dataclass(frozen=True)
class Sentence:
    """A sentence with all that was found in it, each in the order of its place."""

    passage: Passage
    language: Language
    quantities: tuple[Quantity, ...]
    mentions: tuple[Mention, ...]
    days: tuple[Named, ...]
    windows: tuple[Window, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return self.passage.text

    @cached_property
    def _by_what(self) -> dict[What, tuple[Mention, ...]]:
        found: dict[What, tuple[Mention, ...]] = {}
        for mention in self.mentions:
            found[mention.what] = (*found.get(mention.what, ()), mention)
        return found

    def of(self, *whats: What, start: int = 0, end: int | None = None) -> list[Mention]:
        """Return the mentions of some kinds that lie between two places."""
        if not start and end is None and len(whats) == 1:
            return list(self._by_what.get(whats[0], ()))
        last = len(self.text) if end is None else end
        found = [
            mention
            for what in whats
            for mention in self._by_what.get(what, ())
            if start <= mention.start and mention.end <= last
        ]
        if len(whats) > 1:
            found.sort(key=_place)
        return found


class Reader:
    """Reads sentences in one language, about the assets of one history."""

    def __init__(self, language: Language, assets: Iterable[Asset]) -> None:
        self.language = language
        self._dates = Dates(language)
        self._windows = Windows(language)
        self._numbers = Numbers(language.numerals, language.grammar)
        self._exempt = re.compile("|".join(language.exempt), re.IGNORECASE)
        self._lexicon = Lexicon()
        for what, words in language.words.items():
            self._lexicon.add_words(what, words.items())
        known = read_registry(WELL_KNOWN.parent)[0].assets
        on_file = {asset.ticker: asset for asset in assets}
        for asset in {**known, **on_file}.values():
            self._add_asset(asset)

    def _add_asset(self, asset: Asset) -> None:
        ticker, name = asset.ticker, asset.name
        names = [name, *(other for _, other in asset.names)]
        aliases = [p.strip() for p in self.language.aliases.get(ticker, "").split(",") if p.strip()]
        common = {alias.lower() for alias in aliases if len(alias) > 3 and alias[0].islower()}
        for spelt in dict.fromkeys((*names, *aliases)):
            # A name that is a word of its own counts only with its capital letter.
            if spelt.lower() in common and spelt.lower() not in self.language.words_as_names:
                self._lexicon.add(spelt, What.ASSET, ticker)
            else:
                for form in {spelt, spelt.capitalize(), spelt.upper(), _first_upper(spelt)}:
                    if form != form.lower() or not form.isascii():
                        self._lexicon.add(form, What.ASSET, ticker, form)
        if sum(character.isalpha() for character in ticker) >= 3:
            self._lexicon.add(ticker, What.ASSET, ticker, ticker)

    def read(self, passage: Passage, today: date, sources: Collection[str] = ()) -> Sentence:
        """Read a sentence of a text about a day; `sources` are the names of who measured it."""
        text = passage.text
        days = self._dates.named(text, today)
        windows = self._windows.windows(text, days)
        dated = [(n.start, n.end) for n in (*days, *windows)]
        exempt = self._exempt_places(text)
        quantities = self._numbers.quantities(text, [*dated, *exempt])
        numbers = [(q.start, q.end) for q in quantities]
        mentions = self._lexicon.mentions(text, [*dated, *numbers])
        strangers = self._strangers(text, mentions, [*dated, *numbers, *exempt])
        mentions += [m for m in strangers if text[m.start : m.end].casefold() not in sources]
        return Sentence(
            passage,
            self.language,
            tuple(quantities),
            tuple(sorted(_with_tickers(text, _without_parts(mentions)), key=_place)),
            tuple(days),
            tuple(windows),
        )

    def _exempt_places(self, text: str) -> list[tuple[int, int]]:
        if _DIGIT.search(text) is None:
            return []
        return [match.span() for match in self._exempt.finditer(text)]

    def _strangers(
        self, text: str, mentions: list[Mention], taken: list[tuple[int, int]]
    ) -> list[Mention]:
        """Find what looks like an asset that nobody knows: a ticker, or a name of its own."""
        known = [
            (m.start, m.end) for m in mentions if m.what in (What.ASSET, What.STRANGER, What.METRIC)
        ]
        known += taken
        found = []
        found += [
            match.span()
            for match in _TICKER.finditer(text)
            if match[0].lstrip("$") not in self.language.acronyms
        ]
        for match in _NAME.finditer(text):
            first = not text[: match.start()].strip(" \"'“‘(*_")
            owns = text[match.end() :].startswith(("'s", "’s"))
            if match[0] not in self.language.capitalised and (not first or owns):
                found.append(match.span())
        return [
            Mention(start, end, What.STRANGER, "name")
            for start, end in found
            if not any(s < end and start < e for s, e in known)
        ]


_LONGER = (What.LOSS, What.METRIC, What.SIDE, What.SHARE, What.RECORD, What.NOUN)
_PARTS = (What.MOVE, What.NOUN, What.HINT)
_LIQUIDATED = "liquidations"


def _without_parts(mentions: list[Mention]) -> list[Mention]:
    """Leave out words that are only part of a longer phrase: the "up" of "gave up".

    The "liquidations" of "long liquidations" count, the "prices" of "bets on higher prices" do not.
    """
    longer = [m for m in mentions if m.what in _LONGER]
    return [
        m
        for m in mentions
        if not (m.what in _PARTS or (m.what is What.METRIC and m.meaning != _LIQUIDATED))
        or not any(
            o.start <= m.start and m.end <= o.end and o.end - o.start > m.end - m.start
            for o in longer
        )
    ]


def _with_tickers(text: str, mentions: list[Mention]) -> list[Mention]:
    """Read "Bitcoin (BTC)" as one name."""
    found: list[Mention] = []
    for mention in sorted(mentions, key=_place):
        last = next((m for m in reversed(found) if m.what is What.ASSET), None)
        if mention.what is What.ASSET and last is not None and last.meaning == mention.meaning:
            opened = text[last.end : mention.start].strip() == "("
            if opened and text[mention.end :][:1] == ")":
                found[found.index(last)] = replace(last, end=mention.end + 1)
                continue
        found.append(mention)
    return found


def _place(mention: Mention) -> tuple[int, int]:
    return mention.start, -mention.end


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
