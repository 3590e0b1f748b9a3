"""Country codes and their sub-regions in UN M49, the standard country or area codes for statistical use.

The names of sub-regions come from CLDR, which uses the same codes and lists Antarctica (AQ) separately.
"""

from __future__ import annotations

from collections.abc import Mapping

M49: Mapping[str, str] = {
    "015": "DZ EG EH LY MA SD TN",
    "014": "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW",
    "017": "AO CD CF CG CM GA GQ ST TD",
    "018": "BW LS NA SZ ZA",
    "011": "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",
    "029": "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI",
    "013": "BZ CR GT HN MX NI PA SV",
    "005": "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",
    "021": "BM CA GL PM US",
    "143": "KG KZ TJ TM UZ",
    "030": "CN HK JP KP KR MN MO TW",
    "035": "BN ID KH LA MM MY PH SG TH TL VN",
    "034": "AF BD BT IN IR LK MV NP PK",
    "145": "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    "151": "BG BY CZ HU MD PL RO RU SK UA",
    "154": "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
    "039": "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA",
    "155": "AT BE CH DE FR LI LU MC NL",
    "053": "AU CC CX HM NF NZ",
    "054": "FJ NC PG SB VU",
    "057": "FM GU KI MH MP NR PW UM",
    "061": "AS CK NU PF PN TK TO TV WF WS",
    "AQ": "AQ",
}

# Continents, for partners that span several sub-regions; their names are in CLDR too.
CONTINENTS: Mapping[str, tuple[str, ...]] = {
    "002": ("015", "014", "017", "018", "011"),
    "019": ("029", "013", "005", "021"),
    "142": ("143", "030", "035", "034", "145"),
    "150": ("151", "154", "039", "155"),
    "009": ("053", "054", "057", "061"),
}

CONTINENT_OF: Mapping[str, str] = {part: continent for continent, parts in CONTINENTS.items() for part in parts}

# Region codes by the keys that pages and data files use: the English names in lowercase, with hyphens.
REGION_KEYS: Mapping[str, str] = {
    "northern-africa": "015",
    "eastern-africa": "014",
    "middle-africa": "017",
    "southern-africa": "018",
    "western-africa": "011",
    "caribbean": "029",
    "central-america": "013",
    "south-america": "005",
    "northern-america": "021",
    "central-asia": "143",
    "eastern-asia": "030",
    "southeast-asia": "035",
    "southern-asia": "034",
    "western-asia": "145",
    "eastern-europe": "151",
    "northern-europe": "154",
    "southern-europe": "039",
    "western-europe": "155",
    "australasia": "053",
    "melanesia": "054",
    "micronesian-region": "057",
    "polynesia": "061",
    "antarctica": "AQ",
    "africa": "002",
    "americas": "019",
    "asia": "142",
    "europe": "150",
    "oceania": "009",
}

# Codes withdrawn from ISO 3166-1, with their successors in CLDR.
WITHDRAWN: Mapping[str, str] = {
    "AN": "CW SX BQ",
    "BU": "MM",
    "CS": "RS ME",
    "CT": "KI",
    "DD": "DE",
    "DY": "BJ",
    "FQ": "AQ TF",
    "FX": "FR",
    "HV": "BF",
    "JT": "UM",
    "MI": "UM",
    "NH": "VU",
    "NQ": "AQ",
    "NT": "SA IQ",
    "PC": "FM MH MP PW",
    "PU": "UM",
    "PZ": "PA",
    "RH": "ZW",
    "SU": "RU AM AZ BY EE GE KZ KG LV LT MD TJ TM UA UZ",
    "TP": "TL",
    "VD": "VN",
    "WK": "UM",
    "YD": "YE",
    "YU": "RS ME",
    "ZR": "CD",
}

# Reserved or user-assigned codes that CLDR names, such as XK for Kosovo.
RESERVED = frozenset({"AC", "CP", "CQ", "DG", "EA", "IC", "TA", "XK"})

# The user-assigned codes of ISO 3166-1; CLDR names only one of them, XK.
USER_ASSIGNED = frozenset({"AA", "ZZ"} | {f"Q{c}" for c in "MNOPQRSTUVWXYZ"} | {f"X{chr(c)}" for c in range(65, 91)})

REGION_OF: Mapping[str, str] = {country: region for region, countries in M49.items() for country in countries.split()}

COUNTRY_CODES = frozenset(REGION_OF) | WITHDRAWN.keys() | RESERVED | USER_ASSIGNED

NAMED = frozenset(REGION_OF) | RESERVED  # codes for which CLDR has a name in each language

_MISTAKEN = {"UK": "GB", "EL": "GR"}  # as the European Union abbreviates them


def region_of_code(country: str) -> str | None:
    """Return the region of a country code; for a withdrawn code, the one that its successors share, if any."""
    regions = {REGION_OF.get(code) for code in WITHDRAWN.get(country, country).split()}
    return regions.pop() if len(regions) == 1 else None


def likely_code(text: str) -> str | None:
    """Return the code that *text* most likely means: ``GB`` for ``UK``, ``NO`` for ``no``; or None."""
    code = _MISTAKEN.get(text.upper(), text.upper())
    return code if code in COUNTRY_CODES else None
