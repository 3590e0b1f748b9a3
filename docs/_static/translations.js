// In the place of Sphinx's own file for British English, whose plurals are empty, and which makes a function of text, which
// the site's policy stops: what the search says here.
Object.assign(Documentation.TRANSLATIONS, {
  "Search Results": "Results",
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
    "Nothing was found. All words must stand in a result: fewer words, or another spelling, may find more.",
  "Search finished, found one page matching the search query.": ["${resultCount} result", "${resultCount} results"],
});
