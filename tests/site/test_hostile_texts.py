"""Texts of hostile authors: refused with a reason, or published with nothing active in them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from builder.market.history import History, read_history
from builder.publish.folders import Folders
from builder.publish.preview import Preview
from tests.market.folders import DAY, NOW, write_files
from tests.market.snapshots import FULL_DAY, as_yaml
from tests.pages.html import Element, parse
from tests.site.hostile import HUGE, hostile_texts
from tests.site.readers import reading
from tests.site.serving import POLICY, served
from tests.story.commentary.pictures import png
from tests.story.commentary.test_markdown import active_parts
from tests.story.commentary.texts import faults_in, html_of, prepared, show, text_of

CORPUS = {**hostile_texts(), **HUGE}

STRICT = f"{POLICY}; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"

PLAIN = text_of("A plain text.")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with a day on file and an image beside its text."""
    root = tmp_path_factory.mktemp("hostile")
    write_files(root, {f"data/{DAY}.yml": as_yaml(FULL_DAY), "content/days/x.png": png()})
    return root


@pytest.fixture(scope="module")
def history(folder: Path) -> History:
    """Give the day on file."""
    return read_history(folder / "data")


def is_refused(history: History, folder: Path, text: str) -> bool:
    """Tell whether a build names a fault of a text, and so publishes nothing."""
    return bool(faults_in(history, text_of(text), folder / "content"))


def test_the_corpus_is_large() -> None:
    """It holds well over a hundred and fifty texts that differ."""
    assert len(set(CORPUS.values())) == len(CORPUS) > 250


@pytest.mark.parametrize("name", CORPUS)
def test_a_hostile_text_is_refused_or_harmless(history: History, folder: Path, name: str) -> None:
    """Each by itself has a fault with its line, or becomes HTML in which nothing is active."""
    ready, faults = prepared(history, text_of(CORPUS[name]), folder / "content")
    assert all(fault.line >= 6 for fault in faults)
    if not faults:
        assert ready is not None
        html = ready.body.shown(show)
        assert active_parts(html) == []
        assert parse(html).all("data") == []


@pytest.mark.parametrize("name", [name for name in CORPUS if name.startswith("injection")])
def test_an_injected_template_is_refused(history: History, folder: Path, name: str) -> None:
    """What is no figure between braces never gets as far as a page."""
    assert is_refused(history, folder, CORPUS[name])


@dataclass(frozen=True)
class Sites:
    """A site with hostile texts and the same with plain ones, and the addresses of their pages.

    The first page holds all texts that leave what follows them alone, each before its marker; the
    others hold one text each, of those that would swallow the next.
    """

    hostile: Path
    plain: Path
    pages: tuple[str, ...]
    markers: tuple[str, ...]


@pytest.fixture(scope="module")
def sites(
    project: Path, folder: Path, history: History, tmp_path_factory: pytest.TempPathFactory
) -> Sites:
    """Build both sites, as a preview does, which lets links lead nowhere."""
    accepted = [t for t in CORPUS.values() if not is_refused(history, folder, t)]
    open_ended = [t for t in accepted if "<p>marker</p>" not in html_of(f"{t}\n\nmarker")]
    together = [t for t in accepted if t not in open_ended]
    assert len(together) >= 150
    markers = tuple(f"marker-{number}." for number in range(len(together)))
    body = "\n\n".join(f"{t}\n\n{m}" for t, m in zip(together, markers, strict=True))
    days = [DAY + timedelta(days=number) for number in range(len(open_ended) + 1)]
    texts = dict(zip(days, [body, *open_ended], strict=True))
    built = {}
    for name, text in (("hostile", text_of), ("plain", lambda _: PLAIN)):
        root = tmp_path_factory.mktemp(name)
        write_site_inputs(root, texts, text)
        folders = Folders(
            root / "data", root / "content", project / "mkdocs.yml", root / "site", root / "docs",
            folder / "charts",
        )  # fmt: skip
        Preview(folders, 2, [folders.config]).build(NOW)
        built[name] = folders.site
    pages = tuple(f"{day:%Y/%m/%d}/" for day in days)
    return Sites(built["hostile"], built["plain"], pages, markers)


def write_site_inputs(root: Path, texts: dict[date, str], written: Callable[[str], str]) -> None:
    """Write a day for each text, the image that texts show, and the texts."""
    figures = {day: as_yaml(FULL_DAY, None) for day in texts}
    write_files(root / "data", {f"{day}.yml": text for day, text in figures.items()})
    write_files(root / "content", {f"days/{day}.md": written(t) for day, t in texts.items()})
    write_files(root / "content", {"days/x.png": png()})


