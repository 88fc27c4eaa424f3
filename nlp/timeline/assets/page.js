"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const events = JSON.parse($("#events").textContent);
  const scroll = $("#scroll"), tip = $("#tip"), about = $("#about");
  const DAY = 86400000, TRACK = 24, ROOM = 50;
  const total = Number(scroll.dataset.days), least = Number(scroll.dataset.least);
  const origin = scroll.dataset.first ? Date.parse(scroll.dataset.first) : 0;
  let zoom = 1, scale = 0, shift = 0;

  const view = () => $(`.view[data-by="${$("input[name=view]:checked").value}"]`);
  const dayOf = (input) => (input.value ? Math.round((Date.parse(input.value) - origin) / DAY) : null);
  const numbers = (item) => item.dataset.e.split(" ").map(Number);

  // From days to pixels. Labels were laid out at the smallest scale: a larger one only moves them apart.
  function range() {
    const first = dayOf($("#from")) ?? 0, last = dayOf($("#to")) ?? total - 1;
    return first <= last ? [first, last] : [0, total - 1];
  }
  function place(width) {
    const [first, last] = range(), column = $(".corner").offsetWidth;
    const room = (width ?? scroll.clientWidth) - column - 12;
    scale = Math.max(least, room / (last - first + 1)) * zoom;
    shift = first;
    document.documentElement.style.setProperty("--plot", `${Math.ceil(scale * (last - first + 1))}px`);
    for (const part of [...all(".axis [data-d], .grid [data-d]"), ...all("[data-d]", view())]) {
      const x = (Number(part.dataset.d) - shift) * scale;
      part.setAttribute("transform", `translate(${x.toFixed(1)} ${part.dataset.y})`);
      if (part.dataset.every) part.classList.toggle("off", Number(part.dataset.every) * scale < ROOM);
    }
    for (const shape of all("[data-p]", view())) {
      const points = shape.dataset.p.split(" ").map((pair) => {
        const [day, y] = pair.split(",");
        return `${((Number(day) - shift) * scale).toFixed(1)},${y}`;
      });
      shape.setAttribute("points", points.join(" "));
    }
  }
  function zoomBy(factor) {
    const middle = (scroll.scrollLeft + scroll.clientWidth / 2) / Math.max(1, scroll.scrollWidth);
    zoom = factor === 0 ? 1 : Math.min(64, Math.max(1, zoom * factor));
    place();
    scroll.scrollLeft = middle * scroll.scrollWidth - scroll.clientWidth / 2;
  }

  // What is shown.
  function chosen(id) { return new Set(all(`#${id} input:checked[value]`).map((input) => input.value)); }
  function filter() {
    const types = chosen("types"), realis = chosen("realis"), old = $("#superseded").checked;
    const [first, last] = range(), dated = $("#from").value || $("#to").value;
    const words = $("#find").value.trim().toLowerCase();
    const passes = (event) => types.has(event.type) && realis.has(event.realis) && (old || event.state !== "superseded");
    const shown = new Set();
    let lanes = 0;
    for (const lane of all(".lane", view())) {
      const named = !words || lane.dataset.q.includes(words);
      let some = false;
      for (const row of all(".row", lane)) {
        const wanted = named || row.dataset.q.includes(words);
        let left = false;
        for (const item of all(".item", row)) {
          const inside = !dated || (Number(item.dataset.b) > first && Number(item.dataset.a) <= last);
          const on = wanted && inside && numbers(item).some((number) => passes(events[number]));
          item.classList.toggle("off", !on);
          if (on) { left = true; numbers(item).forEach((number) => passes(events[number]) && shown.add(number)); }
        }
        row.classList.toggle("off", !left);
        if (left) { pack(row); some = true; }
      }
      lane.classList.toggle("off", !some);
      if (some) lanes += 1;
    }
    if (words && lanes <= 12) all(".lane:not(.off)", view()).forEach((lane) => { lane.open = true; });
    const plural = (number, thing) => `${number} ${thing}${number === 1 ? "" : "s"}`;
    $("#count").textContent = `${plural(shown.size, "event")} in ${plural(lanes, "lane")} shown`;
    $("#nothing").classList.toggle("off", lanes > 0 || !$(".lane", view()));
    rove();
  }
  function pack(row) {
    const svg = $(".items", row), undated = $(".undated", row);
    if (undated) undated.classList.toggle("off", !$(".item:not(.off)", undated));
    if (!svg) return;
    const items = all(".item:not(.off)", svg), used = [...new Set(items.map((item) => Number(item.dataset.t)))].sort((a, b) => a - b);
    svg.classList.toggle("off", !items.length);
    svg.setAttribute("height", used.length * TRACK);
    for (const item of items) {
      const track = Number(item.dataset.t), up = (used.indexOf(track) - track) * TRACK;
      if (up) item.setAttribute("transform", `translate(0 ${up})`); else item.removeAttribute("transform");
    }
  }

  // Keys: each lane is one stop of Tab; the arrows go on from there.
  function rove() {
    for (const lane of all(".lane:not(.off)", view())) {
      const items = all(".row:not(.off) .item:not(.off)", lane);
      const current = items.find((item) => item.getAttribute("tabindex") === "0") ?? items[0];
      items.forEach((item) => item.setAttribute("tabindex", item === current ? "0" : "-1"));
    }
  }
  function go(item) {
    if (!item) return;
    all('.item[tabindex="0"]', item.closest(".lane")).forEach((other) => other.setAttribute("tabindex", "-1"));
    item.setAttribute("tabindex", "0");
    item.focus();
    item.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  const middle = (item) => { const box = item.getBoundingClientRect(); return box.left + box.width / 2; };
  function step(item, key) {
    const rows = all(".lane[open]:not(.off) .row:not(.off)", view());
    const items = rows.flatMap((row) => all(".item:not(.off)", row)), at = items.indexOf(item);
    if (key === "ArrowRight") return items[at + 1];
    if (key === "ArrowLeft") return items[at - 1];
    const lane = all(".row:not(.off) .item:not(.off)", item.closest(".lane"));
    if (key === "Home") return lane[0];
    if (key === "End") return lane.at(-1);
    const row = rows[rows.indexOf(item.closest(".row")) + (key === "ArrowDown" ? 1 : -1)];
    const x = middle(item);
    return row && all(".item:not(.off)", row).reduce((a, b) => (Math.abs(middle(b) - x) < Math.abs(middle(a) - x) ? b : a));
  }

  // Text of documents goes in as text, never as markup.
  function make(tag, text, className) {
    const element = document.createElement(tag);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  }
  const state = (event) => (event.state === "current" ? event.realis : `${event.realis}, ${event.state}`);
  const where = (quote) => `${quote.doc_id}, characters ${quote.start} to ${quote.end}`;
  const who = (quote) => [quote.speaker, quote.publisher, quote.published ?? "undated"].filter(Boolean).join(", ");
  let leaving = 0, shownFor = null;
  function showTip(item) {
    clearTimeout(leaving);
    if (shownFor === item && !tip.hidden) return;
    hideTip();
    const list = numbers(item).map((number) => events[number]), first = list[0], quote = first.quotes[0];
    const when = item.dataset.w ?? first.when;
    tip.replaceChildren(make("b", first.label), make("span", [first.type.replaceAll("_", " "), when, state(first)].join(" · ")));
    list.slice(1).forEach((event) => tip.append(make("span", [event.label, event.when, state(event)].join(" · "))));
    if (first.about) tip.append(make("span", first.about));
    tip.append(make("q", quote.text.length > 420 ? `${quote.text.slice(0, 420)}…` : quote.text), make("small", who(quote)), make("small", where(quote)));
    if (first.sources > 1) tip.append(make("small", `told by ${first.sources} documents; Enter or click shows more`));
    tip.hidden = false;
    const box = item.getBoundingClientRect(), size = tip.getBoundingClientRect(), edge = scroll.getBoundingClientRect();
    const x = Math.max(Math.min(Math.max(box.left, edge.left + 8), innerWidth - size.width - 8), 8);
    const below = box.bottom + 6 + size.height < innerHeight;
    tip.style.left = `${x}px`;
    tip.style.top = `${below ? box.bottom + 6 : Math.max(8, box.top - size.height - 6)}px`;
    item.setAttribute("aria-describedby", "tip");
    shownFor = item;
  }
  function hideTip() {
    clearTimeout(leaving);
    tip.hidden = true;
    shownFor?.removeAttribute("aria-describedby");
    shownFor = null;
  }
  const leave = () => { clearTimeout(leaving); leaving = setTimeout(hideTip, 160); };

  let opener = null;
  function told(event) {
    const part = make("section");
    const facts = [["event", event.type.replaceAll("_", " ")], ["told as", state(event)], ["when", event.when], ["disease", event.about],
      ["slots", event.detail], ["said", event.said], ["belief", event.belief.toFixed(2)], ["documents", String(event.sources)]];
    const list = make("dl");
    facts.filter(([, value]) => value).forEach(([name, value]) => list.append(make("dt", name), make("dd", value)));
    part.append(list);
    const links = [...(event.by === null ? [] : [["superseded by", event.by]]), ...event.against.map((number) => ["contradicted by", number])];
    for (const [words, number] of links) {
      const line = make("p", `${words} `), button = make("button", `${events[number].label}, ${events[number].when}`);
      button.type = "button";
      button.addEventListener("click", () => fill([number]));
      line.append(button);
      part.append(line);
    }
    for (const quote of event.quotes) {
      const block = make("blockquote"), line = make("cite", [who(quote), quote.section, where(quote)].join(" · "));
      block.append(make("p", quote.text));
      if (quote.title) block.append(make("cite", quote.title), make("br"));
      block.append(line);
      part.append(block);
    }
    if (event.more) part.append(make("p", `and ${event.more} more`, "quiet"));
    return part;
  }
  function fill(list, title) {
    $("#about-title").textContent = title ?? events[list[0]].label;
    const parts = list.flatMap((number) => (list.length > 1 ? [make("h3", events[number].label)] : []).concat(told(events[number])));
    $("#about-body").replaceChildren(...parts);
    about.scrollTop = 0;
  }
  function open(item) {
    opener = item;
    hideTip();
    const list = numbers(item);
    fill(list, list.length > 1 ? item.getAttribute("aria-label") : undefined);
    about.showModal();
    $("#about-title").focus();
  }

  const itemOf = (event) => event.target.closest?.(".item");
  scroll.addEventListener("pointerover", (event) => { const item = itemOf(event); if (item) showTip(item); });
  scroll.addEventListener("pointerout", (event) => { if (itemOf(event)) leave(); });
  tip.addEventListener("pointerenter", () => clearTimeout(leaving));
  tip.addEventListener("pointerleave", leave);
  scroll.addEventListener("focusin", (event) => { const item = itemOf(event); if (item?.matches(":focus-visible")) showTip(item); });
  scroll.addEventListener("focusout", (event) => { if (itemOf(event)) leave(); });
  scroll.addEventListener("click", (event) => { const item = itemOf(event); if (item) { go(item); open(item); } });
  scroll.addEventListener("scroll", () => { if (!shownFor?.matches(":focus")) hideTip(); });
  scroll.addEventListener("keydown", (event) => {
    const item = itemOf(event);
    if (!item || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(item); }
    if (["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) { event.preventDefault(); go(step(item, event.key)); }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideTip(); });
  about.addEventListener("close", () => opener?.focus());
  about.addEventListener("click", (event) => { if (event.target === about) about.close(); });
  $("#shut").addEventListener("click", () => about.close());

  all("input[name=view]").forEach((input) => input.addEventListener("change", () => {
    all(".view").forEach((section) => { section.hidden = section !== view(); });
    hideTip(); place(); filter();
  }));
  all("#types input, #realis input").forEach((input) => input.addEventListener("change", filter));
  all("#from, #to").forEach((input) => input.addEventListener("change", () => { place(); filter(); }));
  $("#find").addEventListener("input", filter);
  $("#in").addEventListener("click", () => zoomBy(1.6));
  $("#out").addEventListener("click", () => zoomBy(1 / 1.6));
  $("#fit").addEventListener("click", () => zoomBy(0));
  const lanesOpen = (open) => all(".lane", view()).forEach((lane) => { lane.open = open; });
  $("#open").addEventListener("click", () => lanesOpen(true));
  $("#close").addEventListener("click", () => lanesOpen(false));
  $("#reset").addEventListener("click", () => {
    all("#types input, #realis input").forEach((input) => { input.checked = true; });
    all("#find, #from, #to").forEach((input) => { input.value = ""; });
    zoom = 1; place(); filter();
  });
  let waiting = 0;
  addEventListener("resize", () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(() => { hideTip(); place(); }); });
  let before = null;
  addEventListener("beforeprint", () => {
    before = [zoom, all(".lane", view()).map((lane) => lane.open)];
    zoom = 1; lanesOpen(true); place(1240);
  });
  addEventListener("afterprint", () => {
    if (!before) return;
    all(".lane", view()).forEach((lane, at) => { lane.open = before[1][at]; });
    zoom = before[0]; before = null; place();
  });
  place(); filter();
  document.documentElement.dataset.ready = "yes";
})();
