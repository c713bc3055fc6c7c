import re
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.market.fields import MARKET, Unit
from builder.market.figures import Formula
from builder.market.history import History
from builder.market.numbers import plain
from builder.story.commentary.placeholders import CLOSE, FILTERS, OPEN, fill, placeholder
from builder.story.printing import PRINTS, Printer
from tests.market.folders import DAY, figures_on
from tests.pages.html import parse
from tests.story.commentary.texts import FRONT, NAME, faults_in, shown, text_of


@pytest.mark.parametrize("how", PRINTS)
def test_a_figure_prints_each_way_with_where_it_comes_from(history: History, how: str) -> None:
    """A placeholder becomes a `data` element: the exact value, the name, and the words."""
    figure = figures_on(history)["ETH.long_liquidations_24h_usd"]
    (data,) = parse(shown(history, f"A {{{{ {figure.id} | {how} }}}}.")).all("data")
    assert data.attributes == {"value": plain(figure.number), "data-figure": figure.id}
    assert data.text == PRINTS[how](Printer(), figure)


def test_words_are_meant_where_no_filter_is_named(history: History) -> None:
    """Without a filter a figure prints as in a sentence."""
    assert "$127.87 million" in shown(history, "{{ ETH.long_liquidations_24h_usd }}")
    assert "$127.87M" in shown(history, "{{ETH.long_liquidations_24h_usd|short}}")


def test_every_figure_of_a_day_can_be_printed(history: History) -> None:
    """Reported, derived and summed figures, and labels, print by the name that the ledger has."""
    for figure in figures_on(history).values():
        (data,) = parse(shown(history, placeholder(figure) + " {{ market.usd_krw }}")).all("data")[
            :1
        ]
        assert data.attributes["data-figure"] == figure.id
        assert data.text == Printer().words(figure)


@pytest.mark.parametrize("ticker", ["1INCH", "NOT", "币安人生"])
def test_any_ticker_can_be_printed(history: History, ticker: str) -> None:
    """A ticker that is no name in a template is named in quotes."""
    figure = history.figure(history.days[0].date, ticker, "price_usd")
    assert figure is not None
    (data,) = parse(shown(history, placeholder(figure, dated=True))).all("data")
    assert data.attributes["data-figure"] == f"{ticker}.price_usd"
    assert data.attributes["data-day"] == "2025-10-23"


def test_a_figure_of_another_day_says_so(history: History) -> None:
    """A figure that is named with its day carries that day."""
    (data,) = parse(shown(history, "{{ figure('BTC.price_usd', '2025-10-23') | short }}")).all(
        "data"
    )
    assert data.attributes["value"] == "100000"
    assert data.attributes["data-day"] == "2025-10-23"
    assert "data-day" not in shown(history, f'{{{{ figure("BTC.price_usd", "{DAY}") }}}}')


def test_a_text_on_an_asset_goes_on_with_the_last_figure_on_file(history: History) -> None:
    """Where the latest day lacks a figure, an asset's text prints the last one, with its day."""
    filled = fill("{{ NOT.price_usd }}", history, DAY, latest=True)
    assert [(one.figure.id, one.figure.day.isoformat()) for one in filled.figures] == [
        ("NOT.price_usd", "2025-10-23")
    ]
    assert fill("{{ NOT.price_usd }}", history, DAY).wrong
    assert fill("{{ NOT.volume_24h_usd }}", history, DAY, latest=True).wrong


@pytest.mark.parametrize(
    ("named", "as_won"),
    [
        ("BTC.price_usd", "BTC.price_krw"),
        ("market.liquidations_24h_usd", "market.liquidations_24h_krw"),
        ("BTC.open_interest_change_24h_usd", "BTC.open_interest_change_24h_krw"),
        ("ETH.volume_24h_usd", "ETH.volume_24h_krw"),
    ],
)
def test_won_is_the_amount_at_the_rate_of_its_day(
    history: History, named: str, as_won: str
) -> None:
    """`| won` gives the amount times the day's rate, as a formula over both."""
    filled = fill(f"{{{{ {named} | won | short }}}}", history, DAY)
    assert filled.wrong == ()
    (placed,) = filled.figures
    figure, figures = placed.figure, figures_on(history)
    assert (figure.id, figure.field.unit, placed.how) == (as_won, Unit.KRW, "short")
    assert figure.number == figures[named].number * figures["market.usd_krw"].number
    assert isinstance(figure.source, Formula)
    assert [given.id for given in figure.source.inputs] == [named, "market.usd_krw"]
    assert Printer().short(figure).lstrip("−+").startswith("₩")


