/* The words of a query and their stems, as split and stem of stemmer.py return them. Sphinx has put the stemmer of English
   before this script. */
var arabicSearch = (() => {
  "use strict";

  const TABLE = {}; // replaced by the build
  const compiled = (steps) => steps.map((step) => step.map(([source, result]) => [new RegExp(`^(?:${source})$`, "u"), result]));
  const AFFIXES = compiled(TABLE.affixes);
  const ENDINGS = compiled(TABLE.endings);
  const SINGULARS = new Map(Object.entries(TABLE.singulars));
  const DIGITS = new Map(Object.entries(TABLE.digits));
  const STOP_WORDS = new Set(stopwords);
  const MARK = new RegExp(`[${TABLE.marks}]`, "gu");
  const ARABIC = new RegExp(`^[${TABLE.letters}]`, "u");
  const WORD = new RegExp(`[${TABLE.letters}]+|(?:(?![${TABLE.letters}])[\\p{L}\\p{N}_])+`, "gu");

  const withoutMarks = (text) => text.normalize("NFKC").replace(MARK, "");
  const withLatinDigits = (word) => Array.from(word, (letter) => DIGITS.get(letter) ?? letter).join("");
  const split = (text) =>
    (withoutMarks(text).match(WORD) ?? []).map(withLatinDigits).filter((word) => !STOP_WORDS.has(word.toLowerCase()));

  const respelt = (word, spellings) =>
    spellings.reduce((changed, [letters, others]) => changed.replaceAll(letters, others), word);
  const applyRules = (steps, word) =>
    steps.reduce((changed, step) => {
      const rule = step.find(([expression]) => expression.test(changed));
      return rule ? changed.replace(...rule) : changed;
    }, word);

  const stemArabic = (word) => {
    const folded = respelt(applyRules(AFFIXES, respelt(withoutMarks(word), TABLE.spellings)), TABLE.lateSpellings);
    return applyRules(ENDINGS, SINGULARS.get(folded) ?? folded) || word;
  };

  const english = new (typeof EnglishStemmer === "undefined" ? Stemmer : EnglishStemmer)();
  const stem = (word) => (ARABIC.test(word) ? stemArabic(word) : english.stemWord(word));
  return { split, stem };
})();

var splitQuery = arabicSearch.split;

// A declaration, because Sphinx 9.0 and 9.1 assign it to window.Stemmer before this script is run.
function ArabicStemmer() {
  this.stemWord = arabicSearch.stem;
}
window.Stemmer = ArabicStemmer;