SPY = """
window.spied = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = () => { window.spied.push(name); };
document.addEventListener("securitypolicyviolation", (event) =>
  window.spied.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
"""Before anything else, notes what a hostile text would call, and what the policy stops."""

PROVOKE = """
() => {
  const kinds = ["click", "dblclick", "mouseover", "mouseenter", "pointerenter", "focus", "blur",
    "input", "change", "submit", "toggle", "wheel", "copy", "paste", "keydown", "load", "error",
    "animationstart", "transitionend", "begin", "start", "close", "loadstart"];
  document.addEventListener("click", (event) => event.preventDefault(), true);
  document.addEventListener("submit", (event) => event.preventDefault(), true);
  for (const element of document.querySelectorAll(".commentary, .commentary *"))
    for (const kind of kinds)
      element.dispatchEvent(new Event(kind, { bubbles: true, cancelable: true }));
  return document.querySelectorAll(".commentary *").length;
}
"""
"""Does to every element of a text what a reader might."""

ACTIVE = """
() => [...document.querySelectorAll(".commentary, .commentary *")].flatMap((element) => [
  ...[...element.attributes].filter(({ name }) => /^on|^style$|^xlink|^formaction$/.test(name)),
  ...["href", "src", "action", "cite"].filter((name) => element.hasAttribute(name)).map((name) =>
    new URL(element.getAttribute(name), location.href))
    .filter(({ protocol }) => !["http:", "https:", "mailto:"].includes(protocol)),
  ...(/^(script|style|iframe|object|embed|form|input|button|svg|math|link|meta|base|template|video|audio|data)$/i
    .test(element.localName) || element.namespaceURI !== "http://www.w3.org/1999/xhtml"
    ? [element.localName] : []),
].map((found) => `${element.localName}: ${found.name ?? found}`))
"""
"""What is active in a text, as the browser itself understood it."""


@pytest.fixture(scope="module")
def strict(sites: Sites) -> Iterator[str]:
    """Give the address of the hostile site under a strict policy."""
    with served(sites.hostile, "/", STRICT) as address:
        yield address


@pytest.fixture(scope="module")
def lenient(sites: Sites) -> Iterator[str]:
    """Give the address of the hostile site without any policy: nothing but the text protects it."""
    with served(sites.hostile) as address:
        yield address


def spying(page: Page) -> None:
    """Note what a page calls; a dialog, or a window of its own, fails the test at once."""
    page.add_init_script(SPY)
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    page.on("popup", lambda popup: pytest.fail(f"a window: {popup.url}"))


@pytest.mark.slow
def test_a_strict_policy_has_nothing_to_refuse(browser: Browser, sites: Sites, strict: str) -> None:
    """Under a strict policy no hostile page is refused anything, logs anything, or asks anyone."""
    for page_address in sites.pages:
        with reading(browser, strict + page_address, spying) as page:
            assert page.evaluate(PROVOKE) > 0
            page.wait_for_timeout(50)
            assert page.evaluate("window.spied") == [], page_address
            assert page.evaluate(ACTIVE) == [], page_address


@pytest.mark.slow
def test_without_a_policy_nothing_runs_either(browser: Browser, sites: Sites, lenient: str) -> None:
    """It is the sanitised text that is safe: without any policy no script of an author runs."""
    for page_address in sites.pages:
        with reading(browser, lenient + page_address, spying) as page:
            assert page.evaluate(PROVOKE) > 0
            page.wait_for_timeout(50)
            assert page.evaluate("window.spied") == [], page_address
            assert page.url == lenient + page_address


@pytest.mark.slow
def test_what_is_harmless_in_a_hostile_text_is_shown(
    browser: Browser, sites: Sites, strict: str
) -> None:
    """No text swallows what stands after it: every marker is on the page, once."""
    with reading(browser, strict + sites.pages[0]) as page:
        words = page.locator("section.commentary").inner_text()
    # A table that is never closed may hold what follows, and be drawn around it.
    assert sorted(re.findall(r"marker-\d+\.", words)) == sorted(sites.markers)


OUTSIDE = """
() => {
  const copy = document.documentElement.cloneNode(true);
  copy.querySelector("section.commentary").replaceChildren();
  return copy.outerHTML;
}
"""


@pytest.mark.slow
def test_a_page_stays_itself_around_a_hostile_text(browser: Browser, sites: Sites) -> None:
    """All but the commentary is what it is beside a plain text, element for element."""
    with served(sites.hostile) as hostile, served(sites.plain) as plain:
        for page_address in sites.pages:
            around = []
            for address in (hostile, plain):
                with reading(browser, address + page_address) as page:
                    around.append(page.evaluate(OUTSIDE).replace(address, "/"))
                    assert page.locator("h1").count() == 1
                    assert page.locator("main > article > h2#sources").is_visible()
                    assert page.locator("main > article > ul.downloads").is_visible()
                    assert page.locator("body > footer").is_visible()
                    assert page.locator(".commentary #sources, .commentary #content").count() == 0
            assert around[0] == around[1], page_address


@pytest.mark.slow
def test_the_page_is_one_tree(sites: Sites) -> None:
    """The commentary is one section, closed where it was opened, with its ids apart."""
    for page_address in sites.pages:
        html = (sites.hostile / page_address / "index.html").read_text("utf-8")
        page: Element = parse(html[html.index("<article") : html.index("</article>") + 10])
        section = page.one("section", "commentary")
        assert page.one("article").children.index(section) > 0
        ids = [e.attributes["id"] for e in page.walk() if "id" in e.attributes]
        assert len(ids) == len(set(ids))
        own = [e.attributes["id"] for e in section.walk() if "id" in e.attributes]
        assert all(one.startswith("commentary") for one in own)
