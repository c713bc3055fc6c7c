from pathlib import Path

import pytest

from tests.market.folders import faults_of, history_of, values_on

BILLION_LAUGHS = "date: 2025-10-24\na: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "date: 2025-10-24\nmarket: {}\nmarket: {}\n",
            "a.yml:3: market: expected each key once, found it again (first on line 2)",
        ),
        (
            "date: 2025-10-24\nmarket:\n  fear_greed: 5\n  usd_krw: 1400\n  fear_greed: 5\n",
            "a.yml:5: fear_greed: expected each key once, found it again (first on line 3)",
        ),
        (
            'date: 2025-10-24\nassets:\n  ON: {price_usd: 1}\n  "ON": {price_usd: 1}\n',
            "a.yml:4: ON: expected each key once, found it again (first on line 3)",
        ),
    ],
    ids=["at the top", "among figures", "quoted and not"],
)
def test_duplicate_keys_are_refused(tmp_path: Path, content: str, expected: str) -> None:
    """A key that stands twice in one mapping is refused, with both lines, even with one value."""
    assert faults_of(tmp_path, {"a.yml": content}) == [expected]


def test_aliases_are_refused(tmp_path: Path) -> None:
    """An alias is refused where it stands, however harmless."""
    content = "date: 2025-10-24\nassets:\n  BTC: &it {price_usd: 1}\n  ETH: *it\n"
    assert faults_of(tmp_path, {"a.yml": content}) == [
        "a.yml:4: expected every value written out, found an alias (*it)"
    ]


def test_a_billion_laughs_are_not_followed(tmp_path: Path) -> None:
    """Aliases of aliases, ten each and nine deep, are refused without being expanded."""
    faults = faults_of(tmp_path, {"a.yml": BILLION_LAUGHS})
    assert faults == [
        f"a.yml:{line}: expected every value written out, found an alias (*{name})"
        for line, name in enumerate("abcdefgh", start=3)
    ]


@pytest.mark.parametrize(
    ("name", "opening"),
    [("a.yml", "["), ("a.yml", "{a: "), ("a.json", '{"a":'), ("a.json", "[")],
)
def test_bottomless_nesting_is_refused(tmp_path: Path, name: str, opening: str) -> None:
    """A hundred thousand levels are refused at the seventeenth, without recursion."""
    assert faults_of(tmp_path, {name: opening * 100_000}) == [
        f"{name}:1: expected at most 16 levels, found more nested ones"
    ]


def test_bottomless_block_nesting_is_refused(tmp_path: Path) -> None:
    """Levels by indentation count like levels by brackets."""
    content = "".join(f"{' ' * depth}a:\n" for depth in range(500))
    assert faults_of(tmp_path, {"a.yml": content}) == [
        "a.yml:17: expected at most 16 levels, found more nested ones"
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "a.yml: expected a mapping of keys, found an empty file"),
        ("# nothing yet\n", "a.yml: expected a mapping of keys, found an empty file"),
        ("- date: 2025-10-24\n", "a.yml:1: expected a mapping of keys, found a list"),
        ("fear_greed 52\n", "a.yml:1: expected a mapping of keys, found 'fear_greed 52'"),
        ("date: 2025-10-24\n<<: {a: 1}\n", "a.yml:2: <<: expected plain keys, found a merge key"),
        ("date: 2025-10-24\n? [a]\n: 1\n", "a.yml:2: expected a plain key, found a list"),
        (
            "date: 2025-10-24\n---\ndate: 2025-10-25\n",
            "a.yml:2: expected valid YAML, found: but found another document",
        ),
        (
            'date: 2025-10-24\ndisputed: "no end\n',
            "a.yml:3: expected valid YAML, found: found unexpected end of stream",
        ),
        (
            "date: 2025-10-24\nmarket:\n\tfear_greed: 5\n",
            "a.yml:3: expected valid YAML, found: found character that cannot start any token",
        ),
        (
            "date: 2025-10-24\ndisputed: note: again\n",
            "a.yml:2: expected valid YAML, found: mapping values are not allowed in this context",
        ),
    ],
)
def test_what_is_no_mapping_is_refused(tmp_path: Path, content: str, expected: str) -> None:
    """A file that is not one plain mapping is refused with the line where it goes wrong."""
    assert faults_of(tmp_path, {"a.yml": content}) == [expected]


