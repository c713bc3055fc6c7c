"""Puts what was found in a sentence together: what is said of each of its numbers."""
