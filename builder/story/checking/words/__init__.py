"""Finds in a sentence its numbers, days, windows, and the phrases of a vocabulary."""
