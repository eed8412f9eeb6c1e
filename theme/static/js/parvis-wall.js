/* <parvis-wall>: the wall, the reviews or a contest of a Parvis hub on any page. One file, no dependency, nothing but the hub is asked.
   Attributes: kind (wall, reviews, contest), count, tag, product, contest, lang, theme (light, dark), src (the hub, or a file of its api/embed/).
   Every word is set as text, never as HTML; what binds an author to the brand and the average of all reviews always stand there. */
(() => {
  "use strict";
  const own = (document.currentScript && document.currentScript.src) || "";
  const home = own.replace(/embed\/parvis-wall\.js.*$/, "");

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
:host{display:block;color:inherit;font:inherit;line-height:1.5;container-type:inline-size}
:host([hidden]){display:none}
:host([theme=dark]){color-scheme:dark;background:#1d1714;color:#f3ece4;padding:1rem}
:host([theme=light]){color-scheme:light;background:#fff;color:#2b1d16;padding:1rem}
*{box-sizing:border-box;margin:0}
h2,h3{font:inherit;font-weight:700;line-height:1.2}
h2{font-size:1.4em}
h3{font-size:1.1em}
a{color:inherit;text-underline-offset:.18em}
a:focus-visible{outline:.18em solid;outline-offset:.18em}
ul{list-style:none;padding:0}
.grid{columns:15rem;column-gap:1.25rem;margin-block:1rem}
article{break-inside:avoid;margin-bottom:1.25rem;display:grid;gap:.6rem;align-content:start;min-width:0;overflow-wrap:anywhere;padding:1rem;border:1px solid color-mix(in srgb,currentcolor 22%,transparent);border-radius:.75rem}
img{display:block;width:100%;height:auto;max-height:22rem;object-fit:cover;border-radius:.4rem}
.soft,footer{font-size:.875em;opacity:.85}
.sign{display:inline-block;padding:.1em .6em;border:1px solid;border-radius:1em;font-size:.8em;font-weight:600}
.who{display:flex;flex-wrap:wrap;gap:.2em .8em;align-items:baseline}
.figure{display:flex;flex-wrap:wrap;gap:.2em .8em;align-items:baseline;margin-top:.5rem}
.figure strong{font-size:2.2em;line-height:1}
.stars{letter-spacing:.1em}
.answer{padding-inline-start:1rem;border-inline-start:3px solid color-mix(in srgb,currentcolor 30%,transparent)}
.deeds{display:flex;flex-wrap:wrap;gap:.6rem;margin-top:.75rem}
.deed{padding:.5em 1.1em;border:1px solid;border-radius:2em;font-weight:600;text-decoration:none}
.loud{font-size:1.3em;line-height:1.3}
.quoted{padding-inline-start:.9rem;border-inline-start:3px solid color-mix(in srgb,currentcolor 45%,transparent);font-style:italic}
.headline{margin-block:.4rem .3rem;font-size:1.9em;font-weight:700;line-height:1.1}
.flavours{display:grid;gap:1rem .5rem;grid-template-columns:repeat(auto-fit,minmax(4.75rem,1fr));margin-block:1.5rem 1rem;font-size:.9em;line-height:1.25;text-align:center}
.flavours svg{display:block;width:100%;max-width:9rem;height:auto;margin-inline:auto}
footer{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.3rem 1.5rem}`);

  /* Text and children only: there is no way to HTML in here. */
  function make(name, fields = {}, ...inside) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(fields)) if (value) node.setAttribute(key, value);
    node.append(...inside.filter((one) => one !== null && one !== undefined && one !== ""));
    return node;
  }

  function link(url, words, fields = {}) {
    let address = null;
    try {
      address = new URL(url, document.baseURI);
    } catch {
      return make("span", {}, words);
    }
    if (!/^(https?|mailto):$/.test(address.protocol)) return make("span", {}, words);
    return make("a", { href: address.href, rel: "noopener nofollow ugc external", target: "_blank", ...fields }, words);
  }

  const said = (one) => ({ lang: one.language, dir: one.direction });

  function picture(found, hub) {
    if (!found || new URL(found.url, hub).origin !== new URL(hub).origin) return null;
    const image = make("img", { src: new URL(found.url, hub).href, width: found.width, height: found.height, loading: "lazy", decoding: "async" });
    image.alt = found.alt || "";
    return image;
  }

  const signs = (labels) => (labels && labels.length ? make("p", { class: "who" }, ...labels.map((label) => make("strong", { class: "sign" }, label))) : null);

  function post(one, all, hub) {
    const named = one.titled || one.sensitive || !one.text;
    const words = one.sensitive ? all.words.sensitive : one.name;
    const text = one.sensitive ? "" : one.text;
    return make(
      "article", {},
      picture(one.picture, hub),
      signs(one.disclosure),
      named ? make("h3", one.sensitive ? {} : said(one), link(one.url, words)) : null,
      text ? make("p", { ...said(one), class: one.quotation ? "quoted" : !named && !one.picture && text.length < 140 ? "loud" : "" }, text) : null,
      one.quotation && one.original ? make("p", { class: "soft" }, link(one.original, one.quotation)) : null,
      make("p", { class: "who soft" }, make("bdi", {}, one.author ? one.author.name : ""), make("span", {}, one.network_name), link(one.url, one.date))
    );
  }

  const drawn = { full: "★", half: "½", empty: "☆" };

  function starred(stars, words) {
    if (!stars || !stars.length) return null;
    return make("p", { class: "who" }, make("span", { class: "stars", "aria-hidden": "true" }, stars.map((star) => drawn[star] || "").join("")), make("span", { class: "soft" }, words));
  }

  function review(one) {
    return make(
      "article", {},
      starred(one.stars, one.rating),
      one.title ? make("h3", said(one), link(one.url, one.title)) : null,
      one.text ? make("blockquote", said(one), one.text) : null,
      make("p", { class: "who soft" }, make("bdi", {}, one.author), one.product ? make("bdi", {}, one.product) : null, make("span", {}, one.origin), link(one.url, one.date)),
      signs(one.signs),
      one.answer ? make("div", { class: "answer" }, make("p", { class: "soft" }, one.answer.by), make("p", { dir: "auto" }, one.answer.text)) : null
    );
  }

  function figures(all, count) {
    const said = all.figures;
    return make(
      "div", {},
      said.average ? make("p", { class: "figure" }, make("strong", {}, said.average), make("span", {}, all.words.stars), make("span", {}, said.words)) : null,
      make("p", { class: "soft" }, all.selections[count] ? `${all.selections[count]}. ` : "", link(all.handling.url, all.handling.label))
    );
  }

  function flavour(one, hub) {
    const image = picture(one.picture, hub);
    const colour = /^#[0-9a-f]{6}$/i;
    let drawing = image;
    if (!image && one.colors.length > 1 && one.colors.every((value) => colour.test(value))) {
      const name = "http://www.w3.org/2000/svg";
      drawing = document.createElementNS(name, "svg");
      drawing.setAttribute("viewBox", "0 0 200 140");
      drawing.setAttribute("aria-hidden", "true");
      for (const [path, color] of [["M20 66c0-36 36-54 80-54s80 18 80 54z", one.colors[0]], ["M24 66h152v14H24z", one.colors[1]], ["M20 80h160c0 30-36 44-80 44S20 110 20 80z", one.colors[0]]]) {
        const part = document.createElementNS(name, "path");
        part.setAttribute("d", path);
        part.setAttribute("fill", color);
        drawing.append(part);
      }
    }
    return make("li", {}, drawing || "", link(one.url, one.title, said(one)));
  }

  function contest(all, count, hub) {
    const now = all.now ? Date.parse(all.now) : Date.now();
    const over = all.closes && now >= Date.parse(all.closes);
    return [
      make("p", {}, make("span", { class: "sign" }, all.sign)),
      make("p", { class: "headline" }, over ? all.closed : all.headline),
      over ? null : make("p", {}, all.text),
      over || !all.actions.length ? null : make("p", { class: "deeds" }, ...all.actions.map((deed) => link(deed.url, deed.label, { class: "deed" }))),
      all.items.length ? make("ul", { class: "flavours" }, ...all.items.slice(0, count).map((one) => flavour(one, hub))) : null,
    ];
  }

  class ParvisWall extends HTMLElement {
    static observedAttributes = ["src", "kind", "count", "tag", "product", "contest", "lang"];

    connectedCallback() {
      if (!this.shadowRoot) {
        this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
        this.shadowRoot.append(document.createElement("slot"));
      }
      this.load();
    }

    attributeChangedCallback(name, before, after) {
      if (this.isConnected && this.shadowRoot && before !== after) this.load();
    }

    disconnectedCallback() {
      this.asked = null;
    }

    async load() {
      const asked = (this.asked = {});
      try {
        const address = await this.address();
        const answer = await fetch(address, { credentials: "omit", referrerPolicy: "no-referrer" });
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        const all = await answer.json();
        if (this.asked === asked) this.draw(all, address);
      } catch (error) {
        /* What stands between the tags stays: a link to the hub, say. */
        if (this.asked === asked) this.dispatchEvent(new CustomEvent("parvis-error", { detail: error }));
      }
    }

    async address() {
      const src = this.getAttribute("src") || home;
      if (/\.json$/.test(src)) return new URL(src, document.baseURI).href;
      const hub = new URL(src.endsWith("/") ? src : `${src}/`, document.baseURI);
      const kind = this.getAttribute("kind") || "wall";
      const safe = (name) => encodeURIComponent(this.getAttribute(name) || "");
      const file = { reviews: safe("product") && `reviews/${safe("product")}`, contest: safe("contest") && `contest/${safe("contest")}`, wall: safe("tag") && `topics/${safe("tag")}` }[kind];
      return new URL(`api/embed/${await this.language(hub)}/${file || { reviews: "reviews", contest: "contest" }[kind] || "wall"}.json`, hub).href;
    }

    async language(hub) {
      if (this.getAttribute("lang")) return encodeURIComponent(this.getAttribute("lang"));
      const known = await (await fetch(new URL("api/embed/index.json", hub), { credentials: "omit", referrerPolicy: "no-referrer" })).json();
      const wanted = (document.documentElement.lang || "").toLowerCase();
      return known.languages.find((one) => one.toLowerCase() === wanted || one.split("-")[0].toLowerCase() === wanted.split("-")[0]) || known.main;
    }

    draw(all, hub) {
      const count = Math.max(1, Math.min(24, Number.parseInt(this.getAttribute("count") || "6", 10) || 6));
      const items = all.kind === "contest" ? [] : all.items.slice(0, count);
      const body = all.kind === "contest" ? contest(all, Math.max(count, 8), hub) : [
        all.kind === "reviews" ? figures(all, items.length) : null,
        make("div", { class: "grid" }, ...items.map((one) => (all.kind === "reviews" ? review(one) : post(one, all, hub)))),
      ];
      const section = make(
        "section", { lang: all.language, dir: all.direction, "aria-label": `${all.title}: ${all.hub.name}` },
        make("h2", {}, all.title),
        ...body,
        make("footer", {}, make("span", {}, all.notice || ""), link(all.all.url, all.all.label))
      );
      this.shadowRoot.replaceChildren(section);
      this.dispatchEvent(new CustomEvent("parvis-drawn"));
    }
  }

  if (!customElements.get("parvis-wall")) customElements.define("parvis-wall", ParvisWall);
})();
