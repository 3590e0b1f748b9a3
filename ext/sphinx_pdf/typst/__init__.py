"""From content to the bytes of a PDF: the Typst templates, and the calls of Typst."""
