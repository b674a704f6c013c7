/* SPDX-License-Identifier: MIT */
/* Comfort for the newsroom; every page works without it. It selects all comments, adds the moderators'
 * keys (which can be turned off on a device: WCAG 2.1.4), warns before typed text is lost, previews the
 * address of a headline, and helps with passwords. Its words are in data-say- attributes of the page. */
(() => {
  "use strict";
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
  const fill = (sentence, place, value) => sentence.replace(`{${place}}`, () => value);
  const said = document.body.dataset;

  /* A private window may refuse storage: then nothing is remembered, but nothing fails. */
  const store = (area, key, value) => {
    try {
      if (value === undefined) return window[area].getItem(key);
      if (value === null) window[area].removeItem(key);
      else window[area].setItem(key, value);
    } catch { /* refused */ }
    return null;
  };

  /* ---- a page with mistakes opens with the focus on their summary ---- */

  $("[data-focus]")?.focus();

  /* ---- on a phone the current tab may be out of view ---- */

  $(".tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });

  /* ---- a double click submits once; leaving a page with typed text asks first ---- */

  const text = (form) => new URLSearchParams(new FormData(form)).toString();
  const guarded = new Map(); /* forms and their first content; null: what they show was never saved */
  const guard = (form, saved = true) => guarded.set(form, saved ? text(form) : null);
  const changed = () => [...guarded.keys()].filter((form) => form.isConnected && text(form) !== guarded.get(form));
  $$("form[data-guard]").forEach((form) => guard(form, $(".summary, .theirs") === null));
  $$(".reply form").forEach((form) => guard(form));

  let leaving = null; /* the form that is being sent */
  const arrived = () => {
    leaving = null;
    $$("form[data-sent]").forEach((form) => delete form.dataset.sent);
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method === "dialog" || event.submitter?.formTarget) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    leaving = form;
  });
  window.addEventListener("pageshow", arrived);
  window.addEventListener("beforeunload", (event) => {
    if (changed().every((form) => form === leaving)) return;
    event.preventDefault();
    setTimeout(arrived); /* runs only if the person stays */
  });

  /* ---- the address that a headline will get (the server decides) ---- */

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
      shown.textContent = made ? fill(said.sayAddress, "made", made) : "";
    };
    slug.addEventListener("input", show);
    named.addEventListener("input", show);
    show();
  }

  /* ---- passwords: shown on demand; how strong a new one is (the server decides) ---- */

  const showable = (field) => {
    const button = document.createElement("button");
    const show = (on) => {
      field.type = on ? "text" : "password";
      button.setAttribute("aria-pressed", String(on));
    };
    button.type = "button";
    button.className = "button small show-password";
    button.textContent = said.sayShow;
    button.setAttribute("aria-controls", field.id);
    button.setAttribute("aria-label", fill(said.sayShowWhat, "label", field.labels[0].firstChild.textContent.trim()));
    button.addEventListener("click", () => show(field.type === "password"));
    field.form.addEventListener("submit", () => show(false)); /* otherwise a browser may store it as plain text */
    show(false);
    field.after(button);
  };

  const metered = (field) => {
    const meter = document.createElement("meter");
    const words = document.createElement("p");
    Object.assign(meter, { min: 0, max: 3, low: 1, high: 2, optimum: 3, hidden: true });
    meter.setAttribute("aria-label", said.sayStrength);
    words.className = "hint";
    words.setAttribute("aria-live", "polite");
    field.parentElement.append(meter, words);
    let timer = 0;
    let asked = 0;
    const judge = async () => {
      const mine = ++asked;
      const form = new FormData(field.form);
      const names = ["csrf", "password", "login", "name", "email"];
      const sent = names.filter((name) => form.has(name)).map((name) => [name, form.get(name)]);
      const answer = field.value && await fetch("/admin/password", { method: "POST", body: new URLSearchParams(sent) }).catch(() => null);
      const [strength, judgement] = answer && answer.ok ? (await answer.text()).split("\n") : ["0", ""];
      if (mine !== asked) return; /* the field has changed meanwhile */
      meter.hidden = judgement === "";
      meter.value = Number(strength);
      words.textContent = judgement;
    };
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(judge, 250);
    });
  };

  $$("input[type=password]").forEach((field) => {
    showable(field);
    if (field.name === "password" && field.autocomplete === "new-password") metered(field);
  });

  /* ---- the queue ---- */

  const dialog = $("#keys");
  if (!dialog) return;
  const queue = $("[data-queue]"); /* missing if the list is empty */
  const bulk = $("#bulk");
  const entries = $$("[data-entry]");
  const box = (entry) => $("input[name=ids]", entry); /* missing if there is nothing to decide */
  const ticked = () => entries.filter((entry) => box(entry)?.checked);

  const recount = () => {
    if (!queue) return;
    const n = ticked().length;
    const all = $("[data-select-all] input");
    all.checked = n > 0 && n === entries.filter(box).length;
    all.indeterminate = n > 0 && !all.checked;
    const count = $("[data-selected]");
    count.textContent = n ? fill(count.dataset.saySelected, "n", n.toLocaleString(document.documentElement.lang)) : "";
    $$("[data-bulk-act]").forEach((button) => { button.disabled = n === 0; });
  };
  const tick = (some, on) => {
    some.filter(box).forEach((entry) => { box(entry).checked = on; });
    recount();
  };

  if (queue) {
    const all = $("[data-select-all]");
    all.hidden = false;
    $("[data-bulk-label]").hidden = true;
    $("input", all).addEventListener("change", (event) => tick(entries, event.target.checked));
    queue.addEventListener("change", recount);

    /* A click with Shift ticks everything between. */
    let last = null;
    queue.addEventListener("click", (event) => {
      if (event.target.name !== "ids") return;
      const entry = event.target.closest("[data-entry]");
      if (event.shiftKey && last) {
        const [from, to] = [entries.indexOf(last), entries.indexOf(entry)].sort((a, b) => a - b);
        tick(entries.slice(from, to + 1), event.target.checked);
      }
      last = entry;
    });
    window.addEventListener("pageshow", recount);
    recount();
  }

  /* ---- the current row ---- */

  let current = -1;
  const mark = (index) => {
    entries[current]?.classList.remove("is-current");
    current = index;
    entries[current]?.classList.add("is-current");
  };
  const go = (index, how = "auto") => {
    if (entries.length === 0) return;
    mark(Math.max(0, Math.min(index, entries.length - 1)));
    entries[current].focus({ preventScroll: true });
    entries[current].scrollIntoView({ block: "nearest", behavior: how });
  };
  queue?.addEventListener("focusin", (event) => {
    const index = entries.indexOf(event.target.closest("[data-entry]"));
    if (index >= 0 && index !== current) mark(index);
  });

  /* After an action the list is reloaded, one row shorter: go on at the same place. */
  const place = "admin.queue.place";
  const here = $(".last input[name=back], .bulk input[name=back]")?.value ?? location.search;
  const keep = () => store("sessionStorage", place, `${current}|${here}`);
  const kept = store("sessionStorage", place);
  store("sessionStorage", place, null);
  if (kept && kept.slice(kept.indexOf("|") + 1) === here) go(parseInt(kept, 10), "instant");
  queue?.addEventListener("submit", keep);

  /* ---- quick edit: the form of the edit page, in the row ---- */

  let quicks = 0;
  const quickEdit = async (entry, link) => {
    if ($(".quick", entry)) return;
    const answer = await fetch(link.href).catch(() => null);
    const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    const form = page && $("form.form", page);
    if (!form) {
      location.assign(link.href); /* that page says what is wrong */
      return;
    }
    const prefix = `quick${++quicks}-`;
    $$("[id]", form).forEach((e) => { e.id = prefix + e.id; });
    $$("[for]", form).forEach((e) => { e.htmlFor = prefix + e.htmlFor; });
    $$("[aria-describedby]", form).forEach((e) => {
      e.setAttribute("aria-describedby", e.getAttribute("aria-describedby").replace(/\S+/g, `${prefix}$&`));
    });
    form.classList.add("quick");
    const shown = $(".entry-text", entry);
    shown.after(form);
    shown.hidden = true;
    guard(form);
    $("a.button", form).addEventListener("click", (event) => {
      event.preventDefault();
      form.remove();
      shown.hidden = false;
      go(entries.indexOf(entry));
    });
    $("textarea", form).focus();
  };
  $$("[data-act=quick]").forEach((link) => {
    link.hidden = false;
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      quickEdit(link.closest("[data-entry]"), link);
    });
  });

  /* ---- keys ---- */

  const act = (...names) => {
    const control = names.map((name) => entries[current] && $(`[data-act="${name}"]`, entries[current])).find(Boolean);
    if (!control) return;
    if (control.dataset.act === "reply") {
      control.closest("details").open = true;
      $(".reply textarea", entries[current]).focus();
    } else {
      control.click();
    }
  };
  const actOnTicked = (...names) => {
    const button = names.map((name) => $(`[data-bulk-act="${name}"]`)).find(Boolean);
    if (button && ticked().length) button.click();
  };
  const undo = () => {
    const button = $("[data-undo] button");
    if (!button) return;
    keep();
    button.click();
  };

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
    x: () => entries[current] && tick([entries[current]], !box(entries[current])?.checked),
    a: () => act("approve"),
    u: () => act("unapprove", "notspam", "restore"),
    s: () => act("spam"),
    d: () => act("trash", "delete"),
    r: () => act("reply"),
    q: () => act("quick"),
    e: () => act("edit"),
    z: undo,
    A: () => actOnTicked("approve"),
    U: () => actOnTicked("unapprove", "notspam", "restore"),
    S: () => actOnTicked("spam"),
    D: () => actOnTicked("trash", "delete"),
    T: () => actOnTicked("trash"),
    Z: () => actOnTicked("restore", "notspam", "unapprove"),
    "?": () => dialog.showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) {
      if (event.key !== "Escape") return;
      const reply = target.closest(".reply");
      if (reply) {
        reply.open = false;
        go(current);
      }
      $("a.button", target.closest(".quick") ?? document.createElement("p"))?.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || dialog.open || !keysOn.checked) return;
    if (!Object.hasOwn(keys, event.key) || (event.repeat && !"jk".includes(event.key))) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
