"""English: what is spoken of: metrics, labels, sides, wholes, and what no snapshot holds."""

METRICS = {
    "liquidations": """
        liquidation, liquidations, liquidated, liquidating, liquidates, liquidate, liquidation
        volume, liquidation volumes, liquidation total, wiped out, wipe out, wipes out, wiping
        out, wiped, wipeout, washout, washed out, wash out, flushed, flushed out, flush, forced
        closure, forced closures, forced close outs, force closed, forcibly closed, forced
        selling, closed by force, forced out, forcibly unwound, margin calls, margin called,
        blown out, blown up, rekt, up in smoke, stopped out, closed out, closed forcibly,
        purged""",
    "open_interest": """
        open interest, oi, open positions, open contracts, outstanding contracts, outstanding
        positions, positions outstanding""",
    "price": """
        price, prices, priced, traded at, trades at, trading at, trade at, traded near, trades
        near, trading near, traded around, trades around, trading around, traded above, traded
        below, trading above, trading below, trades above, trades below, changed hands, change
        hands, changes hands, changing hands, quoted, quoted at, was worth, is worth, were
        worth, fetched, fetches, spot price, cheaper, dearer, closed at, settled at""",
    "volume": """
        volume, volumes, turnover, turned over, trading volume, trading volumes, traded volume,
        traded value, futures volume, derivatives volume, contracts traded""",
    "funding_rate": """
        funding, funding rate, funding rates, funding costs, funding cost, pay to hold, paid to
        hold, pay shorts, pay longs, paying shorts, paying longs, paid shorts, paid longs, pays
        shorts, pays longs, pay short positions, pay long positions, perpetual funding, longs
        pay, shorts pay, bulls pay, bears pay, long positions pay, short positions pay, per
        interval, per funding interval, per eight hours, per 8 hours, every eight hours""",
    "fear_greed": """
        fear & greed index, fear and greed index, fear greed index, fear / greed index, crypto
        fear & greed index, crypto fear and greed index, fear & greed, fear and greed,
        sentiment index, sentiment gauge, sentiment indicator, sentiment, mood, mood gauge,
        fear gauge, fear index, greed index, f & g index""",
    "usd_krw": """
        usd / krw, krw / usd, usdkrw, dollar won, won dollar, won to the dollar, won per dollar,
        won a dollar, won for a dollar, won for one dollar, won to a dollar, won on the dollar,
        won per us dollar, won to the us dollar, won to the greenback, won per greenback,
        exchange rate, per dollar, to the dollar, dollar bought, dollar buys, dollar fetched,
        dollar costs, dollar cost, the won traded, the won trades, the won at, won rate, won per
        usd, krw per usd, krw per dollar, the won was, the won is, the rate of, the dollar, us
        dollar, greenback, a rate of, at a rate of, conversion rate""",
}
"""Each metric by its topic; longer phrases win over the shorter ones within them."""

HINTS = {
    "liquidations": """
        vanish, vanishes, disappear, disappeared, disappears, evaporate, erase, erases, perished,
        losses, lost, losing, loses, lose, loss, toll, damage, hit, carnage, bloodbath, pain,
        bill, casualties, tally, squeezed, squeeze, vanished, evaporated, erased, brunt,
        suffered, suffer, victims, hurt, bets, leveraged, leverage, footed, absorbed,
        shouldered, torched, burned, rout, shakeout, casualty, blood, punished, deleveraging,
        smoke, gave up, parted with, force, forced, positions""",
    "fear_greed": "index, gauge, reading, reads, indicator, territory",
    "price": "coin, token, bitcoin's price",
    "funding_rate": "rates, rate",
}
"""Words that point to a metric where a sentence names none."""

LABELS = {
    "Extreme Fear": "extreme fear, extremely fearful, extreme-fear",
    "Fear": "fear, fearful",
    "Neutral": "neutral, neutrality, neither fear nor greed, neither fearful nor greedy",
    "Greed": "greed, greedy",
    "Extreme Greed": "extreme greed, extremely greedy",
}

