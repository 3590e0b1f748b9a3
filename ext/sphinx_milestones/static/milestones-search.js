/* Puts milestones and partners among the results of Sphinx's search, which by itself knows pages and titles only.
   A milestone is found by its title, names, years and text. Without this file, pages are found as ever. */
(() => {
  "use strict";
  if (typeof Search === "undefined" || !Search._performSearch || typeof milestonesToSearch === "undefined") return;

  // By where a word stands: title or names of a milestone, name of a partner, text of a milestone. Sphinx gives 15 for a
  // word in the title of a page, 5 for one in its text: so what is found here comes before a page that mentions it.
  const SCORES = [20, 18, 17, 8];

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (text) => splitQuery(plain(text)).map((word) => word.replace(/^\u0627\u0644(?=.)/, "")); // its article
  const asWords = (text) => ` ${wordsOf(text).join(" ")} `;
  const isStopword = (word) => typeof stopwords !== "undefined" && stopwords.has(word);

  /* What is looked for: each word as it is typed and as its stem. One of two letters, such as UN, must be a whole word. */
  const asked = (query) => {
    const typed = wordsOf(query);
    const words = typed.some((word) => !isStopword(word)) ? typed.filter((word) => !isStopword(word)) : typed;
    const stemmer = new Stemmer();
    return words.map((word) => (word.length < 3 ? [` ${word} `] : [` ${word}`, ` ${stemmer.stemWord(word)}`]));
  };

  /* The best place of any word, since all must be found; where the others stand decides among equals only. Nothing where one
     stands nowhere. */
  const scoreOf = (texts, words) => {
    const scores = words.map((forms) => SCORES[texts.findIndex((text) => forms.some((form) => text.includes(form)))] || 0);
    if (!words.length || scores.includes(0)) return 0;
    return Math.max(...scores) + scores.reduce((sum, score) => sum + score) / (100 * scores.length);
  };

  const milestonesFound = (query) => {
    const words = asked(query);
    return milestonesToSearch.flatMap(([page, anchor, title, line, ...texts]) => {
      const score = scoreOf(texts.map(asWords), words);
      return score ? [[page, title, `#${anchor}`, line, score, page, "object"]] : [];
    });
  };

  if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false; // it would read other files

  const pagesFound = Search._performSearch;
  const placeOf = ([page, , anchor]) => page + anchor;
  Search._performSearch = (query, ...rest) => {
    const milestones = milestonesFound(query);
    const places = new Set(milestones.map(placeOf));
    const pages = pagesFound(query, ...rest).filter((result) => !places.has(placeOf(result)));
    return [...pages, ...milestones].sort((one, other) => one[4] - other[4]); // Sphinx shows the last one first
  };
})();
