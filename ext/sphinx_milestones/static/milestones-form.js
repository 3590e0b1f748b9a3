/* The form to propose a milestone, or to report a mistake in one. It reads what was typed, shows what is wrong beside each control,
   previews the milestone, and offers the ways to send it. What is written comes from milestones-proposal.js. */
(() => {
  "use strict";

  const language = document.documentElement.lang.replaceAll("_", "-") || "en";

  /* An element with attributes and children; null children are left out. */
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children.filter((child) => child !== null));
    return element;
  };

  const localDay = () => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  };

  /* A value of the data as a page has it: one language of a text, a key with its role. Partners that took part through their bodies
     are not on the page. */
  const written = (value = "") => {
    if (Array.isArray(value)) return value.filter((each) => !each.through).map(written).join(", ");
    if (typeof value !== "object") return String(value);
    if (value.key) return value.key + (value.role ? ` (${(value.roles ?? [value.role]).join(", ")})` : "");
    return value.written ?? value[language] ?? value[language.slice(0, 2)] ?? Object.values(value)[0];
  };

  class MilestoneForm {
    constructor(form) {
      this.form = form;
      this.rules = JSON.parse(form.querySelector("script").textContent);
      this.texts = this.rules.texts;
      this.number = new Intl.NumberFormat(language, { numberingSystem: this.rules.digits });
      this.proposals = new window.milestonesProposals(this.rules);
      this.controls = new Map([...form.querySelectorAll("[data-name]")].map((control) => [control.dataset.name, control]));
      this.outcome = form.querySelector(".ms-outcome");
      this.summary = form.querySelector(".ms-faults");
      this.checked = false;
      this.isUnsent = false;
    }

    start() {
      const { form } = this;
      form.noValidate = true;
      form.classList.add("ms-live");
      form.querySelector(".ms-actions").hidden = false;
      form.querySelectorAll(".ms-choose").forEach((row) => this.listenToList(row.closest("fieldset"), row));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        this.submit();
      });
      form.addEventListener("input", () => {
        this.isUnsent = true;
        this.update();
      });
      this.outcome.addEventListener("click", ({ target }) => {
        if (target.closest("a, button")) this.isUnsent = false;
      });
      addEventListener("beforeunload", (event) => {
        if (this.isUnsent) event.preventDefault(); // the browser asks before what was typed is lost
      });
      addEventListener("pageshow", () => this.update()); // a browser restores what was typed when a reader comes back
      const id = new URLSearchParams(location.search).get("milestone");
      if (id) this.beginCorrection(id);
      this.update();
    }

    /* -- what was typed */

    value(name) {
      const control = this.controls.get(name);
      const boxes = control?.matches("fieldset") ? control.querySelectorAll(`[name="${name}"]:checked`) : null;
      if (!boxes) return control?.querySelector("input, select, textarea").value ?? "";
      const role = ({ value }) => this.form.elements[`role-${value}`]?.value;
      return [...boxes].map((box) => box.value + (role(box) ? ` (${role(box)})` : "")).join(", ");
    }

    draft() {
      const fields = this.rules.fields.filter((name) => this.controls.has(name));
      const values = (names, prefix = "") => Object.fromEntries(names.map((name) => [name, this.value(prefix + name)]));
      const added = [...this.form.querySelectorAll(".ms-new")].map(({ dataset: { table } }) => {
        const names = [...this.controls.keys()].filter((name) => name.startsWith(`${table}-`));
        return [table, values(names.map((name) => name.slice(table.length + 1)), `${table}-`)];
      });
      return this.proposals.clean({ ...values(["title", "text"]), fields: values(fields), entries: Object.fromEntries(added) });
    }

    /* A list with many choices shows those that are chosen; a box adds others by name, and a button shows all. */
    listenToList(control, row) {
      const list = control.querySelector(".ms-long-list");
      const [box, button] = [row.querySelector("input"), row.querySelector("button")];
      const all = button.textContent;
      const labels = [...list.querySelectorAll("label")];
      row.hidden = false;
      button.addEventListener("click", () => {
        const isOpen = list.classList.toggle("ms-all");
        button.setAttribute("aria-expanded", isOpen);
        button.textContent = isOpen ? this.texts.hideOthers : all;
      });
      const typed = () => box.value.trim().toLowerCase();
      const named = (text) => labels.filter((each) => text(each.textContent.trim().toLowerCase()));
      const add = ([label]) => {
        if (typed() && label) {
          label.querySelector("input").checked = true;
          box.value = "";
        }
        this.update();
        if (typed() || !this.checked) this.show(control.dataset.name, typed() ? this.texts.unknown : "");
      };
      const exact = () => named((text) => text === typed());
      box.addEventListener("change", () => add(exact()));
      box.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        event.preventDefault();
        const parts = named((text) => text.includes(typed()));
        add(parts.length === 1 ? parts : exact()); // a part of a name is enough if no other name has it
      });
    }

    /* -- what is wrong */

    /* Show a message beside a control, or take it away. */
    show(name, message) {
      const control = this.controls.get(name);
      const fault = control.querySelector(`[id$="-${name}-fault"]`);
      fault.textContent = message;
      fault.hidden = !message;
      for (const element of control.matches("fieldset") ? [] : control.querySelectorAll("input, select, textarea")) {
        if (message) element.setAttribute("aria-invalid", "true");
        else element.removeAttribute("aria-invalid");
      }
    }

    label(name) {
      return this.controls.get(name).querySelector("legend > span, label > span").textContent;
    }

    /* The faults as pairs of a control's name and a message; in a correction, only those of what was changed. */
    faults(draft) {
      const found = this.proposals.faults(draft, localDay());
      const messages = found.map(([name, text, values]) => [name, this.texts[text].replace("{day}", () => this.dateInWords(values.day))]);
      const order = [...this.controls.keys()];
      const all = [...this.unknownNames(), ...(this.before ? this.faultsOfCorrection(draft, messages) : messages)];
      return all.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
    }

    /* What was typed to be added to a list, but is not in it. */
    unknownNames() {
      const boxes = [...this.form.querySelectorAll(".ms-choose input")].filter((box) => box.value.trim());
      return boxes.map((box) => [box.closest("fieldset").dataset.name, this.texts.unknown]);
    }

    faultsOfCorrection(draft, messages) {
      const isChanged = (name) => name in this.before && this.proposals.isChanged(name, this.before[name], draft.fields[name] ?? draft[name]);
      const empty = ["wrong", "evidence"].filter((name) => !this.proposals.paragraphs(this.value(name)));
      return [...empty.map((name) => [name, this.texts.required]), ...messages.filter(([name]) => isChanged(name))];
    }

    showFaults(faults) {
      for (const name of this.controls.keys()) this.show(name, faults.find(([at]) => at === name)?.[1] ?? "");
      const items = faults.map(([name, message]) => {
        const control = this.controls.get(name);
        const element = control.querySelector("input:not([hidden]), select, textarea");
        const link = make("a", { href: `#${element.id || (element.id = `${this.form.getAttribute("id")}-${name}-first`)}` }, `${this.label(name)}: ${message}`);
        link.addEventListener("click", (event) => {
          event.preventDefault();
          for (let details = control.closest("details"); details; details = details.parentElement.closest("details")) details.open = true;
          const visible = [...control.querySelectorAll("input, select, textarea")].find((each) => each.checkVisibility());
          visible?.focus();
        });
        return make("li", {}, link);
      });
      this.summary.querySelector("ul").replaceChildren(...items);
      this.summary.hidden = !faults.length;
    }

    submit() {
      const draft = this.draft();
      const faults = this.faults(draft);
      this.checked = true;
      this.showFaults(faults);
      this.outcome.hidden = faults.length > 0;
      if (!faults.length) this.outcome.querySelector("ol").replaceChildren(...this.steps(draft));
      (faults.length ? this.summary : this.outcome).focus();
    }

    /* After each change: the preview, and once the form was checked, its faults; what was written before is out of date. */
    update() {
      const draft = this.draft();
      this.preview(draft);
      this.outcome.hidden = true;
      if (this.checked) this.showFaults(this.faults(draft));
    }

    /* -- preview: the structure of a milestone on its page */

    preview(draft) {
      const frame = this.form.querySelector(".ms-preview");
      frame.hidden = !(draft.title || draft.text);
      const heading = `h${Number(frame.firstElementChild.localName.slice(1)) + 1}`;
      const { facts } = this.rules;
      const inPart = (part) => facts.filter((fact) => fact.part === part && this.shown(fact, draft).length);
      const list = (part) => make("dl", { class: "ms-list simple" }, ...inPart(part).map((fact) => this.fact(fact, draft)));
      const when = inPart("when").flatMap((fact) => [make("span", { class: `ms-${fact.css}` }, this.shown(fact, draft).join("")), " "]);
      const paragraphs = draft.text.split("\n\n").filter(Boolean).map((text) => make("p", { dir: "auto" }, text));
      frame.lastElementChild.replaceChildren(
        make(
          "section",
          { class: "milestone" },
          make(heading, { dir: "auto" }, draft.title || this.rules.untitled),
          make("div", { class: "ms-facts" }, make("p", { class: "ms-when" }, ...when), list("head")),
          ...paragraphs,
          make("div", { class: "ms-facts ms-foot" }, list("foot")),
        ),
      );
    }

    fact(fact, draft) {
      const shown = this.shown(fact, draft);
      const line = shown.join(this.rules.separator);
      const list = fact.isBlock ? make("ul", {}, ...shown.map((text) => make("li", {}, text))) : line[0].toUpperCase() + line.slice(1);
      return make("div", {}, make("dt", {}, this.label(fact.name)), " ", make("dd", {}, list));
    }

    /* The values of a fact as the page shows them: labels of keys with their roles, dates and counts in words. */
    shown({ name, isPart }, draft) {
      const parts = isPart ? [] : this.rules.facts.filter(({ partOf }) => partOf === name);
      const within = parts.flatMap((part) => this.shown({ ...part, isPart: true }, draft));
      const control = this.controls.get(name);
      const value = draft.fields[name];
      if (!control) return within;
      const added = draft.entries[name] ? [draft.entries[name].name ?? draft.entries[name].title].filter(Boolean) : [];
      if (control.matches("fieldset")) {
        const role = ({ value: key }) => this.form.elements[`role-${key}`]?.selectedOptions[0];
        const boxes = [...control.querySelectorAll(`[name="${name}"]:checked`)];
        const labels = boxes.map((box) => box.labels[0].textContent.trim() + (role(box)?.value ? ` (${role(box).text})` : ""));
        return [...labels, ...added, ...within];
      }
      if (!value) return within;
      const select = control.querySelector("select");
      const count = /^([<>~]?)(\d+)$/.exec(value);
      if (select) return [select.selectedOptions[0].text, ...within];
      if (this.rules.dates.includes(name)) return [this.dateInWords(value)];
      const phrase = count && this.rules.numbers.includes(name) ? this.rules.counts[count[1]].replace("{count}", this.number.format(BigInt(count[2]))) : value;
      return [isPart ? `${this.label(name)}: ${phrase}` : phrase, ...within];
    }

    dateInWords(text) {
      const { qualified, periods, starts, ends, digits } = this.rules;
      const words = (point) => {
        const [, plain, qualifier] = /^(.*?)([~?%]?)$/.exec(point);
        const season = /^(-?\d{4})-(2[1-4])$/.exec(plain);
        const shown = season ? periods[season[2]].replace("{year}", words(season[1])) : /^\d+X+$/.test(plain) ? this.proposals.period(this.proposals.bounds(plain), 1).title : calendar(plain);
        const article = qualifier && plain.endsWith("X") && language.startsWith("en") ? "the " : ""; // about the 1840s
        return shown ? (qualified[qualifier] ?? "{date}").replace("{date}", () => article + shown) : point;
      };
      /* A year, month or day; null for what has another form. A year before 1 needs six digits. */
      const calendar = (plain) => {
        const [, sign, year, rest] = /^(-?)(\d{4})((?:-\d\d){0,2})$/.exec(plain) ?? [];
        const time = year ? Date.parse(sign ? `-00${year}${rest}` : plain) : NaN;
        if (Number.isNaN(time)) return null;
        const era = (sign || !Number(year)) && { era: "short" };
        const parts = rest.length > 3 && !era ? { dateStyle: "long" } : { year: "numeric", ...(rest && { month: "long" }), ...(rest.length > 3 && { day: "numeric" }), ...era };
        return new Intl.DateTimeFormat(language, { ...parts, timeZone: "UTC", calendar: "gregory", numberingSystem: digits }).format(time);
      };
      const [start, end] = text.split("/");
      if (end !== undefined && start in starts) return starts[start].replace("{date}", () => words(end));
      if (end !== undefined && end in ends) return ends[end].replace("{date}", () => words(start));
      return text.split("/").map(words).join(" – ");
    }

    /* -- ways to send it */

    steps(draft) {
      const { forge, mail } = this.rules;
      const pieces = this.before ? [] : this.proposals.pieces(draft, localDay());
      const text = this.before ? this.message(draft) : this.proposals.message(pieces);
      const name = this.before ? this.milestone.title : draft.title;
      const title = this.texts[this.before ? "correction" : "proposal"].replace("{title}", () => name);
      if (forge) {
        const isOneFile = pieces.length === 1; // an editor has one file; several belong into one message
        const fenced = this.before ? text : this.proposals.message(pieces, "``````");
        const issue = this.linkStep(this.proposals.forgeUrl("issue", { title, text: fenced }), this.texts[isOneFile ? "issue" : "sendIssue"], text);
        return [isOneFile ? this.pieceStep(pieces[0]) : this.messageStep(text), issue];
      }
      if (mail) return [this.messageStep(text), this.linkStep(this.proposals.mailUrl({ title, text }), this.texts.mail.replace("{address}", mail), text)];
      const step = this.messageStep(text);
      step.append(" ", this.saveLink(text, this.milestone?.id ?? pieces[0].key), make("p", {}, this.texts.noWay));
      return [step];
    }

    messageStep(text) {
      return make("li", {}, make("p", {}, this.texts.message), make("pre", { dir: "auto" }, text), ...this.copyButton(text));
    }

    /* One file: its text and the editor of the forge, with the text or, where it cannot be filled in, how to add it. */
    pieceStep({ path, isNew, text }) {
      const [before, after] = this.texts[isNew ? "create" : "addTo"].split("{path}");
      const { url, hasText } = this.proposals.forgeUrl(isNew ? "new" : "edit", { path, text });
      const link = this.link(url, this.texts.open.replace("{forge}", this.rules.forge.name));
      const how = make("p", {}, this.texts[hasText ? "filledIn" : "paste"]);
      const about = make("p", {}, before, make("code", {}, path), after);
      return make("li", {}, about, make("pre", { dir: "ltr" }, text.trim()), how, ...this.copyButton(text), " ", link);
    }

    linkStep({ url, hasText }, label, text) {
      const paste = hasText ? [] : [make("p", {}, this.texts.pasteMail), ...this.copyButton(text), " "];
      return make("li", {}, ...paste, this.link(url, label));
    }

    link(url, label) {
      return make("a", { class: "reference external", href: url, ...(url.startsWith("mailto:") ? {} : { target: "_blank", rel: "noopener" }) }, label);
    }

    saveLink(text, name) {
      return make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/plain" })), download: `${name}.txt` }, this.texts.save);
    }

    copyButton(text) {
      if (!navigator.clipboard) return [];
      const button = make("button", { type: "button" }, this.texts.copy);
      const status = make("span", { role: "status" });
      button.addEventListener("click", () =>
        navigator.clipboard.writeText(text).then(
          () => (status.textContent = this.texts.copied),
          () => getSelection().selectAllChildren(button.parentElement.querySelector("pre") ?? button),
        ),
      );
      return [button, " ", status];
    }

    /* -- a correction */

    message(draft) {
      const typed = { wrong: this.proposals.paragraphs(this.value("wrong")), evidence: this.proposals.paragraphs(this.value("evidence")) };
      return this.proposals.correction(this.milestone, typed, this.before, draft);
    }

    /* Show what a correction asks for, and fill in the milestone as it is now, unless the browser has restored what was typed. */
    async beginCorrection(id) {
      this.before = {};
      this.milestone = { id, title: id, address: location.href };
      const record = await this.record(id);
      if (record) {
        const site = new URL("..", new URL(this.rules.data, location.href));
        this.milestone = { id, title: written(record.title), address: new URL(record.address, site).href };
        const values = Object.fromEntries(this.rules.fields.map((name) => [name, written(record[name])]));
        this.before = { title: written(record.title), text: this.proposals.paragraphs(written(record.text)), ...values };
      }
      const isUntouched = !this.value("title") && !this.value("text");
      for (const [name, value] of Object.entries(this.before)) if (isUntouched && this.controls.has(name)) this.fillIn(name, value);
      const about = this.form.querySelector(".ms-correction");
      about.hidden = false;
      Object.assign(about.querySelector("a"), { href: this.milestone.address, textContent: this.milestone.title });
      this.form.classList.add(record ? "ms-corrects" : "ms-only-reports");
      this.form.querySelector(".ms-whole").open = false;
      const button = this.form.querySelector("[type=submit]");
      button.textContent = button.dataset.correction;
      this.update();
      if (isUntouched) this.arriveAt(about.firstElementChild);
    }

    /* Take a reader who follows “Report a mistake” past the introduction to proposals. */
    arriveAt(heading) {
      const title = document.querySelector("h1")?.firstChild?.textContent;
      if (title) document.title = document.title.replace(title, () => heading.textContent);
      heading.tabIndex = -1;
      heading.scrollIntoView();
      heading.focus();
    }

    /* The record of a milestone; undefined if there is none, or if a page that was opened from a folder may not read other files. */
    async record(id) {
      try {
        const { milestones } = await (await fetch(this.rules.data)).json();
        return milestones.find((each) => each.id === id);
      } catch {
        return undefined;
      }
    }

    fillIn(name, value) {
      const control = this.controls.get(name);
      if (!control.matches("fieldset")) {
        control.querySelector("input, select, textarea").value = value;
        return;
      }
      for (const item of value.split(/, (?![^()]*\))/).filter(Boolean)) {
        const [, key, roles] = /^(.*?)(?: \((.*)\))?$/.exec(item);
        const box = control.querySelector(`[value="${CSS.escape(key)}"]`);
        if (box) box.checked = true;
        if (box && roles) this.chooseRoles(this.form.elements[`role-${key}`], roles);
      }
    }

    /* A partner with several roles keeps them as one choice more. */
    chooseRoles(menu, roles) {
      const option = (role) => [...menu.options].find(({ value }) => value === role);
      const labels = roles.split(", ").map((role) => option(role)?.text ?? role);
      if (!option(roles)) menu.append(new Option(labels.join(this.rules.separator), roles));
      menu.value = roles;
    }
  }

  for (const form of document.querySelectorAll(".ms-form")) new MilestoneForm(form).start();
})();
