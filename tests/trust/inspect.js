// What a page must not hold, whatever it was made of; what its places say; how frames of it are opened.
({
  ELEMENTS: new Set(("html head meta title link script body a abbr address article aside b bdi bdo blockquote br button caption " +
    "cite code col colgroup data dd del details dfn div dl dt em figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr i img input " +
    "ins kbd label li line main mark nav noscript ol p pre q rect rp rt ruby s samp section small span strong sub summary sup svg " +
    "table tbody td text tfoot th thead time tr tt u ul var wbr big strike center").split(" ")),
  ATTRIBUTES: new Set(("style srcdoc srcset formaction ping background poster data code codebase classid archive autofocus manifest " +
    "dynsrc lowsrc is nonce integrity target xlink:href usemap longdesc profile cite sizes").split(" ")),
  RELATIONS: new Set("canonical alternate icon stylesheet schema.DC".split(" ")),
  LINKED: new Set(["data:,", "http://purl.org/dc/elements/1.1/"]), // an empty icon, and a name that browsers do not ask for
  OURS: "https://digest.example/",

  // Name all that a page holds and must not.
  breaches(doc, address) {
    const found = [], is = (node, ...names) => names.includes(node.localName);
    const leads = (value) => { try { return new URL(value, address); } catch { return null; } };
    const ours = (value) => { const url = leads(value); return url && (url.origin === new URL(address).origin || url.href.startsWith(this.OURS)); };
    const comments = doc.createTreeWalker(doc, NodeFilter.SHOW_COMMENT | NodeFilter.SHOW_PROCESSING_INSTRUCTION);
    while (comments.nextNode()) found.push(`a comment: ${comments.currentNode.data.slice(0, 80)}`);
    for (const node of doc.querySelectorAll("*")) {
      const say = (what) => found.push(`${what}: ${node.outerHTML.slice(0, 160)}`);
      if (!this.ELEMENTS.has(node.localName) && !(is(node, "style") && address.endsWith("/404.html"))) say("an element");
      for (const { name, value } of node.attributes) {
        if (name.startsWith("on") || this.ATTRIBUTES.has(name)) say(`the attribute ${name}`);
        if (name === "src" && !(is(node, "img", "script") && ours(value))) say("a source");
        if (name === "action" && !(node.matches("form.search") && ours(value))) say("an action");
        if (name === "href" && !is(node, "a", "link")) say("an address");
        if (name === "href" && is(node, "a") && !/^(https?|mailto|tel):$/.test(leads(value)?.protocol ?? "https:")) say("a link");
        if (name === "http-equiv" && !(value === "Content-Security-Policy" || value === "refresh" && /^0; url=[^;]*$/.test(node.content)
          && ours(node.content.slice(7)))) say("a header");
      }
      if (is(node, "link") && !([...node.relList].every((name) => this.RELATIONS.has(name)) && (ours(node.getAttribute("href")) || this.LINKED.has(node.getAttribute("href"))))) say("a relation");
      if (is(node, "meta", "title", "link") && !node.closest("head, svg")) say("outside the head");
      if (is(node, "form") && !node.matches("form.search")) say("a form");
      if (is(node, "input", "button") && !node.closest("main") ) say("a control");
      if (is(node, "script")) {
        if (node.type === "application/ld+json") { try { JSON.parse(node.textContent); } catch { say("broken JSON"); } }
        else if (!(node.getAttribute("src") ?? "").endsWith("assets/search.js") || node.textContent) say("a script");
      }
    }
    return found;
  },

  // Say where a page's texts are not those that were given: a selector, `@` an attribute's name, each text once.
  astray(doc, expected) {
    const plain = (text) => text.replace(/\r\n?/g, "\n");
    const texts = (place) => {
      const [selector, attribute] = place.split("@");
      return [...doc.querySelectorAll(selector)].map((node) => attribute ? node.getAttribute(attribute) : node.textContent);
    };
    const wrong = [];
    for (const [place, wanted] of Object.entries(expected)) {
      const there = texts(place);
      const lost = wanted.filter((text) => !there.includes(plain(text)));
      if (lost.length || there.length < wanted.length) wrong.push(`${place}: ${JSON.stringify(lost.slice(0, 2)).slice(0, 300)} among ${JSON.stringify(there.slice(0, 2)).slice(0, 300)}`);
    }
    return wrong;
  },

  // Look at pages, given by their addresses, as the browser's own parser reads them.
  look(texts, expected) {
    const wrong = {};
    let links = 0;
    for (const [address, text] of Object.entries(texts)) {
      const doc = new DOMParser().parseFromString(text, "text/html");
      const found = [...this.breaches(doc, address), ...this.astray(doc, expected[address] ?? {})];
      if (found.length) wrong[address] = found.slice(0, 4);
      links += doc.links.length;
    }
    return { wrong, links };
  },

  // Fetch a bundle of pages and look at them.
  async bundle([address, expected]) {
    return this.look(await (await fetch(address)).json(), expected);
  },

  // Open pages in frames; click each link: one to the web is kept from being followed, another is not.
  async open(addresses) {
    let clicks = 0;
    const stay = (event) => {
      const link = event.target.closest("a");
      if (link && /^(https?|mailto|tel):$/.test(link.protocol)) event.preventDefault();
    };
    const one = (address) => new Promise((done) => {
      const frame = document.createElement("iframe");
      frame.style.display = "none";
      frame.onload = () => {
        frame.onload = null;
        frame.contentWindow.addEventListener("click", stay);
        for (const link of frame.contentDocument.links) { link.click(); clicks++; }
        setTimeout(done, 20, frame);
      };
      frame.src = address;
      document.body.append(frame);
    });
    const frames = await Promise.all(addresses.map(one));
    const where = frames.map((frame) => { try { return frame.contentWindow.location.href; } catch { return "elsewhere"; } });
    frames.forEach((frame) => frame.remove());
    return { clicks, gone: addresses.map((address, at) => [address, where[at]]).filter(([address, now]) => address !== now) };
  },

  // Show HTML as a reader of feeds does that trusts it: as a page, without any policy.
  async show(pieces) {
    const frame = document.createElement("iframe");
    const doc = new DOMParser().parseFromString(pieces.join("\n"), "text/html");
    await new Promise((done) => { frame.onload = () => setTimeout(done, 20); frame.srcdoc = pieces.join("\n"); document.body.append(frame); });
    frame.remove();
    return this.breaches(doc, this.OURS + "feed");
  },

  // Type texts into the page for search; give what of the results is not made of plain texts, and how many there are.
  async search(texts) {
    const form = document.querySelector("form.search"), status = document.querySelector(".search-status");
    const wrong = [];
    let results = 0;
    for (const text of texts) {
      status.textContent = "";
      form.elements.q.value = text;
      form.requestSubmit();
      while (["", form.dataset.wait].includes(status.textContent) && text.trim()) await new Promise((done) => setTimeout(done, 3));
      for (const node of document.querySelectorAll(".search-results *")) {
        const plain = /^(section|h[23]|a|ul|li|div|p|span|mark)$/.test(node.localName);
        if (!plain || [...node.attributes].some(({ name }) => !/^(class|href|lang)$/.test(name))) wrong.push(node.outerHTML);
      }
      results += document.querySelectorAll(".found").length;
    }
    return { wrong, results };
  },

  // Give what a feed says that is HTML.
  async feed(address) {
    const text = await (await fetch(address)).text();
    if (address.endsWith(".json")) return JSON.parse(text).items.map((item) => item.content_html);
    const tree = new DOMParser().parseFromString(text, "application/xml");
    if (tree.querySelector("parsererror")) throw new Error(`${address} is no XML`);
    const names = address.endsWith(".rss") ? ["description", "content:encoded"] : ["content"];
    return [...tree.querySelectorAll("channel, entry, item")].flatMap((entry) => [...entry.children])
      .filter((part) => names.includes(part.nodeName)).map((part) => part.textContent);
  },
})
