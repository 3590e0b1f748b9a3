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

  /* Sets of rows, a bit for each row. */

  const none = (size) => new Uint32Array(Math.ceil(size / 32));
  const both = (some, others) => some.map((word, at) => word & others[at]);

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

  /* The filter of a timeline: or within a facet, and between facets. The form is its state, and the address says it. */

  const language = document.documentElement.lang.replace("_", "-") || "en";
  const inFigures = (number) => number.toLocaleString(`${language}-u-nu-latn`);
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();

  class Filter {
    constructor(form) {
      this.form = form;
      this.timeline = form.closest(".ms-timeline");
      this.controls = [...form.elements].filter((control) => control.name);
      this.facets = [...form.querySelectorAll("[data-facet]")].map((details) => ({
        details,
        options: [...details.querySelectorAll("input")].map((input) => ({ input, label: input.parentElement })),
      }));
      this.applied = "";
    }

    start() {
      for (const year of this.timeline.querySelectorAll(".ms-year")) {
        year.style.setProperty("--ms-rows", year.getElementsByClassName("ms-entry").length);
      }
      const wide = matchMedia("(min-width: 40rem)").matches;
      for (const facet of this.facets) facet.details.open = wide;
      this.listen();
      this.form.hidden = false;
      this.restore();
      if (this.applied) this.place()?.scrollIntoView(); // to where it is now
    }

    listen() {
      let typing = false;
      let timer = 0;
      const update = (typed) => {
        clearTimeout(timer);
        this.update(typed && typing ? "replaceState" : "pushState");
        typing = typed;
      };
      this.form.querySelector("details").addEventListener("toggle", () => this.read());
      this.form.addEventListener("submit", (event) => event.preventDefault());
      this.form.addEventListener("change", (event) => {
        update(event.target.name === "words");
        typing = false;
      });
      this.form.addEventListener("input", (event) => {
        clearTimeout(timer);
        if (event.target.name === "words") timer = setTimeout(update, 200, true);
      });
      this.form.querySelector("button").addEventListener("click", () => {
        this.form.reset();
        update(false);
        this.form.querySelector("summary").focus();
      });
      addEventListener("popstate", () => {
        clearTimeout(timer);
        typing = false;
        this.restore();
      });
      document.addEventListener("click", (event) => {
        if (event.target.closest("a")?.hash === location.hash) this.reveal(); // where no step in history tells of it
      });
    }

    /* Which rows each option holds; once, when it is first needed. */
    read() {
      if (this.rows) return;
      this.rows = [];
      this.years = [];
      const found = new Map();
      const hold = (name, key) => {
        const option = `${name} ${key}`;
        if (!found.has(option)) found.set(option, []);
        found.get(option).push(this.rows.length - 1);
      };
      for (const element of this.timeline.querySelectorAll(".ms-year, .ms-entry, [data-kind], [data-partner]")) {
        if (element.matches(".ms-year")) {
          this.years.push({ element, year: Number(element.dataset.year) });
        } else if (element.matches(".ms-entry")) {
          this.rows.push({ element, year: this.years.at(-1) });
        }
        for (const name of ["kind", "topic", "partner"]) {
          const keys = element.getAttribute(`data-${name}`);
          if (keys) for (const key of keys.split(" ")) hold(name, key);
        }
      }
      this.gather(found);
    }

    gather(found) {
      const size = this.rows.length;
      const options = this.facets.flatMap((facet) => facet.options);
      for (const option of options) {
        option.rows = none(size);
        const { name, value } = option.input;
        for (const row of found.get(`${name} ${value}`) ?? []) add(option.rows, row);
      }
      for (const { input, rows } of options.filter((option) => option.input.dataset.region)) {
        const isTheirs = ({ input: { name, value } }) => name === "region" && value === input.dataset.region;
        for (const region of options.filter(isTheirs)) each(rows, (row) => add(region.rows, row));
      }
      for (const year of this.years) year.rows = where(size, (row) => this.rows[row].year === year);
      this.all = this.shown = where(size, () => true);
    }

    /* What is chosen. */

    values(name) {
      return new FormData(this.form).getAll(name).filter(Boolean);
    }

    between() {
      const [first] = this.values("from").map(Number);
      const [last] = this.values("to").map(Number);
      if (!first && !last) return this.all;
      return where(this.rows.length, (row) => {
        const { element, year } = this.rows[row];
        const until = Number(element.dataset.until) || year.year;
        return (!first || until >= first) && (!last || year.year <= last);
      });
    }

    titled() {
      const words = folded(this.values("words").join(" ")).split(/\s+/).filter(Boolean);
      if (!words.length) return this.all;
      for (const row of this.rows) row.title ??= folded(row.element.querySelector(".ms-title").textContent);
      return where(this.rows.length, (row) => words.every((word) => this.rows[row].title.includes(word)));
    }

    /* Change what is shown to what is chosen. */

    update(step) {
      const isChosen = (control) => (control.type === "checkbox" ? control.checked : control.value.trim());
      const chosen = this.controls.filter(isChosen);
      const query = new URLSearchParams(chosen.map((control) => [control.name, control.value.trim()])).toString();
      if (query === this.applied) return;
      this.applied = query;
      if (step) this.remember(step, query);
      this.read();
      this.show(this.choose());
      this.say(chosen);
    }

    choose() {
      const rest = both(this.between(), this.titled());
      const asked = this.facets.map(({ options }) => {
        const chosen = options.filter((option) => option.input.checked);
        const rows = none(this.rows.length);
        for (const option of chosen) option.rows.forEach((word, at) => (rows[at] |= word));
        return chosen.length ? rows : this.all;
      });
      this.facets.forEach(({ options }, at) => {
        const others = asked.filter((_, other) => other !== at).reduce(both, rest);
        for (const { label, rows } of options) {
          const found = count(rows, others);
          label.lastElementChild.textContent = inFigures(found);
          label.classList.toggle("ms-none", !found);
        }
      });
      return asked.reduce(both, rest);
    }

    show(rows) {
      each(rows.map((word, at) => word ^ this.shown[at]), (row) => this.rows[row].element.toggleAttribute("hidden"));
      this.shown = rows;
      for (const { element, rows: own } of this.years) {
        const found = count(rows, own);
        element.hidden = !found;
        element.style.setProperty("--ms-rows", found); // how tall it is until it is laid out
      }
      for (const link of this.timeline.querySelectorAll("nav a[href^='#']")) {
        link.classList.toggle("ms-out", Boolean(document.getElementById(link.hash.slice(1))?.closest("[hidden]")));
      }
    }

    say(chosen) {
      const { all, some, none: nothing } = this.form.dataset;
      const found = count(this.shown, this.all);
      const words = found ? some.replace("{found}", inFigures(found)) : nothing;
      this.form.querySelector(".ms-found").textContent = chosen.length ? words : all;
      const said = new Map();
      const or = new Intl.ListFormat(language, { type: "disjunction" });
      for (const control of chosen) {
        const label = control.closest("details.ms-facet")?.firstElementChild ?? control.parentElement.firstElementChild;
        const value = control.type === "checkbox" ? control.nextElementSibling.textContent : control.value.trim();
        said.set(label, [...(said.get(label) || []), value]);
      }
      const line = this.form.querySelector(".ms-chosen");
      line.hidden = !chosen.length;
      line.firstElementChild.replaceChildren(
        ...[...said].map(([label, values]) => {
          const part = document.createElement("span");
          part.textContent = `${label.textContent} `;
          part.appendChild(document.createElement("strong")).textContent = or.format(values);
          return part;
        }),
      );
    }

    /* The address, and the places that it leads to. */

    remember(step, query) {
      const kept = new URLSearchParams(location.search);
      for (const { name } of this.controls) kept.delete(name);
      const search = [kept.toString(), query].filter(Boolean).join("&");
      const hash = step === "pushState" ? "" : location.hash;
      try {
        history[step](history.state, "", `${location.pathname}${search && `?${search}`}${hash}`);
      } catch {
        // Some browsers keep the address of a file as it is, and limit how often any may change.
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
      this.reveal();
    }

    place() {
      const place = document.getElementById(location.hash.slice(1));
      return this.timeline.contains(place) ? place : null;
    }

    reveal() {
      const place = this.place();
      if (!place?.closest("[hidden]")) return;
      this.form.reset();
      this.update("replaceState");
      place.scrollIntoView();
    }
  }

  function filterTimeline() {
    const form = document.querySelector(".ms-filter");
    if (form) new Filter(form).start();
  }

  /* The navigation by years marks the year in view. */

  function followYears() {
    const links = [...document.querySelectorAll(".ms-timeline nav a[href^='#']")];
    const watch = new IntersectionObserver(
      (changes) => {
        const [inView] = changes.filter((change) => change.isIntersecting).slice(-1);
        if (!inView) return;
        const hash = `#${inView.target.querySelector("[id]").id}`;
        for (const link of links) {
          if (link.hash === hash) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
        }
      },
      { rootMargin: "-25% 0px -74% 0px" },
    );
    for (const year of document.querySelectorAll(".ms-year")) watch.observe(year);
  }

  document.querySelectorAll(".ms-index").forEach(narrowPartners);
  offerCopies();
  filterTimeline();
  followYears();
})();
