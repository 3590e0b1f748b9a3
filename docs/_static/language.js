/* The link to the other language leads to the same part of the page, with the same filter. */
document.querySelector("a.language")?.addEventListener("click", ({ currentTarget: link }) => {
  link.hash = location.hash;
  link.search = location.search;
});