def test_a_won_amount_names_its_rate(history: History) -> None:
    """A text that gives an amount in won must print the day's rate too, anywhere."""
    amount, rate = "{{ BTC.price_usd | won }}", "{{ market.usd_krw }}"
    for body in (amount, "{{ BTC.price_krw }}"):
        assert faults_in(history, text_of(f"One.\n\nTwo {body}.")) == [
            f"{NAME}:8: expected the rate of BTC.price_krw to be named in the text too, by "
            "{{ market.usd_krw }}, found none"
        ]
        assert faults_in(history, text_of(f"{body}, at {rate} to the dollar.")) == []
        assert faults_in(history, text_of(body, f'{FRONT}summary: "At {rate}"\n')) == []


@pytest.mark.parametrize(
    ("named", "as_percent"),
    [
        ("BTC.open_interest_change_24h_usd", "BTC.open_interest_change_24h_pct"),
        ("BTC.price_change_24h_pct", "BTC.price_change_24h_pct"),
        ("ETH.funding_rate", "ETH.funding_rate"),
    ],
)
def test_percent_is_the_same_change_in_percent(
    history: History, named: str, as_percent: str
) -> None:
    """`| percent` prints a change, or a rate, in percent, as it is on file."""
    (placed,) = fill(f"{{{{ {named} | percent }}}}", history, DAY).figures
    assert placed.figure == figures_on(history)[as_percent]


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ('{{ "{{" }} and {{ "}}" }}', "{{ and }}"),
        ("`{{ '{%' }} if %}`", "{% if %}"),
        ("Heading {#anchor}, }}, {, } and { { a } }", "Heading {#anchor}, }}, {, } and { { a } }"),
    ],
)
def test_braces_can_be_written(history: History, body: str, printed: str) -> None:
    """Two braces stand for themselves in quotes; single ones need nothing."""
    assert parse(shown(history, body)).text == printed


def test_figures_stand_in_code_tables_and_headings(history: History) -> None:
    """A placeholder prints wherever words stand."""
    body = (
        "# Index at {{ market.fear_greed }}\n\n`{{ market.fear_greed }}`\n\n```\n"
        "{{ market.fear_greed }}\n```\n\n| a |\n|---|\n| {{ market.fear_greed }} |\n\n"
        "> {{ market.fear_greed }}\n>\n> — The desk, desk, [A note](https://example.org/)\n"
    )
    tree = parse(shown(history, body))
    assert len(tree.all("data")) == 5
    assert tree.one("h3").attributes["id"] == "commentary-index-at"
    assert tree.one("div", "table").attributes["aria-label"] == "a"


def test_within_a_tag_a_figure_is_plain_text(history: History) -> None:
    """In a title or in words for those who cannot see, a figure prints without its element."""
    tree = parse(shown(history, '[x](https://example.org/ "Index at {{ market.fear_greed }}")'))
    assert tree.one("a").attributes["title"] == "Index at 52"
    assert tree.all("data") == []


@pytest.mark.parametrize(
    "body",
    [
        "[x](https://example.org/{{ market.fear_greed }})",
        '<a href="/{{ market.fear_greed }}">x</a>',
    ],
)
def test_an_address_holds_no_figure(history: History, body: str) -> None:
    """A figure within an address would break it: that is a fault."""
    (fault,) = faults_in(history, text_of(f"{{{{ BTC.price_usd }}}}\n\n{body}"))
    assert fault == f"{NAME}:8: link: expected an address without figures, found one between braces"


