// Single keys press what carries them in data-key; the same things can be reached with Tab and the mouse.
"use strict";

(() => {
  const stored = "review-keys-off";
  const help = () => document.getElementById("help");
  const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
  const works = () => { try { return localStorage.getItem(stored) !== "1"; } catch { return true; } };

  let leaving = false; // another page is being loaded: what is pressed now is not meant for this one
  const waiting = []; // keys that were pressed while the panel was being changed: they are meant for the next one

  function press(element) {
    if (element.matches("input, select, textarea, [tabindex]")) return element.focus();
    leaving = element.matches("a[href]:not([hx-get])");
    if (leaving) setTimeout(() => { leaving = false; }, 5000);
    return element.click();
  }

  function obey(key) {
    if (/^\d$/.test(key) && toField(key)) return true;
    const marked = [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find((one) => !one.disabled);
    if (!marked && !own[key]) return false;
    if (marked) press(marked);
    else own[key]();
    return true;
  }

  function field(digit) {
    const fields = document.querySelectorAll(".form [data-field]");
    return fields[digit === "0" ? 9 : Number(digit) - 1];
  }

  function toField(digit) {
    const wanted = field(digit);
    if (!wanted) return false;
    if (selection.last() && !wanted.matches("select")) review.take(wanted.dataset.field);
    else wanted.focus();
    return true;
  }

  function neighbour(step) {
    const links = [...document.querySelectorAll("#events [data-go]")];
    const at = links.findIndex((link) => link.getAttribute("aria-current"));
    const next = links[at + step];
    if (next) next.click();
  }

  function escape(event) {
    if (selection.leave()) return event.preventDefault();
    const cancel = document.querySelector("[data-cancel]");
    if (cancel) {
      cancel.click();
      if (review.busy()) document.activeElement?.blur(); // what is pressed now is not meant for the form that goes
    } else if (typing(event.target)) document.getElementById("panel-title")?.focus();
  }

  const own = { j: () => neighbour(1), k: () => neighbour(-1), s: () => selection.begin(), e: () => document.body.classList.toggle("named") };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || help().open && event.key !== "?") return;
    if (event.key === "Escape") return escape(event);
    const form = document.querySelector(".form");
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
      event.preventDefault();
      return form.requestSubmit();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (selection.step(event)) return event.preventDefault();
    if (typing(event.target) || !works()) return;
    if (event.key === "?" && help().open) {
      event.preventDefault();
      return help().close();
    }
    if (leaving) return event.preventDefault();
    if (review.busy()) {
      event.preventDefault();
      waiting.push(event.key);
    } else if (obey(event.key)) event.preventDefault();
  });

  document.addEventListener("panel-ready", () => {
    while (waiting.length && !review.busy()) {
      if (typing(document.activeElement)) waiting.length = 0;
      else obey(waiting.shift());
    }
  });

  document.addEventListener("DOMContentLoaded", () => {
    const on = document.getElementById("keys-on");
    on.checked = works();
    on.addEventListener("change", () => { try { localStorage.setItem(stored, on.checked ? "0" : "1"); } catch { /* stays for this page */ } });
    document.getElementById("help-button").addEventListener("click", () => help().showModal());
  });
})();
