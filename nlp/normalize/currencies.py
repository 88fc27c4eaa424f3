"""How currencies are written, and their ISO codes."""

from __future__ import annotations

# Signs with the letters that tell which dollar it is; longest first. "$" alone is the caller's dollar.
SIGNS = {
    "U.S.$": "USD", "US$": "USD", "USD$": "USD", "AUD$": "AUD", "AU$": "AUD", "A$": "AUD", "CAD$": "CAD", "CDN$": "CAD",
    "CAN$": "CAD", "CA$": "CAD", "C$": "CAD", "HK$": "HKD", "NT$": "TWD", "SG$": "SGD", "S$": "SGD", "NZ$": "NZD",
    "$US": "USD", "$CA": "CAD", "$NZ": "NZD", "$HK": "HKD", "$A": "AUD", "[Eur]": "EUR",
    **{f"[{code}]": code for code in ("EUR", "USD", "GBP", "CHF", "DKK", "SEK", "NOK")},
    "R$": "BRL", "€": "EUR", "£": "GBP", "₩": "KRW", "₪": "ILS", "₹": "INR", "Rs.": "INR", "Rs": "INR",
}  # fmt: skip

# Codes before or after the number.
CODES = {
    "USD": "USD", "EUR": "EUR", "GBP": "GBP", "CHF": "CHF", "DKK": "DKK", "SEK": "SEK", "NOK": "NOK", "JPY": "JPY",
    "CNY": "CNY", "RMB": "CNY", "KRW": "KRW", "ILS": "ILS", "NIS": "ILS", "CAD": "CAD", "AUD": "AUD", "HKD": "HKD",
    "SGD": "SGD", "TWD": "TWD", "NTD": "TWD", "INR": "INR", "NZD": "NZD", "BRL": "BRL", "PLN": "PLN", "ISK": "ISK",
}  # fmt: skip

# Words after the number, without their plural; what "$" stands for is the caller's to say, None needs a country.
WORDS = {
    "dollar": "$",
    "euro": "EUR",
    "pound": None,
    "sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "won": None,
    "franc": None,
    "kroner": None,
    "krone": None,
    "kronor": "SEK",
    "kronas": "SEK",
    "krona": "SEK",
    "shekel": "ILS",
    "cent": "cents",
    "pence": "pence",
    "penny": "pence",
}
# Countries before such a word.
COUNTRIES = {
    "united states": "USD", "u.s.": "USD", "us": "USD", "american": "USD", "canadian": "CAD", "australian": "AUD",
    "hong kong": "HKD", "singapore": "SGD", "taiwan": "TWD", "new zealand": "NZD", "british": "GBP", "danish": "DKK",
    "swedish": "SEK", "norwegian": "NOK", "icelandic": "ISK", "swiss": "CHF", "korean": "KRW", "chinese": "CNY",
    "japanese": "JPY", "israeli": "ILS",
}  # fmt: skip
