"""The command ``python -m sphinx_milestones``.

`main` reads the arguments. `check` runs the strict diagnostics, `formats` prints them. `milestone` puts an entry on a
year page (`pages`), `entries` one into a data file (`toml`); both ask with `questions` what was not given, and write
with `files`. `schema` describes the data files to editors. `project` finds all of these files.
"""
