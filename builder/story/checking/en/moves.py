"""English: how numbers move, what they are part of, and how they stand to each other."""

MOVES = {
    "up": """
        rose, rise, rises, risen, rising, gained, gain, gains, gaining, climbed, climb, climbs,
        climbing, added, add, adds, adding, grew, grow, grows, grown, growing, growth,
        increased, increase, increases, increasing, jumped, jump, jumps, jumping, surged,
        surge, surges, surging, soared, soar, soars, soaring, leapt, leap, leaps, leaped,
        leaping, advanced, advance, advances, advancing, rallied, rally, rallies, rallying,
        rebounded, rebound, rebounds, rebounding, recovered, recovery, recovers, recovering,
        expanded, expand, expands, expanding, expansion, ticked up, ticks up, edged up, edges
        up, edging up, inched up, crept up, swelled, swell, swells, swelling, swollen, up,
        higher, put on, puts on, putting on, ballooned, picked up, picks up, regained, regains,
        regaining, improved, improves, improve, improving, improvement, heated up, firmed,
        strengthened, strengthens, boosted, rocketed, spiked, spike, spikes, uptick, upturn,
        ahead by, built up, took on, takes on, upped, bounced, bounce, bounces, outflanked,
        accelerated, accumulated, doubled, tripled, more than doubled, more than tripled,
        dearer, eked out, notched up, tacked on, popped, mounted, flowed into, poured into,
        streamed into, came back, returned, were opened, was opened, lifted, lifts, greener,
        brightened, warmed""",
    "down": """
        fell, fall, falls, fallen, falling, dropped, drop, drops, dropping, declined, decline,
        declines, declining, slid, slide, slides, sliding, slipped, slip, slips, slipping,
        decreased, decrease, decreases, decreasing, shrank, shrink, shrinks, shrunk, shrinking,
        plunged, plunge, plunges, plunging, tumbled, tumble, tumbles, tumbling, sank, sink,
        sinks, sunk, sinking, slumped, slump, slumps, slumping, dipped, dip, dips, dipping,
        eased, ease, eases, easing, retreated, retreat, retreats, retreating, contracted,
        contract, contracts, contracting, contraction, plummeted, plummets, plummeting,
        crashed, crash, crashes, crashing, collapsed, collapse, collapses, collapsing, tanked,
        tanks, tanking, cratered, gave back, gives back, giving back, down, lower, off, pared,
        pares, receded, recedes, subsided, subsides, cooled, cools, cooling, cooled off,
        slowed, slows, slowing, weakened, weakens, weakening, softened, worsened, worsens,
        worsening, worsen, ticked down, edged down, edged lower, inched down, crept down,
        ebbed, dwindled, dwindles, drifted lower, skidded, sagged, downtick, downturn, cut,
        trimmed, reduced, reduction, backed off, pulled back, pullback, halved, cheaper,
        deflated, nosedived, swooned, faded, withered, deteriorated, deteriorates, darkened,
        soured, bled, haemorrhaged, hemorrhaged, flowed out of, left, drained from, unwound,
        wound down""",
}

LOSSES = """
    lost, loses, lose, losing, shed, sheds, shedding, gave up, gives up, giving up, surrendered,
    surrenders, parted with, parts with, parting with, loss, losses, forfeited
"""
"""For a price or open interest a fall, for liquidations the thing itself."""

MOVED = {
    "up": "arrive, arrived, arriving, come in, came in, return, returned, come back, came back",
    "down": "leave, left, leaving, exit, exited, exiting, flee, fled, walk away, walked away",
}
"""Behind an amount of something, whether it came or went."""

FLOWS = {"up": "into, back into, in to", "down": "out of, away from"}
"""Behind an amount of money, where it went."""

SHARES = """
    accounted for, accounts for, account for, accounting for, made up, makes up, make up, making
    up, represented, represents, represent, representing, comprised, comprises, comprise,
    comprising, constituted, constitutes, constitute, share, shares of, portion, proportion,
    responsible for, came from, comes from, coming from, belonged to, belongs to, sat on, took,
    takes, take, taking, slice, chunk, stemmed from, was down to, attributable to
"""

