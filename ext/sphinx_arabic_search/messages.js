
/* Messages of the search page that Sphinx's Arabic catalogue has without a translation, and would show as nothing. */
(() => {
  "use strict";
  if (typeof Documentation === "undefined") return;

  const SEARCHING = {
    "Searching": "جارٍ البحث",
    "Preparing search...": "جارٍ تجهيز البحث…",
    ", in ": "، في ",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "لم يُعثر على أي صفحة فيها كل هذه الكلمات. جرّب كلمات أقل أو كتابة أخرى.",
    "Search finished, found one page matching the search query.": [
      "لم يُعثر على أي صفحة.",
      "انتهى البحث: عُثر على صفحة واحدة.",
      "انتهى البحث: عُثر على صفحتين.",
      "انتهى البحث: عُثر على ${resultCount} صفحات.",
      "انتهى البحث: عُثر على ${resultCount} صفحة.",
      "انتهى البحث: عُثر على ${resultCount} صفحة.",
    ],
  };
  for (const [message, arabic] of Object.entries(SEARCHING))
    if (!Documentation.TRANSLATIONS[message]?.[0]) Documentation.TRANSLATIONS[message] = arabic;

  // Sphinx makes the function of the numbers from text, which a content security policy forbids.
  const numbers = new Intl.PluralRules("ar");
  Documentation.PLURAL_EXPR = (count) => ["zero", "one", "two", "few", "many", "other"].indexOf(numbers.select(count));
})();
