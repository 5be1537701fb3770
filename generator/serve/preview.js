// The preview's part in the browser: keeps the open page as the site is, and says what is wrong.
// It comes with the answer and is in no file of the site.
"use strict";
(() => {
  const script = document.currentScript;
  const known = { ...script.dataset }; // page, print, style, token
  const root = new URL("/", location.href);
  let stream, lastTurn, lastHeard = 0, pending = Promise.resolve();

  // ---- What is told: the panel, the note, the marks. Each in a shadow, apart from the theme.

  const sheet = new CSSStyleSheet();
  fetch("/.wenzhai/preview.css").then((r) => r.text()).then((text) => sheet.replace(text));

  const host = document.createElement("wenzhai-preview");
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [sheet];
  document.documentElement.append(host); // outside the body: pages are swapped without it

  const make = (name, props = {}, ...children) => {
    const element = Object.assign(document.createElement(name), props);
    element.append(...children.filter((child) => child !== ""));
    return element;
  };
  const address = (path) => new URL(path.split("/").map(encodeURIComponent).join("/"), root).href;

  const faults = make("section", { className: "faults", hidden: true, role: "alert", ariaLabel: "Faults" });
  const note = make("p", { className: "note", role: "status", hidden: true });
  const count = make("summary");
  const list = make("div", { className: "list" });
  const reasons = make("details", { className: "reasons", hidden: true }, count, list);
  const gone = make("p", { className: "gone", role: "status", hidden: true, textContent: "The preview has ended or is starting again; this page will catch up by itself." });
  shadow.append(make("div", { className: "stack" }, gone, note, reasons), faults);

  const fold = make("button", { type: "button", className: "fold" });
  const setFolded = (folded) => {
    faults.classList.toggle("folded", folded);
    fold.textContent = folded ? "Show" : "Hide";
    fold.ariaExpanded = String(!folded);
  };
  fold.addEventListener("click", () => setFolded(!faults.classList.contains("folded")));
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !faults.hidden) setFolded(true);
  });
  setFolded(false);

  const problem = (told) => make("li", { className: told.severity },
    make("p", {}, make("b", { textContent: told.place }), ` ${told.message}`),
    told.before || told.after
      ? make("pre", {}, told.before + told.after + "\n", make("span", { className: "unseen", textContent: told.before }), make("span", { className: "caret", textContent: "^" }))
      : "",
    told.hint ? make("p", { className: "hint", textContent: told.hint }) : "");

  function showFaults(found) {
    const said = JSON.stringify(found);
    if (faults.said === said) return;
    faults.said = said;
    faults.hidden = !found.length;
    const head = found.length === 1 ? "1 fault" : `${found.length} faults`;
    faults.replaceChildren(
      make("header", {}, make("h2", { textContent: `${head}; the page stays as it was` }), fold),
      make("ol", {}, ...found.map(problem)));
  }

  function showReasons(state) {
    const { here, skipped, warnings, more } = state;
    const rows = (title, entries) => entries.length ? [make("h2", { textContent: title }), make("ul", {}, ...entries)] : [];
    const reason = (entry) => make("li", {}, make("b", { textContent: entry.path }), ` ${entry.reason}`);
    const number = here.length + warnings.length;
    reasons.hidden = !number && !skipped.length;
    reasons.classList.toggle("marked", number > 0);
    count.textContent = [
      here.length ? `${here.length} on this page` : "",
      warnings.length ? `${warnings.length} ${warnings.length === 1 ? "warning" : "warnings"}` : "",
      skipped.length ? `${skipped.length + more} skipped` : "",
    ].filter(Boolean).join(" · ");
    list.replaceChildren(
      ...rows("On this page", here.map(reason)),
      ...rows("Warnings", warnings.map(problem)),
      ...rows("Skipped", skipped.map(reason)),
      more ? make("p", { textContent: `and ${more} more` }) : "");
  }

  let noteEnds;
  function showNote(changed) {
    const named = changed.filter((change) => change.file);
    if (!named.length) return;
    const [first] = named;
    const words = named.length === 1 ? `${first.file} changed` : `${first.file} and ${named.length - 1} more changed`;
    note.replaceChildren(words, first.path ? " · " : "", first.path ? make("a", { href: address(first.path), textContent: "open" }) : "");
    note.hidden = false;
    clearTimeout(noteEnds);
    noteEnds = setTimeout(() => { note.hidden = true; }, 8000);
  }

  const isMark = (node) => node.nodeName === "WENZHAI-MARK";
  let marked = "";
  function clearMarks() {
    document.querySelectorAll("wenzhai-mark").forEach((mark) => mark.remove());
    marked = "";
  }

  function showMarks(marks) {
    if (marked === JSON.stringify(marks)) return;
    clearMarks();
    marked = JSON.stringify(marks);
    const left = new Map(Object.entries(marks));
    for (const link of document.querySelectorAll("main a[href]")) {
      const path = link.origin === root.origin ? decodeURIComponent(link.pathname.slice(1)) : "";
      if (!left.has(path)) continue;
      const mark = document.createElement("wenzhai-mark");
      const inner = mark.attachShadow({ mode: "open" });
      inner.adoptedStyleSheets = [sheet];
      inner.append(make("span", { className: "mark", title: left.get(path), textContent: left.get(path) }));
      link.after(mark);
      left.delete(path);
    }
  }

  // ---- The page: what changed is swapped, the rest is not touched.

  const isStyle = (node) => node.nodeName === "LINK" && node.relList.contains("stylesheet");
  const sameStyle = (one, other) => isStyle(one) && isStyle(other) && new URL(one.href).pathname === new URL(other.href, location.href).pathname;
  const alike = (one, other) => one.isEqualNode(other) || sameStyle(one, other);

  function swap(old, fresh) {
    if (old.isEqualNode(fresh)) return;
    if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName || (old.id ?? "") !== (fresh.id ?? "")) {
      old.replaceWith(fresh);
    } else if (old.nodeType === Node.ELEMENT_NODE) {
      if (!sameStyle(old, fresh)) swapAttributes(old, fresh);
      swapChildren(old, fresh);
    } else {
      old.nodeValue = fresh.nodeValue;
    }
  }

  function swapAttributes(old, fresh) {
    const kept = (name) => name === "open" && old.nodeName === "DETAILS"; // what the reader opened stays open
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && !kept(name)) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value && !kept(name)) old.setAttribute(name, value);
    }
  }

  function swapChildren(old, fresh) {
    const before = [...old.childNodes].filter((node) => !isMark(node)), after = [...fresh.childNodes];
    while (before.length && after.length && alike(before[0], after[0])) { before.shift(); after.shift(); }
    while (before.length && after.length && alike(before.at(-1), after.at(-1))) { before.pop(); after.pop(); }
    const end = before.length ? before.at(-1).nextSibling : null;
    const anchor = before.length || !after.length ? end : following(old, fresh, after.at(-1));
    const paired = Math.min(before.length, after.length);
    for (let place = 0; place < paired; place++) swap(before[place], after[place]);
    before.slice(paired).forEach((node) => node.remove());
    after.slice(paired).forEach((node) => old.insertBefore(node, anchor));
  }

  // Where only new nodes stand: the old node that the tail of the fresh ones equals.
  function following(old, fresh, last) {
    let tail = 0;
    for (let node = fresh.lastChild; node !== last; node = node.previousSibling) tail++;
    const kept = [...old.childNodes].filter((node) => !isMark(node));
    return kept[kept.length - tail] ?? null;
  }

  async function freshPage() {
    const answer = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const values = fresh.querySelector("script[data-print][data-token]")?.dataset;
    return values && { fresh, values };
  }

  async function swapPage() {
    const found = await freshPage();
    if (!found) return;
    const { fresh, values } = found;
    clearMarks();
    swapAttributes(document.documentElement, fresh.documentElement);
    swap(document.head, fresh.head);
    swap(document.body, fresh.body);
    Object.assign(known, { print: values.print, token: values.token });
  }

  function swapStyles(print) {
    const loads = [...document.querySelectorAll("link")].filter((link) => isStyle(link) && link.href.startsWith(root.href)).map((link) => {
      const next = link.cloneNode();
      const url = new URL(link.href);
      url.searchParams.set("turn", print);
      next.href = url.href;
      const loaded = new Promise((done) => { next.onload = next.onerror = done; });
      link.after(next);
      return loaded.then(() => link.remove()); // not before: a page without its style would flash
    });
    known.style = print;
    return Promise.all(loads);
  }

  function swapImages(changed, turn) {
    const paths = new Set(changed.map((change) => change.path).filter(Boolean));
    for (const image of document.querySelectorAll("img[src]")) {
      const url = new URL(image.src);
      if (url.origin === root.origin && paths.has(decodeURIComponent(url.pathname.slice(1)))) {
        url.searchParams.set("turn", turn);
        image.src = url.href;
      }
    }
  }

  // ---- The stream: one for the tab in front; a tab that comes to the front catches up.

  async function take(state) {
    const stands = `${state.run} ${state.turn}`;
    const isNews = lastTurn !== undefined && lastTurn !== stands;
    lastTurn = stands;
    const differs = state.page !== known.print, restyled = state.style !== known.style;
    if (differs) await swapPage();
    if (restyled) await swapStyles(state.style);
    if (isNews) swapImages(state.changed, state.turn);
    if (isNews && !differs && !restyled && !state.faults.length) showNote(state.changed);
    showMarks(state.marks);
    showReasons(state);
    showFaults(state.faults);
  }

  function open() {
    close();
    lastHeard = Date.now();
    const query = new URLSearchParams({ page: known.page, token: known.token });
    stream = new EventSource(`/.wenzhai/events?${query}`);
    const heard = () => { lastHeard = Date.now(); gone.hidden = true; };
    stream.addEventListener("beat", heard);
    stream.addEventListener("state", (event) => {
      heard();
      const state = JSON.parse(event.data);
      pending = pending.then(() => take(state)).catch(lost);
    });
    stream.addEventListener("error", lost);
  }

  function close() {
    stream?.close();
    stream = undefined;
  }

  // A preview that was started again has another token: the page itself is asked for it.
  let reviving;
  function lost() {
    gone.hidden = false;
    close();
    clearTimeout(reviving);
    reviving = setTimeout(async () => {
      const found = await freshPage().catch(() => undefined);
      if (document.hidden) return;
      if (!found) return lost();
      known.token = found.values.token;
      open();
    }, 500);
  }

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { clearTimeout(reviving); close(); } else open();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  setInterval(() => { if (stream && Date.now() - lastHeard > 40000) open(); }, 5000);
  if (!document.hidden) open();
})();
