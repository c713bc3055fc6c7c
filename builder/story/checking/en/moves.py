"""English: how numbers move, what they say of a move, and where what belongs to one ends."""

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

SIGNS = {
    "up": "positive, above zero, in positive territory, in the green",
    "down": "negative, below zero, in negative territory, in the red",
}

RANGES = "ranged, ranges, ranging, range, between, varied, varying, spanned, spanning, run from"

CUTS = """
    and, but, while, whereas, although, though, as, after, before, when, with, against, versus,
    vs, compared, followed by, ahead of, behind, or, plus, then, than, despite, amid, since,
    because, leaving, which, who, of which, of whom, so, yet, even as, just as, by contrast,
    opposed, nor, rather, up from, down from, including, include, includes
"""
"""Words at which what belongs to one number ends, if another number follows."""
