// Replaces Sphinx's own file for British English, which has empty plurals and creates a function from text, which the site's
// policy forbids. These are the messages of the search.
Object.assign(Documentation.TRANSLATIONS, {
  "Search Results": "Results",
  "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
    "No results. Results must contain all words; try fewer words or another spelling.",
  "Search finished, found one page matching the search query.": ["${resultCount} result", "${resultCount} results"],
});
