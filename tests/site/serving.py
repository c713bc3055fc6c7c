"""A web server for a built site, as a static host serves it."""

import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
    )
)
"""The Content-Security-Policy to serve a site with: nothing inline, nothing from elsewhere."""


def policy_sent_with(site: Path) -> str:
    """Return the Content-Security-Policy that a host sends with a site's files, from `_headers`."""
    (policy,) = re.findall(
        r"^  Content-Security-Policy: (.*)$",
        (site / "_headers").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    return policy


Rules = dict[str, dict[str, str]]
"""What is sent with files, by the pattern of their paths."""


def rules_sent_with(site: Path) -> Rules:
    """Return what a host sends with a site's files, from `_headers`: all that matches a path."""
    rules: Rules = {}
    for line in (site / "_headers").read_text(encoding="utf-8").splitlines():
        if line.startswith("/"):
            rules[line] = {}
        elif line:
            name, _, value = line.partition(": ")
            rules[next(reversed(rules))][name.strip()] = value
    return rules


class PublishedSite(SimpleHTTPRequestHandler):
    """Serves a folder as a static host does: below the path of its public address."""

    def __init__(
        self,
        *arguments: object,
        prefix: str,
        directory: str,
        policy: str = "",
        rules: Rules | None = None,
    ) -> None:
        self.prefix = prefix
        self.policy = policy
        self.rules = rules or {}
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type] - passed on as they came

    def translate_path(self, path: str) -> str:
        """Give the file for a request; one outside the site's path is a file that is missing."""
        if not path.startswith(self.prefix):
            return os.path.join(self.directory, "outside", "the", "site")  # noqa: PTH118 - its base class wants text
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def end_headers(self) -> None:
        """Send the policy, where there is one, with every answer, and what rules say of it."""
        for path, headers in self.rules.items():
            if fnmatchcase(self.path.partition("?")[0], path):
                for name, value in headers.items():
                    self.send_header(name, value)
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - its base class says so
        """Say nothing: a test reports what the browser saw."""


BLOCK = re.compile(rb"(?<=[\s>])<(?:a|button|d[dlt]|dialog|div|h\d|li|nav|p|svg|t[dhr]|table|ul)\b")
"""Where the text before is whole: a word of which half has come may yet move to the next line."""


class SlowSite(PublishedSite):
    """Serves pages as over a slow line: what comes first is shown before the rest is there."""

    def do_GET(self) -> None:
        """Send the beginning of a page in pieces, each whole up to where a block begins."""
        file = Path(self.translate_path(self.path.partition("?")[0])) / "index.html"
        if not file.is_file():
            super().do_GET()
            return
        html = file.read_bytes()
        body = html.index(b"<body")
        blocks = [block.start() for block in BLOCK.finditer(html, body, body + 24_000)]
        cuts = [body, *blocks[:: max(1, len(blocks) // 48)], len(html)]
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(html)))
        self.end_headers()
        self.wfile.write(html[:body])
        # The styles come before anything is shown.
        time.sleep(0.5)
        for begin, end in pairwise(cuts):
            self.wfile.write(html[begin:end])
            time.sleep(0.05)


@contextmanager
def served(
    site: Path,
    prefix: str = "/",
    policy: str = "",
    rules: Rules | None = None,
    host: type[PublishedSite] = PublishedSite,
) -> Iterator[str]:
    """Serve a folder on this machine, as such a host does; gives the address of its root."""
    handler = partial(host, prefix=prefix, directory=str(site), policy=policy, rules=rules)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()
        thread.join()
