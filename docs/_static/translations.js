// Replaces Sphinx's own file: that for British English has empty plurals, and all create a function from text, which the
// site's policy forbids. These are the messages of the search; in Arabic, those that sphinx_arabic_search does not have.
Object.assign(
  Documentation.TRANSLATIONS,
  document.documentElement.lang.startsWith("ar")
    ? {
        "Search Results": "النتائج",
        "Hide Search Matches": "إخفاء مواضع البحث",
      }
    : {
        "Search Results": "Results",
        "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
          "No results. Results must contain all words; try fewer words or another spelling.",
        "Search finished, found one page matching the search query.": ["${resultCount} result", "${resultCount} results"],
      },
);
