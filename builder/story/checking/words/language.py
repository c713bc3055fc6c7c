"""What the checker needs to know of a language: its words, and nothing of how they are used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto

from builder.story.checking.words.grammar import Grammar

Words = Mapping[str, str]
"""Phrases by what they mean, as one text each, with commas between: `{"long": "longs, bulls"}`."""


class What(StrEnum):
    """What a phrase of the vocabulary is; its meaning says which of its kind."""

    ASSET = auto()
    STRANGER = auto()  # a name of something that is not on file
    METRIC = auto()
    HINT = auto()  # points to a metric where none is named
    SIDE = auto()
    TOGETHER = auto()  # the assets on file
    WHOLE = auto()  # the market as a whole
    MOVE = auto()
    FLOW = auto()  # behind an amount: where it went
    MOVED = auto()  # behind an amount of something: whether it came or went
    LOSS = auto()  # for a price a fall, for liquidations the thing itself
    ROLE = auto()  # before a number: whether it is a level, a change, or what a change began at
    SHARE = auto()
    OF_WHOLE = auto()  # behind a number: what it is a share of
    EACH = auto()
    SUM = auto()  # parts taken together
    MAKES = auto()  # between parts and what they make
    PARTS = auto()  # between a sum and what it is made of
    ORDER = auto()
    COMPARATIVE = auto()
    THAN = auto()
    NOUN = auto()  # what a superlative is said of
    RANK = auto()
    ASIDE = auto()  # leaves an asset out of an order
    LABEL = auto()
    EXTREME = auto()
    RECORD = auto()
    SINCE = auto()
    NEVER = auto()
    SO_LARGE = auto()
    ON_FILE = auto()  # limits a record to what the archive holds
    SIGN = auto()
    RANGE = auto()  # from one to another without a move
    MOSTLY = auto()
    LINK = auto()  # may follow a number that counts nothing
    ELSEWHERE = auto()  # no snapshot holds it
    SPECULATION = auto()
    INTRADAY = auto()
    NEGATION = auto()
    CUT = auto()  # parts what belongs to one number from what belongs to the next
    NEUTRAL = auto()  # only looks like something else


@dataclass(frozen=True)
class Numerals:
    """How numbers are written in words, and what stands around them; patterns where so named."""

    ones: Mapping[str, int]
    also: Mapping[str, int]
    magnitudes: Mapping[str, int]
    letters: Mapping[str, int]
    parts: Mapping[str, int]
    before: Words
    not_before: str
    after: Words
    times: Mapping[str, int]
    currencies: Words
    all_but: str
    filler_pattern: str
    times_pattern: str
    percent_pattern: str
    points_pattern: str
    basis_points_pattern: str
    in_every_pattern: str
    of_each_pattern: str
    coins_pattern: str
    every_pattern: str
    to_one_pattern: str
    hundreds: tuple[str, ...]
    of_a_part_pattern: str


@dataclass(frozen=True)
class Calendar:
    """How days and windows are named; patterns where so named."""

    relative: Mapping[str, int]
    units: Mapping[str, int]
    windows: Words
    ago_pattern: str
    this_period_pattern: str
    other_period_pattern: str
    coming_pattern: str
    hours_pattern: str
    spans_pattern: str
    baseline_pattern: str
    recent_pattern: str
    ordinal_pattern: str
    in_year_pattern: str
    short_months: tuple[str, ...]


@dataclass(frozen=True)
class Language:
    """The vocabulary of one language; `code` is what CLDR calls it."""

    code: str
    words: Mapping[What, Words]
    grammar: Grammar
    numerals: Numerals
    calendar: Calendar
    aliases: Words
    words_as_names: frozenset[str]
    capitalised: frozenset[str]
    acronyms: frozenset[str]
    abbreviations: frozenset[str]
    exempt: tuple[str, ...]
    sources: tuple[str, ...]
    source_signs: frozenset[str]
    leftovers: tuple[str, ...]
    leftover_signs: frozenset[str]
