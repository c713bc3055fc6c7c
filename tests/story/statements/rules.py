"""What a sentence says, read by rules of this module's own: numbers, sides, directions, dates."""

import html
import re
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from builder.market.fields import Unit
from builder.market.vocabulary import FIELDS
from tests.story.printed import states

UP = (
    "rose|climbed|edged up|up|gained|gain of|rise of|risen|rising|built|rebuilt|higher"
    "|larger|quickened|heated up|above"
)
DOWN = (
    "fell|dropped|edged down|down|lost|loss of|fall of|fallen|falling|cut|lower|smaller|slowed"
    "|cooled|below"
)

_DATA = re.compile(
    r'<data value="(?P<value>[^"]*)" data-figure="(?P<id>[^"]*)"(?: data-day="(?P<day>[^"]*)")?>'
    r"(?P<text>[^<]*)</data>"
)
_DATE = re.compile(
    r"\b(\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)(?: \d{4})?)\b"
)
_RISES = rf"{UP}|largest (?:rise|gain)"
_DIRECTIONS = rf"\b(?:{UP}|{DOWN}|largest (?:rise|gain|fall|loss))\b"
_UNSIGNED = re.compile(r"[^+\N{MINUS SIGN}]")


@dataclass(frozen=True)
class Number:
    """A figure in a sentence: its name, its value, how it is printed, and where it stands."""

    subject: str
    field: str
    value: str
    text: str
    start: int

    @property
    def is_change(self) -> bool:
        """Tell whether it says how something moved."""
        return "_change_" in self.field

    @property
    def is_count(self) -> bool:
        """Tell whether it counts days, assets or points."""
        return bool(re.search("days|assets|points", self.field))

    @property
    def states_itself(self) -> bool:
        """Tell whether its text is its value, rounded."""
        field = FIELDS.get(self.field)
        if field is not None and field.unit is Unit.TEXT:
            return self.text.casefold() == self.value.casefold()
        is_rate = field is not None and field.unit is Unit.RATE
        return states(self.text, self.value, is_rate)

    @property
    def direction(self) -> int:
        """Return 1, -1 or 0 for what its printed number says it moved."""
        if not re.search("[1-9]", self.text):
            return 0
        return 1 if float(self.value) > 0 else -1


