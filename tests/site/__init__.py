"""Tests of the whole site, built once by the real command from the repository's own data."""
