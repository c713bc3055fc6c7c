"""Holds claims against figures: a module for each kind of statement that can be wrong."""
