"""``init``: a new register, written from the example register of the manual.

================  ===================================================================================
`texts`           The example's pages and data files in another language or markup, as pure functions.
`example`         Its files, as the author of the new register wishes them.
`command`         Options, questions, and what to do next.
================  ===================================================================================
"""
