import re
from base64 import b64encode
from fnmatch import fnmatchcase
from hashlib import sha256
from pathlib import Path

import pytest

from builder.market.registry import Asset
from builder.pages.settings import Settings
from builder.publish.found.hosting import headers, policy_of, redirects
from tests.pages.html import parse
from tests.publish.small_site import URL, build
from tests.site.found import head_of

POLICY = "default-src 'none'; script-src 'self'"
MOVED = Asset("BTC", "Bitcoin", "bitcoin", aliases=("xbt", "btc"))


def rules_of(text: str) -> dict[str, dict[str, str]]:
    """Read a `_headers` file: what is sent, by path."""
    rules: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if line.startswith("/"):
            rules[line] = {}
        elif line:
            name, _, value = line.partition(": ")
            assert re.fullmatch(r"  [A-Z][A-Za-z-]+", name), line
            rules[next(reversed(rules))][name.strip()] = value
    return rules


def pages_of(site: Path) -> list[Path]:
    """Return the pages of a site; those that others frame allow themselves less."""
    return [path for path in site.rglob("*.html") if not path.is_relative_to(site / "embed")]


def test_only_pages_to_embed_may_be_framed(small: Path) -> None:
    """A rule refuses frames for each page, and none speaks of the pages to embed."""
    rules = rules_of((small / "_headers").read_text(encoding="utf-8"))
    refused = [path for path, sent in rules.items() if sent.get("X-Frame-Options") == "DENY"]
    pages = [f"/{path.relative_to(small).as_posix()}" for path in pages_of(small)]
    assert all(any(fnmatchcase(page, rule) for rule in refused) for page in pages)
    assert "/" in refused
    embeds = [f"/{path.relative_to(small).as_posix()}" for path in small.glob("embed/**/*.html")]
    assert embeds
    assert not any(fnmatchcase(page, rule) for page in embeds for rule in refused)
    everywhere = rules["/*"]["Content-Security-Policy"]
    assert "frame-ancestors" not in everywhere


def test_hosts_send_the_policy_that_pages_state(small: Path) -> None:
    """Every page states one policy; the header repeats it, with what it is no page's to say.

    That is that the search's worker may run WebAssembly.
    """
    sent = rules_of((small / "_headers").read_text(encoding="utf-8"))["/*"]
    everywhere = sent["Content-Security-Policy"].replace(" 'wasm-unsafe-eval'", "", 1)
    for path in pages_of(small):
        stated = re.sub(r" 'sha256-[^']*'", "", policy_of(path.read_text(encoding="utf-8")))
        assert everywhere == stated
    assert "script-src 'self' 'wasm-unsafe-eval';" in sent["Content-Security-Policy"]
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert {"Referrer-Policy", "Permissions-Policy"} <= sent.keys()


def test_the_policy_allows_nothing_from_elsewhere(small: Path) -> None:
    """No source but the site itself, images within style sheets, and a page's own data by hash."""
    for path in pages_of(small):
        text = path.read_text(encoding="utf-8")
        directives = dict(part.split(" ", 1) for part in policy_of(text).split("; "))
        assert directives.pop("default-src") == "'none'"
        blocks = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        hashes = [
            f"'sha256-{b64encode(sha256(block.encode()).digest()).decode()}'" for block in blocks
        ]
        assert directives.pop("script-src").split() == ["'self'", *hashes], path
        sources = {source for value in directives.values() for source in value.split()}
        assert sources == {"'self'", "'none'", "data:"}


def test_no_page_has_anything_inline(small: Path) -> None:
    """No page has a style, a handler or a script of its own, but for data."""
    for path in small.rglob("*.html"):
        tree = parse(path.read_text(encoding="utf-8"))
        for element in tree.walk():
            assert element.tag != "style", path
            names = element.attributes.keys()
            assert [name for name in names if name == "style" or name.startswith("on")] == [], path
            if element.tag == "script" and element.attributes.get("type") != "application/ld+json":
                assert "src" in element.attributes, path


def test_the_policy_stands_before_all_that_it_is_about(small: Path) -> None:
    """Nothing is asked for above the policy, and the encoding is still among the first bytes."""
    for path in pages_of(small):
        text = path.read_text(encoding="utf-8")
        at = text.index("Content-Security-Policy")
        assert not re.search(r"<(link|script|img|style)\b", text[:at]), path
        assert text.encode().index(b'charset="utf-8"') < 1024


@pytest.mark.parametrize("page", ["", "<meta name='description' content='x'>"])
def test_a_theme_without_a_policy_is_refused(page: str) -> None:
    """A page that states none is an error that says so."""
    with pytest.raises(ValueError, match="expected a Content-Security-Policy"):
        policy_of(page)


@pytest.mark.parametrize(
    ("url", "base"),
    [("https://daybook.example/", ""), ("https://example.org/a/b/", "/a/b")],
)
def test_paths_are_those_of_the_host(url: str, base: str) -> None:
    """A site that is mounted below a path has it in every rule and redirect."""
    settings = Settings("Daybook", url)
    assert list(rules_of(headers(settings, POLICY, ["about"])))[:5] == [
        f"{base}/*",
        f"{base}/",
        f"{base}/index.html",
        f"{base}/404.html",
        f"{base}/about/*",
    ]
    assert redirects(settings, [MOVED]).splitlines() == [
        f"{base}/assets/xbt {base}/assets/bitcoin/ 301",
        f"{base}/assets/xbt/* {base}/assets/bitcoin/:splat 301",
        f"{base}/assets/btc {base}/assets/bitcoin/ 301",
        f"{base}/assets/btc/* {base}/assets/bitcoin/:splat 301",
    ]


def test_a_former_address_leads_to_the_new_one(small: Path) -> None:
    """A page there goes on by itself, has a link for people, and is none to be found."""
    for alias in ("xbt", "btc"):
        path = small / "assets" / alias / "index.html"
        head = head_of(path)
        new = f"{URL}assets/bitcoin/"
        assert [link.attributes["href"] for link in head.links("canonical")] == [new]
        assert head.meta("robots") == "noindex"
        (refresh,) = head.tree.all("meta", **{"http-equiv": "refresh"})
        assert refresh.attributes["content"] == f"2; url={new}"
        main = parse(path.read_text(encoding="utf-8")).one("main")
        assert "../bitcoin/" in [link.attributes["href"] for link in main.all("a")]


def test_what_programs_ask_for_stays_at_former_addresses(small: Path) -> None:
    """The data and the feeds of an asset are where they were."""
    for name in ("data.csv", "feed.xml", "feed.json"):
        now = (small / "assets/bitcoin" / name).read_bytes()
        assert (small / "assets/btc" / name).read_bytes() == now


def test_a_site_without_former_addresses_has_no_redirects(project: Path, tmp_path: Path) -> None:
    """There is no empty file of redirects."""
    site = build(tmp_path, project, {"2025-10-24.yml": "market: {fear_greed: 50}\n"}, {})
    assert not (site / "_redirects").exists()
    assert (site / "_headers").is_file()
