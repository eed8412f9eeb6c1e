/* Plays a film or a sound in the page once somebody has asked for it and has read who will know.
   Without this script a poster leads to the original. */
(() => {
  "use strict";
  const words = document.getElementById("player-panel");
  if (!words) return;
  const key = (network) => `parvis-plays-${network}`;

  function remembered(network) {
    try {
      return localStorage.getItem(key(network)) === "yes";
    } catch {
      return false; // storage is switched off: we ask each time
    }
  }

  function remember(network, always) {
    try {
      if (always) localStorage.setItem(key(network), "yes");
      else localStorage.removeItem(key(network));
    } catch {
      /* nothing can be kept, so nothing is */
    }
  }

  function fill(panel, name) {
    for (const place of panel.querySelectorAll("[data-words]")) place.textContent = place.dataset.words.replaceAll("{name}", name);
  }

  function frame(poster) {
    const made = document.createElement("iframe");
    made.referrerPolicy = "strict-origin-when-cross-origin";
    made.allow = "autoplay; fullscreen; picture-in-picture; encrypted-media";
    made.setAttribute("sandbox", "allow-scripts allow-same-origin allow-popups allow-presentation");
    made.src = poster.dataset.address;
    return made;
  }

  function sound(poster) {
    const made = document.createElement("audio");
    made.controls = true;
    made.autoplay = true;
    made.src = poster.dataset.address;
    return made;
  }

  function play(poster, panel, network) {
    const player = poster.dataset.player === "sound" ? sound(poster) : frame(poster);
    player.title = poster.dataset.title;
    player.className = "player__screen";
    panel.querySelector("[data-ask]").replaceWith(player);
    panel.classList.add("player--on");
    const kept = panel.querySelector("[data-kept]");
    kept.hidden = !remembered(network);
    player.tabIndex = 0;
    player.focus();
  }

  function open(poster) {
    const network = poster.dataset.network;
    const panel = words.content.firstElementChild.cloneNode(true);
    panel.classList.add(poster.dataset.player === "sound" ? "player--sound" : "player--frame");
    fill(panel, poster.dataset.name);
    panel.querySelector("[data-original]").href = poster.href;
    const close = () => {
      panel.replaceWith(poster);
      poster.focus();
    };
    panel.querySelector("[data-play]").addEventListener("click", () => {
      if (panel.querySelector("[data-always]").checked) remember(network, true);
      play(poster, panel, network);
    });
    panel.querySelector("[data-forget]").addEventListener("click", () => {
      remember(network, false);
      close();
    });
    for (const button of panel.querySelectorAll("[data-close]")) button.addEventListener("click", close);
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
    poster.replaceWith(panel);
    if (remembered(network)) play(poster, panel, network);
    else panel.querySelector("[data-play]").focus();
  }

  document.addEventListener("click", (event) => {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const poster = event.target.closest("[data-player]");
    if (!poster) return;
    event.preventDefault();
    open(poster);
  });
})();
