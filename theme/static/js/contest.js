/* Counts down to the second at which people can no longer take part, and switches the call to action off then:
   the page may have been built long before. Without this script the closing moment stands there as a date. */
(() => {
  "use strict";
  const loaded = Date.now();

  function close(call) {
    for (const action of call.querySelectorAll("[data-act]")) {
      action.removeAttribute("href");
      action.setAttribute("aria-disabled", "true");
    }
    for (const open of call.querySelectorAll("[data-open], [data-left]")) open.hidden = true;
    for (const closed of call.querySelectorAll("[data-closed]")) closed.hidden = false;
    call.dataset.state = "closed";
  }

  function say(place, left) {
    const units = [["days", 86400000], ["hours", 3600000], ["minutes", 60000], ["seconds", 1000]];
    const [name, length] = units.find(([, size]) => left >= size) || units[3];
    const count = Math.floor(left / length);
    const words = place.dataset[count === 1 ? name.slice(0, -1) : name] || "";
    const said = words.replace("{n}", String(count));
    if (place.textContent !== said) place.textContent = said;
    place.hidden = false;
  }

  function watch(call) {
    const closes = Date.parse(call.dataset.closes);
    const still = Date.parse(call.dataset.now || "");
    if (Number.isNaN(closes)) return;
    const tick = () => {
      const now = Number.isNaN(still) ? Date.now() : still + Date.now() - loaded;
      const left = closes - now;
      if (left <= 0) {
        close(call);
        return;
      }
      for (const place of call.querySelectorAll("[data-left]")) say(place, left);
      setTimeout(tick, Math.min(left, left > 3600000 ? 60000 : 1000));
    };
    tick();
  }

  for (const call of document.querySelectorAll("[data-closes]")) watch(call);
})();
