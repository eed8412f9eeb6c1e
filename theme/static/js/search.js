/* Asks the index for what is typed and chosen, and keeps both in the address. Arrows go through the results, Escape goes back to the field.
   Every word of a result is set as text; of the index's own HTML only its marks are read. */
(() => {
  "use strict";
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const part = (name) => form.querySelector(`[data-${name}]`);
  const field = form.querySelector("[type=search]");
  const boxes = [...form.querySelectorAll("[type=checkbox]")];
  const list = part("results");
  const said = part("said");
  const more = part("more");
  const rooms = document.querySelector("[data-rooms]");
  const kinds = new Map([...form.querySelectorAll("[data-kind]")].map((item) => [item.dataset.kind, item.textContent]));
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const step = 12;
  let index = null;
  let turn = 0;
  let waiting = [];

  function make(name, fields, ...inside) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(fields)) if (value !== undefined) node.setAttribute(key, value);
    node.append(...inside.filter(Boolean));
    return node;
  }

  function drawing(name, fields, ...inside) {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(fields)) node.setAttribute(key, value);
    node.append(...inside);
    return node;
  }

  const icon = (name) => drawing("svg", { class: "icon", "aria-hidden": "true" }, drawing("use", { href: `${form.dataset.sprite}#${name}` }));
  const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#(?:39|x27);/g, "'").replace(/&amp;/g, "&");

  /* "… a <mark>word</mark> …" as text and marks. */
  function marked(excerpt) {
    return excerpt.split(/<mark>(.*?)<\/mark>/s).map((text, number) => (number % 2 ? make("mark", {}, plain(text)) : plain(text)));
  }

  /* What stands beside the words: a picture, a flavour, the stars, the network's sign, or the first letter. */
  function sight(meta) {
    if (meta.picture) return make("img", { class: "result__picture", src: form.dataset.home + meta.picture, alt: "", loading: "lazy", decoding: "async" });
    const colors = (meta.colors || "").split(" ");
    if (colors.length === 2 && colors.every((color) => /^#[0-9a-f]{6}$/i.test(color))) {
      const looks = { class: "result__flavour", viewBox: "0 0 200 140", fill: colors[0], color: colors[1], "aria-hidden": "true" };
      return drawing("svg", looks, drawing("use", { href: `${form.dataset.swatch}#idea` }));
    }
    const tile = make("span", { class: "result__tile", "aria-hidden": "true" });
    if (meta.stars) tile.append(meta.stars, icon("star-full"));
    else if (meta.sign) tile.append(icon(meta.sign));
    else tile.append([...meta.title.replace(/^\P{L}+/u, "")][0] || "");
    return tile;
  }

  function signs(meta) {
    const labels = meta.signs ? JSON.parse(meta.signs) : [];
    return labels.length ? make("span", { class: "disclosure" }, ...labels.map((label) => make("strong", { class: "sign" }, label))) : null;
  }

  function result(data) {
    const meta = data.meta;
    /* What has no title of its own is called by its first words: they are not said twice. */
    const even = (text) => text.replace(/\s+/g, " ").replace(/[… ]+$/u, "");
    const nameless = even(plain(data.excerpt.replace(/<\/?mark>/g, ""))).startsWith(even(meta.title));
    const words = nameless ? marked(data.excerpt) : [meta.title];
    const kind = `result__title${nameless ? " result__title--said" : ""}`;
    const title = make("h3", { class: kind }, make("a", { href: data.url, lang: meta.lang, dir: meta.dir }, ...words));
    const facts = [kinds.get(meta.kind), meta.rating, meta.by, meta.place === meta.by ? "" : meta.place, meta.day].filter(Boolean);
    return make(
      "li", { class: "result", "data-of": meta.kind },
      sight(meta),
      make(
        "div", { class: "result__words" },
        title,
        signs(meta),
        data.excerpt && !nameless ? make("p", { class: "result__text", lang: meta.lang, dir: meta.dir }, ...marked(data.excerpt)) : null,
        make("p", { class: "result__facts" }, ...facts.map((fact) => make("span", {}, make("bdi", {}, fact))))
      )
    );
  }

  function chosen(but) {
    const filters = {};
    for (const box of boxes) if (box.checked && box.name !== but) (filters[box.name] ||= { any: [] }).any.push(box.value);
    return filters;
  }

  /* Of a word that nothing has, the index finds whatever begins with its first letter: that is no answer. */
  function isFar(words, data) {
    const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const held = [...data.excerpt.matchAll(/<mark>(.*?)<\/mark>/gs)].map((mark) => mark[1]);
    const all = fold([...held, ...Object.values(data.meta)].join(" "));
    const begins = fold(words).split(/[\s"]+/).filter(Boolean).map((word) => word.slice(0, Math.max(3, word.length - 3)));
    return !begins.some((begin) => all.includes(begin));
  }

  async function load() {
    /* A hub that is new has nothing to be found, and no index. */
    if (!form.dataset.index) index = { search: async () => ({ results: [], filters: {} }) };
    if (!index) {
      index = await import(new URL(`${form.dataset.index}pagefind.js`, location.href).href);
      await index.options({ baseUrl: form.dataset.home, excerptLength: 32 });
      await index.init();
      await index.filters();
    }
    return index;
  }

  /* How many answers each further choice would leave: of the facet itself, as if none of it were chosen. */
  async function count(words, found, mine) {
    const counts = new Map(Object.entries(found.filters));
    for (const facet of Object.keys(chosen())) {
      const without = await index.search(words, { filters: chosen(facet) });
      counts.set(facet, without.filters[facet]);
    }
    if (mine !== turn) return;
    for (const box of boxes) {
      const number = (counts.get(box.name) || {})[box.value] || 0;
      const row = box.closest("li");
      row.querySelector("[data-count]").textContent = numbers.format(number);
      row.hidden = !number && !box.checked;
    }
    for (const facet of form.querySelectorAll("[data-facet]")) facet.hidden = !facet.querySelector("li:not([hidden])");
  }

  async function show() {
    const mine = turn;
    const next = waiting.splice(0, step);
    const drawn = (await Promise.all(next.map((one) => one.data()))).map(result);
    if (mine !== turn) return null;
    list.append(...drawn);
    more.hidden = !waiting.length;
    return drawn[0];
  }

  function address() {
    const asked = new URLSearchParams();
    if (field.value.trim()) asked.set("q", field.value.trim());
    for (const box of boxes) if (box.checked) asked.append(box.name, box.value);
    history.replaceState(null, "", asked.size ? `?${asked}` : location.pathname);
    for (const other of document.querySelectorAll(".site-header__languages a")) other.search = asked;
    return asked.size;
  }

  async function ask() {
    const mine = (turn += 1);
    const wanted = address();
    part("room").hidden = !wanted;
    rooms.hidden = Boolean(wanted);
    part("reset").hidden = !boxes.some((box) => box.checked);
    if (!wanted) return;
    const words = field.value.trim() || null;
    if (!list.children.length) said.textContent = said.dataset.wait;
    try {
      await load();
      const found = await index.search(words, { filters: chosen(), ...(words ? {} : { sort: { date: "desc" } }) });
      const none = words && found.results.length && isFar(words, await found.results[0].data());
      if (mine !== turn) return;
      if (none) Object.assign(found, { results: [], filters: {} });
      waiting = found.results;
      said.textContent = waiting.length ? said.dataset.many.replace("{n}", numbers.format(waiting.length)) : said.dataset.none;
      part("hint").hidden = rooms.hidden = Boolean(waiting.length);
      const reading = list.contains(document.activeElement);
      list.replaceChildren();
      await show();
      if (reading) (links()[0] || field).focus();
      await count(words, found, mine);
    } catch {
      if (mine === turn) said.textContent = said.dataset.failed;
    }
  }

  let pause = 0;
  function soon() {
    clearTimeout(pause);
    pause = setTimeout(ask, 140);
  }

  const links = () => [...list.querySelectorAll("a")];

  field.addEventListener("focus", () => load().catch(() => {}), { once: true });
  field.addEventListener("input", soon);
  form.addEventListener("change", (event) => event.target !== field && ask());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(pause);
    ask().then(() => links()[0] && links()[0].focus());
  });
  part("reset").addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    field.focus();
    ask();
  });
  more.addEventListener("click", () => show().then((first) => first && first.querySelector("a").focus()));
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const here = links().indexOf(document.activeElement);
    const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (down && (here >= 0 || document.activeElement === field)) {
      const next = here + down;
      if (next >= 0 && links()[next]) links()[next].focus();
      else if (next < 0) field.focus();
      else return;
    } else if (event.key === "Escape" && document.activeElement !== field && form.contains(document.activeElement)) field.select();
    else return;
    event.preventDefault();
  });

  const asked = new URLSearchParams(location.search);
  field.value = asked.get("q") || "";
  for (const box of boxes) box.checked = asked.getAll(box.name).includes(box.value);
  for (const facet of form.querySelectorAll("[data-facet]")) facet.open = Boolean(facet.querySelector(":checked")) || (facet.dataset.facet === "kind" && matchMedia("(width >= 60rem)").matches);
  form.hidden = false;
  field.focus();
  ask();
})();
