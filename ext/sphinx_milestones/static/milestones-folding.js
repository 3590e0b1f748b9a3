/* Folding: the form in which texts are compared, so that a name is found however it is typed. The tables come from
   core/folding.py, which folds the texts of the search index in the same way. */
(() => {
  "use strict";

  const TABLES = {}; // replaced by the build
  const LETTERS = new Map(TABLES.letters);
  const JOINERS = `[${TABLES.joiners}]`;
  const WORD = new RegExp(`[\\p{L}\\p{N}]+(?:${JOINERS}[\\p{L}\\p{N}]+)*`, "gu");
  const OPTIONAL = new RegExp(`(?<![\\p{L}\\p{N}])(?:${TABLES.optional.join("|")})[ -]+(?=[\\p{L}\\p{N}])`, "gu");

  const foldCharacter = (character) => LETTERS.get(character) ?? (/[\p{M}\p{Cf}]/u.test(character) ? "" : character);
  const foldLetters = (text) => text.normalize("NFKD").toLowerCase().replace(/[^\0-\x7f]/gu, foldCharacter);
  const finish = (word) =>
    ((word.startsWith(TABLES.article) && word.slice(TABLES.article.length)) || word).replaceAll(TABLES.hamza, "");

  /* The parts of each word, and the word as a whole. */
  const wordsOf = (folded) =>
    (folded.match(WORD) ?? []).map((word) => {
      const parts = word.split(new RegExp(JOINERS, "u"));
      return { parts: parts.map(finish).filter(Boolean), joined: finish(parts.join("")), isOne: parts.length === 1 };
    });

  /* The folded words of a text, separated by spaces. */
  const fold = (text) =>
    wordsOf(foldLetters(text))
      .flatMap(({ parts, joined, isOne }) => (isOne || !joined ? parts : [...parts, joined]))
      .join(" ");

  /* The words of a query, without what may precede the name of a country. */
  const parseQuery = (query) => wordsOf(foldLetters(query).replace(OPTIONAL, "")).filter(({ joined }) => joined);

  /* Whether a folded text has words that begin with this word, or with each of its parts. */
  const hasWord = (text, { parts, joined }) => {
    const hasPart = (part) => text.startsWith(part) || text.includes(` ${part}`);
    return hasPart(joined) || parts.every(hasPart);
  };

  window.milestonesFolding = { fold, parseQuery, hasWord };
})();