@dataclass(frozen=True)
class Reading:
    """Some text as a reader takes it in: its words, and the numbers in them in their order."""

    text: str
    numbers: tuple[Number, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """Its sentences."""
        return tuple(re.split(r"(?<=[.])\s+(?=[A-Z$₩\d])", self.text))

    @property
    def dates(self) -> set[str]:
        """The dates that it names."""
        return set(_DATE.findall(self.text))

    @property
    def masked(self) -> str:
        """The text with `#` for each number, so that a rule about words sees words alone."""
        text, last = "", 0
        for number in self.numbers:
            text += f"{self.text[last : number.start]}#"
            last = number.start + len(number.text)
        return text + self.text[last:]

    def clause_of(self, number: Number) -> str:
        """Return the words around a number: to the next comma, stop or "and" on both sides."""
        cuts = [0, *(m.end() for m in re.finditer(r"[,;:.(] | and | \(", self.text)), None]
        starts = [c for c in cuts if c is not None and c <= number.start]
        ends = [c for c in cuts if c is not None and c > number.start]
        return self.text[max(starts) : min(ends, default=len(self.text))]


def read(markup: str) -> Reading:
    """Read some markup, in which figures are the only elements."""
    # Markup escapes what is added to it.
    markup = str(markup)
    text, numbers, last = "", [], 0
    for match in _DATA.finditer(markup):
        text += html.unescape(markup[last : match.start()])
        subject, _, field = html.unescape(match["id"]).partition(".")
        printed = html.unescape(match["text"])
        numbers.append(Number(subject, field, html.unescape(match["value"]), printed, len(text)))
        text += printed
        last = match.end()
    text += html.unescape(markup[last:])
    assert "<" not in text, f"an element that is no figure: {text}"
    return Reading(text, tuple(numbers))


_WHOLE = (
    ("begins small", r"^[a-z]"),
    ("a sentence in it begins small", r"\. [a-z]"),
    ("ends without a full stop", r"[^.]$"),
    ("spaces", r"  |^ | $| [.,:;)]|\( "),
    ("punctuation", r"[,:;(][.,:;)]|\(\)|[,:;.]{2}|,,"),
    ("something missing", r"\b(None|nan|n/a|inf|null|undefined|True|False)\b"),
    ("a nothing with a sign", r"[+\N{MINUS SIGN}-][$₩]?0(?:[.,]0+)?(?![.,]?\d)"),
    ("a nothing with a unit", r"[$₩]0(\.0+)? (thousand|million|billion|trillion)"),
    ("a word twice", r"(?i)\b([a-z]+) \1\b"),
)

_NOUNS = "day|asset|point|price|rate|comparable day"
_MANY = "liquidations|positions|closures|prices|rates|longs"
_ONE = "open interest|funding|leverage|index|total|pace"
_AGREEMENT = (
    ("one of a plural", rf"(?<![.\d])\b(one|1) ({_NOUNS})s\b"),
    (
        "many of a singular",
        rf"\b(none|two|three|four|five|six|seven|eight|nine|\d\d+|\d\.\d) ({_NOUNS})\b",
    ),
    ("a plural is", rf"(?<!# of )(?<!# in )(?<!# of long )\b({_MANY}) (was|is|has)\b"),
    ("a singular are", rf"(?<! of )\b({_ONE}) (were|are|have)\b"),
    ("a sum of money are", r"# (of|in) (long |short )?(positions|liquidations) (were|are|have)\b"),
    ("a position without a or the", r"(?<!a )\b(long|short) position\b"),
    ("a or an", r"\ba [aeio]\w+|\ban [^aeiou\s]\w+"),
)

_CAUSE = re.compile(
    r"\b(because|due to|owing to|amid|driven|triggered|sparked|caused?|fuell?ed|thanks to|prompted"
    r"|in response|reacted?|on the back of|leading to|led to|resulted?|sent)\b",
    re.IGNORECASE,
)
_HYPE = re.compile(
    r"\b(plung\w+|soar\w*|crash\w*|surg\w+|skyrocket\w*|massive|huge|carnage|wiped? out|bloodbath"
    r"|record|unprecedented|historic|brutal|dramatic\w*|tumbl\w+|slump\w*|rocket\w*|collaps\w+)\b",
    re.IGNORECASE,
)


def whole_faults(text: str) -> list[str]:
    """Return what is wrong with a text as sentences: how they begin and end, and their marks."""
    return [name for name, pattern in _WHOLE if re.search(pattern, text)]


def agreement_faults(reading: Reading) -> list[str]:
    """Return where nouns, verbs and counts do not agree."""
    text = _counted(reading)
    return [name for name, pattern in _AGREEMENT if re.search(pattern, text, re.IGNORECASE)]


def _counted(reading: Reading) -> str:
    """Return the text with its counts as they are printed, and `#` for all other numbers."""
    parts = reading.masked.split("#")
    texts = [n.text if n.is_count else "#" for n in reading.numbers]
    return parts[0] + "".join(text + part for text, part in zip(texts, parts[1:], strict=True))


def causes_and_hype(text: str) -> list[str]:
    """Return the words that claim a cause, or cry."""
    return [match[0] for pattern in (_CAUSE, _HYPE) for match in pattern.finditer(text)]


def direction_faults(reading: Reading) -> list[str]:
    """Return the changes that are printed without a sign and without the word for their direction.

    The word stands before the number in its sentence, the last one counts; "larger" and "smaller"
    stand after it.
    """
    faults = []
    parts = re.sub(r"\b(made|add(?:s|ed)?) up\b", "", reading.masked).split("#")
    for place, number in enumerate(reading.numbers):
        if not number.is_change or not _UNSIGNED.match(number.text):
            continue
        words = re.findall(_DIRECTIONS, " ".join(parts[: place + 1]))
        late = re.match(r" (larger|smaller) than\b", parts[place + 1])
        word = late[1] if late else words[-1] if words else ""
        rising = re.fullmatch(_RISES, word) is not None
        if number.direction and (not word or (number.direction > 0) is not rising):
            faults.append(f"{word or 'nothing'} before {number.text} for {number.value}")
    return faults


def side_faults(reading: Reading) -> list[str]:
    """Return the figures of one side that do not stand with the word for that side alone."""
    faults = []
    for number in reading.numbers:
        side = next((s for s in ("long", "short") if number.field.startswith(f"{s}_")), "")
        if not side or number.is_change:
            continue
        other = {"long": "short", "short": "long"}[side]
        clause = reading.clause_of(number)
        own = re.search(rf"\b{side}s?\b", clause, re.IGNORECASE)
        foreign = re.search(rf"\b{other}s?\b", clause, re.IGNORECASE)
        sentence = re.search(rf"\b{side}s?\b", reading.text, re.IGNORECASE)
        if (foreign and not own) or not sentence:
            faults.append(f"{number.field} in {clause!r}")
    return faults


def order_faults(reading: Reading) -> list[str]:
    """Return where figures of one field, listed for several assets, are not in order of size."""
    faults = []
    for field in {n.field for n in reading.numbers if n.subject not in ("market", "assets")}:
        # What stands in brackets goes with the number before them.
        listed = [
            number
            for number in reading.numbers
            if number.field == field and reading.text[number.start - 1] != "("
        ]
        sizes = [abs(float(number.value)) for number in listed]
        if any(first < second for first, second in pairwise(sizes)):
            faults.append(f"{field}: {[number.text for number in listed]}")
    return faults


def dated(day: date) -> set[str]:
    """Return the forms in which a day may be named."""
    moment = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a calendar day has no zone
    return {f"{day.day} {moment:%B} {day.year}", f"{day.day} {moment:%B}"}
