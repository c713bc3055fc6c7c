"""English: how numbers are written, and the words around them that say how exact they are."""

ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12,
}  # fmt: skip

MAGNITUDES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "mn": 1_000_000,
    "mln": 1_000_000,
    "mio": 1_000_000,
    "mil": 1_000_000,
    "billion": 1_000_000_000,
    "billions": 1_000_000_000,
    "bn": 1_000_000_000,
    "bln": 1_000_000_000,
    "bil": 1_000_000_000,
    "trillion": 1_000_000_000_000,
    "trillions": 1_000_000_000_000,
    "tn": 1_000_000_000_000,
    "trn": 1_000_000_000_000,
}

LETTERS = {"k": 1_000, "m": 1_000_000, "b": 1_000_000_000, "t": 1_000_000_000_000}

PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4,
    "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7,
    "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
    "twentieth": 20, "hundredth": 100,
}  # fmt: skip

BEFORE = {
    "nearly": """
        nearly, almost, just under, just below, close to, just shy of, shy of, approaching, not
        quite, slightly less than, slightly under, slightly below, a little less than, a little
        under, a bit less than, a bit under, a shade under, a shade below, a touch under, a
        touch below, a hair under, a hair below, fractionally under, marginally under,
        virtually, nigh on, a whisker under, just short of, getting on for, only just under,
        little less than, nearing""",
    "over": """
        more than, over, above, upwards of, upward of, north of, in excess of, at least,
        exceeding, exceeded, exceeds, topped, topping, tops, surpassed, surpassing, surpasses,
        passed, crossed, just over, just above, slightly more than, slightly over, slightly
        above, a little more than, a little over, a little above, a bit more than, a bit over,
        a shade over, a shade above, a touch over, a touch above, a touch more than, a hair
        over, a hair above, fractionally over, marginally over, no fewer than, no less than,
        not less than, well over, well above, far more than, beyond, greater than, larger than,
        bigger than, higher than, held above, easily over, easily more than, comfortably over,
        comfortably more than, better than, reclaimed""",
    "under": """
        less than, under, below, at most, up to, no more than, not more than, south of, fewer
        than, well under, well below, beneath, smaller than, lower than, shy of, short of, not
        over, not above, as little as, far less than, fell short of, failed to reach, did not
        reach, didn't reach, never reached, not exceed, not exceeding, did not exceed, stopped
        short of""",
    "about": """
        about, around, roughly, approximately, approx, approx., some, circa, ca, ca., c., ~, ≈,
        near, in the region of, in the neighbourhood of, in the neighborhood of, on the order
        of, an estimated, estimated, more or less, give or take, barely, scarcely, hardly,
        broadly, say, something like, somewhere around, in the vicinity of, or so, close on, as
        much as, as many as, a rough, effectively, practically, nominally, a round, round
        about, an approximate, roughly a, towards, toward, or about, or roughly, rounding to,
        just about""",
}
"""Words before a number: below and close, at most the truth, at least the truth, roughly."""

AFTER = {
    "about": "or so, or thereabouts, give or take, more or less, -odd, approximately, roughly",
    "over": "or more, -plus, and change, and then some, and counting",
    "under": "or less, or fewer, at most",
}

FILLER = (
    "cool|whopping|staggering|full|mere|massive|hefty|paltry|further|total of|combined"
    "|single|round|measly|huge|net|gross|modest|meagre|meager|trifling|tidy|eye-watering"
    "|additional|extra|solid|striking|healthy|cumulative|nominal|more"
)
TIMES = {"twice": 2, "double": 2, "thrice": 3, "triple": 3, "quadruple": 4, "treble": 3}
TIMES_WORD = "times|fold|-fold|x"
PERCENT = "%|％|percent|per cent|pct|p\\.c\\."
POINTS = "percentage[ -]points?|ppts?|pps?|p\\.p\\.|points?|%[ -]points?"
BASIS_POINTS = "basis[ -]points?|bps?"
ALSO = {"a": 1, "an": 1}
"""What counts only beside a word of size: "a million"."""

HUNDREDS = ("hundred",)
EVERY = "(?:every|each)\\s+dollar"
TO_ONE = "to[\\s-](?:one|1)"
COINS = "dollars?|cents?|won|positions?"
IN_EVERY = "in|out of|for|of(?=\\s+(?:every|each)\\b|\\s+\\S+\\s+(?:dollars|liquidated|positions))"
OF_EACH = "of (?:every|each)|out of (?:every|each)"
OF_A_PART = (
    "of|in|from|came|come|was|were|is|are|belonged|went|long|longs|short|shorts|on|hit|to"
    "|as|that|by|,|\\.|;|:|\\)|!"
)

CURRENCIES = {
    "usd": "us dollars, us dollar, dollars, dollar, usd, us$, bucks, greenbacks, 달러",
    "krw": "south korean won, korean won, won, krw, 원, 원화",
    "cents": "cents, cent",
    "other": """
        euros, euro, eur, yen, jpy, pounds, gbp, yuan, cny, rmb, francs, rubles, roubles, rupees""",
}
ALL_BUT = "all but, all except, everything but"
"""Before a number: the rest is meant."""
NOT_BEFORE = """
    turned over, turning over, turns over, rolled over, handed over, all over, game over, add up
    to, adds up to, added up to, adding up to"""
"""Where "over" is no hedge."""
