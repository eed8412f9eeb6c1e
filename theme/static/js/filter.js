/* Narrows the posts of this page to one source at once. A source of which nothing is on this page, and any click with a key held,
   leads to the source's own page, as every link does without this script. */
(() => {
  "use strict";
  const bar = document.querySelector("[data-filter]");
  const found = document.querySelector("[data-found]");
  if (!bar || !found) return;
  const cards = [...document.querySelectorAll(".day .post-card")];
  const links = [...bar.querySelectorAll("a")];
  const steps = (link) => new URL(link.href).pathname.split("/").filter(Boolean);
  const source = (card) => {
    const link = card.querySelector(".post-card__link");
    return link ? steps(link).at(-2) : "";
  };

  function narrow(link) {
    const wanted = link ? steps(link).at(-1) : "";
    let count = 0;
    for (const card of cards) {
      card.hidden = Boolean(link) && source(card) !== wanted;
      if (!card.hidden) count += 1;
    }
    for (const day of document.querySelectorAll(".day")) day.hidden = !day.querySelector(".post-card:not([hidden])");
    for (const other of links) {
      if (other === link) other.setAttribute("aria-current", "true");
      else other.removeAttribute("aria-current");
    }
    found.hidden = !link;
    if (!link) return;
    const words = found.querySelector("[data-words]");
    words.textContent = (count === 1 ? words.dataset.one : words.dataset.words).replace("{n}", count).replace("{name}", link.textContent.trim());
    found.querySelector("[data-all]").href = link.href;
  }

  bar.addEventListener("click", (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a");
    if (!link || !cards.some((card) => source(card) === steps(link).at(-1))) return;
    event.preventDefault();
    narrow(link.hasAttribute("aria-current") ? null : link);
  });
  found.querySelector("[data-reset]").addEventListener("click", () => {
    const link = bar.querySelector("[aria-current]");
    narrow(null);
    if (link) link.focus();
  });
})();
