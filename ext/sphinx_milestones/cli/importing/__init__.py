"""``import``: milestones from files of other programs, as entries of year pages and data files.

A reader for each format (`csv_tables`, `timeline`, `wikidata`, `own_json`) makes a `Table` of a file (`source_file`).
`mapping` finds out which column is which field. `row_text` reads title, text and date of a row, with `dates` and
`prose` (HTML); `markup_text` writes text so that none of it is markup by accident. `planner` makes milestones of that,
with new entries of data files (`entries`). `report` says what is left out, and why; `command` shows the plan and
writes it (`writer`).
"""
