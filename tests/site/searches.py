"""What a reader does with the search, and what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page, Request

from tests.site.readers import reading

PHONE = {"viewport": {"width": 360, "height": 720}, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 800}}

MOST_BYTES = 300_000
"""What a first search may take in, files that a host could compress uncompressed."""

_SETTLED = ".search__results[aria-busy=false]"
_SCALES = {"": 1, "K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}


@dataclass(frozen=True)
class Found:
    """One result: the address of its page and what it says."""

    address: str
    date: str
    headline: str
    figures: tuple[str, ...]
    excerpt: str
    marked: tuple[str, ...]

    @property
    def liquidations(self) -> float:
        """The total of a day in US dollars as the result prints it; -1 where it prints none."""
        for figure in self.figures:
            match = re.fullmatch(
                r"Liquidations, 24h(?:, assets on file)? \$([\d.,]+)([KMBT]?)", figure
            )
            if match:
                return float(match[1].replace(",", "")) * _SCALES[match[2]]
        return -1


_READ = """
(results) => results.map((result) => {
  const text = (part) => result.querySelector(`.result__${part}`).textContent.trim();
  return [
    new URL(result.querySelector("a").href).pathname, text("date"), text("headline"),
    [...result.querySelectorAll(".result__figures > span")].map((one) => one.textContent.trim()),
    text("excerpt"),
    [...result.querySelectorAll("mark")].map((one) => one.textContent),
  ];
})
"""


def open_search(page: Page, key: str = "/") -> None:
    """Open the search by a key and wait for what it shows first."""
    page.keyboard.press(key)
    settle(page)


def settle(page: Page) -> None:
    """Wait until the results are those of what was asked last."""
    page.locator(_SETTLED).wait_for(state="attached")


def words(page: Page) -> Locator:
    """Return the field that words go into."""
    return page.get_by_role("searchbox", name="Search the archive")


def search(page: Page, text: str) -> list[Found]:
    """Search for words and return the results at the top."""
    words(page).fill(text)
    settle(page)
    return results(page)


def choose(page: Page, **choices: str) -> None:
    """Choose facets and the order by the names of their fields; `""` chooses nothing."""
    for name, value in choices.items():
        page.locator(f".search select[name={name}]").select_option(value)
        settle(page)


def results(page: Page) -> list[Found]:
    """Return the results on show."""
    read = page.locator(".result").evaluate_all(_READ)
    return [Found(a, d, h, tuple(f), e, tuple(m)) for a, d, h, f, e, m in read]


def all_results(page: Page) -> list[Found]:
    """Return all results, by asking for more until there are none."""
    more = page.get_by_role("button", name="Show more")
    while more.is_visible():
        shown = page.locator(".result").count()
        more.click()
        page.locator(".result").nth(shown).wait_for(state="attached")
    return results(page)


def said(page: Page) -> str:
    """Return what the search says of its results."""
    return page.locator(".search [role=status]").inner_text()


def count(page: Page) -> int:
    """Return how many results the search says there are."""
    number = re.match(r"[\d,]+", said(page))
    return int(number[0].replace(",", "")) if number else 0


class Transferred:
    """Counts the bytes that Chromium takes in for requests of the search, workers' included."""

    def __init__(self) -> None:
        self.urls: list[str] = []
        self._finished: list[Request] = []

    def listen(self, page: Page) -> None:
        """Begin to count a page's requests."""
        page.on("requestfinished", self._note)

    def _note(self, request: Request) -> None:
        if "/search/" in request.url:
            self.urls.append(request.url)
            self._finished.append(request)

    @property
    def bytes(self) -> int:
        """Headers and bodies of all answers so far, as they were transferred."""
        return sum(_size(request) for request in self._finished)


def _size(request: Request) -> int:
    sizes, response = request.sizes(), request.response()
    assert response is not None
    # Of a worker's own script Chromium tells no body.
    body = max(sizes["responseBodySize"], int(response.headers.get("content-length", 0)))
    return sizes["responseHeadersSize"] + body


def bytes_of_first_search(browser: Browser, address: str, text: str) -> int:
    """Return what opening a site's search and asking for words, which are found, takes in."""
    transferred = Transferred()
    with reading(browser, address, transferred.listen) as page:
        open_search(page)
        assert search(page, text)
        page.wait_for_load_state("networkidle")
        # Were the worker's requests not among them, nearly nothing would have been counted.
        assert any("pagefind-worker.js" in url for url in transferred.urls)
        return transferred.bytes
