"""A web server for a built site, as a static host serves it."""

import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
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


@contextmanager
def served(
    site: Path, prefix: str = "/", policy: str = "", rules: Rules | None = None
) -> Iterator[str]:
    """Serve a folder on this machine; gives the address of its root."""
    handler = partial(PublishedSite, prefix=prefix, directory=str(site), policy=policy, rules=rules)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}{prefix}"
        server.shutdown()
        thread.join()
