/* What the pages of a register can do beyond being read. Each page is complete without it. */
(() => {
  "use strict";

  /* The box above the partners: what is typed narrows them, by any of their names. */
  const narrowPartners = (index) => {
    const box = index.querySelector(".ms-find");
    if (!box) return;
    const field = box.querySelector("input");
    const all = box.querySelector("button");
    const status = box.querySelector("[role=status]");
    const found = JSON.parse(box.dataset.found);
    const language = document.documentElement.lang || undefined;
    const plural = new Intl.PluralRules(language);
    const number = new Intl.NumberFormat(language, { numberingSystem: "latn" });

    // Each word after a space, without accents, case, punctuation and the Arabic article.
    const plain = (text) =>
      ` ${text}`.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, " ").replace(/ \u0627\u0644(?=\S)/g, " ");
    const partners = Array.from(index.querySelectorAll(".ms-partner"), (entry) => [entry, plain(entry.dataset.words)]);
    const parts = Array.from(index.querySelectorAll(".ms-part"), (part) => {
      const heading = part.querySelector(":scope > [id]");
      return [part, heading && index.querySelector(`.ms-jump a[href="#${heading.id}"]`)];
    });

    let later = 0;
    const show = () => {
      const wanted = plain(field.value).split(" ").filter(Boolean).map((word) => ` ${word}`);
      for (const [entry, words] of partners) entry.hidden = !wanted.every((word) => words.includes(word));
      for (const [part, link] of parts) {
        const left = part.querySelectorAll(".ms-partner:not([hidden])").length;
        part.hidden = !left;
        if (!link) continue;
        link.parentElement.hidden = !left;
        link.nextElementSibling.textContent = number.format(left);
      }
      all.hidden = !field.value;
    };
    const tell = () => {
      const left = partners.filter(([entry]) => !entry.hidden).length;
      const phrase = left ? found[plural.select(left)] ?? found.other : box.dataset.none;
      const said = phrase.replace("{count}", () => number.format(left)).replace("{words}", () => field.value.trim());
      status.textContent = field.value.trim() ? said : "";
    };
    const keep = () => {
      later = 0;
      const address = new URL(location.href);
      if (field.value.trim()) address.searchParams.set(field.name, field.value.trim());
      else address.searchParams.delete(field.name);
      if (address.href !== location.href) history.replaceState(history.state, "", address);
      tell();
    };
    const write = (words) => {
      clearTimeout(later);
      field.value = words;
      show();
      keep();
    };
    const restore = () => {
      if (later) return;
      field.value = new URL(location.href).searchParams.get(field.name) ?? "";
      show();
      tell();
    };
    const unhide = (hash) => {
      const target = hash.length > 1 && document.getElementById(hash.slice(1));
      if (!target || !index.contains(target) || !target.closest("[hidden]")) return;
      write("");
      target.scrollIntoView();
    };

    field.addEventListener("input", () => {
      show();
      clearTimeout(later);
      later = setTimeout(keep, 250);
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !field.value) return;
      event.preventDefault();
      write("");
    });
    all.addEventListener("click", () => {
      write("");
      field.focus();
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href]");
      if (link && link.pathname === location.pathname) unhide(link.hash);
    });
    addEventListener("popstate", restore);
    addEventListener("hashchange", () => unhide(location.hash));
    box.hidden = false;
    restore();
    unhide(location.hash);
  };

  /* A button beside each permanent link that copies its address; none where a page may not write to the clipboard. */
  const offerCopies = () => {
    if (!navigator.clipboard) return;
    for (const link of document.querySelectorAll("a.ms-permanent")) {
      const button = document.createElement("button");
      const said = document.createElement("span");
      const about = link.querySelector(".ms-hidden");
      button.type = "button";
      button.append(link.dataset.copy, about ? about.cloneNode(true) : "");
      said.setAttribute("role", "status");
      link.after(button, said);
      button.addEventListener("click", () => {
        navigator.clipboard.writeText(link.href).then(
          () => {
            said.textContent = link.dataset.copied;
            setTimeout(() => said.replaceChildren(), 4000);
          },
          () => {
            link.focus();
            button.remove();
          },
        );
      });
    }
  };

  document.querySelectorAll(".ms-index").forEach(narrowPartners);
  offerCopies();
})();
