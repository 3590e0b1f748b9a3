"""Help in editors while somebody writes: completion, hover, definitions and problems, through a language server.

`server` is an extension of esbonio, which loads it; nothing else imports it. `slots` finds out what is at a position of
a page, `answers` what can be there and what it means, `page_problems` what is wrong with a page as it is now.
`workspace` has the register of each project, read again when a file changes.
"""
