// In the place of Sphinx's own file for British English, which has no word to translate: its plurals are empty, and it makes
// a function of text, which the site's policy stops. What Sphinx does without it is right.