EXPECTED = "expected a figure such as {{ BTC.price_usd }}"


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        ("BTC.prise_usd", "expected a figure on file on 2025-10-24, found BTC.prise_usd; did you"),
        (
            "BTCC.price_usd",
            "expected a figure on file on 2025-10-24, found BTCC.price_usd; did you",
        ),
        ("market.price_usd", "expected a figure on file on 2025-10-24, found market.price_usd"),
        ("assets.liquidation_24h_usd", "expected a figure on file on 2025-10-24, found assets."),
        ("BTC.price_usd | shrot", "expected one of the filters short, cell, words"),
        ("BTC.price_usd | short | upper", "expected one of the filters"),
        ("BTC.price_usd | short(2)", "expected the filter short without arguments"),
        ("BTC.price_usd | short(*x)", "expected the filter short without arguments"),
        ("BTC.funding_rate | won", "expected an amount in dollars for won, found BTC.funding_rate"),
        ("market.fear_greed | percent", "expected a figure that is on file in percent too"),
        ("market.fear_greed_label | won", "expected an amount in dollars for won"),
        ("figure('BTC.price_usd', '2025-10-22')", "expected a day on file, found 2025-10-22; did"),
        ("figure('BTC.price_usd', '22 Oct')", "expected a date as YYYY-MM-DD, found '22 Oct'"),
        ("figure('BTC.price_usd', 5)", EXPECTED),
        ("figure()", EXPECTED),
        ("figure(x)", EXPECTED),
        ("figure('a', 'b', 'c')", EXPECTED),
        ("figure('a', day='b')", EXPECTED),
        ("figure(*a)", EXPECTED),
        ("1INCH.price_usd", EXPECTED),
        ("4.price_usd", EXPECTED),
        ("", EXPECTED),
        ("BTC", EXPECTED),
        ("'text'", EXPECTED),
        ("'$800 million'", EXPECTED),
        ("5", EXPECTED),
        ("5 + 5", EXPECTED),
        ("BTC.price_usd + 1", EXPECTED),
        ("BTC.price_usd.real", EXPECTED),
        ("BTC['price_usd']", EXPECTED),
        ("''.__class__", EXPECTED),
        ("''.__class__.__mro__[1].__subclasses__()", EXPECTED),
        ("BTC.__class__", "expected a figure on file on 2025-10-24, found BTC.__class__"),
        ("self.__init__.__globals__", EXPECTED),
        ("cycler.__init__.__globals__.os.popen('id').read()", EXPECTED),
        ("lipsum()", EXPECTED),
        ("config", EXPECTED),
        ("[].append(1)", EXPECTED),
        ("x if y else z", EXPECTED),
        ("'a' ~ 'b'", EXPECTED),
        ("(" * 5000 + ")" * 5000, EXPECTED),
        ("not " * 5000 + "x", EXPECTED),
        ("-" * 5000 + "x", EXPECTED),
    ],
    ids=lambda text: text[:40],
)
def test_what_is_no_figure_is_a_fault_with_its_line(
    history: History, inside: str, message: str
) -> None:
    """Anything else between braces is told with its line and what was expected, never executed."""
    (fault,) = faults_in(history, text_of(f"One.\n\nTwo {{{{ {inside} }}}} three."))
    assert fault.startswith(f"{NAME}:8: {message}"), fault


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("{{ BTC.price_usd", 6),
        ("a\n{{ BTC.price_usd\n}}", 7),
        ("a\n\n{% raw %}{{ x }}", 8),
        ("{{{ BTC.price_usd }}}", 6),
        ("a {% if x %} b", 6),
        ("```\n{{ \n```", 7),
    ],
)
def test_braces_that_are_not_closed_are_a_fault(history: History, body: str, line: int) -> None:
    """Whoever opens two braces must close them on the line, and learns how to write them."""
    faults = faults_in(history, text_of(body))
    assert faults[0].startswith(f"{NAME}:{line}: {EXPECTED}"), faults
    assert "for the characters themselves write {{ " in faults[0]


def test_every_wrong_placeholder_is_told(history: History) -> None:
    """One reading tells all of them, in text and front matter, each with its line."""
    front = 'title: "{{ a.b }}"\nauthor: A\nheadline: "x {{ c.d }}"\nsummary: "{{ e.f }}"\n'
    body = "{{ g.h }} and {{ i.j }}\n\n{{ k\n\n{{ BTC.price_usd | nope }}"
    places = [fault.split(" expected")[0] for fault in faults_in(history, text_of(body, front))]
    assert places == [
        f"{NAME}:2: title:",
        f"{NAME}:4: headline:",
        f"{NAME}:5: summary:",
        f"{NAME}:8:",
        f"{NAME}:8:",
        f"{NAME}:10:",
        f"{NAME}:12:",
    ]


