/* SPDX-License-Identifier: MIT */
/* Comfort for the newsroom; every page works without it. Selecting all, the moderators' keys (which can
 * be turned off on a device: WCAG 2.1.4), a warning before typed text is left behind, and the
 * address that a headline will get. */
(() => {
  "use strict";
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

  /* A private window may refuse storage: then nothing is remembered, and nothing fails. */
  const store = (area, key, value) => {
    try {
      if (value === undefined) return window[area].getItem(key);
      if (value === null) window[area].removeItem(key);
      else window[area].setItem(key, value);
    } catch { /* refused */ }
    return null;
  };

  /* ---- what a page opens with: the summary of mistakes has the focus ---- */

  $("[data-focus]")?.focus();

  /* ---- one submit for a double click ---- */

  let leaving = false;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "dialog" || event.submitter?.formTarget) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    leaving = true;
  });
  window.addEventListener("pageshow", () => {
    leaving = false;
    $$("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });

  /* ---- typed text is not left behind unasked ---- */

  const guarded = $("form[data-guard]");
  if (guarded) {
    const text = () => new URLSearchParams(new FormData(guarded)).toString();
    const before = text();
    const refused = $(".summary, .theirs") !== null; /* what it shows was never saved */
    window.addEventListener("beforeunload", (event) => {
      if (!leaving && (refused || text() !== before)) event.preventDefault();
    });
  }

  /* ---- the address that a headline will get (the server has the last word) ---- */

  const slug = $("#f-slug");
  const named = $("#f-title") ?? $("#f-name");
  if (slug && named) {
    const shown = document.createElement("p");
    shown.className = "slug-preview";
    slug.after(shown);
    const make = (s) => s.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/['\u2018\u2019]/g, "").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
    const show = () => {
      const made = make(slug.value || named.value);
      shown.textContent = made ? `Address: …/${made}/` : "";
    };
    slug.addEventListener("input", show);
    named.addEventListener("input", show);
    show();
  }

  /* ---- the queue ---- */

  const queue = $("[data-queue]");
  if (!queue) return;
  const bulk = $("#bulk");
  const entries = $$("[data-entry]", queue);
  const box = (entry) => $("input[name=ids]", entry);
  const ticked = () => entries.filter((entry) => box(entry).checked);

  const all = $("[data-select-all]");
  const allBox = $("input", all);
  const count = $("[data-selected]");
  const recount = () => {
    const n = ticked().length;
    allBox.checked = n > 0 && n === entries.length;
    allBox.indeterminate = n > 0 && n < entries.length;
    count.textContent = n ? `${n} selected` : "";
    $$("[data-bulk-act]").forEach((button) => { button.disabled = n === 0; });
  };
  all.hidden = false;
  $("[data-bulk-label]").hidden = true;
  allBox.addEventListener("change", () => {
    entries.forEach((entry) => { box(entry).checked = allBox.checked; });
    recount();
  });
  queue.addEventListener("change", recount);

  /* Shift and a click tick everything between. */
  let last = null;
  queue.addEventListener("click", (event) => {
    if (event.target.name !== "ids") return;
    const entry = event.target.closest("[data-entry]");
    if (event.shiftKey && last) {
      const [from, to] = [entries.indexOf(last), entries.indexOf(entry)].sort((a, b) => a - b);
      entries.slice(from, to + 1).forEach((e) => { box(e).checked = event.target.checked; });
      recount();
    }
    last = entry;
  });
  recount();

  /* ---- keys ---- */

  let current = -1;
  const go = (index, quiet) => {
    if (entries.length === 0) return;
    entries[current]?.classList.remove("is-current");
    current = Math.max(0, Math.min(index, entries.length - 1));
    entries[current].classList.add("is-current");
    entries[current].focus({ preventScroll: true });
    entries[current].scrollIntoView({ block: "nearest", behavior: quiet ? "instant" : "auto" });
  };
  queue.addEventListener("focusin", (event) => {
    const entry = event.target.closest("[data-entry]");
    if (entry && entries.indexOf(entry) !== current) {
      entries[current]?.classList.remove("is-current");
      current = entries.indexOf(entry);
    }
  });

  /* After an action the list comes again, a row shorter: go on at the same place. */
  const place = "admin.queue.place";
  const keep = () => store("sessionStorage", place, `${location.pathname}${location.search}|${current}`);
  const kept = store("sessionStorage", place)?.split("|");
  store("sessionStorage", place, null);
  if (kept && kept[0] === `${location.pathname}${location.search}`) go(Number(kept[1]), true);

  const act = (...names) => {
    const entry = entries[current];
    if (!entry) return;
    for (const name of names) {
      const control = $(`[data-act="${name}"]`, entry);
      if (!control) continue;
      keep();
      control.click();
      if (name === "reply") $("textarea", entry).focus();
      return;
    }
  };
  const actOnTicked = (...names) => {
    for (const name of names) {
      const button = $(`[data-bulk-act="${name}"]`, bulk);
      if (!button) continue;
      if (ticked().length) button.click();
      return;
    }
  };

  const dialog = $("#keys");
  const off = "admin.keys.off";
  const keysOn = $("[data-keys-on]", dialog);
  keysOn.checked = store("localStorage", off) === null;
  keysOn.addEventListener("change", () => store("localStorage", off, keysOn.checked ? null : "1"));
  const help = $("[data-keys-help]");
  help.hidden = false;
  help.addEventListener("click", () => dialog.showModal());

  const keys = {
    j: () => go(current + 1),
    k: () => go(current - 1),
    x: () => {
      if (current < 0) return;
      box(entries[current]).checked = !box(entries[current]).checked;
      recount();
    },
    a: () => act("approve"),
    u: () => act("pending"),
    s: () => act("spam"),
    d: () => act("trash", "delete"),
    r: () => act("reply"),
    e: () => act("edit"),
    z: () => $("[data-undo] button")?.click(),
    A: () => actOnTicked("approve"),
    U: () => actOnTicked("pending"),
    S: () => actOnTicked("spam"),
    D: () => actOnTicked("trash", "delete"),
    T: () => actOnTicked("trash"),
    Z: () => actOnTicked("pending"),
    "?": () => dialog.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (typing) {
      if (event.key === "Escape" && event.target.closest(".reply")) {
        event.target.closest(".reply").open = false;
        go(current);
      }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open || !keysOn.checked) return;
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
