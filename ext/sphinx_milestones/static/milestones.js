/* The interactive features of a register. Each page is complete without them. */
(() => {
  "use strict";

  /* Shared by the parts below: the language of the page, the comparison of texts, and scrolling to an element. */

  const language = (() => {
    try {
      return Intl.getCanonicalLocales(document.documentElement.lang.replace(/[@.].*/, "").replaceAll("_", "-"))[0];
    } catch {
      return "en"; // missing, or not a language
    }
  })();
  const numberingSystem = "latn"; // replaced by the build
  const number = new Intl.NumberFormat(language, { numberingSystem });

  const { fold, parseQuery, hasWord } = window.milestonesFolding;

  /* The element that the URL names, if any. As in a browser, a fragment that cannot be decoded may still be an id. */
  const findTarget = () => {
    const fragment = location.hash.slice(1);
    try {
      return document.getElementById(fragment) ?? document.getElementById(decodeURIComponent(fragment));
    } catch {
      return null;
    }
  };

  /* Scroll to an element, or until its top is at *top* in the window: again in each frame until the position has not changed
     for ten frames, or the reader scrolls. Elements are laid out only when they come into view and may be taller than
     estimated, and a browser may be scrolling smoothly. */
  const goTo = (element, top) => {
    let still = 0;
    for (const type of ["wheel", "touchmove", "keydown"]) addEventListener(type, () => (still = Infinity), { once: true });
    const step = () => {
      if (still === Infinity || (still >= 10 && document.readyState === "complete")) return;
      const before = scrollY;
      if (top === undefined) element.scrollIntoView({ behavior: "instant" });
      else scrollBy({ top: element.getBoundingClientRect().top - top, behavior: "instant" });
      still = scrollY === before ? still + 1 : 0;
      requestAnimationFrame(step);
    };
    step();
  };

  /* A browser remembers a position in pixels, which are estimated in a long timeline: so the row in view is stored too. */
  const [{ type: arrival }] = performance.getEntriesByType("navigation");
  const keepRow = (timeline) => {
    const rows = timeline.getElementsByClassName("ms-entry");
    const { msRow, msTop } = history.state ?? {};
    if (arrival !== "navigate" && rows[msRow]) goTo(rows[msRow], msTop);
    addEventListener("pagehide", () => {
      const row = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest(".ms-entry");
      const state = { ...history.state, msRow: [...rows].indexOf(row), msTop: row?.getBoundingClientRect().top };
      try {
        history.replaceState(state, "");
      } catch {
        // Some browsers limit how often it may change.
      }
    });
  };

  /* Before a browser searches for text, lay out all rows of a long timeline, whose heights are estimated until then. */
  addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
    if (key !== "F3" && !((ctrlKey || metaKey) && key.toLowerCase() === "f")) return;
    for (const timeline of document.querySelectorAll(".ms-long")) timeline.classList.remove("ms-long");
  });

  /* Copy a text; then call *done* or, if the page may not write to the clipboard, *failed*. */
  const copy = (text, done, failed) => navigator.clipboard.writeText(text).then(done, failed);

  /* A button that copies what *read* returns, with a status that says so. */
  const copyButton = ({ label, about, copied, read, failed }) => {
    const button = document.createElement("button");
    const status = document.createElement("span");
    button.type = "button";
    button.append(label, about ? about.cloneNode(true) : "");
    status.setAttribute("role", "status");
    const done = () => {
      status.textContent = copied;
      setTimeout(() => status.replaceChildren(), 4000);
    };
    button.addEventListener("click", () => copy(read(), done, () => failed(button)));
    return [button, status];
  };

  /* Add a button beside each permanent link that copies its URL, and one below each citation that copies it with the URL and the
     day of access; none if the page may not write to the clipboard. */
  const offerCopies = () => {
    const day = new Intl.DateTimeFormat(language, { dateStyle: "long", numberingSystem }).format();
    for (const accessed of document.querySelectorAll(".ms-accessed")) {
      if (location.protocol === "file:") continue;
      const url = new URL(`#${accessed.dataset.id}`, location.href.replace(/[?#].*/, ""));
      accessed.textContent = accessed.dataset.phrase.replace("{url}", () => url).replace("{date}", () => day);
      accessed.hidden = false;
    }
    if (!navigator.clipboard) return;
    for (const link of document.querySelectorAll("a.ms-permanent")) {
      const texts = { label: link.dataset.copy, about: link.querySelector(".ms-hidden"), copied: link.dataset.copied };
      const failed = (button) => {
        link.focus();
        button.remove();
      };
      link.after(...copyButton({ ...texts, read: () => link.href, failed }));
      const citation = link.closest(".ms-upkeep").querySelector(".ms-cite > p");
      citation?.after(...copyButton({ ...texts, label: link.dataset.citation, read: () => citation.textContent, failed }));
    }
  };

  /* Of the links to years, the one to that of an element: to it alone, to the year that a decade begins with, or to the first
     listed of several years. */
  const linkTo = ({ id, dataset: { year, column = id } }, links) =>
    links.find(({ hash, dataset: { first, last } }) => hash === `#${column}` || (Number(first) <= Number(year) && Number(year) <= Number(last)));

  /* The navigation by years: its row of years stays visible and highlights the year in view. */
  const followYears = (navigation) => {
    const timeline = navigation.closest(".ms-timeline");
    const links = [...navigation.querySelectorAll("a")];
    new ResizeObserver(() => {
      navigation.style.setProperty("--ms-tall", `${navigation.offsetHeight}px`);
    }).observe(navigation);

    const inView = new Set();
    const changed = (changes) => {
      for (const { target, isIntersecting } of changes) inView[isIntersecting ? "add" : "delete"](target);
      const current = new Set(Array.from(inView, (year) => linkTo(year, links)));
      for (const link of links) {
        if (!current.has(link)) link.removeAttribute("aria-current");
        else if (!link.hasAttribute("aria-current")) show(link);
      }
    };
    const show = (link) => {
      link.setAttribute("aria-current", "true");
      const { left, right } = link.getBoundingClientRect();
      const frame = navigation.getBoundingClientRect();
      if (left < frame.left || right > frame.right) navigation.scrollBy(left - frame.left - frame.width / 2, 0);
    };
    const watch = new IntersectionObserver(changed, { rootMargin: "-25% 0px -74.9% 0px" });
    for (const year of timeline.querySelectorAll(".ms-year")) watch.observe(year);
  };

  /* A form that filters the list around it. Its controls are its state, mirrored in the URL; its status is the number left. */
  class FilterForm {
    constructor(form, around) {
      this.form = form;
      this.around = around;
      this.controls = [...form.elements].filter((control) => control.name);
      this.applied = "";
    }

    start() {
      this.listen();
      this.form.hidden = false;
      this.restore();
      if (arrival === "navigate") this.reveal(true); // if hidden or not yet laid out elements have moved it
    }

    listen() {
      let typing = false;
      let timer = 0;
      const update = (typed) => {
        clearTimeout(timer);
        this.update(typed && typing ? "replaceState" : "pushState");
        typing = typed;
      };
      const isTyped = ({ type }) => type === "search";
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("change", ({ target }) => {
        update(isTyped(target));
        typing = false;
      });
      this.form.addEventListener("input", ({ target }) => {
        clearTimeout(timer);
        if (isTyped(target)) timer = setTimeout(update, 200, true);
      });
      this.form.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !isTyped(event.target) || !event.target.value) return;
        event.preventDefault();
        event.target.value = "";
        update(false);
      });
      this.form.querySelector(".ms-clear").addEventListener("click", () => {
        this.form.reset();
        update(false);
        this.form.querySelector("input").focus();
      });
      addEventListener("popstate", () => {
        clearTimeout(timer);
        typing = false;
        this.restore();
      });
      document.addEventListener("click", ({ target }) => {
        const hash = target.closest("a")?.hash;
        if (hash) requestAnimationFrame(() => hash === location.hash && this.reveal(true));
      });
    }

    update(step) {
      const isChosen = (control) => (control.type === "checkbox" ? control.checked : control.value.trim());
      const chosen = this.controls.filter(isChosen);
      const query = chosen.map((control) => [control.name, control.value.trim()]);
      if (`${new URLSearchParams(query)}` === this.applied) return;
      this.applied = `${new URLSearchParams(query)}`;
      if (step) this.remember(step, query);
      const counts = this.show();
      const { all, some, none } = this.form.dataset;
      const phrase = !chosen.length ? all : Object.values(counts).some(Boolean) ? some : none;
      const words = query.map(([, value]) => value).join(" ");
      const status = phrase.replace(/\{(found|hosts)\}/g, (_, name) => number.format(counts[name])).replace("{words}", () => words);
      this.form.querySelector("[role=status]").textContent = status;
      this.showChoices(chosen);
    }

    remember(step, query) {
      const address = new URL(location.href);
      for (const { name } of this.controls) address.searchParams.delete(name);
      for (const each of query) address.searchParams.append(...each);
      if (step === "pushState") address.hash = "";
      try {
        history[step](history.state, "", address);
      } catch {
        // Some browsers do not change the URL of a file, and limit how often any URL may change.
      }
    }

    restore() {
      const given = new URLSearchParams(location.search);
      for (const control of this.controls) {
        const values = given.getAll(control.name);
        if (control.type === "checkbox") control.checked = values.includes(control.value);
        else control.value = values[0] ?? "";
        if (control.selectedIndex === -1) control.value = ""; // a year that is not in the list
      }
      this.update();
      this.reveal(false);
    }

    /* Show the element that the URL names and scroll to it, if it is hidden or *always* is set. It may be anywhere on the page,
       since elements that are filtered or not laid out yet move everything below them. */
    reveal(always) {
      const target = findTarget();
      if (!target) return;
      const isHidden = this.around.contains(target) && Boolean(target.closest("[hidden]"));
      if (isHidden) {
        this.form.reset();
        this.update("replaceState");
      }
      if (isHidden || always) goTo(target);
    }
  }

  /* The search box above the partners: it filters them by any of their names; headings and the jump list follow. */
  class Partners extends FilterForm {
    constructor(form, around) {
      super(form, around);
      this.partners = [...around.querySelectorAll(".ms-partner")];
      this.groups = this.partners.map((partner) => partner.parentElement);
      this.orders = [...form.querySelectorAll("[data-order]")];
    }

    listen() {
      super.listen();
      for (const button of this.orders) button.addEventListener("click", () => this.sort(button));
    }

    /* Put all partners but the hosts into one list, or back into their groups; empty groups are hidden. */
    sort(chosen) {
      for (const button of this.orders) button.setAttribute("aria-pressed", button === chosen);
      const { order } = chosen.dataset;
      const name = (partner) => partner.querySelector("dt").textContent.trim();
      const { compare } = new Intl.Collator(language);
      const comparisons = {
        count: (one, other) => other.dataset.count - one.dataset.count,
        latest: (one, other) => (one.dataset.latest < other.dataset.latest) - (one.dataset.latest > other.dataset.latest),
      };
      const guests = this.partners.filter((_, at) => !this.groups[at].closest("[data-hosts]"));
      guests.sort((one, other) => comparisons[order]?.(one, other) || compare(name(one), name(other)));
      this.list?.remove();
      this.partners.forEach((partner, at) => this.groups[at].append(partner));
      if (order) {
        this.list = this.groups[0].cloneNode(false);
        this.list.append(...guests);
        this.around.querySelector(".ms-part").before(this.list);
      }
      this.show();
    }

    show() {
      const words = parseQuery(this.controls[0].value);
      for (const partner of this.partners) {
        partner.folded ??= fold(partner.dataset.words);
        partner.hidden = !words.every((word) => hasWord(partner.folded, word));
      }
      for (const part of this.around.querySelectorAll(".ms-part")) {
        const left = part.querySelectorAll(".ms-partner:not([hidden])").length;
        const heading = part.querySelector(":scope > [id]");
        const link = heading && this.around.querySelector(`.ms-jump a[href="#${CSS.escape(heading.id)}"]`);
        part.hidden = !left;
        if (!link) continue;
        link.parentElement.hidden = !left;
        link.nextElementSibling.textContent = number.format(left);
      }
      const left = this.partners.filter((partner) => !partner.hidden);
      const hosts = left.filter((partner) => partner.closest("[data-hosts]")).length;
      return { found: left.length - hosts, hosts };
    }

    showChoices(chosen) {
      this.form.querySelector(".ms-clear").hidden = !chosen.length;
    }
  }

  /* Sets of rows, with one bit per row. */

  const none = (size) => new Uint32Array(Math.ceil(size / 32));
  const both = (some, others) => some.map((word, at) => word & others[at]);
  const any = (sets, like) => sets.reduce((some, others) => some.map((word, at) => word | others[at]), like.map(() => 0));

  function add(rows, row) {
    rows[row >>> 5] |= 1 << (row & 31);
  }

  function where(size, holds) {
    const rows = none(size);
    for (let row = 0; row < size; row++) if (holds(row)) add(rows, row);
    return rows;
  }

  function each(rows, visit) {
    rows.forEach((word, at) => {
      for (let left = word; left; left &= left - 1) visit(at * 32 + 31 - Math.clz32(left & -left));
    });
  }

  function count(rows, others) {
    let found = 0;
    for (let at = 0; at < rows.length; at++) {
      let word = rows[at] & others[at];
      word -= (word >>> 1) & 0x55555555;
      word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
      found += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
    }
    return found;
  }

  /* The filter of a timeline: OR within a facet, AND between facets. */
  class Timeline extends FilterForm {
    constructor(form, around) {
      super(form, around);
      const facets = [...form.querySelectorAll("[data-facet]")];
      this.facets = facets.map((facet) => Array.from(facet.querySelectorAll("input"), (input) => ({ input })));
    }

    start() {
      for (const year of this.around.querySelectorAll(".ms-year")) {
        year.style.setProperty("--ms-rows", year.getElementsByClassName("ms-entry").length);
      }
      const wide = matchMedia("(min-width: 40rem)").matches;
      for (const facet of this.form.querySelectorAll("details[data-facet]")) facet.open = wide;
      this.form.querySelector("details").addEventListener("toggle", () => this.read());
      this.offerActions();
      super.start();
    }

    /* A partner that is picked by name is checked in the full list; buttons copy the URL, and print the rows shown. */
    offerActions() {
      const pick = this.form.querySelector(".ms-pick");
      const choose = () => {
        const option = [...pick.list.options].find(({ value }) => value === pick.value);
        if (!option) return;
        pick.value = "";
        const { input } = this.facets.flat().find((each) => each.input.name === "partner" && each.input.value === option.dataset.key);
        input.checked = true;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      };
      // At once if it comes from the list; what is typed may be the beginning of another name.
      pick?.addEventListener("input", ({ inputType = "insertReplacementText" }) => inputType === "insertReplacementText" && choose());
      pick?.addEventListener("change", choose);
      const copyLink = this.form.querySelector(".ms-copy");
      const label = copyLink.textContent;
      copyLink.hidden = !navigator.clipboard;
      copyLink.addEventListener("click", () => {
        const done = () => {
          copyLink.textContent = copyLink.dataset.copied;
          setTimeout(() => (copyLink.textContent = label), 4000);
        };
        copy(location.href, done, () => copyLink.remove());
      });
      this.form.querySelector(".ms-print").addEventListener("click", () => print());
    }

    /* Find the rows of each option and year, once, when first needed. */
    read() {
      if (this.rows) return;
      const size = this.around.getElementsByClassName("ms-entry").length;
      const options = new Map();
      for (const option of this.facets.flat()) {
        option.rows = none(size);
        options.set(`${option.input.name} ${option.input.value}`, option);
      }
      const hold = (name, key) => {
        const option = options.get(`${name} ${key}`);
        if (option) add(option.rows, at);
        for (const region of option?.input.dataset.region?.split(" ") ?? []) hold("region", region);
      };
      const names = Array.from(this.form.querySelectorAll("[data-facet]"), (facet) => facet.dataset.facet);
      const spans = new Map(); // a milestone that touches several years has an entry in each, but one row
      let at = -1;
      this.rows = [];
      this.years = [];
      this.columns = new Map(); // the years that each link of the strip leads to
      const links = [...this.around.querySelectorAll(".ms-years a")];
      for (const element of this.around.querySelectorAll(".ms-year, .ms-entry, [data-kind], [data-partner]")) {
        if (element.matches(".ms-year")) {
          const link = linkTo(element, links);
          const year = Number(element.dataset.year);
          this.years.push({ element, since: year, until: year, rows: none(size) });
          if (link) this.columns.set(link, [...(this.columns.get(link) ?? []), this.years.at(-1)]);
        } else if (element.matches(".ms-entry")) {
          const { since = this.years.at(-1).since, until = since } = element.dataset;
          const address = since === until ? "" : element.querySelector("a")?.href;
          at = spans.get(address) ?? this.rows.length;
          if (address) spans.set(address, at);
          this.rows[at] ??= { elements: [], since: Number(since), until: Number(until), kind: "" };
          this.rows[at].elements.push(element);
          add(this.years.at(-1).rows, at);
        }
        for (const name of names) {
          for (const key of element.getAttribute(`data-${name}`)?.split(" ") ?? []) hold(name, key);
        }
        if (element.dataset.kind) this.rows[at].kind = element.dataset.kind;
      }
      this.all = this.shown = where(size, (row) => row < this.rows.length);
    }

    /* The selected values. */

    values(name) {
      return new FormData(this.form).getAll(name).filter(Boolean);
    }

    isBetween({ since, until }) {
      const [first] = this.values("from").map(Number);
      const [last] = this.values("to").map(Number);
      return (!first || until >= first) && (!last || since <= last);
    }

    between() {
      return where(this.rows.length, (row) => this.isBetween(this.rows[row]));
    }

    titled() {
      const words = parseQuery(this.values("words").join(" "));
      if (!words.length) return this.all;
      for (const row of this.rows) row.title ??= fold(row.elements[0].querySelector(".ms-title").textContent);
      return where(this.rows.length, (row) => words.every((word) => hasWord(this.rows[row].title, word)));
    }

    choose() {
      const rest = both(this.between(), this.titled());
      const asked = this.facets.map((options) => {
        const chosen = options.filter((option) => option.input.checked);
        return chosen.length ? any(chosen.map((option) => option.rows), this.all) : this.all;
      });
      this.facets.forEach((options, at) => {
        const others = asked.filter((_, other) => other !== at).reduce(both, rest);
        for (const { input, rows } of options) {
          const found = count(rows, others);
          input.parentElement.lastElementChild.textContent = number.format(found);
          input.parentElement.classList.toggle("ms-none", !found);
        }
      });
      return asked.reduce(both, rest);
    }

    /* Show the selected rows. */

    show() {
      this.read();
      const rows = this.choose();
      each(rows.map((word, at) => word ^ this.shown[at]), (row) => {
        for (const element of this.rows[row].elements) element.toggleAttribute("hidden");
      });
      this.shown = rows;
      // A year that is not selected shows only rows without an entry in a selected one: they touch more years than are listed.
      const elsewhere = any(this.years.filter((year) => this.isBetween(year)).map((year) => year.rows), rows);
      const left = rows.map((word, at) => word & ~elsewhere[at]);
      for (const year of this.years) {
        year.shown = both(this.isBetween(year) ? rows : left, year.rows);
        const found = count(year.shown, this.all);
        year.element.hidden = !found;
        year.element.style.setProperty("--ms-rows", found); // how tall it is until it is laid out
      }
      for (const [link, years] of this.columns) this.draw(link, years);
      return { found: count(rows, this.all) };
    }

    /* In the strip, a column has the marks of the rows shown of its years, or a plain bar in proportion to their number. */
    draw(link, years) {
      const rows = any(years.map((year) => year.rows), this.all);
      const every = count(rows, this.all);
      const found = count(any(years.map((year) => year.shown), this.all), this.all);
      const words = found < every ? link.dataset.some.replace("{found}", number.format(found)) : link.dataset.all;
      link.title = words;
      link.querySelector(".ms-hidden").textContent = `: ${words}`;
      link.classList.toggle("ms-out", !found);
      link.classList.toggle("ms-less", found < every);
      link.style.setProperty("--ms-part", found / every);
      const left = new Map(); // marks left to show, by kind
      if (found) each(both(rows, this.shown), (row) => left.set(this.rows[row].kind, (left.get(this.rows[row].kind) ?? 0) + 1));
      for (const mark of link.querySelectorAll("[data-mark]")) {
        const ofKind = left.get(mark.dataset.mark) ?? 0;
        mark.toggleAttribute("hidden", ofKind <= 0);
        left.set(mark.dataset.mark, ofKind - 1);
      }
    }

    /* Show each choice as a button that removes it. */
    showChoices(chosen) {
      const list = this.form.querySelector(".ms-chosen");
      const active = [...list.querySelectorAll("button")].indexOf(document.activeElement);
      this.form.querySelector(".ms-actions").hidden = !chosen.length;
      for (const gap of this.around.querySelectorAll(".ms-gap")) gap.hidden = chosen.length > 0;
      list.replaceChildren(...chosen.map((control) => this.chip(control, list.dataset.remove)));
      const left = list.querySelectorAll("button");
      if (active >= 0) (left[Math.min(active, left.length - 1)] ?? this.form.querySelector("input")).focus();
    }

    chip(control, phrase) {
      const isBox = control.type === "checkbox";
      const label = isBox ? "" : `${control.parentElement.firstElementChild.textContent} `;
      const value = isBox ? control.parentElement.querySelector("input ~ span").textContent : control.value.trim();
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label + value;
      button.setAttribute("aria-label", phrase.replace("{filter}", () => label + value));
      button.addEventListener("click", () => {
        if (isBox) control.checked = false;
        else control.value = "";
        this.update("pushState");
      });
      const item = document.createElement("li");
      item.append(button);
      return item;
    }
  }

  offerCopies();
  document.querySelectorAll(".ms-long").forEach(keepRow);
  document.querySelectorAll(".ms-years").forEach(followYears);
  for (const [Form, name, around] of [[Timeline, ".ms-filter", ".ms-timeline"], [Partners, ".ms-find", ".ms-index"]]) {
    for (const form of document.querySelectorAll(name)) new Form(form, form.closest(around)).start();
  }
})();
