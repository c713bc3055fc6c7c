"""Reads authors' prose against the figures of its day, as a good copy desk would.

By fixed rules and no language model: Markdown becomes sentences whose every character knows its
place in the file (:mod:`.prose`); a sentence's numbers, assets, metrics, windows and days are found
(:mod:`.words`); they are put together to claims (:mod:`.claims`); a claim is held against the day's
figures (:mod:`.figures`, :mod:`.verdicts`), and what contradicts them becomes a finding
(:mod:`.findings`). The words of a language stand in a package of its own
(:mod:`.en`); nothing else here knows English.
"""
