/* Pages for contributors come last among the results of the search, below a separate heading. */
(() => {
  "use strict";
  if (typeof Search === "undefined" || !Search._performSearch) return;
  const isForContributors = ([page]) => page.startsWith("contributing/");
  const find = Search._performSearch;
  Search._performSearch = (...query) => {
    const found = find(...query); // the last one is shown first
    return [...found.filter(isForContributors), ...found.filter((result) => !isForContributors(result))];
  };

  const output = document.getElementById("search-results");
  new MutationObserver(() => {
    if (output.querySelector(".group")) return;
    const first = output.querySelector('li:has(> a[href*="contributing/"])');
    if (!first) return;
    const heading = document.createElement("li");
    heading.className = "group";
    heading.textContent = output.dataset.contributing;
    first.before(heading);
  }).observe(output, { childList: true, subtree: true });
})();
