// What htmx does not do: marks of the current event, focus, selections into fields, and what is said when the server is gone.
"use strict";

const review = (() => {
  const at = (id) => document.getElementById(id);
  let typed = false; // whether a form holds something that is nowhere else

  let asked = 0; // requests on their way that change the panel

  // Marks: the list of events says what each stretch of the text belongs to and what was decided.
  function paint(scroll) {
    const text = at("text");
    if (!text) return;
    const states = [...document.querySelectorAll("#events li[data-n]")].map((item) => item.dataset.state);
    for (const piece of text.querySelectorAll("[data-e]")) {
      const events = piece.dataset.e.split(" ");
      piece.classList.toggle("gone", events.every((n) => states[n] === "rejected"));
      piece.classList.toggle("open", events.some((n) => states[n] === "undecided"));
    }
    const spans = [...document.querySelectorAll("#panel [data-place]")].map((one) => one.dataset.place.split("-").map(Number));
    let first = null;
    for (const piece of text.querySelectorAll("[data-s]")) {
      const start = Number(piece.dataset.s);
      const inside = spans.some(([from, to]) => start >= from && start < to || start < from && from < start + piece.textContent.length);
      piece.classList.toggle("now", inside);
      if (inside && !first && spans[0] && start + piece.textContent.length > spans[0][0]) first = piece;
    }
    if (first && scroll) selection.reveal(first);
  }

  function current() {
    const key = document.querySelector("#panel [data-key-of]")?.dataset.keyOf;
    if (!key) return;
    for (const link of document.querySelectorAll("#events [data-go]")) {
      if (link.dataset.go === key) {
        link.setAttribute("aria-current", "true");
        if (innerWidth > 900) link.scrollIntoView({ block: "nearest" });
      } else link.removeAttribute("aria-current");
    }
    const next = document.querySelector('#bar a[data-key="n"]');
    if (next) {
      const where = new URL(next.href);
      where.searchParams.set("event", key);
      next.href = where;
    }
    const hidden = document.querySelector("#bar input[name=key]");
    if (hidden) hidden.value = key;
  }

  function focus() {
    const wrong = document.querySelector("#panel [aria-invalid=true]");
    const field = document.querySelector("#panel .form [data-field]");
    (wrong || field || at("panel-title"))?.focus({ preventScroll: innerWidth > 900 });
  }

  // The selected words into a field: of one value they take its place, of several they become one more line.
  function take(name) {
    const words = selection.last();
    const field = at(`f-${name}`);
    const span = at(`s-${name}`);
    if (!words || !field) return say("Select words in the text first.");
    const text = words.text.replace(/\s+/g, " ");
    if (field.dataset.many !== undefined) {
      field.value = [field.value.trim(), text].filter(Boolean).join("\n");
      span.value = [span.value, `${words.start}-${words.end}`].filter(Boolean).join(",");
    } else {
      field.value = text;
      span.value = `${words.start}-${words.end}`;
    }
    typed = true;
    selection.leave();
    field.focus();
    field.dispatchEvent(new Event("taken"));
    return undefined;
  }

  function mention() {
    const words = selection.last();
    if (!words) return say("Select the sentence in the text first.");
    at("mention").value = `${words.start}-${words.end}`;
    at("quote").dataset.place = at("mention").value;
    at("quote").querySelector("p").textContent = words.text;
    typed = true;
    return paint(false);
  }

  function say(words) {
    const said = at("said");
    said.textContent = "";
    setTimeout(() => { said.textContent = words; }, 30);
  }

  function trouble(words) {
    const gone = at("gone");
    gone.textContent = words;
    gone.hidden = !words;
  }

  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-take], [data-mention], [data-show], #text [data-e]");
    if (!target) return;
    if (target.dataset.take) take(target.dataset.take);
    else if (target.dataset.mention !== undefined) mention();
    else if (target.dataset.show !== undefined) selection.select(...target.closest("[data-place]").dataset.place.split("-").map(Number));
    else if (document.getSelection().isCollapsed) {
      const numbers = target.dataset.e.split(" ");
      const links = numbers.map((n) => document.querySelector(`#events li[data-n="${n}"] [data-go]`));
      const now = links.findIndex((link) => link?.getAttribute("aria-current"));
      links[(now + 1) % links.length]?.click();
    }
  });

  // A form that htmx does not know yet would leave the page: it is better to do nothing.
  document.addEventListener("submit", (event) => { if (event.target.hasAttribute("hx-post")) event.preventDefault(); });

  document.addEventListener("input", (event) => {
    const field = event.target;
    if (field.closest(".form") || field.dataset.keeps !== undefined && field.value) typed = true;
    if (field.dataset.field && field.dataset.many === undefined && at(`s-${field.dataset.field}`)) at(`s-${field.dataset.field}`).value = "";
  });

  document.addEventListener("change", (event) => {
    const list = event.target;
    if (!list.dataset.add || !list.value) return;
    const field = at(list.dataset.add);
    field.value = [field.value.trim(), list.value].filter(Boolean).join("\n");
    list.value = "";
    typed = true;
  });

  // Only what takes the form away is asked about; what it does itself is not.

  document.addEventListener("htmx:confirm", (event) => {
    const away = event.detail.verb === "get" && event.detail.target?.id === "panel" && event.detail.elt.dataset.anew === undefined;
    const undo = event.detail.path === "/undo";
    if (!typed || !(away || undo) || confirm("Leave what you have typed?")) {
      if (undo && typed) typed = false;
      return;
    }
    event.preventDefault();
  });
  addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });

  document.addEventListener("htmx:configRequest", (event) => {
    const { detail } = event;
    detail.headers["X-CSRF-Token"] = document.querySelector("meta[name=csrf]").content;
    const words = selection.last();
    if (detail.elt.dataset.selection && words) detail.parameters.set(detail.elt.dataset.selection, `${words.start}-${words.end}`);
  });

  const changes = (event) => event.detail.target?.id === "panel" || event.detail.requestConfig?.path === "/undo";
  document.addEventListener("htmx:beforeRequest", (event) => {
    at("said").textContent = "";
    if (changes(event)) asked += 1;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (!changes(event)) return;
    asked = Math.max(0, asked - 1);
    document.dispatchEvent(new Event("panel-ready"));
  });

  document.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.id === "panel" && event.detail.xhr.status < 400) typed = false;
    if (event.detail.xhr.status === 200 && event.detail.xhr.getResponseHeader("HX-Redirect")) typed = false;
    // A refusal in plain text is no panel: it is said at the top, and what is there stays.
    if (event.detail.xhr.status >= 400 && !/html/.test(event.detail.xhr.getResponseHeader("Content-Type"))) event.detail.shouldSwap = false;
  });

  document.addEventListener("htmx:beforeOnLoad", (event) => {
    trouble("");
    if (event.detail.xhr.getResponseHeader("HX-Redirect")) typed = false;
  });

  document.addEventListener("htmx:responseError", async (event) => {
    const { xhr } = event.detail;
    if (/html/.test(xhr.getResponseHeader("Content-Type"))) return;
    if (xhr.status === 403 && await renewed()) {
      trouble("The server was started anew. What you have typed is still here: decide again.");
    } else trouble(`${xhr.responseText.trim()} Nothing was saved; what you have typed is still here.`);
  });

  for (const name of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => {
      if (event.detail.elt?.id === "progress") return;
      trouble("The server does not answer: nothing was saved, and what you have typed is still here. Start it again with "
        + `--port ${location.port}, open the address that it prints in another window, then decide again.`);
    });
  }

  // After a restart this window's token is old; the cookie is new once the printed address was opened.
  async function renewed() {
    try {
      const answer = await fetch("/session");
      if (!answer.ok) return false;
      document.querySelector("meta[name=csrf]").content = (await answer.json()).csrf;
      return true;
    } catch {
      return false;
    }
  }

  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target?.id !== "panel") return;
    current();
    paint(event.detail.requestConfig.verb === "get");
    focus();
  });

  document.addEventListener("DOMContentLoaded", () => {
    const said = at("said").textContent.trim();
    if (said) say(said); // what is there from the beginning is not read out
    paint(true);
    document.documentElement.dataset.ready = "";
  });

  return { take, busy: () => asked > 0 };
})();
