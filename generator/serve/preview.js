// The preview's part in the browser: keeps the open page as the site is, and says what is wrong.
// It comes with the answer and is in no file of the site.
"use strict";
(() => {
  const script = document.currentScript;
  const known = { ...script.dataset, parts: JSON.parse(script.dataset.parts) }; // page, print, parts, token
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
  const AWAY = "The preview has ended or is starting again; this page will catch up by itself.";
  const SHUT = "The preview was started again and has a new address: open the one that it printed.";
  const gone = make("p", { className: "gone", role: "status", hidden: true, textContent: AWAY });
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
    setFolded(false);
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

  const plain = (url) => url.replace(/[?&]turn=[0-9a-f]+$/, "");
  // A node as text, apart from what the reader opened and what was loaded anew.
  const look = (node) => node.nodeType === Node.ELEMENT_NODE
    ? node.outerHTML.replace(/ open=""|[?&]turn=[0-9a-f]+(?=")/g, "") : `${node.nodeType} ${node.nodeValue}`;
  const key = (node) => `${name(node)} ${node.nodeName === "DETAILS" ? node.querySelector("summary")?.textContent : node.id ?? ""}`;
  const name = (node) => node.nodeName;

  function swap(old, fresh) {
    if (old.nodeType !== fresh.nodeType || old.nodeName !== fresh.nodeName) {
      old.replaceWith(fresh);
    } else if (old.nodeType === Node.ELEMENT_NODE) {
      swapAttributes(old, fresh);
      swapChildren(old, fresh);
    } else if (old.nodeValue !== fresh.nodeValue) {
      old.nodeValue = fresh.nodeValue;
    }
  }

  function swapAttributes(old, fresh) {
    const kept = (attribute) => attribute === "open" && old.nodeName === "DETAILS"; // what the reader opened stays open
    for (const { name } of [...old.attributes]) {
      if (!fresh.hasAttribute(name) && !kept(name)) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (plain(old.getAttribute(name) ?? "\0") !== value && !kept(name)) old.setAttribute(name, value);
    }
  }

  function swapChildren(old, fresh) {
    const before = [...old.childNodes].filter((node) => !isMark(node)), after = [...fresh.childNodes];
    let last = null;
    for (const [one, other] of paired(before, after, [look, key, name])) {
      if (one && other) {
        if (look(one) !== look(other)) swap(one, other);
        last = one.isConnected ? one : other;
      } else if (one) {
        one.remove();
      } else {
        old.insertBefore(other, last ? last.nextSibling : old.firstChild);
        last = other;
      }
    }
  }

  // Old nodes beside the new ones they become: first those that are alike, then those of one key, of one name.
  function paired(before, after, [way, ...looser]) {
    if (!way || !before.length || !after.length) {
      return [...before.map((node) => [node, null]), ...after.map((node) => [null, node])];
    }
    const result = [];
    let left = 0, right = 0;
    for (const [one, other] of [...common(before.map(way), after.map(way)), [before.length, after.length]]) {
      result.push(...paired(before.slice(left, one), after.slice(right, other), looser));
      if (one < before.length) result.push([before[one], after[other]]);
      [left, right] = [one + 1, other + 1];
    }
    return result;
  }

  // The longest common run of two lists, as pairs of places (Wagner and Fischer, 1974).
  function common(before, after) {
    const found = [];
    let start = 0, ends = [before.length, after.length];
    for (; start < Math.min(...ends) && before[start] === after[start]; start++) found.push([start, start]);
    const tail = [];
    for (; Math.min(...ends) > start && before[ends[0] - 1] === after[ends[1] - 1]; ends = [ends[0] - 1, ends[1] - 1]) {
      tail.unshift([ends[0] - 1, ends[1] - 1]);
    }
    const rows = ends[0] - start, columns = ends[1] - start;
    if (rows * columns > 4e6) return [...found, ...tail];
    const lengths = Array.from({ length: rows + 1 }, () => new Uint32Array(columns + 1));
    for (let row = rows - 1; row >= 0; row--) {
      for (let column = columns - 1; column >= 0; column--) {
        lengths[row][column] = before[start + row] === after[start + column]
          ? lengths[row + 1][column + 1] + 1 : Math.max(lengths[row + 1][column], lengths[row][column + 1]);
      }
    }
    for (let row = 0, column = 0; row < rows && column < columns;) {
      if (before[start + row] === after[start + column]) found.push([start + row++, start + column++]);
      else if (lengths[row + 1][column] >= lengths[row][column + 1]) row++;
      else column++;
    }
    return [...found, ...tail];
  }

  async function freshPage() {
    const answer = await fetch(location.href, { cache: "no-store", headers: { Accept: "text/html" } });
    gone.textContent = answer.status === 403 ? SHUT : AWAY;
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

  // What the page shows besides its words: a stylesheet or an image that changed is loaded anew, alone.
  const pathOf = (url) => {
    const { origin, pathname } = new URL(url, location.href);
    return origin === root.origin ? decodeURIComponent(pathname.slice(1)) : "";
  };

  function again(element, attribute, print) {
    const url = new URL(element[attribute]);
    url.searchParams.set("turn", print);
    element[attribute] = url.href;
  }

  async function swapParts(parts) {
    const changed = (path) => path in parts && path in known.parts && parts[path] !== known.parts[path];
    const loads = [];
    if ([...document.scripts].some((one) => one.src && changed(pathOf(one.src)))) location.reload();
    for (const link of document.querySelectorAll("link[rel~=stylesheet]")) {
      const path = pathOf(link.href);
      if (!changed(path)) continue;
      const next = link.cloneNode();
      again(next, "href", parts[path]);
      loads.push(new Promise((done) => { next.onload = next.onerror = done; }).then(() => link.remove())); // not before: a page without its style would flash
      link.after(next);
    }
    for (const image of document.querySelectorAll("img[src]")) {
      const path = pathOf(image.src);
      if (changed(path) || (path in parts && image.complete && !image.naturalWidth)) again(image, "src", parts[path]);
    }
    const any = Object.keys(parts).some(changed);
    known.parts = parts;
    await Promise.all(loads);
    return any;
  }

  // ---- The stream: one for the tab in front; a tab that comes to the front catches up.

  async function take(state) {
    const stands = `${state.run} ${state.turn}`;
    const isNews = lastTurn !== undefined && lastTurn !== stands;
    lastTurn = stands;
    const differs = state.page !== "" && state.page !== known.print;
    if (differs) await swapPage();
    const redrawn = await swapParts(state.parts);
    if (isNews && !differs && !redrawn && !state.faults.length) showNote(state.changed);
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
