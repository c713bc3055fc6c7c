"""English: how things stand to each other, and to all that is on file."""

ORDER = {
    "followed": """
        followed by, trailed by, trailed with,
        then, next was, next came, after which came, runner up was, in
        second place came, and then, second was, second came, tailed by, next in line was""",
    "next": "was next, came next, is next, next, followed",
    "ahead": """
        ahead of, in front of, more than, larger than, bigger than, greater than, higher than,
        heavier than, harder than, exceeding, exceeded, exceeds, outpacing, outpaced, outpaces,
        outstripping, outstripped, outstrips, topped, topping, tops, surpassed, surpassing,
        surpasses, overtook, overtaking, overtakes, beat, beats, beating, edged out, edges out,
        edging out, pipped, pips, pipping, dwarfed, dwarfs, dwarfing, above, eclipsed,
        eclipsing, faster than, further than, worse than, outdid, outdoing, outweighed,
        outweighing, outnumbered, outnumbering, steeper than, sharper than, deeper than,
        outran, narrowly ahead of, well ahead of, leapfrogged, overshadowed, not, rather than""",
    "beats": "outperformed, outperforms, outperforming, did better than, fared better than",
    "behind": """
        behind, trailing, trailed, trails, less than, smaller than, lower than, fewer than,
        lagged, lagging, lags, second only to, lighter than, milder than, slower than, outdone
        by, eclipsed by, outpaced by, dwarfed by, surpassed by, topped by, beaten by, below,
        next to only, overtaken by""",
    "led": """
        led by, led, leads, leading the, lead the, leading, headed by, headed the, heads the,
        topped the list, tops the list, topping the list, topped the table, tops the table,
        topped the ranking, top of the list, top of the table, in first place, first place,
        came first, ranked first, first was, in the lead, took the lead, headed the list,
        number one, bore the brunt, bears the brunt, bearing the brunt, bear the brunt, took
        the brunt, brunt, hardest hit, hit hardest, hit worst, worst hit, took the biggest hit,
        suffered most, suffered the most, the most, hit the hardest, lost most, lost the most,
        took the worst of it, paid most, paid the most, dominated, took the lion's share, the
        front runner, the leader, set the pace, topped the field""",
    "top": """
        largest, biggest, heaviest, highest, greatest, steepest, sharpest, deepest, strongest,
        top, fastest, furthest, farthest, most, hardest, costliest""",
    "bottom": """
        smallest, lowest, least, lightest, mildest, slightest, shallowest, came last,
        came in last, ranked last, in last place, bottom of the list, slowest, fewest, brought
        up the rear, cheapest, quietest, calmest""",
    "worst": """
        worst, weakest, fared worst, did worst, worst performer, worst performing, underperformed,
        laggard""",
    "best": """
        best, fared best, did best, best performer, best performing, held up best, standout,
        outperformer""",
}

COMPARATIVES = {
    "ahead": """
        more, larger, bigger, heavier, higher, faster, further, worse, harder, steeper, greater""",
    "behind": "less, fewer, smaller, lower, slower, lighter, milder",
}
"""Parted from their "than" by other words: "lost more in long liquidations than ..."."""

RANKS = {
    "2": "second, 2nd",
    "3": "third, 3rd",
    "4": "fourth, 4th",
    "5": "fifth, 5th",
    "6": "sixth, 6th",
    "7": "seventh, 7th",
    "8": "eighth, 8th",
    "-2": "penultimate, second last, last but one",
}

ASIDE = """
    outside, excluding, apart from, other than, except, except for, besides, bar, barring, aside
    from, not counting, ex, leaving aside, without, only
"""

RECORDS = {
    "high": """
        record, record high, record breaking, record setting, all time high, all time record,
        highest ever, largest ever, biggest ever, heaviest ever, worst ever, most ever,
        unprecedented, in history, new high, largest in history, ever recorded, ever, on
        record, all time, peak ever, largest on record, biggest on record, highest on record,
        never before""",
    "low": "record low, all time low, lowest ever, smallest ever, new low",
}

NEVER = "never, at no time, not once, on no day, no day"

SO_LARGE = """
    so many, so much, so large, so heavy, as large, as many, as much, as big, as heavy, as high,
    larger, bigger, higher, heavier, a larger, a bigger, a higher, a worse, worse
"""
"""Together they claim a record: "never has a day seen as much"."""

SINCE = """
    since, in a year, in years, in months, in weeks, in days, of the year, of the month, of the
    week, this year, this month, this week, in a month, in a week, so far this year, in over a
    year, in two, in three, in four, in five, in six, in seven, in eight, in nine, in ten, in more
    than, in nearly, in almost, in about, in at least, in over, for a week, for a month, for a
    year, for weeks, for months, days, weeks, months, years, of 2024, of 2025, of 2026, in 2024,
    in 2025, in 2026, so far
"""

ON_FILE = """
    on file, on our books, our books, in our records, in our archive, in this archive, in these
    records, our records, we have on file, on our books, since records began, records began, in
    the archive
"""
