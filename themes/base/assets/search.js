// Finds what a reader types in the site's own index; loads little, also from a disc.
// Texts are folded as in generator/han/folding.py, and the index is written by generator/formats/search.py.
"use strict";
(() => {
  const form = document.querySelector("form.search");
  const field = form.elements.q, status = document.querySelector(".search-status");
  const results = document.querySelector(".search-results"), more = document.querySelector(".search-more");
  const say = (key, n) => form.dataset[key].replace("{n}", n);
  const segments = form.dataset.segments.split(" ").filter(Boolean).map((segment) => {
    const [month, shards] = segment.split(":");
    return { month, shards: +shards };
  });
  const MOST_LOOKUPS = 4, ENOUGH = 10, DAYS_AT_ONCE = 4, MOST_DAYS = 5, SEGMENTS_AT_ONCE = 3, MOST_SEGMENTS = 12;
  const SLOTS = 16, DAY = 864e5;

  // ---- Files: each is a script that hands over its name and what it holds; a disc lets nothing else be read.

  const files = new Map(), arrived = new Map();
  window.wenzhai = (name, value) => arrived.set(name, value);
  const load = (path, name) => {
    if (!files.has(path)) {
      files.set(path, new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = `search/${path}.js`;
        script.onload = () => done(arrived.get(name));
        script.onerror = () => { files.delete(path); failed(new Error(path)); };
        document.head.append(script);
      }));
    }
    return files.get(path);
  };

  // ---- Texts

  const DENSE = "\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{323af}";
  const dense = new RegExp(`[${DENSE}]`, "u"), letter = /[\p{L}\p{N}]/u, space = /\s/u;
  const word = new RegExp(`(?:(?![${DENSE}])[\\p{L}\\p{N}])+`, "gu");
  let simplified;

  async function learn() {
    const pairs = Array.from(await load("fold", "fold"));
    simplified ??= new Map(pairs.flatMap((from, place) => place % 2 ? [] : [[from, pairs[place + 1]]]));
  }

  // The folded letters of a text, each with the place it stands at; without the spaces beside Chinese.
  function folded(text) {
    const letters = [], places = [];
    let place = 0;
    for (const character of text) {
      for (const one of character.normalize("NFKC").toLowerCase()) {
        letters.push(simplified.get(one) ?? one);
        places.push(place);
      }
      place += character.length;
    }
    places.push(place);
    const beside = (at, step) => {
      while (space.test(letters[at] ?? "")) at += step;
      return dense.test(letters[at] ?? "");
    };
    const kept = letters.map((one, at) => !space.test(one) || !(beside(at, -1) || beside(at, 1)));
    return { letters: letters.filter((_, at) => kept[at]), places: places.filter((_, at) => kept[at] ?? true) };
  }

  const queryOf = (text) => {
    const parts = text.trim().split(/\s+/u).map((part) => folded(part).letters.join("")).filter(Boolean);
    return parts.some((part) => [...part].length > 1 && letter.test(part)) ? parts : [];
  };

  // ---- The index

  const value = new Map(Array.from({ length: 94 }, (_, at) => String.fromCharCode(33 + at))
    .filter((digit) => !'"#&<>\\'.includes(digit)).map((digit, at) => [digit, at]));
  const BASE = value.size, SHORT = 60, LONG = 87;

  function placesIn(code) {
    const found = [];
    if (code[0] === "#") {
      for (let at = 1; at < code.length; at++) {
        for (let bit = 0; bit < 6; bit++) if (value.get(code[at]) >> bit & 1) found.push((at - 1) * 6 + bit);
      }
      return found;
    }
    for (let at = 0, last = -1; at < code.length; found.push(last)) {
      const first = value.get(code[at++]), next = () => value.get(code[at++]);
      last += 1 + (first < SHORT ? first : first < LONG ? SHORT + (first - SHORT) * BASE + next()
        : ((next() * BASE + next()) * BASE + next()) * BASE + next());
    }
    return found;
  }

  async function lookUp(segment, [term, whole]) {
    const [first, second = "\0"] = term;
    const shard = `${segment.month}/${(first.codePointAt(0) * 31 + second.codePointAt(0)) % segment.shards}`;
    const entries = (await load(`terms/${shard}`, shard)).split(" ");
    const found = new Set();
    for (let at = 0; at + 1 < entries.length; at += 2) {
      if (whole ? entries[at] === term : entries[at].startsWith(term)) placesIn(entries[at + 1]).forEach((place) => found.add(place));
    }
    return found;
  }

  // What of a query is looked up: a few pairs of touching characters, and the words of other scripts.
  function lookUps(parts) {
    const found = parts.flatMap((part) => {
      const letters = [...part], pairs = [];
      for (let at = 0; at + 1 < letters.length; at++) {
        const [one, other] = [letters[at], letters[at + 1]];
        if (letter.test(one) && letter.test(other) && (dense.test(one) || dense.test(other))) pairs.push([one + other, true]);
      }
      return [...pairs, ...(part.match(word) ?? []).map((found) => [found, [...found].length < 2])];
    });
    if (found.length <= MOST_LOOKUPS) return found;
    return Array.from({ length: MOST_LOOKUPS }, (_, at) => found[Math.round(at * (found.length - 1) / (MOST_LOOKUPS - 1))]);
  }

  // The days of some segments on which an item holds all that was looked up, newest first.
  async function candidates(wanted, among) {
    const found = await Promise.all(among.map(async (segment) => {
      const [first = new Set(), ...others] = await Promise.all(wanted.map((term) => lookUp(segment, term)));
      const places = [...first].filter((place) => others.every((set) => set.has(place)));
      const base = Date.parse(segment.month);
      return places.map((place) => new Date(base + Math.floor(place / SLOTS) * DAY).toISOString().slice(0, 10));
    }));
    return [...new Set(found.flat())].sort().reverse();
  }

  // ---- Results

  function holds(item, parts) {
    item.folded ??= [item.title, item.source ?? "", ...item.parts ?? []].map((text) => folded(text).letters.join(""));
    return parts.every((part) => item.folded.some((text) => text.includes(part)));
  }

  // Where a text holds the query: pairs of places.
  function hits(text, parts) {
    const { letters, places } = folded(text), found = [];
    for (const part of parts) {
      const wanted = [...part];
      for (let at = 0; at + wanted.length <= letters.length; at++) {
        if (wanted.every((one, step) => letters[at + step] === one)) found.push([places[at], places[at + wanted.length]]);
      }
    }
    return found.sort((one, other) => one[0] - other[0]);
  }

  function marked(element, text, parts, from = 0, to = text.length) {
    let at = from;
    for (const [start, end] of hits(text, parts)) {
      if (start < at || end > to) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      element.append(text.slice(at, start), mark);
      at = end;
    }
    element.append(text.slice(at, to));
    return element;
  }

  const make = (name, className, ...children) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  };
  const link = (href) => Object.assign(make("a"), { href: href.split("/").map(encodeURIComponent).join("/") });

  function snippet(item, parts) {
    const texts = item.parts ?? [];
    const text = texts.find((part) => hits(part, parts).length) ?? texts[0];
    if (!text) return "";
    const [start] = hits(text, parts)[0] ?? [0];
    const from = start > 40 ? start - 24 : 0, to = Math.min(text.length, from + 96);
    const said = make("p", "found-text", from ? "…" : "");
    return make("div", "", (marked(said, text, parts, from, to), said.append(to < text.length ? "…" : ""), said));
  }

  function shown(item, parts) {
    const title = marked(link(item.href), item.title, parts);
    if (item.lang) title.lang = item.lang;
    const source = item.source ? make("p", "card-source", marked(make("span", "outlet"), item.source, parts)) : "";
    return make("li", "found", make("div", "", source, make("h3", "card-title", title)), snippet(item, parts));
  }

  let last;
  function append(item, parts) {
    if (last?.group !== item.group) {
      const heading = link(item.groupHref);
      heading.textContent = item.group;
      last = { group: item.group, list: make("ul") };
      results.append(make("section", "", make("h2", "", heading), last.list));
    }
    last.list.append(shown(item, parts));
  }

  let turn = 0, rest;
  async function find(keep) {
    const mine = ++turn;
    const text = field.value.trim();
    if (keep) remember(text);
    try {
      await learn();
      const parts = queryOf(text);
      more.hidden = true;
      if (!parts.length) {
        results.replaceChildren();
        status.textContent = text ? say("short") : "";
        return;
      }
      status.textContent = say("wait");
      const wanted = lookUps(parts), unread = [...segments];
      const waiting = await candidates(wanted, unread.splice(0, SEGMENTS_AT_ONCE));
      if (mine !== turn) return;
      results.replaceChildren();
      last = undefined;
      rest = { mine, parts, wanted, unread, waiting, found: 0 };
      await showMore();
    } catch {
      if (mine === turn) status.textContent = say("failed");
    }
  }

  async function showMore() {
    const { mine, parts, wanted, unread, waiting } = rest;
    const before = rest.found, enough = before + ENOUGH;
    let loaded = 0, looked = 0;
    while (rest.found < enough && loaded < (rest.found > before ? DAYS_AT_ONCE : MOST_DAYS)) {
      if (!waiting.length) {
        const among = looked < MOST_SEGMENTS ? unread.splice(0, SEGMENTS_AT_ONCE) : [];
        if (!among.length) break;
        looked += among.length;
        waiting.push(...await candidates(wanted, among));
        if (mine !== turn) return;
        continue;
      }
      const day = waiting.shift();
      const items = await load(`${day.slice(0, 4)}/${day.slice(5)}`, day);
      if (mine !== turn) return;
      loaded++;
      const held = items.filter((item) => holds(item, parts));
      for (const group of new Set(held.map((item) => item.group))) {
        held.filter((item) => item.group === group).forEach((item) => append(item, parts));
      }
      rest.found += held.length;
    }
    more.hidden = !waiting.length && !unread.length;
    status.textContent = more.hidden ? rest.found ? say("all", rest.found) : say("none") : say("some", rest.found);
  }

  function remember(text) {
    const url = new URL(location.href);
    if (text) url.searchParams.set("q", text); else url.searchParams.delete("q");
    try { history.replaceState(null, "", url); } catch { /* some browsers keep a page from the disc as it is */ }
  }

  let soon;
  field.addEventListener("input", (event) => {
    clearTimeout(soon);
    if (!event.isComposing) soon = setTimeout(find, 250, true);
  });
  field.addEventListener("compositionend", () => { clearTimeout(soon); soon = setTimeout(find, 250, true); });
  form.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(soon); find(true); });
  more.addEventListener("click", () => {
    const before = results.querySelectorAll(".found").length;
    showMore().then(() => results.querySelectorAll(".found a")[before]?.focus(), () => { status.textContent = say("failed"); });
  });
  form.hidden = false;
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) find(false);
})();
