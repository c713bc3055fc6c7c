"""Ways to say a figure, as patterns for `str.format`, and numbers as authors print them."""

NAMES = {"BTC": "Bitcoin", "ETH": "Ethereum", "SOL": "Solana", "XRP": "XRP", "DOGE": "Dogecoin"}
ALSO = {"BTC": "bitcoin", "ETH": "ether", "SOL": "solana", "XRP": "Ripple", "DOGE": "doge"}
SIDES = {
    "long": ("longs", "bulls", "long positions"),
    "short": ("shorts", "bears", "short positions"),
}
HOURS = {
    "24": ("24 hours", "the past day", "24h"),
    "4": ("four hours", "the last four hours", "4h"),
}

LIQUIDATIONS_OF_A_SIDE = (
    "{name} {side} lost {amount} in {hours}.",
    "Over {hours}, {amount} of {name} {side} was liquidated.",
    "{amount} in {also} {side} was wiped out over {hours}.",
    "Liquidations hit {name} {side} for {amount} in {hours}.",
    "In {hours}, {name} {side} worth {amount} were closed by force.",
    "A total of {amount} worth of {also} {side} got liquidated in {hours}.",
    "{name}'s {side} suffered {amount} in liquidations over {hours}.",
    "Of the {side} liquidated in {hours}, {amount} were in {also}.",
)
TOTALS = (
    "Liquidations over {hours} reached {amount}.",
    "{amount} was liquidated in {hours}.",
    "Traders saw {amount} in positions wiped out over {hours}.",
    "The market-wide liquidation total came to {amount} in {hours}.",
    "Forced closures totalled {amount} over {hours}.",
    "Over {hours} the market liquidated {amount}.",
    "A total of {amount} was flushed out in {hours}.",
)
CHANGES = (
    "Open interest in {name} {verb} by {amount} over {hours}.",
    "{name} open interest {verb} {amount} in {hours}.",
    "In {hours}, {name}'s open interest {verb} by {amount}.",
    "Over {hours} open interest {verb} {amount} in {name}.",
    "{name}'s OI {verb} by {amount} over {hours}.",
)
LEVELS = (
    "{name}'s open interest stands at {amount}.",
    "Open interest in {name} is {amount}.",
    "There is {amount} of open interest in {name}.",
    "At {amount}, open interest in {name} is what it is.",
)
PRICES = (
    "{name} traded at {amount}.",
    "{name} changed hands at {amount}.",
    "The price of {name} is {amount}.",
    "{name} stands at {amount}.",
)
LISTS = (
    "{a} longs lost {x}, followed by {b} at {y} and {c} at {z}.",
    "Long liquidations: {a} {x}, {b} {y}, {c} {z}.",
    "{a} ({x}), {b} ({y}) and {c} ({z}) led long liquidations.",
    "{x} in {a} longs, {y} in {b} longs and {z} in {c} longs were liquidated.",
    "Longs lost {x} in {a}, {y} in {b} and {z} in {c}.",
    "{a}, {b} and {c} longs lost {x}, {y} and {z} respectively.",
    "Long liquidations were led by {a} with {x}, ahead of {b} with {y} and {c} with {z}.",
)
RISES = ("rose", "climbed", "grew", "increased", "gained", "advanced")
FALLS = ("fell", "dropped", "declined", "slid", "shrank", "slipped")

_SIZES = ((1e9, (" billion", "bn", "B")), (1e6, (" million", "m", "M")))


def dollars(value: float, style: int = 0) -> str:
    """Print an amount of dollars one of the ways that authors do."""
    for size, words in _SIZES:
        if abs(value) >= size:
            return f"${abs(value) / size:,.2f}{words[style % 3]}"
    return f"${abs(value):,.2f}"


def won(value: float) -> str:
    """Print an amount as if it were won."""
    return dollars(value).removeprefix("$") + " won"


def percent(value: float, style: int = 0) -> str:
    """Print a percentage one of the ways that authors do."""
    return f"{abs(value):.2f}{('%', ' percent', ' per cent')[style % 3]}"


def verb(value: float, style: int = 0) -> str:
    """Return a verb of a move's direction."""
    return (RISES if value > 0 else FALLS)[style % len(RISES)]
