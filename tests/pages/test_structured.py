import json
import re
from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from builder.market.attribution import Attribution
from builder.market.registry import Asset
from builder.pages.dates import Dates
from builder.pages.digest import Byline, Digest
from builder.pages.settings import Licence, Settings
from builder.pages.structured import breadcrumbs, dataset, json_ld, news_article, website

URL = "https://daybook.example/"
SETTINGS = Settings("Daybook", URL, "en", "UTC", Licence("CC BY 4.0", "https://cc.example/by/"))
MOMENT = datetime(2025, 10, 24, 3, 30, tzinfo=UTC)
DATES = Dates(MOMENT, MOMENT)


def article(headline: str = "A headline", **said: Any) -> dict[str, Any]:
    """Return the structured data of a day."""
    digest = Digest(headline, "Summary", day=date(2025, 10, 24), **said)
    credit = Attribution("CoinGlass", "The Wire")
    bitcoin = Asset("BTC", "Bitcoin", "btc")
    return news_article(
        SETTINGS, "2025/10/24/", "Words.", digest, DATES, [bitcoin], [credit], ["A correction."]
    )


@given(st.text() | st.sampled_from(["</script>", "<!--", "\u2028", "]]>", "&lt;", "{{ x }}"]))
def test_any_words_stand_in_a_page_without_ending_it(words: str) -> None:
    """No text ends the block that it stands in, begins a comment, or is lost."""
    text = json_ld([article(words), {"@type": "Thing", "name": words}])
    assert not re.search("[<>&\u2028\u2029]", text)
    assert json.loads(text)["@graph"][1]["name"] == words


def test_what_a_page_is_about_comes_first() -> None:
    """The article stands before the way to it; a single thing stands by itself."""
    crumbs = breadcrumbs(SETTINGS, [], ("Here", "here/"))
    graph = json.loads(json_ld([article(), crumbs]))
    assert graph["@context"] == "https://schema.org"
    assert [node["@type"] for node in graph["@graph"]] == ["NewsArticle", "BreadcrumbList"]
    assert json.loads(json_ld([crumbs]))["@type"] == "BreadcrumbList"


def test_breadcrumbs_count_from_the_home_page() -> None:
    """Every step has its place, its name and its whole address."""
    crumbs = breadcrumbs(SETTINGS, [("2025", "2025/")], ("October", "2025/10/"))
    assert [
        (step["position"], step["name"], step["item"]) for step in crumbs["itemListElement"]
    ] == [
        (1, "Daybook", URL),
        (2, "2025", f"{URL}2025/"),
        (3, "October", f"{URL}2025/10/"),
    ]


def test_an_article_names_its_publisher_and_each_author() -> None:
    """The organization reports; a commentator stands beside it, with a page where there is one."""
    authors = (Byline("Ada", "authors/ada/"), Byline("Grace", ""))
    found = article(authors=authors)
    assert [(one["@type"], one["name"]) for one in found["author"]] == [
        *(("Organization", "Daybook"), ("Person", "Ada"), ("Person", "Grace")),
    ]
    assert found["author"][1]["url"] == f"{URL}authors/ada/"
    assert "url" not in found["author"][2]
    assert found["publisher"]["name"] == "Daybook"
    assert found["isBasedOn"]["creator"] == [{"@type": "Organization", "name": "CoinGlass"}]
    assert found["correction"] == ["A correction."]
    assert found["license"] == "https://cc.example/by/"


@given(st.text(min_size=1, max_size=400))
def test_a_headline_keeps_to_what_search_engines_take(headline: str) -> None:
    """It has at most 110 characters, cut with a sign that it is."""
    found = article(headline)["headline"]
    assert len(found) <= 110
    assert found == " ".join(headline.split()) or (len(headline) > 110 and found.endswith("…"))


def test_figures_keep_the_terms_of_their_sources() -> None:
    """A dataset names where those stand, never the licence of the site's words."""
    data = dataset(SETTINGS, "a/", "N", "D", (date(2025, 1, 1), date(2025, 2, 1)), ["x", "x"], [])
    assert data["license"] == article()["isBasedOn"]["license"] == f"{URL}methodology/#sources"
    assert data["temporalCoverage"] == "2025-01-01/2025-02-01"
    assert data["variableMeasured"] == ["x"]
    assert "distribution" not in data


def test_the_home_page_says_whose_site_it_is() -> None:
    """The site and its publisher, with the logo, refer to each other."""
    site, organization = website(SETTINGS)
    assert site["publisher"]["@id"] == organization["@id"]
    assert organization["logo"] == f"{URL}assets/images/logo.png"
