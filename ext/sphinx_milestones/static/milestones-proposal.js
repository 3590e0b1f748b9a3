/* What is written for a proposal: from what was typed to pages, entries of data files and messages. Pure functions of that and of
   the rules of the page (views/form.py), so that tests can run them without a browser. */
(() => {
  "use strict";

  const LONGEST_URL = { web: 7500, mail: 1900 }; // characters that servers and mail programs accept

  const fill = (template, values) => template.replace(/\{(\w+)\}/g, (found, name) => values[name] ?? found);

  class Proposals {
    constructor(rules) {
      this.rules = rules;
      this.removed = new RegExp(`${rules.removed}|\\p{Cs}`, "gu");
      this.invisible = new RegExp(rules.invisible, "gu");
    }

    /* -- texts */

    isVisible(text) {
      return /\S/u.test(text.replace(this.invisible, ""));
    }

    /* A text in one line, without what would break a page; empty if nothing of it is visible. */
    oneLine(text = "") {
      const line = text.replace(this.removed, "").replace(/\s+/gu, " ").trim();
      return this.isVisible(line) ? line : "";
    }

    /* Paragraphs, with a blank line between them. */
    paragraphs(text = "") {
      const lines = text.replace(this.removed, "").split(/\r\n?|[\n\u2028\u2029]/u).map((line) => line.replace(/\s+/gu, " ").trim());
      const joined = lines.join("\n").replace(/\n{3,}/g, "\n\n").trim();
      return this.isVisible(joined) ? joined : "";
    }

    escape(text, { syntax: [anywhere, begins, number, rule] }) {
      const replaced = (content, pattern, replacement) => (pattern ? content.replace(new RegExp(pattern, "gmu"), replacement) : content);
      const escaped = replaced(text, `${anywhere}|${begins}`, "\\$&");
      return replaced(replaced(escaped, number, "$&\\"), rule, "\\ ");
    }

    /* A key made from the first significant words, as the command makes it; empty if they have no Latin letter or digit. */
    slug(...texts) {
      const { omitted, words, length } = this.rules.slug;
      const plain = texts.join(" ").normalize("NFKD").replace(/['’]|[^\0-\x7f]/g, "").toLowerCase();
      const all = new Set((plain.match(/[a-z0-9]+/g) ?? []).filter((word) => !omitted.includes(word)));
      let slug = "";
      for (const word of [...all].slice(0, words)) {
        if (slug && slug.length + word.length >= length) break;
        slug = slug ? `${slug}-${word}` : word.slice(0, length);
      }
      return slug;
    }

    unique(base, taken) {
      for (let number = 1; ; number++) {
        const key = number === 1 ? base : `${base}-${number}`;
        if (!taken.includes(key)) return key;
      }
    }

    /* The URL as it is written in a data file; empty if it is not one that pages may link to. */
    url(typed) {
      const text = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
      if (!URL.canParse(text)) return "";
      const { protocol, username, password, hostname, href } = new URL(text);
      const plain = href.replace(/[\\<>"^`{|}]/g, (found) => `%${found.charCodeAt(0).toString(16).toUpperCase()}`);
      const isSafe = /^https?:$/.test(protocol) && hostname.includes(".") && !username && !password && new RegExp(`^${this.rules.url}$`).test(plain);
      return isSafe ? plain : "";
    }

    /* -- a draft: its title, its text, its fields by name, and its new entries by data file, all as typed */

    /* The digits 0 to 9 for Arabic and Persian ones, in fields with a format. */
    westernDigits(fields) {
      const western = (text) => text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) & 0xf);
      return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, this.rules.patterns[name] ? western(text) : text]));
    }

    clean({ title, text, fields, entries }) {
      const lines = (values = {}) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, this.oneLine(value)]));
      const added = Object.entries(entries ?? {}).map(([table, values]) => [table, lines(values)]);
      return {
        title: this.oneLine(title),
        text: this.paragraphs(text),
        fields: this.westernDigits(lines(fields)),
        entries: Object.fromEntries(added.filter(([, values]) => Object.values(values).some(Boolean))),
      };
    }

    /* What is wrong with a clean draft: the names of controls, each with the name of a message and values for it. */
    faults(draft, today) {
      const { required, patterns, longest, columns } = this.rules;
      const value = (name) => draft.fields[name] ?? draft[name] ?? "";
      const found = required.filter((name) => !value(name) && !draft.entries[name]).map((name) => [name, "required"]);
      for (const [name, text] of Object.entries(draft.fields)) {
        if (text && patterns[name] && !new RegExp(`^(?:${patterns[name]})$`).test(text)) found.push([name, "format"]);
        else if (text.length > longest) found.push([name, "long"]);
      }
      if (!found.some(([name]) => name === "date") && draft.fields.date) found.push(...this.faultsOfDate(draft, today));
      for (const [table, values] of Object.entries(draft.entries)) {
        for (const name of columns[table]) if (!values[name]) found.push([`${table}-${name}`, "required"]);
        if (values.url && !this.url(values.url)) found.push([`${table}-url`, "url"]);
        if (values.name && this.isKnown(values.name)) found.push([`${table}-name`, "known"]);
      }
      return found;
    }

    isKnown(partner) {
      const { names, taken } = this.rules;
      return names.includes(partner.normalize("NFC").toLowerCase()) || taken.partners.includes(this.slug(partner));
    }

    faultsOfDate({ fields, entries }, today) {
      const [start, end = start] = fields.date.split("/").map((side) => this.bounds(side));
      if (!start) return []; // open or unknown
      if (end && start.lower > end.upper) return [["date", "order"]];
      if (start.lower > this.bounds(today).lower) return [["date", "future"]];
      const read = (fields.sources ?? "").split(", ").filter(Boolean).map((key) => this.rules.accessed[key]);
      if (entries.sources || !read.length || !read.every((day) => day && this.bounds(day).upper < start.lower)) return [];
      return [["date", "sources", { day: read.sort().at(-1) }]];
    }

    /* The first and last year that a side of a date may mean, and its first and last day as numbers that can be compared; null for
       a side that is open or unknown. */
    bounds(side) {
      const [, sign, digits, month, day] = /^[Y+]?(-?)([\dX]+)(?:-(\d\d|XX))?(?:-(\d\d|XX))?/.exec(side) ?? [];
      if (!digits) return null;
      const [first, last] = ["0", "9"].map((digit) => Number(sign + digits.replaceAll("X", digit))).sort((a, b) => a - b);
      const seasons = { 21: [3, 5], 22: [6, 8], 23: [9, 11], 24: [12, 12] };
      const [from, until] = seasons[month] ?? (Number(month) ? [Number(month), Number(month)] : [1, 12]);
      const [begin, end] = Number(day) ? [Number(day), Number(day)] : [1, 31];
      return { first, last, lower: first * 10_000 + from * 100 + begin, upper: last * 10_000 + until * 100 + end };
    }

    /* A year, decade or century, at least of *span* years: as in EDTF, as a title, and as the name of a file. */
    period({ first, last }, span) {
      if (last - first + 1 < span && Math.abs(first) < 10_000) {
        first = first < 0 ? Math.ceil(last / span) * span - span + 1 : Math.floor(first / span) * span;
        last = first + span - 1;
      }
      const { decade, century } = this.rules.periods;
      const unknown = { 10: 1, 100: 2 }[last - first + 1] ?? 0;
      const isBefore = last <= 0;
      const digits = String(Math.abs(first < 0 && unknown ? last : first)).padStart(4, "0");
      const year = (first < 0 ? "-" : "") + digits.slice(0, digits.length - unknown) + "X".repeat(unknown);
      const nth = first >= 0 ? first / 100 + 1 : -Math.floor(first / 100);
      const suffix = Math.floor(nth / 10) % 10 === 1 ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[nth % 10] ?? "th");
      const numbers = isBefore ? [1 - first, 1 - last] : [first, last];
      const range = [...new Set(numbers)].join("-");
      const name = unknown === 2 ? `${nth}${suffix}-century` : isBefore ? range : `${first}${unknown ? "s" : ""}`;
      const titles = [
        isBefore ? `${range} BC` : String(first),
        isBefore ? `${range} BC` : fill(decade, { year: first }),
        fill(century, { number: century.startsWith("{number} ") ? nth + suffix : nth }) + (isBefore ? " BC" : ""),
      ];
      return { year: digits.length > 4 ? `Y${year}` : year, title: titles[unknown], name: name + (isBefore ? "-bc" : "") };
    }

    /* The files that a clean draft without faults changes: each with its path and text, and whether it is new. */
    pieces(draft, today) {
      const { taken, files, missing } = this.rules;
      const fields = { ...draft.fields };
      const pieces = Object.entries(draft.entries).map(([table, values]) => {
        const base = this.slug(values.name ?? values.title) || table.replace(/s$/, "");
        const key = this.unique(base, [...taken[table], ...(table === "partners" ? this.rules.names : [])]);
        fields[table] = [fields[table], key].filter(Boolean).join(", ");
        const entry = { ...values, ...(values.url && { url: this.url(values.url) }), ...(table === "sources" && { accessed: today }) };
        return { path: files[table], key, isNew: missing.includes(table), text: this.toml(key, entry) };
      });
      return [this.page({ ...draft, fields }, today), ...pieces];
    }

    toml(key, values) {
      const lines = Object.entries(values).filter(([, value]) => value).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
      return `\n[${key}]\n${lines.join("\n")}\n`;
    }

    page({ title, text, fields }, today) {
      const { pages, newPage, span, markups, taken } = this.rules;
      const bounds = fields.date.split("/").map((side) => this.bounds(side)).find(Boolean);
      const page = pages.find(([first, last]) => first <= bounds.first && bounds.last <= last);
      const period = this.period(bounds, span);
      const path = page?.[2] ?? fill(newPage, period);
      const markup = markups[path.slice(path.lastIndexOf("."))] ?? Object.values(markups)[0];
      const slug = this.slug(title) || this.slug(fields.kind ?? "", fields.partners ?? "");
      const id = this.unique(`${this.period(bounds, 1).name}-${slug}`.replace(/-$/, ""), taken.milestones);
      const values = { ...fields, id, added: today };
      const lines = this.rules.fields.filter((name) => values[name]).map((name) => `:${name}: ${values[name]}`);
      const body = [...lines, "", ...this.escape(text, markup).split("\n")].map((line) => line && markup.indent + line);
      const entry = [markup.begin + this.escape(title, markup), ...body, ...(markup.end ? [markup.end] : [])].join("\n");
      const isNew = !page;
      const head = () => fill(markup.head, { ...period, line: "=".repeat(period.title.length) });
      return { path, isNew, key: id, text: `${isNew ? head() : ""}\n${entry}\n` };
    }

    /* -- messages */

    /* All pieces in one text, each below its path; *fence* surrounds each where the text is shown as Markdown. */
    message(pieces, fence = "") {
      const line = fence && `${fence}\n`;
      return pieces.map(({ path, text }) => `${path}\n\n${line}${text.trim()}\n${line}`).join("\n");
    }

    /* A message on a mistake: the milestone, its page, what is wrong and how that is known, and each field that was changed. */
    correction({ id, title, address }, { wrong, evidence }, before, draft) {
      const { texts } = this.rules;
      const after = { title: draft.title, ...draft.fields, text: draft.text };
      const names = Object.keys(after).filter((name) => name in before && this.isChanged(name, before[name], after[name]));
      const changes = names.map((name) => `${name}:\n- ${before[name].replaceAll("\n", "\n  ")}\n+ ${after[name].replaceAll("\n", "\n  ")}`);
      const parts = [`${title} (${id})\n${address}`, `${texts.wrong}\n${wrong}`, `${texts.evidence}\n${evidence}`];
      return `${[...parts, ...changes].filter(Boolean).join("\n\n")}\n`;
    }

    /* Whether a value has changed; the order of a list does not matter. */
    isChanged(name, before, after) {
      const sorted = (value) => (this.rules.lists.includes(name) ? value.split(", ").sort().join(", ") : value);
      return sorted(before) !== sorted(after);
    }

    /* -- where they are sent */

    /* The URL of a page of the forge, and whether it has the text; if not, the text is to be pasted there. */
    forgeUrl(page, { path = "", title = "", text = "" }) {
      const template = this.rules.forge[page];
      const encoded = { path: path.split("/").map(encodeURIComponent).join("/"), title: encodeURIComponent(title) };
      const url = fill(template, { ...encoded, text: encodeURIComponent(text) });
      const hasText = template.includes("{text}") && url.length <= LONGEST_URL.web;
      return { url: hasText ? url : fill(template, { ...encoded, text: "" }), hasText };
    }

    mailUrl({ title, text }) {
      const url = (body) => `mailto:${this.rules.mail}?subject=${encodeURIComponent(title)}&body=${encodeURIComponent(body.replaceAll("\n", "\r\n"))}`;
      const hasText = url(text).length <= LONGEST_URL.mail;
      return { url: url(hasText ? text : this.rules.texts.pasteHere), hasText };
    }
  }

  window.milestonesProposals = Proposals;
})();
