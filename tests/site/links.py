"""The link checker lychee, set to follow what leads from page to page."""

import re
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from tests.site.building import public_address

LYCHEE = Path(sysconfig.get_path("scripts")) / "lychee"


def check_links(folder: Path, public: str) -> subprocess.CompletedProcess[str]:
    """Follow every link between the pages of a folder, to the very heading that it names.

    Nothing is asked of the network: links to the site's own public address lead into the folder,
    links to other sites are left alone. A link such as `/about/`, which starts at the host, leads
    into the folder only if it names the path of the public address as well.
    """
    path = urlsplit(public).path.removesuffix("/")
    with tempfile.TemporaryDirectory() as host:
        here = re.escape(Path(host).resolve().as_uri() + path)
        options = [
            "--offline",
            "--no-progress",
            "--mode=plain",
            "--include-fragments",
            # A link to a folder leads to its index.html, as it does on a web server.
            "--index-files=index.html",
            # The folder may lie where a .gitignore says that builds are to be ignored.
            "--no-ignore",
            "--hidden",
            f"--root-dir={host}",
            f"--remap=^{re.escape(public)}(.*)$ {folder.as_uri()}/$1",
            f"--remap=^{here}(/.*)?$ {folder.as_uri()}$1",
        ]
        return subprocess.run(
            [str(LYCHEE), *options, "--", f"{folder}/**/*.html"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )


if __name__ == "__main__":
    # `make links` follows those of the project's own site.
    result = check_links(Path(sys.argv[1]).resolve(), public_address(Path.cwd()))
    sys.stdout.write(result.stdout)
    sys.exit(result.returncode)
