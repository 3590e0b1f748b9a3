"""The command ``python -m sphinx_milestones``.

`main` parses the arguments. `check` runs a strict build, `report_formats` prints its problems. `new_milestone` adds an
entry to a year page (`year_pages`), `new_entry` one to a data file (`toml_edit`); both ask for missing values with
`prompts`. `importing` does both for the rows of a file of another program. `json_schema` describes the data files to
editors. `project` finds all of these files.
"""
