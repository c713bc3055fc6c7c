"""English: what assets are called, and what only looks like the name of one."""

ALIASES = {
    "BTC": "bitcoin, bitcoins, xbt",
    "ETH": "ether, ethers, ethereum",
    "XRP": "ripple, xrp",
    "SOL": "solana",
    "DOGE": "dogecoin, doge",
    "ADA": "cardano",
    "TRX": "tron",
    "BNB": "binance coin, bnb chain, bnb",
    "LTC": "litecoin",
    "BCH": "bitcoin cash",
    "ZEC": "zcash",
    "SUI": "sui",
    "LINK": "chainlink",
    "DOT": "polkadot",
    "AVAX": "avalanche",
    "HYPE": "hyperliquid",
    "TON": "toncoin",
}
"""What assets are called besides their names in the registry."""

WORDS_AS_NAMES = ("ripple", "avalanche", "cosmos", "stellar")
"""Names of assets that are words of their own: they count only with a capital letter."""

STRANGERS = """
    ethereum classic, bitcoin sv, wrapped bitcoin, shiba inu, pepe, aptos, arbitrum, near
    protocol, stellar, hedera, monero, uniswap, aave, filecoin, cosmos, polygon, worldcoin, bonk,
    dogwifhat, ethena, celestia, injective, optimism's, pi network, aster, plasma, world liberty
"""
"""Well-known things that are no asset of a registry unless it says so."""

CAPITALISED = """
    I The A An In On At Of For With From By To As And But Or If It Its This That These Those They
    Their There Then Than He She We You Who What When Where While After Before Since Until Over
    Under About Around Roughly Nearly Almost More Most Less Some All Both Each Every Many Few
    Several No Not Only Just Even Still Yet Also Again Traders Trader Positions Position Long
    Longs Short Shorts Bulls Bulls Bears Bullish Bearish Leveraged Leverage Liquidation
    Liquidations Liquidated Open Interest Funding Rate Rates Price Prices Volume Fear Greed Index
    Extreme Neutral Crypto Cryptocurrency Market Markets Derivatives Futures Perpetual Total
    Totals Overall Aggregate Combined Together Korean Korea Seoul Asian Asia US American European
    Western Eastern London Tokyo York Wall Street Daybook Today Yesterday Tonight January February
    March April May June July August September October November December Jan Feb Mar Apr Jun Jul
    Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed
    Thu Fri Sat Sun Christmas Easter New Year Forced Across Against Between Among During Within
    Meanwhile However Elsewhere Overnight Sentiment Mood Altogether One Two Three Four Five Six
    Seven Eight Nine Ten Half Third Quarter Dollar Dollars Won Percent Net Spot Another Other
    Others Here Now Later Earlier Last First Second Next Previous Largest Biggest Smallest Highest
    Lowest Heaviest Least Hardest Losses Loss Gains Gain Nobody Everyone Sellers Buyers Large
    Small Big Heavy Light Fewer Worst Best Steepest Sharpest Of Per Not
"""
"""Words that carry a capital letter without being an asset that nobody knows."""

ACRONYMS = """
    USD KRW KST UTC GMT EST EDT ET PT CET CEST JST BST ETF ETFS CPI PPI PCE FOMC SEC CFTC API CEO
    CFO OI FX GDP ECB IMF AI US UK EU UAE PNL ATH ATL OTC CEX DEX TVL NFT DEFI FAQ AM PM TODO TBD
    NY CME FUD FOMO HODL YTD QTD MTD YOY MOM WOW CSV JSON PDF APR APY PR TV II III IV AND OR NOT
    THE
"""
