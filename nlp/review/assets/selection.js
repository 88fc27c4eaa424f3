// Selected words of the document: where they are, counted as the server counts, and how to select them by keyboard.
"use strict";

const selection = (() => {
  const box = () => document.getElementById("text");
  let last = null; // {start, end, text}: what was selected last; a click into a field takes the browser's own away

  // The server counts characters, the browser UTF-16 units: one beyond the basic plane is two of them.
  const characters = (text, units) => [...text.slice(0, units)].length;

  function place(node, offset) {
    if (node.nodeType === Node.TEXT_NODE) {
      const piece = node.parentElement.closest("[data-s]");
      return piece && Number(piece.dataset.s) + characters(node.data, offset);
    }
    const next = node.childNodes[offset];
    const inside = next && (next.nodeType === Node.TEXT_NODE ? next.parentElement : next);
    const piece = inside && (inside.closest("[data-s]") || inside.querySelector("[data-s]"));
    if (piece) return Number(piece.dataset.s);
    const before = [...node.querySelectorAll ? node.querySelectorAll("[data-s]") : []].pop();
    return before ? Number(before.dataset.s) + characters(before.textContent, before.textContent.length) : null;
  }

  function read() {
    const now = document.getSelection();
    const text = box();
    if (!text || !now.rangeCount || now.isCollapsed) return null;
    const range = now.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
    let start = place(range.startContainer, range.startOffset);
    let end = place(range.endContainer, range.endOffset);
    const words = now.toString();
    if (start === null || end === null || start >= end) return null;
    start += words.length - words.trimStart().length;
    end -= words.length - words.trimEnd().length;
    return start < end ? { start, end, text: words.trim() } : null;
  }

  function show() {
    const found = read();
    if (found) last = found;
    // A selection in the text that was let go of there is gone; one lost to a field is kept.
    else if (document.activeElement === box() || document.activeElement === document.body) last = null;
  }

  // The piece and the UTF-16 offset in it of a character of the document.
  function find(at) {
    const pieces = [...box().querySelectorAll("[data-s]")];
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (Number(pieces[middle].dataset.s) <= at) low = middle;
      else high = middle - 1;
    }
    const node = pieces[low].firstChild;
    return [node, [...node.data].slice(0, at - Number(pieces[low].dataset.s)).join("").length];
  }

  function select(start, end) {
    const now = document.getSelection();
    now.setBaseAndExtent(...find(start), ...find(end));
    reveal(now.focusNode.parentElement);
  }

  function reveal(element) {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    element.scrollIntoView({ block: "center" });
  }

  // Words by keyboard: something is always selected, so that there is something to see.
  const steps = {
    ArrowRight: ["forward", "word"], ArrowLeft: ["backward", "word"],
    ArrowDown: ["forward", "line"], ArrowUp: ["backward", "line"],
  };

  function begin() {
    const text = box();
    if (!text) return;
    const first = text.querySelector(".now") || text.querySelector("[data-s]");
    document.body.classList.add("selecting");
    reveal(first);
    text.focus({ preventScroll: true });
    document.getSelection().setBaseAndExtent(first.firstChild, 0, first.firstChild, 0);
    document.getSelection().modify("extend", "forward", "word");
  }

  function step(event) {
    const how = steps[event.key];
    if (!how || !document.body.classList.contains("selecting")) return false;
    const now = document.getSelection();
    if (event.shiftKey) now.modify("extend", ...how);
    else {
      if (how[0] === "forward") now.collapseToEnd();
      else now.collapseToStart();
      if (how[1] === "line" || how[0] === "backward") now.modify("move", ...how);
      now.modify("extend", "forward", "word");
    }
    if (now.focusNode && box().contains(now.focusNode)) now.focusNode.parentElement.scrollIntoView({ block: "nearest" });
    return true;
  }

  function leave() {
    const was = document.body.classList.contains("selecting");
    document.body.classList.remove("selecting");
    return was;
  }

  document.addEventListener("selectionchange", show);
  return { begin, step, leave, select, reveal, last: () => last, forget: () => { last = null; } };
})();