EXTREMES = "extreme, extremes"

SIDES = {
    "long": """
        long, longs, bull, bulls, bullish, long positions, long position, long side, long bets,
        bullish bets, upside bets, long traders, long holders, long liquidations, bet on a
        rise, betting on a rise, bets on a rise, bet on higher prices, betting on higher
        prices, bets on higher prices, bet on gains, betting on gains, bets on gains""",
    "short": """
        in short positions, in short ones, in short bets, in short contracts,
        short, shorts, bear, bears, bearish, short positions, short position, short side, short
        sellers, short seller, short sale, short sales, short bets, bearish bets, downside
        bets, short traders, short liquidations, bet on a fall, betting on a fall, bets on a
        fall, bet on lower prices, betting on lower prices, bets on lower prices, betting
        against, bets against, bet against, bet on losses, betting on losses""",
}

NEUTRAL = """
    of all prices on file, to name the largest, to name only the largest,
    long term, short term, longer term, shorter term, long standing, long run, short run, in
    short, short of, falls short, fall short, fell short, falling short, no longer, as long as, so
    long as, before long, for long, how long, long before, long after, long since, long ago, short
    while, short time, short lived, long lived, day long, week long, year long, long way, cut
    short, long awaited, long overdue, long tail, long history, long time, long list, short list,
    short covering, long wait, long shot, bull market, bear market, bull run, bull case, bear
    case, bull trap, bear trap, bear in mind, bear out, bears out, long / short ratio, long short
    ratio, led to, leads to, leading to, led many, at first, first of all, first time, second
    time, third time, per second, a second time, second half, first half, in the first place, on
    second thought, second thoughts, to top it off, on top of, top of mind, most likely, most
    traders, most people, at most, most recent, most recently, led many, led some, leading up,
    leading into, at least, at last, last but not least, at best, at worst, worst case, best case,
    not least, largest cryptocurrency, biggest cryptocurrency, largest crypto, biggest crypto,
    largest coin, biggest coin, largest token, largest asset, largest digital asset, largest
    altcoin, biggest altcoin, largest exchange, biggest exchange, largest exchanges, biggest
    exchanges, largest cryptocurrencies, largest by market value, biggest by market value, second
    largest coin, second largest cryptocurrency, second biggest cryptocurrency, second largest
    crypto, third largest cryptocurrency, largest blockchain, largest network, largest economy,
    largest stablecoin, biggest stablecoin, world's largest, world's biggest, highest leveraged,
    most widely, most closely, top coins, top cryptocurrencies, top tokens, top assets, highest
    leverage, most leveraged, most volatile, most popular, most active, most crowded, leading
    cryptocurrency, leading cryptocurrencies, leading coins, leading exchange, leading exchanges,
    lead singer, losing streak, open positions in, record keeping, on the record, off the record,
    track record, for the record, down the line, up for debate, add to, adds to the, sum up, up to
    date, ups and downs, well above, price action, market order, in order to, in that order, in
    this order, dominated by, end up, ended up, wind down, wound down, back up, break down, broke
    down, slow down, calm down, made up, makes up, make up, making up, followed suit, follows
    suit, followed through, in second gear, lost ground, lost momentum, lost count, at a loss,
    back to, up and down, gain traction, all but, above all, over all, up against, came down to,
    comes down to, boils down to
"""

WHOLES = """
    market, market wide, whole market, crypto market, total, totals, overall, in all, all told,
    altogether, aggregate, across exchanges, across the market, industry, all assets, everything,
    across the board, market's, day's, the total, traders lost
"""

TOGETHER = """
    two assets, three assets, four assets, five assets, six assets, seven assets, eight assets,
    ten assets, two coins, three coins, four coins, five coins, six coins, seven coins, eight
    coins, ten coins, two tokens, three tokens, four tokens, five tokens, all assets on file,
    assets on file, both assets, both coins, all the assets, all the coins, all coins, coins on
    file
"""
"""The assets on file taken together."""

