"""The assets of a demonstration: well-known tickers first, invented ones when these run out."""

from __future__ import annotations

import colorsys
from dataclasses import dataclass


@dataclass(frozen=True)
class DemoAsset:
    """An asset with the traits its invented figures are drawn from.

    `price_usd` and `open_interest_usd` are where the asset stands about the last day, `beta` is how
    many percent it moves with one percent of the market, `volatility` the daily standard deviation
    of what it does on its own, as a fraction.
    """

    ticker: str
    name: str
    korean_name: str | None
    colour: str
    price_usd: float
    open_interest_usd: float
    beta: float
    volatility: float
    funding_interval_hours: int = 8

    @property
    def slug(self) -> str:
        """The asset's part of an address."""
        return self.ticker.lower()


KNOWN_ASSETS = (
    DemoAsset("BTC", "Bitcoin", "비트코인", "#f7931a", 91000, 31e9, 0.85, 0.006),
    DemoAsset("ETH", "Ethereum", "이더리움", "#627eea", 3100, 18e9, 1.15, 0.014),
    DemoAsset("SOL", "Solana", "솔라나", "#9945ff", 142, 6.4e9, 1.4, 0.024),
    DemoAsset("XRP", "XRP", "리플", "#23292f", 2.1, 3.9e9, 1.2, 0.028),
    DemoAsset("DOGE", "Dogecoin", "도지코인", "#c2a633", 0.16, 1.8e9, 1.45, 0.03),
    DemoAsset("BNB", "BNB", "비앤비", "#f3ba2f", 640, 1.5e9, 0.95, 0.016),
    DemoAsset("ADA", "Cardano", "에이다", "#0033ad", 0.52, 8.1e8, 1.35, 0.027),
    DemoAsset("SUI", "Sui", "수이", "#4da2ff", 1.9, 9.2e8, 1.6, 0.034, 4),
    DemoAsset("LINK", "Chainlink", "체인링크", "#375bd2", 14.2, 6.6e8, 1.4, 0.027),
    DemoAsset("AVAX", "Avalanche", "아발란체", "#e84142", 17.8, 5.2e8, 1.45, 0.028),
    DemoAsset("HYPE", "Hyperliquid", "하이퍼리퀴드", "#97fce4", 31, 1.6e9, 1.4, 0.04, 4),
    DemoAsset("LTC", "Litecoin", "라이트코인", "#345d9d", 88, 4.1e8, 1.1, 0.022),
    DemoAsset("BCH", "Bitcoin Cash", "비트코인캐시", "#8dc351", 480, 3.9e8, 1.1, 0.026),
    DemoAsset("TRX", "TRON", "트론", "#eb0029", 0.27, 3.3e8, 0.7, 0.017),
    DemoAsset("DOT", "Polkadot", "폴카닷", "#e6007a", 2.6, 3.0e8, 1.4, 0.025),
    DemoAsset("NEAR", "NEAR Protocol", "니어프로토콜", "#00a37a", 2.0, 2.6e8, 1.5, 0.032),
    DemoAsset("UNI", "Uniswap", "유니스왑", "#ff007a", 6.1, 2.7e8, 1.4, 0.033),
    DemoAsset("AAVE", "Aave", "에이브", "#9391f7", 170, 2.4e8, 1.4, 0.029),
    DemoAsset("APT", "Aptos", "앱토스", "#2dd8a3", 2.4, 2.0e8, 1.5, 0.031),
    DemoAsset("ARB", "Arbitrum", "아비트럼", "#28a0f0", 0.24, 1.8e8, 1.5, 0.029),
    DemoAsset("OP", "Optimism", "옵티미즘", "#ff0420", 0.36, 1.6e8, 1.5, 0.03),
    DemoAsset("PEPE", "Pepe", "페페", "#3d9a3d", 0.0000052, 4.4e8, 1.7, 0.042),
    DemoAsset("SHIB", "Shiba Inu", "시바이누", "#f00500", 0.0000089, 1.9e8, 1.4, 0.03),
    DemoAsset("WIF", "dogwifhat", None, "#a88a6a", 0.42, 1.5e8, 1.75, 0.045),
    DemoAsset("ENA", "Ethena", "에테나", "#5b5b66", 0.29, 3.1e8, 1.6, 0.042, 4),
    DemoAsset("TON", "Toncoin", "톤코인", "#0098ea", 1.7, 1.7e8, 1.1, 0.026),
    DemoAsset("XLM", "Stellar", "스텔라루멘", "#4a4f55", 0.26, 1.6e8, 1.2, 0.03),
    DemoAsset("HBAR", "Hedera", "헤데라", "#5c6ac4", 0.15, 1.8e8, 1.35, 0.034),
    DemoAsset("FIL", "Filecoin", "파일코인", "#0090ff", 1.7, 1.9e8, 1.45, 0.031),
    DemoAsset("ETC", "Ethereum Classic", "이더리움클래식", "#328332", 14.6, 1.8e8, 1.25, 0.024),
    DemoAsset("ATOM", "Cosmos", "코스모스", "#6f7390", 2.6, 1.2e8, 1.3, 0.025),
    DemoAsset("INJ", "Injective", "인젝티브", "#00b2ff", 5.9, 1.1e8, 1.5, 0.034),
    DemoAsset("SEI", "Sei", "세이", "#9b1c1c", 0.15, 1.2e8, 1.55, 0.035),
    DemoAsset("TIA", "Celestia", "셀레스티아", "#7b2bf9", 0.66, 1.3e8, 1.6, 0.036, 4),
    DemoAsset("ONDO", "Ondo", "온도파이낸스", "#3f6ad8", 0.51, 1.1e8, 1.45, 0.032),
    DemoAsset("WLD", "Worldcoin", "월드코인", "#70757a", 0.68, 1.9e8, 1.5, 0.037, 4),
    DemoAsset("LDO", "Lido DAO", "리도다오", "#00a3ff", 0.72, 1.0e8, 1.5, 0.034),
    DemoAsset("ICP", "Internet Computer", "인터넷컴퓨터", "#29abe2", 3.9, 1.1e8, 1.35, 0.03),
    DemoAsset("ALGO", "Algorand", "알고랜드", "#565b64", 0.14, 0.9e8, 1.35, 0.028),
    DemoAsset("CRV", "Curve DAO", "커브", "#e0442a", 0.39, 1.2e8, 1.45, 0.038),
)


def choose_assets(count: int) -> tuple[DemoAsset, ...]:
    """The first `count` assets, the largest first."""
    invented = (invent_asset(number) for number in range(len(KNOWN_ASSETS) + 1, count + 1))
    return (*KNOWN_ASSETS[:count], *invented)


def invent_asset(number: int) -> DemoAsset:
    """An asset whose name says that it does not exist, such as SYN41."""
    # Steps of the golden angle keep neighbours on the colour wheel apart, however many there are.
    shades = colorsys.hls_to_rgb(number * 0.618 % 1, 0.45, 0.5)
    return DemoAsset(
        ticker=f"SYN{number}",
        name=f"Synthetic {number}",
        korean_name=None,
        colour="#" + "".join(f"{round(255 * shade):02x}" for shade in shades),
        price_usd=10 ** (number % 7 - 4) * (1 + number % 9),
        open_interest_usd=8e7 * 30 / (number - 10),
        beta=1.2 + number % 6 / 10,
        volatility=0.03,
    )