def test_a_withheld_figure_is_a_fault_of_its_own(history: History) -> None:
    """Who asks for a figure that is not published is told so, and why."""
    name = "BTC.long_liquidations_24h_usd"
    (wrong,) = fill(f'{{{{ figure("{name}", "2025-10-23") }}}}', history, DAY).wrong
    assert wrong.message == (
        f"expected a figure that is published, found {name}, which is withheld on 2025-10-23: "
        "long 5,000 is more than the total, 5"
    )


FORGED = [
    f"{OPEN}0{CLOSE}",
    f"{OPEN}7{CLOSE}",
    "&#128;0&#130;",
    "&#x80;0&#x82;",
    "<b>&#128;0&#130;</b>",
    '<a title="&#128;0&#130;">x</a>',
    "\n<div>\n&#x80;0&#x82;\n</div>\n",
    "{{ '\\x800\\x82' }}",
    "{{ '\\u00800\\u0082' }}",
    "%C2%800%C2%82",
    "[x](%C2%8099%C2%82)",
    f"[x](%C2%80{'9' * 5000}%C2%82)",
    "\ue0000\ue001",
    "&#xE000;0&#xE001;",
]


@pytest.mark.parametrize("forged", FORGED)
def test_no_author_can_forge_a_figure(history: History, forged: str) -> None:
    """What stands for a figure inside cannot be written: only a placeholder prints one."""
    filled = fill(f"{{{{ market.fear_greed }}}} {forged}", history, DAY)
    if not filled.wrong:
        tree = parse(shown(history, f"{{{{ market.fear_greed }}}} {forged}"))
        assert [data.text for data in tree.all("data")] == ["52"]
        assert "52" not in "".join(element.attributes.get("title", "") for element in tree.walk())


NAMES = st.sampled_from(
    ["BTC.price_usd", "market.fear_greed", "ETH.funding_rate", "assets.open_interest_usd"]
)
PARTS = st.one_of(
    NAMES.map(lambda name: f"{{{{ {name} }}}}"),
    st.tuples(NAMES, st.sampled_from(FILTERS)).map(lambda two: f"{{{{{two[0]}|{two[1]}}}}}"),
    st.text(alphabet="{}%#'\"|.() \nab\x80\x82_*`>&;1", max_size=12),
)


@settings(max_examples=300)
@given(parts=st.lists(PARTS, max_size=8))
def test_a_placeholder_prints_its_figure_or_is_a_fault(history: History, parts: list[str]) -> None:
    """Of any text, each figure has the exact value on file, and each fault its line."""
    body = "".join(parts)
    filled = fill(body, history, DAY)
    on_file = figures_on(history)
    lines = body.replace("\x80", "").replace("\x82", "").split("\n")
    for placed in filled.figures:
        known = on_file.get(placed.figure.id)
        assert known is None or known.value == placed.figure.value
        assert known is not None or placed.figure.field.unit is Unit.KRW
        assert "{{" in lines[placed.line - 1]
    for wrong in filled.wrong:
        assert re.search(r"\{\{|\{%", lines[wrong.line - 1])
    # Line for line, so that all that is found later has its place too.
    assert filled.text.count("\n") == body.count("\n")
    assert re.findall(rf"{OPEN}(\d+){CLOSE}", filled.text) == [
        str(number) for number in range(len(filled.figures))
    ]


@settings(max_examples=300)
@given(text=st.text(alphabet="ab &#x802;\x80\x82%C012<>\"'=`*[]()!\n", max_size=60))
def test_no_text_without_braces_prints_a_figure(history: History, text: str) -> None:
    """Whatever else is written, a figure comes from a placeholder alone."""
    filled = fill(text, history, DAY)
    assert filled.figures == ()
    assert filled.wrong == ()
    assert not {OPEN, CLOSE} & set(unescape(filled.text))


def test_market_is_the_name_of_all_assets() -> None:
    """The name that authors write for the market is the one that files use."""
    assert MARKET == "market"
