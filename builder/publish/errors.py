"""What may be wrong with a site, apart from its inputs."""

from __future__ import annotations


class SiteError(Exception):
    """`mkdocs.yml` cannot be used, or something is wrong with the pages as they were made."""


class WrongFolder(Exception):
    """A folder that was named for a site or a cache holds, or lies in, what would be lost."""
