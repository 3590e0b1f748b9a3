/* Adds milestones and partners to the results of Sphinx's search, which by itself finds only pages and titles.
   A milestone is found by its title, names, years and text. Without this file, pages are found as usual. */
(() => {
  "use strict";
  if (typeof Search === "undefined" || !Search._performSearch || typeof milestonesToSearch === "undefined" || !window.milestonesFolding) return;

  // By the position of a word: title or labels of a milestone, name of a partner, text of a milestone. Sphinx gives 15 for a
  // word in the title of a page, 5 for one in its text: so these results come before a page that mentions them.
  const SCORES = [20, 18, 17, 8];

  // A whole word gets the full score, a prefix somewhat less.
  const WHOLE = 1, BEGUN = 0.8;

  const { parseQuery, hasWord } = window.milestonesFolding;
  const isStopword = ({ joined }) => typeof stopwords !== "undefined" && stopwords.has(joined);

  // The words of all texts repeat, and a stem takes longer to find than a text to read.
  const stemmer = new Stemmer();
  const stems = new Map();
  const stemOf = (word) => {
    if (!stems.has(word)) stems.set(word, stemmer.stemWord(word));
    return stems.get(word);
  };

  /* The words to find, each as typed and as its stem. */
  const readQuery = (query) => {
    const typed = parseQuery(query);
    const words = typed.every(isStopword) ? typed : typed.filter((word) => !isStopword(word));
    return words.map((word) => ({ word, stem: stemOf(word.joined) }));
  };

  /* Whether a text has a word that begins like this one, or another form of it. The stem of an Arabic word need not be in
     any form, nor is a short one enough to find what begins with it. */
  const hasForm = (text, { word, stem }) =>
    hasWord(text, word) ||
    (stem.length > 2 && hasWord(text, { joined: stem, parts: [stem] })) ||
    text.split(" ").some((other) => stemOf(other) === stem);

  const scoreOfWord = (texts, sought) => {
    const scores = texts.map((text, at) => {
      if (` ${text} `.includes(` ${sought.word.joined} `)) return SCORES[at] * WHOLE;
      return hasForm(text, sought) ? SCORES[at] * BEGUN : 0;
    });
    return Math.max(...scores);
  };

  /* The best score of any word; the other scores only break ties. Zero if a word is missing, since all must be found. */
  const scoreOf = (texts, words) => {
    const scores = words.map((sought) => scoreOfWord(texts, sought));
    if (!words.length || scores.includes(0)) return 0;
    return Math.max(...scores) + scores.reduce((sum, score) => sum + score) / (100 * scores.length);
  };

  const milestonesFound = (query) => {
    const words = readQuery(query);
    return milestonesToSearch.flatMap(([page, anchor, title, line, ...texts]) => {
      const score = scoreOf(texts, words); // texts are folded by the build
      return score ? [[page, title, anchor && `#${anchor}`, line, score, page, "object"]] : [];
    });
  };

  if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false; // it would need to read other files

  /* The extract of a page begins and ends at whole words. */
  const LENGTH = 240, BEFORE = 90; // characters of the extract, and of the part before the first match
  Search.makeSearchSummary = (page, words, anchor) => {
    const text = Search.htmlToText(page, anchor).replace(/\s+/g, " ").trim();
    const lower = text.toLowerCase();
    const found = [...words].map((word) => lower.indexOf(word.toLowerCase())).filter((at) => at >= 0);
    const earliest = Math.max(Math.min(...found, text.length) - BEFORE, 0);
    const start = earliest && found.length ? text.indexOf(" ", earliest) + 1 : 0;
    const end = start + LENGTH < text.length ? text.lastIndexOf(" ", start + LENGTH) : text.length;
    const summary = document.createElement("p");
    summary.className = "context";
    summary.textContent = `${start ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
    return summary;
  };

  const pagesFound = Search._performSearch;
  const addressOf = ([page, , anchor]) => page + anchor;
  Search._performSearch = (query, ...rest) => {
    const milestones = milestonesFound(query);
    const addresses = new Set(milestones.flatMap((found) => [addressOf(found), found[0]])); // a page is dropped if one of its milestones is found
    const pages = pagesFound(query, ...rest).filter((result) => !addresses.has(addressOf(result)));
    return [...pages, ...milestones].sort((one, other) => one[4] - other[4]); // Sphinx shows the last one first
  };
})();
