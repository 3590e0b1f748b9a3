"""The labels of closed vocabularies: values that the extension itself defines. `N_` marks them for translation.

The names of entries, which a register has in its data files, are in `wording`.
"""

from __future__ import annotations

from collections.abc import Mapping


def N_(message: str) -> str:  # noqa: N802 - the name that message extractors recognise
    """Return *message*; it is translated when it is shown."""
    return message


# The labels of columns and facets.
PARTNER, YEAR, TOTAL = N_("Partner"), N_("Year"), N_("Total")

# The badges of what was added or changed lately.
NEW, CHANGED = N_("New"), N_("Changed")

# The heading of what a partner, or an edition in full, has.
MILESTONES = N_("Milestones")

ROLES: Mapping[str, str] = {
    "host": N_("host"),
    "organiser": N_("organiser"),
    "funder": N_("funder"),
    "participant": N_("participant"),
    "beneficiary": N_("beneficiary"),
    "signatory": N_("signatory"),
}

MODES: Mapping[str, str] = {
    "in-person": N_("in person"),
    "online": N_("online"),
    "hybrid": N_("in person and online"),
}

# singular and plural
PARTNER_KINDS: Mapping[str, tuple[str, str]] = {
    "country": (N_("Country"), N_("Countries")),
    "agency": (N_("Agency"), N_("Agencies")),
    "organisation": (N_("Organisation"), N_("Organisations")),
    "bloc": (N_("Regional group"), N_("Regional groups")),
    "person": (N_("Person"), N_("People")),
    "host": ("", N_("Hosts")),  # partners that only hosted
}

# The remark on a document that cannot be opened here.
UNAVAILABLE: Mapping[str, str] = {
    "on-request": N_("on request"),
    "withdrawn": N_("withdrawn by its publisher"),
    "not-located": N_("not located"),
}

DOCUMENT_STATES: Mapping[str, str] = {
    "available": N_("Available here"),
    "external": N_("Hosted elsewhere"),
    "on-request": N_("On request"),
    "withdrawn": N_("Withdrawn by its publisher"),
    "not-located": N_("Not located"),
}

UNTITLED = N_("Untitled milestone")

# Templates by the qualifier of a date.
QUALIFIED: Mapping[str, str] = {
    "~": N_("about {date}"),
    "?": N_("{date} (uncertain)"),
    "%": N_("about {date} (uncertain)"),
}

# Templates of intervals whose start or end is open (..) or unknown.
STARTS: Mapping[str, str] = {"..": N_("until {date}"), "": N_("until {date}, beginning unknown")}
ENDS: Mapping[str, str] = {"..": N_("since {date}"), "": N_("from {date}, end unknown")}

# Translators: {year} is the first year of a decade: 1840s
DECADE = N_("{year}s")
# Translators: {number} is an ordinal number in English (19th), and digits in your language
CENTURY = N_("{number} century")

# Templates of seasons, by their number in EDTF.
SEASONS: Mapping[int, str] = {
    21: N_("spring {year}"),
    22: N_("summer {year}"),
    23: N_("autumn {year}"),
    24: N_("winter {year}"),
}

# Templates of sizes, by unit.
SIZES: Mapping[str, str] = {"MB": N_("{size} MB"), "KB": N_("{size} KB"), "B": N_("{size} B")}

# Templates by the qualifier of a count.
COUNTS: Mapping[str, str] = {
    "": "{count}",
    ">": N_("more than {count}"),
    "<": N_("fewer than {count}"),
    "~": N_("about {count}"),
}

# The templates of dates and counts by the names that the form for proposals has for them.
OF_VALUES: Mapping[str, Mapping[str, str]] = {
    "counts": COUNTS,
    "qualified": QUALIFIED,
    "starts": STARTS,
    "ends": ENDS,
    "periods": {"decade": DECADE, "century": CENTURY} | {str(key): text for key, text in SEASONS.items()},
}
