/* Light or dark. Runs before the first paint, so a chosen appearance never flashes; without it
 * the style sheet follows the system. A choice equal to the system's is forgotten, so that the
 * page follows the system again. */
(function () {
  "use strict";

  var KEY = "daybook.appearance";
  var root = document.documentElement;
  var systemIsDark = matchMedia("(prefers-color-scheme: dark)");

  function chosen() {
    try {
      var value = localStorage.getItem(KEY);
      return value === "light" || value === "dark" ? value : null;
    } catch (error) {
      return null; // storage refused: nothing is remembered
    }
  }

  function remember(value) {
    try {
      if (value) localStorage.setItem(KEY, value);
      else localStorage.removeItem(KEY);
    } catch (error) {
      // the choice holds for this page only
    }
  }

  function system() {
    return systemIsDark.matches ? "dark" : "light";
  }

  function show(choice) {
    if (choice) root.setAttribute("data-appearance", choice);
    else root.removeAttribute("data-appearance");
    var button = document.querySelector(".appearance");
    if (button) button.setAttribute("aria-pressed", String((choice || system()) === "dark"));
  }

  function toggle() {
    var now = root.getAttribute("data-appearance") || system();
    var next = now === "dark" ? "light" : "dark";
    var choice = next === system() ? null : next;
    remember(choice);
    show(choice);
  }

  root.classList.remove("no-script");
  show(chosen());

  document.addEventListener("DOMContentLoaded", function () {
    document.querySelector(".appearance").addEventListener("click", toggle);
    show(chosen());
  });
  // Another tab chose, the system changed, or the page came back from the history.
  addEventListener("storage", function (event) {
    if (event.key === KEY) show(chosen());
  });
  addEventListener("pageshow", function () {
    show(chosen());
  });
  systemIsDark.addEventListener("change", function () {
    show(chosen());
  });
})();
