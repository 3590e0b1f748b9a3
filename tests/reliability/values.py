"""What the values of a register can become in the random edits, wrong ones among them."""

from __future__ import annotations

from tests.reliability.content import LETTER, Values

FIELDS: Values = {
    "title": [
        "Opening",
        "*Opening*",
        "`Opening` of {math}`\\frac{a}`",
        "Visit of <b> & “friends”",
        "The first visit",
        "2020",
        "Visit\u200b of \u202eOman",
    ],
    "id": ["first", "second", "third", "fourth", "No Key"],
    "date": [
        "2020",
        "2021-03",
        "2021-03-04",
        "2020-12/2021-02",
        "2019-11/2022-03",
        "1890/2022",
        "2019~",
        "2020-05-04T10:30:00Z",
        "2020-21",
        "202X~",
        "20XX",
        "2021/..",
        "/2020",
        "-0043-03-15",
        "Y-17000",
        "[2020,2021]",
        "2020\u200e-05",
        "last year",
    ],
    "kind": ["visit", "workshop", "tour"],
    "host": ["home", "bahrain", ""],
    "place": ["Manama", "Muscat"],
    "partners": ["oman", "un-desa", "oman (organiser), un-desa", "un-desa (observer)", "bahrain", "qatar", "sultanate"],
    "topics": ["statistics", "cloud", "statistics, cloud", ""],
    "documents": ["report", "handbook", ""],
    "sources": ["page", "archive", ""],
    "related": ["first", "second", "fourth"],
    "added": ["2024-05-06", "2026-01-02", "someday", ""],
    "updated": ["2025-05-06", "2026-02-03", "2020-01-01", ""],
    "change": ["A source was added.", "The date <b>.", ""],
    "body": ["Words.", "More of {partner}`oman`.", "See {milestone}`third`.", "Two\n\nparagraphs."],
}
COLUMNS: Values = {
    "kinds": {"label": ["Visit", "Delegation"], "definition": ["People come.", ""], "event": [True, False]},
    "topics": {"label": ["Cloud", "Figures"]},
    "roles": {"label": ["observer", "guest"], "definition": ["Listens only.", ""]},
    "partner-kinds": {"label": ["Society", "Association"], "plural": ["Societies", "Associations"]},
    "partners": {
        "kind": ["agency", "organisation", "ngo"],
        "name": ["Home", "Host <&>"],
        "acronym": ["HA", "UN"],
        "country": ["OM", "QA", "XX"],
        "parent": ["oman", "bahrain", "home", "un-desa"],
        "note": ["Founded in <1948>.", "It “builds”."],
        "url": ["https://example.org/partner", "javascript:0"],
        "aliases": [["Another name"], []],
    },
    "documents": {"title": ["Report", "Study"], "pages": [87, 88], "status": ["not-located", "on-request"]},
    "sources": {"title": ["The page", "The site"], "url": ["https://example.org/page", "javascript:0"]},
}
ENTRIES: Values = {
    "kinds": {"tour": {"label": "Study tour"}},
    "topics": {"open-data": {"label": "Open data"}},
    "roles": {"observer": {"label": "observer"}},
    "partner-kinds": {"ngo": {"label": "Society", "plural": "Societies"}},
    "partners": {"qatar": {"kind": "country", "country": "QA"}},
    "documents": {"handbook": {"title": "Handbook", "status": "not-located"}},
    "sources": {"archive": {"title": "The archive", "url": "https://example.org/archive"}},
}
CONFIGURATION: Values = {
    # these write every page of HTML again
    "html_title": ["A title", "Another"],
    "html_baseurl": ["https://example.org/", ""],
    "html_copy_source": [False, True],
    "html_show_sourcelink": [False, True],
    "milestones_edit_url": ["https://example.org/{path}#L{line}", ""],
    "milestones_report_url": ["mailto:all@example.org?subject={id}", "nowhere"],
    "milestones_forge": [{"repository": "https://github.com/example/register"}, {"kind": "gitlab"}, {}],
    "milestones_mail": ["register@example.org", "nobody"],
    "milestones_licence": ["CC-BY-4.0", "none of them"],
    "milestones_new_days": [90, 4000, 0],
    "milestones_partner_pages": ["partners", "years", ""],
    "milestones_pdf": ["", "_build/pdf/milestones.pdf"],
    # and these read every page again
    "milestones_digits": ["arab", "latn", "roman"],
    "milestones_host": ["bahrain", "", "nobody"],
    "milestones_editions": [["year"], ["year", "partner"], []],
    "language": ["en", "de", "ar"],
    "project": ["Another register", "A register"],
    "author": ["Somebody else", "Somebody"],
}
NAMES = ["2019", "2020", "2021", "2022", "all", "2020 (copy)", "it's 2020", "\xe5rene", "a\u030arene"]
SLIPS = [
    ":::{milstone} A visit\n:::\n",
    f"Caf{LETTER}.\n",
    "- :::{milestone} A visit\n  :::\n",
    "See {milestone}`first\n",
    "<<<<<<< HEAD\nOurs.\n=======\nTheirs.\n>>>>>>> theirs\n",
]
