"""Asks the program Pagefind to make an index.

The program's own command line reads pages in the order in which a folder happens to list them, and
the index differs with it; its Python wrapper waits a tenth of a second after each page. Both speak
to the same program: this speaks to it as the wrapper does, in the records' own order. Messages are
JSON in Base64, each ended by a comma, and each is answered before the next is sent.
"""

from __future__ import annotations

import base64
import json
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

from pagefind_bin import get_executable

from builder.publish.errors import SiteError
from builder.publish.search.records import Record

_COMMA = b","


class SearchError(SiteError):
    """Pagefind is not there, or did not do what it was asked to."""


def index_files(records: Iterable[Record], language: str) -> dict[str, bytes]:
    """Return the files of an index over records, by their paths.

    Raises SearchError with Pagefind's own words.
    """
    with _running() as program:
        number = program.ask("NewIndex", config={"force_language": language})["index_id"]
        for record in records:
            program.ask(
                "AddRecord",
                index_id=number,
                url=f"/{record.address}",
                # A page that says nothing would be left out.
                content=record.text or record.meta["title"],
                language=language,
                meta=dict(record.meta),
                filters={name: list(values) for name, values in record.facets.items() if values},
                sort=dict(record.order),
            )
        files = program.ask("GetFiles", index_id=number)["files"]
    return {file["path"]: base64.b64decode(file["content"]) for file in files}


class _Program:
    """The running program, which answers one message after another."""

    def __init__(self, ears: IO[bytes], mouth: IO[bytes], complaints: IO[bytes]) -> None:
        self._ears = ears
        self._mouth = mouth
        self._complaints = complaints
        self._asked = 0

    def ask(self, what: str, **about: Any) -> dict[str, Any]:
        """Send a message and return its answer."""
        message = {"message_id": self._asked, "payload": {"type": what, **about}}
        self._asked += 1
        try:
            self._ears.write(base64.b64encode(json.dumps(message).encode()) + _COMMA)
            self._ears.flush()
        except BrokenPipeError as error:
            raise self._silence(what) from error
        answer: dict[str, Any] = json.loads(base64.b64decode(self._heard(what)))["payload"]
        if answer["type"] == "Error":
            raise SearchError(f"search: Pagefind refuses {what}: {answer['message']}")
        return answer

    def _heard(self, what: str) -> bytes:
        heard = bytearray()
        while not heard.endswith(_COMMA):
            part = self._mouth.read1(1 << 20)  # type: ignore[attr-defined] - a buffered pipe has it
            if not part:
                raise self._silence(what)
            heard += part
        return bytes(heard[:-1])

    def _silence(self, what: str) -> SearchError:
        self._complaints.seek(0)
        said = self._complaints.read().decode(errors="replace").strip() or "it says nothing"
        return SearchError(f"search: Pagefind ended at {what}: {said}")


@contextmanager
def _running() -> Iterator[_Program]:
    try:
        command = [str(get_executable()), "--service"]
    except FileNotFoundError as error:
        raise SearchError(f"search: expected the program Pagefind, found none: {error}") from error
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(  # noqa: S603 - the program that the lock file names
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env={},
        ) as process,
    ):
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield _Program(process.stdin, process.stdout, complaints)
        finally:
            process.kill()
            # What it no longer reads is lost, and no fault of its own.
            with suppress(BrokenPipeError):
                process.stdin.close()