def test_control_characters_are_refused(tmp_path: Path) -> None:
    """A control character, which could rewrite the terminal, is refused."""
    (fault,) = faults_of(tmp_path, {"a.yml": "date: 2025-10-24\ndisputed: \x1b[2J\n"})
    assert fault.startswith("a.yml: expected valid YAML, found: ")
    assert "\x1b" not in fault


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("market: 5", "a.yml:2: market: expected a mapping from fields to numbers, found '5'"),
        ("market: [5]", "a.yml:2: market: expected a mapping from fields to numbers, found a list"),
        (
            "assets: [BTC]",
            "a.yml:2: assets: expected a mapping from tickers to figures, found a list",
        ),
        (
            "assets: {BTC: 5}",
            "a.yml:2: assets.BTC: expected a mapping from fields to numbers, found '5'",
        ),
        (
            "market: {fear_greed: [5]}",
            "a.yml:2: market.fear_greed: expected one value, found a list",
        ),
        ("disputed: [a]", "a.yml:2: disputed: expected text, found a list"),
        ("disputed: ' '", "a.yml:2: disputed: expected text, found ' '"),
    ],
)
def test_a_wrong_shape_is_refused(tmp_path: Path, content: str, expected: str) -> None:
    """A list or a value where the other belongs is refused, with what was found."""
    files = {"a.yml": f"date: 2025-10-24\n{content}\n"}
    assert faults_of(tmp_path, files) == [expected]


def test_left_out_values_are_no_cells(tmp_path: Path) -> None:
    """An empty value, `~` and `null` leave a field, a subject or a section out."""
    content = (
        "date: 2025-10-24\nas_of:\ndisputed: ~\nsources: null\n"
        "market: {fear_greed: , usd_krw: ~}\n"
        "assets: {BTC: {price_usd: 1, volume_24h_usd: null}, ETH: }\n"
    )
    history = history_of(tmp_path, {"a.yml": content})
    assert values_on(history) == {"BTC.price_usd": 1}
    assert history.days[0].disputed == ""
    assert history.days[0].as_of is None


def test_a_tag_does_not_make_a_value_missing(tmp_path: Path) -> None:
    """A value under an explicit tag is read as it is written, not passed over in silence."""
    files = {"a.yml": "date: 2025-10-24\nmarket: {fear_greed: !!null 5}\n"}
    assert values_on(history_of(tmp_path, files)) == {"market.fear_greed": 5}


def test_json_may_be_indented_with_tabs(tmp_path: Path) -> None:
    """JSON reads with tabs, escaped slashes and numbers with an exponent."""
    content = (
        '{\n\t"date":"2025-10-24",\n\t"sources":[{"provider":"X","url":"https:\\/\\/x.org\\/a",'
        '"covers":["price"]}],\n\t"assets":{"\\u5e01":{"price_usd":1.5E3}}\n}'
    )
    history = history_of(tmp_path, {"a.json": content})
    assert values_on(history) == {"币.price_usd": 1500}
    assert history.days[0].attributions[0][1].url == "https://x.org/a"


def test_json_may_escape_any_character(tmp_path: Path) -> None:
    """A ticker above U+FFFF reads from JSON as every JSON writer escapes it."""
    content = '{"date": "2025-10-24", "assets": {"\\ud835\\udd4f": {"price_usd": 1}}}'
    assert values_on(history_of(tmp_path, {"a.json": content})) == {"𝕏.price_usd": 1}
