// The proofreader beside whatever is being written: asks for changed passages after a pause, marks what was found, and lets it be
// decided on without a mouse. Surfaces (an editor, a text field) register with `proofdesk.watch`; see draftail.js and fields.js.
window.proofdesk = (() => {
  const PAUSE = 300; // ms after the last key
  const MOST = 18000; // characters asked at once; the server takes 20 000
  const LEVELS = ["error", "warning", "suggestion"];
  const element = () => document.getElementById("proof-desk");
  const settings = () => JSON.parse(element().textContent);
  const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const surfaces = [];
  const known = new Map(); // scope and text → findings; `null` while they are asked for
  const ignored = new Set(); // places ignored where there is nothing to keep it with
  let list = []; // what is shown: {surface, key, finding}
  let current = null; // the place of the finding somebody stands on, and where
  let timer = 0;
  let panel = null;

  const make = (tag, props = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  };
  const nameOf = (passage) => `${passage.scope}\n${passage.text}`;
  // The server counts characters, the browser UTF-16 units.
  const units = (text, characters) => ([...text].length === text.length ? characters : [...text].slice(0, characters).join("").length);
  const inUnits = (text, finding) => ({ ...finding, start: units(text, finding.start), end: units(text, finding.end) });

  const ask = async (url, body) => {
    const response = await fetch(url, {
      method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", "X-CSRFToken": csrf(), Accept: "application/json" },
    });
    const data = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(data.sentence || settings().words.failed);
    return data;
  };

  // ---- asking ----------------------------------------------------------------------------------------------------------------

  // What is folded away or thrown out is nobody's text now.
  const present = () => surfaces.filter((surface) => surface.root.getClientRects().length);

  const unknown = () => {
    const wanted = new Map();
    let length = 0;
    for (const surface of present()) {
      for (const passage of surface.passages()) {
        const name = nameOf(passage);
        const found = known.get(name);
        if (!passage.text.trim() || (found !== undefined && !found?.provisional) || wanted.has(name)) continue;
        if (passage.text.length > MOST || length + passage.text.length > MOST || wanted.size >= 150) continue;
        length += passage.text.length;
        wanted.set(name, passage);
      }
    }
    return wanted;
  };

  const check = async () => {
    const wanted = [...unknown()];
    if (!wanted.length) { render(); return; }
    const { check: url, kind, id, style, on } = settings();
    wanted.forEach(([name]) => { if (!known.has(name)) known.set(name, null); });
    try {
      const passages = wanted.map(([, passage], number) => ({ hash: String(number), text: passage.text, scope: passage.scope }));
      const data = await ask(url, { passages, kind, id, style, on });
      wanted.forEach(([name, passage], number) => known.set(name, data.passages[number].map((one) => inUnits(passage.text, one))));
      say(data.off.join(" "));
      if (unknown().size) changed();
    } catch (error) {
      wanted.forEach(([name]) => { if (known.get(name) === null) known.delete(name); });
      say(error.message);
    }
    render();
  };

  const changed = () => {
    clearTimeout(timer);
    timer = setTimeout(check, PAUSE);
    window.requestAnimationFrame(render);
  };

  // ---- showing ---------------------------------------------------------------------------------------------------------------

  const collect = () => present().flatMap((surface) => surface.passages().flatMap((passage) =>
    (known.get(nameOf(passage)) ?? []).filter((finding) => !ignored.has(finding.place))
      .map((finding) => ({ surface, key: passage.key, text: passage.text, finding }))));

  const same = (one, other) => one && other && one.surface === other.surface && one.key === other.key
    && one.finding.place === other.finding.place && one.finding.start === other.finding.start;

  const underline = () => {
    if (!("highlights" in CSS)) return;
    const ranges = Object.fromEntries([...LEVELS, "current"].map((name) => [name, []]));
    for (const item of list) {
      const { start, end } = item.finding;
      const range = item.surface.range?.(item.key, start === end ? Math.max(start - 1, 0) : start, end);
      if (range) ranges[same(item, current) ? "current" : item.finding.level].push(range);
    }
    for (const [name, found] of Object.entries(ranges)) CSS.highlights.set(`proof-${name}`, new Highlight(...found));
  };

  const render = () => {
    list = collect();
    if (current && !list.some((item) => same(item, current))) current = null;
    underline();
    show();
  };

  const say = (text) => { if (panel) panel.querySelector(".pd-said").textContent = text; };

  const build = () => {
    const { words } = settings();
    const toggle = make("button", { type: "button", className: "pd-toggle" });
    toggle.setAttribute("aria-expanded", "true");
    toggle.addEventListener("click", () => {
      const open = panel.classList.toggle("pd-panel--shut") === false;
      toggle.setAttribute("aria-expanded", String(open));
      document.body.classList.toggle("pd-open", open);
    });
    panel = make("aside", { className: "pd-panel" }, toggle, make("p", { className: "pd-keys", textContent: words.keys }),
      make("p", { className: "pd-said" }), make("ol", { className: "pd-list" }));
    panel.setAttribute("aria-label", words.title);
    panel.querySelector(".pd-said").setAttribute("role", "status");
    (document.querySelector(".rm-screen") ?? document.body).append(panel);
    document.body.classList.add("pd-open");
  };

  const button = (text, secondary, act) => {
    const node = make("button", { type: "button", className: `button button-small${secondary ? " button-secondary" : ""}`, textContent: text });
    node.addEventListener("click", act);
    return node;
  };

  // One line that asks for a few words; resolves to them, or null.
  const askWords = (host, label, start = "") => new Promise((resolve) => {
    const { words } = settings();
    const input = make("input", { type: "text", value: start, maxLength: 200 });
    const done = (value) => { form.remove(); resolve(value); };
    const form = make("form", { className: "pd-ask" }, make("label", {}, label, input), make("button", { className: "button button-small", textContent: label }),
      button(words.cancel, true, () => done(null)));
    form.addEventListener("submit", (event) => { event.preventDefault(); event.stopPropagation(); if (input.value.trim()) done(input.value.trim()); });
    input.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") done(null);
    });
    host.append(form);
    input.focus();
  });

  const card = (item) => {
    const { words, kind } = settings();
    const { finding } = item;
    const chosen = same(item, current);
    const takes = finding.suggestions.filter(() => item.surface.may(item.key, finding.start, finding.end));
    const head = make("button", { type: "button", className: "pd-head" },
      make("span", { className: `pd-level pd-level--${finding.level}`, textContent: words[finding.level] }),
      make("q", { textContent: finding.found || `${finding.before.slice(-4)}▾${finding.after.slice(0, 4)}` }),
      make("span", { className: "pd-to", textContent: finding.suggestions.length ? `→ ${finding.suggestions[0] || "∅"}` : "" }));
    head.addEventListener("click", () => stand(item));
    const node = make("li", { className: `pd-card${chosen ? " pd-card--current" : ""}` }, head);
    if (!chosen) return node;
    node.append(make("p", { textContent: finding.message }));
    if (finding.clause) node.append(make("p", { className: "pd-clause", textContent: finding.clause }));
    const row = make("div", { className: "pd-acts" });
    takes.slice(0, 4).forEach((text, number) => row.append(button(text || "∅", number > 0, () => accept(item, text))));
    if (!takes.length) row.append(make("span", { className: "pd-clause", textContent: words.by_hand }));
    row.append(button(words.ignore, true, () => ignore(item)));
    row.append(button(words.everywhere, true, () => everywhere(item)), button(words.teach, true, () => teach(item)));
    node.append(row);
    return node;
  };

  const show = () => {
    if (!panel) { if (!surfaces.length) return; build(); }
    if (panel.querySelector(".pd-ask")) return; // somebody is typing a reason
    const { words } = settings();
    const waiting = present().some((surface) => surface.passages().some((passage) => known.get(nameOf(passage)) === null));
    panel.querySelector(".pd-toggle").textContent = `${words.title} ${list.length}`;
    panel.dataset.findings = String(list.length);
    panel.dataset.waiting = String(waiting || unknown().size > 0);
    const cards = list.map(card);
    panel.querySelector(".pd-list").replaceChildren(...(cards.length ? cards : [make("li", { className: "pd-none", textContent: waiting ? words.waiting : words.none })]));
    panel.querySelector(".pd-card--current")?.scrollIntoView({ block: "nearest" });
  };

  // ---- deciding --------------------------------------------------------------------------------------------------------------

  const stand = (item) => {
    current = item;
    render();
    item.surface.select(item.key, item.finding.start, item.finding.end);
    window.requestAnimationFrame(underline);
  };

  const step = (by) => {
    if (!list.length) return;
    const at = list.findIndex((item) => same(item, current));
    const from = at < 0 ? (by > 0 ? -1 : 0) : at;
    stand(list[(from + by + list.length) % list.length]);
  };

  // What stood after the words keeps its remarks until the server has seen the new wording.
  const carry = (item, text) => {
    const { start, end } = item.finding;
    const passage = item.surface.passages().find((one) => one.key === item.key);
    const old = known.get(nameOf({ ...passage, text: item.text })) ?? [];
    const shift = text.length - (end - start);
    const kept = old.filter((one) => one.end <= start || one.start >= end)
      .filter((one) => one !== item.finding)
      .map((one) => (one.start >= end ? { ...one, start: one.start + shift, end: one.end + shift } : one));
    if (!known.has(nameOf(passage))) known.set(nameOf(passage), Object.assign(kept, { provisional: true }));
  };

  const onward = (at) => {
    list = collect();
    current = null;
    const next = list[Math.min(at, list.length - 1)];
    if (next) stand(next); else render();
  };

  const accept = (item, text) => {
    if (!item || !item.surface.may(item.key, item.finding.start, item.finding.end)) return;
    const at = list.findIndex((one) => same(one, item));
    item.surface.replace(item.key, item.finding.start, item.finding.end, text);
    window.requestAnimationFrame(() => { carry(item, text); onward(at); changed(); });
  };

  const forget = (item) => {
    for (const found of known.values()) {
      for (let at = (found?.length ?? 0) - 1; at >= 0; at -= 1) if (found[at].place === item.finding.place) found.splice(at, 1);
    }
  };

  const ignore = async (item) => {
    const { words, kind, id, ignore: url } = settings();
    const at = list.findIndex((one) => same(one, item));
    if (!kind || !id) { ignored.add(item.finding.place); onward(at); return; }
    const reason = await askWords(panel.querySelector(".pd-card--current"), words.reason);
    if (reason) {
      const { rule, found, before, after } = item.finding;
      try {
        say((await ask(url, { kind, id, rule, found, before, after, reason })).sentence);
        forget(item);
        onward(at);
        return;
      } catch (error) { say(error.message); }
    }
    stand(item);
  };

  const everywhere = async (item) => {
    const { words, ignore: url } = settings();
    const at = list.findIndex((one) => same(one, item));
    const reason = await askWords(panel.querySelector(".pd-card--current"), words.reason);
    if (!reason) { stand(item); return; }
    try {
      say((await ask(url, { everywhere: true, rule: item.finding.rule, found: item.finding.found, reason })).sentence);
      ignored.add(item.finding.place);
      onward(at);
    } catch (error) { say(error.message); }
  };

  const teach = async (item) => {
    const { words, teach: url } = settings();
    const right = await askWords(panel.querySelector(".pd-card--current"), words.right, item.finding.suggestions[0] ?? "");
    if (right) {
      try { say((await ask(url, { wrong: item.finding.found, right, message: "" })).sentence); } catch (error) { say(error.message); }
    }
    stand(item);
  };

  // F8 and F9 are free in Chromium, Draft.js and input methods.
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || !surfaces.length) return;
    const act = { F8: () => step(event.shiftKey ? -1 : 1), F9: () => {
      const item = list.find((one) => same(one, current));
      if (!item) { step(1); return; }
      if (event.shiftKey) ignore(item); else if (item.finding.suggestions.length) accept(item, item.finding.suggestions[0]);
    } }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, { capture: true });

  // A surface: {root, passages() → [{key, text, scope}], range(key, start, end), may(key, start, end), select(…), replace(key, start, end, text)}.
  const watch = (surface) => {
    if (!element()) return { changed() {}, end() {} };
    surfaces.push(surface);
    surfaces.sort((one, other) => (one.root.compareDocumentPosition(other.root) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
    changed();
    return { changed, end() { surfaces.splice(surfaces.indexOf(surface), 1); render(); } };
  };

  // A range over the text nodes of an element, in UTF-16 units of its text; null where it has fewer.
  const rangeIn = (root, start, end) => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let at = 0;
    let begun = false;
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const length = node.data.length;
      if (!begun && start < at + length) { range.setStart(node, start - at); begun = true; }
      if (begun && end <= at + length) { range.setEnd(node, end - at); return range; }
      at += length;
    }
    return null;
  };

  return { watch, rangeIn };
})();
