/* Opens a picture as large as the window allows: Enter or a click opens, arrows turn over, Escape closes, and the focus returns.
   Without this script the pictures stand in the page as they are. */
(() => {
  "use strict";
  const box = document.querySelector("dialog[data-lightbox]");
  if (!box || !box.showModal) return;
  const place = box.querySelector("[data-picture]");
  const alt = box.querySelector("[data-alt]");
  const count = box.querySelector("[data-count]");
  const [ahead, behind] = document.dir === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  let row = [];
  let here = 0;

  function show(number) {
    here = (number + row.length) % row.length;
    const image = row[here];
    const large = (image.closest("picture") || image).cloneNode(true);
    for (const part of large.matches("picture") ? large.children : [large]) {
      part.removeAttribute("loading");
      if (part.hasAttribute("sizes")) part.sizes = "100vw";
    }
    place.replaceChildren(large);
    alt.textContent = image.alt;
    count.textContent = row.length > 1 ? `${here + 1} / ${row.length}` : "";
    for (const step of box.querySelectorAll("[data-step]")) step.hidden = row.length < 2;
  }

  function open(image, images) {
    row = images;
    show(images.indexOf(image));
    box.showModal();
  }

  for (const group of document.querySelectorAll("[data-pictures]")) {
    const images = [...group.querySelectorAll("img")].filter((image) => !image.closest("a"));
    for (const image of images) {
      const door = image.closest(".picture") || image;
      door.tabIndex = 0;
      door.setAttribute("role", "button");
      door.setAttribute("aria-label", `${box.dataset.enlarge} ${image.alt}`.trim());
      door.classList.add("enlarges");
      door.addEventListener("click", () => open(image, images));
      door.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        open(image, images);
      });
    }
  }

  for (const step of box.querySelectorAll("[data-step]")) step.addEventListener("click", () => show(here + Number(step.dataset.step)));
  box.querySelector("[data-close]").addEventListener("click", () => box.close());
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === ahead) show(here + 1);
    else if (event.key === behind) show(here - 1);
  });
})();