ELSEWHERE = """
    average pace, days pace,
    comparable days, days on file, comparable day,
    binance, okx, okex, bybit, bitget, coinbase, kraken, deribit, bitmex, bitfinex, huobi, htx,
    gate.io, kucoin, upbit, bithumb, cme, robinhood, korbit, coinone, etf, etfs, exchange traded
    fund, exchange traded funds, market cap, market caps, market capitalisation, market
    capitalization, capitalisation, capitalization, market value, dominance, stablecoin,
    stablecoins, tether, usdt, usdc, whale, whales, single order, single liquidation, single
    position, single trade, single account, single largest, largest single, individual order, one
    order, order worth, wallet, wallets, addresses, inflow, inflows, outflow, outflows, options,
    options expiry, expiry, hash rate, hashrate, miners, gas fees, tvl, yield, yields, cpi,
    inflation, fed, federal reserve, central bank, gold, silver, nasdaq, dow, nikkei, kospi,
    kosdaq, dollar index, dxy, treasury, treasuries, bond, bonds, oil, stock, stocks, shares,
    equities, microstrategy, tariff, tariffs, supply, circulating, holders, revenue, kimchi
    premium, premium, unlock, airdrop, unrealised, unrealized, realised, realized, altcoins,
    altcoin, alts, memecoins, memecoin, meme coins, funding round, hedge fund, hedge funds, users,
    accounts, traders were liquidated, people, investors, employees, dollar's share, fees,
    staking, etp, etps, one trader, lone trader, a trader, one whale, contract size, exchange,
    borrow, lending, tokens, s&p, stoxx, ftse, eur, euro, euros, yen, yuan, liquidity, order book,
    depth, dex, nft, nfts, basis trade, open interest weighted, implied volatility, volatility,
    correlation, rsi, moving average, support, resistance, price target, hack, stolen, exploit,
    fine, settlement
"""
"""Whose numbers these are, no snapshot says: they are never held against figures of the market."""

SPECULATION = """
    might, could, would, should, expects, expected, expect, expecting, expectation, expectations,
    forecast, forecasts, predicts, predicted, predict, prediction, predictions, target, targets,
    targeting, if, perhaps, possibly, likely, unless, scenario, scenarios, aims, hopes, hope,
    potential, potentially, suppose, imagine, will, won't, projected, projects, anticipates,
    brace, threatens, maybe, poised, eventually, assume, assuming, hypothetically, goal, outlook,
    next week, next month, next year, year end, by year end, ahead of us, plausible, risk of, at
    risk, resistance, would be, would have, can go, calls for, sees bitcoin at
"""

INTRADAY = """
    briefly, intraday, momentarily, as low as, as high as, low of, high of, peaked, peaking, peak,
    touched, at one point, bottomed, bottoming, earlier today, session low, session high, at its
    low, at its high, dipped as, at its worst, at its peak, before recovering, before rebounding,
    an hour
"""

NEGATIONS = """
    not, never, no, neither, nor, none, hardly any, without, fails, failed, isn't, wasn't,
    weren't, aren't, didn't, doesn't, don't, far from, short of, nowhere near, rather than,
    instead of"""

LINKS = """
    marks, signals, points, point, means, shows, suggests, indicates, puts, keeps, leaves, reads,
    is, was, has, says, places, reflects, speaks, implies, spells, denotes, equals, corresponds,
    represents, stands, remains, sits, confirms, lies, falls, rises, as, this, less, plus, versus,
    vs, its, won, krw, dollars, dollar, yes, thus, perhaps, always, towards, across, whereas,
    unless, besides, sees, makes, gives, sends, takes, holds, tells, hints, translates, does, us,
    times, usd, across
"""
"""Words in -s behind a number that are not what it counts."""
