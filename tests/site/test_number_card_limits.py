"""What the card of a number costs, and what happens when something is missing."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.site.cards import ALLOWED, DAY, DESK, PHONE, SHARE, TOTAL, card_of, slot
from tests.site.readers import reading


def answering(change: Callable[[dict], None]) -> Callable[[Route], None]:
    """Return what to do with a request for the ledger: answer with a changed one."""

    def answer(route: Route) -> None:
        ledger = route.fetch().json()
        change(ledger)
        route.fulfill(json=ledger)

    return answer


def test_nothing_is_fetched_before_a_number_is_asked(browser: Browser, strict_address: str) -> None:
    """The ledger is fetched once, from beside the page, when the first number is asked."""
    asked: list[str] = []

    def listen(page: Page) -> None:
        page.on("request", lambda request: asked.append(request.url))

    with reading(browser, strict_address + DAY, listen, **DESK) as page:
        page.wait_for_load_state("networkidle")
        before = len(asked)
        assert not [url for url in asked if "ledger" in url or "card.js" in url]
        for number in page.locator(".keyfigure__value data").all():
            number.click()
            expect(slot(page, "value")).to_be_visible()
        scripts = f"{strict_address}assets/javascripts/"
        assert asked[before:] == [
            f"{scripts}number-card.js",
            f"{scripts}figure-words.js",
            f"{strict_address}{DAY}ledger.json",
        ]


@pytest.mark.parametrize("address", ["", "2025/10/", "2025/", "records/", "methodology/"])
def test_pages_without_a_ledger_have_no_cards(
    browser: Browser, strict_address: str, address: str
) -> None:
    """Other pages load none of it, and their numbers are plain text or within links."""
    with reading(browser, strict_address + address) as page:
        assert page.locator("#number-card, script[src*=numbers], data[tabindex]").count() == 0


def test_without_scripts_nothing_is_lost(browser: Browser, strict_address: str) -> None:
    """With scripts off no number promises a card, none of its words show, the ledger is linked."""
    with reading(browser, strict_address + DAY, java_script_enabled=False) as page:
        assert page.locator("main data").count() > 60
        assert page.locator("[tabindex='0'][role=button], .numbercard").count() == 0
        assert page.locator("main data").first.evaluate("e => getComputedStyle(e).cursor") != "help"
        assert "Copy value" not in page.locator("body").inner_text()
        expect(page.locator('a[href="ledger.json"]')).to_be_visible()


def test_a_browser_without_popovers_is_left_alone(browser: Browser, strict_address: str) -> None:
    """Where the browser cannot show the card, numbers stay what they are."""

    def grow_old(page: Page) -> None:
        page.add_init_script("delete HTMLElement.prototype.togglePopover")

    with reading(browser, strict_address + DAY, grow_old, **DESK) as page:
        page.wait_for_load_state("networkidle")
        page.locator(TOTAL).click()
        assert page.locator("data[tabindex], .numbercard").count() == 0


@pytest.mark.parametrize("answer", ["404", "no JSON", "refused"])
def test_a_ledger_that_cannot_be_had_is_said(
    browser: Browser, strict_address: str, answer: str
) -> None:
    """The card says so instead of a value, throws nothing, and the next number asks again."""
    answers: dict[str, Callable[[Route], None]] = {
        "404": lambda route: route.fulfill(status=404, body="<h1>404</h1>"),
        "no JSON": lambda route: route.fulfill(body="<!doctype html><title>Sign in</title>"),
        "refused": lambda route: route.abort(),
    }
    faults: list[str] = []
    context = browser.new_context()
    try:
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(strict_address + DAY)
        page.route("**/ledger.json", answers[answer])
        page.locator(TOTAL).click()
        expect(slot(page, "label")).to_have_text("$735.07M")
        expect(slot(page, "message")).to_contain_text("could not be loaded")
        expect(slot(page, "figure")).to_be_hidden()
        page.unroute("**/ledger.json")
        page.locator(SHARE).click()
        expect(slot(page, "value")).to_have_text("85.34969458691009")
        expect(slot(page, "message")).to_be_hidden()
    finally:
        context.close()
    assert faults == []


@pytest.mark.parametrize("edition", ["another value", "another figure"])
def test_a_ledger_of_another_edition_is_not_believed(
    browser: Browser, strict_address: str, edition: str
) -> None:
    """Where ledger and page disagree, as after a correction, the card says so, and no value."""

    def change(ledger: dict) -> None:
        for figure in ledger["figures"]:
            if figure["id"] == "market.liquidations_24h_usd":
                if edition == "another value":
                    figure["value"] += 1
                else:
                    figure["id"] = "market.something_else"

    with reading(browser, strict_address + DAY, **DESK) as page:
        page.route("**/ledger.json", answering(change))
        page.locator(TOTAL).click()
        expect(slot(page, "message")).to_contain_text("another edition")
        expect(slot(page, "figure")).to_be_hidden()


def test_a_ledger_is_text_and_never_markup(browser: Browser, strict_address: str) -> None:
    """Markup in a ledger is shown as it stands, and only web addresses become links."""

    def change(ledger: dict) -> None:
        for figure in ledger["figures"]:
            figure["label"] = "<img src=x onerror=alert(1)>"
        for source in ledger["sources"]:
            source["url"] = "javascript:alert(1)"
            source["publisher"] = "<b>bold</b>"

    with reading(browser, strict_address + DAY, **DESK) as page:
        page.route("**/ledger.json", answering(change))
        page.locator(TOTAL).click()
        expect(slot(page, "label")).to_have_text("<img src=x onerror=alert(1)>, 24h")
        expect(slot(page, "source")).to_have_text("CoinGlass, via <b>bold</b>")
        assert slot(page, "source").get_attribute("href") is None
        assert card_of(page).locator("img, b").count() == 0


@pytest.mark.slow
def test_nothing_moves_when_a_card_opens(browser: Browser, strict_address: str) -> None:
    """Neither the hint at a number nor its card shifts the page."""
    shift = """
    (since) => new Promise((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if (!entry.hadRecentInput && entry.startTime > since) sum += entry.value;
        }
      }).observe({ type: "layout-shift", buffered: true });
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum), 100)));
    })
    """
    with reading(browser, strict_address + DAY, **DESK) as page:
        size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        loaded = page.evaluate("document.fonts.ready.then(() => performance.now())")
        before = page.evaluate(size)
        for number in page.locator(".keyfigure data, .lede data").all():
            number.hover()
            expect(number).to_have_attribute("data-asked", "")
            expect(slot(page, "value")).to_be_visible()
            page.mouse.move(4, 4)
            expect(card_of(page)).to_be_hidden()
        assert page.evaluate(size) == before
        assert page.evaluate(shift, loaded) == 0


def test_a_card_is_not_printed(browser: Browser, strict_address: str) -> None:
    """On paper there is the page alone."""
    with reading(browser, strict_address + DAY, **DESK) as page:
        page.locator(TOTAL).click()
        expect(card_of(page)).to_be_visible()
        page.emulate_media(media="print")
        expect(card_of(page)).to_be_hidden()


def test_the_words_of_the_card_are_in_one_template(browser: Browser, strict_address: str) -> None:
    """Translating the partial translates the card: no script has a word of its own."""

    def translate(route: Route) -> None:
        start, words = route.fetch().text().split('<template id="number-card">')
        texts = re.sub(r">([^<>]*[A-Za-z][^<>]*)<", lambda match: f">{turned(match[1])}<", words)
        route.fulfill(body=f'{start}<template id="number-card">{texts}', content_type="text/html")

    def turned(text: str) -> str:
        return re.sub(r"(\{\w+\})|[A-Za-z]", lambda match: match[1] or "가", text)

    def prepare(page: Page) -> None:
        page.route(f"**/{DAY}", translate)

    with reading(browser, strict_address + DAY, prepare, **DESK, **ALLOWED) as page:
        page.locator(SHARE).click()
        expect(slot(page, "value")).to_be_visible()
        page.locator(".numbercard [name=follow]").first.click()
        expect(slot(page, "cell")).to_be_visible()
        page.locator(".numbercard [name=copy]").click()
        expect(page.locator(".numbercard [name=copy]")).to_have_text("가" * 6)
        words = card_of(page).inner_text()
    for said in ("All assets", "Long liquidations, 24h", "Long share, 24h",
                 "12:30 KST (03:30 UTC), 24 Oct 2025", "CoinGlass", "Block Media",
                 "2025/2025-10-24.yml:11"):  # fmt: skip
        words = words.replace(said, "")
    assert re.findall(r"[A-Za-z]+", words) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("options", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.slow
def test_axe_finds_nothing(
    browser: Browser, strict_address: str, options: dict, scheme: str
) -> None:
    """Closed, open, followed or failed: axe finds no fault, contrast and target sizes included."""
    with reading(browser, strict_address + DAY, **options, color_scheme=scheme) as page:
        assert faults_of_axe(page) == []
        page.locator(SHARE).click()
        expect(slot(page, "value")).to_be_visible()
        assert faults_of_axe(page) == []
        assert faults_of_axe(page, ".numbercard") == []
        page.locator(".numbercard [name=follow]").first.click()
        expect(slot(page, "cell")).to_be_visible()
        assert faults_of_axe(page, ".numbercard") == []


def faults_of_axe(page: Page, part: str = "") -> list[str]:
    """Return what axe finds wrong with a page; of a part of it, also what it cannot decide."""
    rules = {"focus-order-semantics": {"enabled": True}, "target-size": {"enabled": True}}
    found = Axe().run(page, context=part or None, options={"rules": rules}).response
    faults = found["violations"] + (found["incomplete"] if part else [])
    return [f"{fault['id']}: {node['html']}" for fault in faults for node in fault["nodes"]]
