/* Shows one slide at a time on a screen in the shop. Space pauses, arrows step. Without this script the slides are a list. */
(() => {
  "use strict";
  const screen = document.querySelector("[data-kiosk]");
  const controls = document.querySelector("[data-controls]");
  const slides = [...document.querySelectorAll("[data-slide]")];
  if (!screen || !controls || slides.length < 1) return;
  const pause = controls.querySelector("[data-pause]");
  const time = controls.querySelector("[data-time]");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const hour = 3600000;
  const [ahead, behind] = document.dir === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  const loaded = Date.now();
  let here = 0;
  let running = slides.length > 1;
  let spent = 0;
  let last = 0;

  /* Eight seconds, and the time that it takes to read it from afar. */
  const stay = (slide) => 8000 + Math.min(14000, slide.textContent.replace(/\s+/g, " ").length * 35);

  function show(number) {
    here = (number + slides.length) % slides.length;
    spent = 0;
    slides.forEach((slide, index) => {
      slide.classList.toggle("slide--here", index === here);
      slide.inert = index !== here;
    });
    for (const ahead of [slides[here], slides[(here + 1) % slides.length]]) {
      for (const image of ahead.querySelectorAll("img")) image.loading = "eager";
    }
    time.value = 0;
  }

  function change(number) {
    if (document.startViewTransition && !still.matches) document.startViewTransition(() => show(number));
    else show(number);
  }

  function say() {
    pause.textContent = running ? pause.dataset.on : pause.dataset.off;
    screen.setAttribute("aria-live", running ? "off" : "polite");
  }

  function toggle() {
    running = !running;
    say();
  }

  /* Once an hour, at the end of a round: what is new. A shop without a network goes on with what it has. */
  async function refresh() {
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.ok) location.reload();
    } catch {
      /* tried again after the next round */
    }
  }

  function tick(now) {
    if (running && !document.hidden) {
      spent += Math.min(now - last, 1000);
      const whole = stay(slides[here]);
      if (!still.matches) time.value = Math.round((1000 * spent) / whole);
      if (spent >= whole) {
        if (here === slides.length - 1 && Date.now() - loaded > hour) refresh();
        change(here + 1);
      }
    }
    last = now;
    setTimeout(() => tick(performance.now()), 200);
  }

  pause.addEventListener("click", toggle);
  for (const step of controls.querySelectorAll("[data-step]")) step.addEventListener("click", () => change(here + Number(step.dataset.step)));
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === " " && !(event.target instanceof HTMLButtonElement)) toggle();
    else if (event.key === ahead) change(here + 1);
    else if (event.key === behind) change(here - 1);
    else return;
    event.preventDefault();
  });
  controls.hidden = false;
  pause.hidden = slides.length < 2;
  say();
  show(0);
  last = performance.now();
  tick(last);
  if (navigator.wakeLock) navigator.wakeLock.request("screen").catch(() => {});
})();
