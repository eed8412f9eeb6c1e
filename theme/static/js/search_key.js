/* The key "/" leads to the search from every page; who types in a field, or holds another key, means something else. */
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const field = document.querySelector("[data-search] [type=search]");
    const door = document.querySelector("a[data-search-door]");
    if (!field && !door) return;
    event.preventDefault();
    if (field) field.select();
    else door.click();
  });
})();
