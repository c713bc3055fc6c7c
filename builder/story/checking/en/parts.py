"""English: what numbers are a part of, and what parts make together."""

SHARES = """
    accounted for, accounts for, account for, accounting for, made up, makes up, make up, making
    up, represented, represents, represent, representing, comprised, comprises, comprise,
    comprising, constituted, constitutes, constitute, share, shares of, portion, proportion,
    responsible for, came from, comes from, coming from, belonged to, belongs to, sat on, took,
    takes, take, taking, slice, chunk, stemmed from, was down to, attributable to
"""

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

MOSTLY = """
    mostly, mainly, chiefly, largely, predominantly, overwhelmingly, for the most part, primarily,
    most of it, most of them, most of which, most of that, the bulk of, the majority of, the bulk,
    the majority, majority, bulk, most of the, lion's share, the lion's share, the better part,
    the greater part
"""

EACH = "each, both, apiece, respectively, every"

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
