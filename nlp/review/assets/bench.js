// The bench: notation put into the pattern, what is being tried, what was folded.
"use strict";

(() => {
  const at = (id) => document.getElementById(id);
  const folds = new Map(); // whether a person has opened or shut a group of sentences
  const consent = () => at("outcome").querySelector("[name=insist]"); // "Save although examples fail: ..."
  let agreed = null; // the faults with which a person has agreed to save

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    const pattern = at("b-pattern");
    pattern.setRangeText(button.dataset.insert, pattern.selectionStart, pattern.selectionEnd, "end");
    pattern.focus();
    pattern.dispatchEvent(new Event("input", { bubbles: true }));
  });

  document.addEventListener("toggle", (event) => {
    const group = event.target.dataset?.group;
    if (group) folds.set(group, event.target.open);
  }, true);

  // Why nothing was saved stays until the draft is another; leaving a field has it tried again, which changes nothing.
  at("draft").addEventListener("input", () => { at("refused").textContent = ""; });

  // A try is no decision: what was said last stays on the page. Nobody else needs to hear of it.
  for (const id of ["try", "outcome"]) at(id).addEventListener("htmx:beforeRequest", (event) => event.stopPropagation());

  const tries = (event) => event.detail.requestConfig?.path === "/bench/try";
  document.addEventListener("htmx:beforeSend", (event) => { if (tries(event)) at("outcome").setAttribute("aria-busy", "true"); });
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id !== "outcome") return;
    at("outcome").removeAttribute("aria-busy");
    agreed = consent()?.checked ? consent().parentElement.textContent : null;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "outcome") {
      for (const [group, open] of folds) {
        const found = document.querySelector(`[data-group="${group}"]`);
        if (found) found.open = open;
      }
      // An answer asked for before the box was ticked may come after it; to other faults nobody has agreed.
      if (consent()) consent().checked = consent().parentElement.textContent === agreed;
    }
    if (event.detail.target.id === "refused") at("refused").querySelector("p")?.focus();
  });
  for (const name of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => { if (tries(event)) at("outcome").removeAttribute("aria-busy"); });
  }
})();
