"""The tests: one folder for each stage, and `site/` for the whole site as readers meet it."""