SUMS = """
    together, combined, between them, in total, in all, all told, altogether, in sum,
    collectively, taken together, jointly, put together, a combined, added together, among them,
    in aggregate, between the two, between the three, between the four, between the pair
"""

MAKES = {
    "strong": """
        make, makes, making, add up to, adds up to, added up to, adding up to, add to, adds to,
        sum to, sums to, summed to, totalled, totaled, totalling, totaling, for a total of, a
        total of, to a total of, amount to, amounts to, amounted to, amounting to, come to,
        comes to, came to, coming to, equal, equals, equalled, equaled, equalling, brings the
        total to, bring the total to, bringing the total to, brought the total to, for a sum of,
        the sum is, which makes, that makes, adding to, all told, in all, in total, altogether,
        total, totals, =, summing to""",
    "weak": "made, is, are, gives, give, giving, yields, or, for",
}

PARTS = """
    made up of, consisting of, consists of, consisted of, comprising, comprised, composed of,
    split between, split into, divided between, divided into, is the sum of, was the sum of, being
    the sum of, the sum of, broke down into, breaks down into
"""

ROLES = {
    "change": "by, by as much as, by a further, another",
    "level": """
        to, at, near, stood at, stands at, reached, reaches, hit, hits, totalled, totaled, came
        to, comes to, amounted to, amounts to, reads, read, printed, prints, was, is, were,
        are, now at, sits at, sat at, remains at, remained at, ended at, and now at, to reach,
        to stand at""",
    "before": "from, up from, down from",
    "of": "of",
}

OF_WHOLES = {
    "": """
        of them, of it, of the, of all, of that, of which, of those, of these, of everything, of
        this, of liquidations, of total, of every, of each, of long, of short, of longs, of
        shorts, of positions, of traders, of today's, of liquidated, of market, of crypto, of
        what, of yesterday's, of bitcoin, of ether, of futures, of leveraged, of derivatives, of
        liquidation, of losses, of forced, of open, of aggregate, of overall, of wiped""",
    "own": "of its, of their, of its own, of their own",
}
"""What a percentage is a share of; of its own, something rather has lost or gained it."""

EACH = "each, both, apiece, respectively, every"

NOUNS = {
    "down": """
        fall, falls, drop, drops, decline, declines, loser, losers, slide, slides, decrease,
        decreases, retreat, retreats, plunge, plunges, slump, tumble, dip, contraction,
        outflow, outflows, cut, reduction, losses, loss, sell off, selloff""",
    "up": """
        rise, rises, gain, gains, gainer, gainers, increase, increases, jump, jumps, climb,
        climbs, advance, advances, addition, additions, inflow, inflows, growth, leap, surge,
        rally, rebound, recovery, build up, pick up, pickup, winner, winners""",
    "size": "move, moves, change, changes, swing, swings, mover, movers",
}

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

ASIDE = """
    outside, excluding, apart from, other than, except, except for, besides, bar, barring, aside
    from, not counting, ex, leaving aside, without, only
"""

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

LABELS = {
    "Extreme Fear": "extreme fear, extremely fearful, extreme-fear",
    "Fear": "fear, fearful",
    "Neutral": "neutral, neutrality, neither fear nor greed, neither fearful nor greedy",
    "Greed": "greed, greedy",
    "Extreme Greed": "extreme greed, extremely greedy",
}

EXTREMES = "extreme, extremes"

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

SIGNS = {
    "up": "positive, above zero, in positive territory, in the green",
    "down": "negative, below zero, in negative territory, in the red",
}

RANGES = "ranged, ranges, ranging, range, between, varied, varying, spanned, spanning, run from"

MOSTLY = """
    mostly, mainly, chiefly, largely, predominantly, overwhelmingly, for the most part, primarily,
    most of it, most of them, most of which, most of that, the bulk of, the majority of, the bulk,
    the majority, majority, bulk, most of the, lion's share, the lion's share, the better part,
    the greater part
"""

CUTS = """
    and, but, while, whereas, although, though, as, after, before, when, with, against, versus,
    vs, compared, followed by, ahead of, behind, or, plus, then, than, despite, amid, since,
    because, leaving, which, who, of which, of whom, so, yet, even as, just as, by contrast,
    opposed, nor, rather, up from, down from, including, include, includes
"""
"""Words at which what belongs to one number ends, if another number follows."""
