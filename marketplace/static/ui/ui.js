// Enhances what already works without it: search key, copying, menus, sheets, countdowns, groups of boxes, money, autosave.
(() => {
  "use strict";
  const all = (selector, root = document) => root.querySelectorAll(selector);
  const on = (type, selector, act) => document.addEventListener(type, (event) => {
    const found = event.target.closest?.(selector);
    if (found) act(found, event);
  }, type === "toggle" || type === "focus");
  const say = (text) => { const live = document.getElementById("live"); if (live) live.textContent = text; };

  document.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && key === "k") {
      const search = document.querySelector("[data-search]");
      if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
    if (key === "escape") all("details.drop-pop[open]").forEach((open) => { open.open = false; });
    const cell = event.target.closest?.("[data-matrix] .mc");
    if (cell && key.startsWith("arrow")) { event.preventDefault(); step(cell, key); }
  });
  // Arrow keys move between the cells of the matrix.
  const step = (cell, key) => {
    const td = cell.closest("td"), row = td.parentElement;
    const next = { arrowleft: td.previousElementSibling, arrowright: td.nextElementSibling,
      arrowup: row.previousElementSibling?.cells[td.cellIndex], arrowdown: row.nextElementSibling?.cells[td.cellIndex] }[key];
    next?.querySelector(".mc")?.focus();
  };

  on("click", "[data-copy]", async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.classList.add("done");
    say(button.dataset.done);
    setTimeout(() => button.classList.remove("done"), 1500);
  });
  on("click", "[data-dismiss]", (button) => button.closest("[data-toast],.banner")?.remove());
  on("click", "[data-opens]", (button, event) => {
    const dialog = document.getElementById(button.dataset.opens);
    if (!dialog?.showModal) return;
    event.preventDefault();
    dialog.showModal();
    // A link's own page, in the sheet that says where.
    if (dialog.dataset.into) window.htmx.ajax("GET", button.href, { target: dialog.dataset.into, source: button });
  });
  on("click", "dialog", (dialog, event) => { if (event.target === dialog) dialog.close(); });
  document.addEventListener("click", (event) => all("details.drop-pop[open]").forEach((open) => {
    if (!open.contains(event.target)) open.open = false;
  }));
  // A popover opens beside its button, on the side where there is room.
  const place = (pop) => {
    const button = document.querySelector(`[popovertarget="${pop.id}"]`);
    if (!button) return;
    const at = button.getBoundingClientRect(), size = pop.getBoundingClientRect();
    const left = Math.max(10, Math.min(button.dataset.menu === "end" ? at.right - size.width : at.left, innerWidth - size.width - 10));
    const below = at.bottom + 6 + size.height < innerHeight && button.dataset.menu !== "up";
    pop.style.left = `${left}px`;
    pop.style.top = `${below ? at.bottom + 6 : Math.max(10, at.top - 6 - size.height)}px`;
  };
  document.addEventListener("toggle", (event) => { if (event.newState === "open" && event.target.matches(".pop")) place(event.target); }, true);

  // What a fold offers is fetched when it is opened, or, of the request, when it is pointed at; without this script its link
  // opens it on a page of its own. `data-load` goes with the request, so that it is sent once; a refused one comes back.
  const load = (fold) => {
    const link = fold?.querySelector("[data-load]"), address = link?.dataset.load;
    if (!link || !window.htmx) return;
    link.removeAttribute("data-load");
    window.htmx.ajax("GET", address || link.href, { target: link.parentElement, swap: "innerHTML show:none" })
      .catch(() => {}).finally(() => { if (link.isConnected) link.dataset.load = address; });
  };
  document.addEventListener("toggle", (event) => { if (event.target.open && event.target.matches("details")) load(event.target); }, true);
  on("pointerover", ".rseg", load);
  // The bar says at once what is chosen in its pickers.
  const ticked = (segment, name) => [...all(`[name=${name}]:checked`, segment)];
  const codes = (boxes, between) => boxes.slice(0, 8).map((box) => box.value).join(between) + (boxes.length > 8 ? " …" : "");
  const words = (boxes) => boxes.map((box) => (box.closest("label").querySelector("b") || box.nextElementSibling).textContent.trim());
  const chosen = (segment) => {
    const dates = [...all("[data-from],[data-to]", segment)].map((field) => field.value);
    return dates.length ? dates.join(" – ")
      : codes(ticked(segment, "r"), ", ") || codes(ticked(segment, "t"), " · ") || words(ticked(segment, "x"))[0]
        || [...words(ticked(segment, "l")), ...words(ticked(segment, "u"))].join(", ") || segment.dataset.any;
  };
  on("change", ".rseg input", (field) => {
    const segment = field.closest(".rseg"), note = segment.querySelector(".l .muted"), many = ticked(segment, "t").length;
    segment.querySelector(".v").textContent = chosen(segment);
    if (note) note.textContent = segment.querySelector("[name=t]") && many ? many : "";
  });

  // A link to what stands in a closed fold opens it and goes to its first field, also when it is pressed again.
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const fold = target && target.closest("details");
    if (!fold) return;
    fold.open = true;
    const field = target.matches("form") ? target.querySelector("input:not([type=hidden]),select,textarea") : target;
    field?.focus();
    target.scrollIntoView({ block: "nearest" });
  };
  on("click", "a[href^='#']", () => setTimeout(reveal));
  window.addEventListener("hashchange", reveal);
  reveal();

  const digits = (text) => text.replace(/\D/g, "");
  // What looks like cents is left as it was typed or pasted: the check says that they do not belong here.
  const cents = (text, event) => /\.\d{0,2}$/.test(text) || (event?.inputType === "insertFromPaste" && /,\d{1,2}$/.test(text));
  const group = (input, event) => {
    if (cents(input.value, event)) return;
    const before = digits(input.value.slice(0, input.selectionStart ?? undefined)).length;
    input.value = digits(input.value).replace(/^0+(?=\d)/, "").replace(/\B(?=(\d{3})+$)/g, ",");
    let at = 0;
    for (let seen = 0; seen < before && at < input.value.length; at += 1) if (/\d/.test(input.value[at])) seen += 1;
    if (document.activeElement === input) input.setSelectionRange(at, at);
  };
  on("input", "[data-money]", group);
  const count = (area) => {
    const out = document.getElementById(area.dataset.count);
    if (out) out.textContent = `${area.value.length} / ${area.maxLength}`;
  };
  on("input", "[data-count]", count);

  // Groups of boxes: [data-all] ticks all of its [data-group]; [data-set="CN,TH"] ticks exactly these.
  const changed = (box) => box.dispatchEvent(new Event("change", { bubbles: true }));
  on("click", "[data-set]", (button) => {
    const wanted = button.dataset.set.split(",");
    const boxes = [...all("input[type=checkbox]", button.closest("[data-group]"))];
    boxes.forEach((box) => { box.checked = wanted.includes(box.value); });
    if (boxes[0]) changed(boxes[0]);
  });
  on("change", "[data-all]", (box) => all("[data-check]", box.closest("[data-group]")).forEach((one) => { one.checked = box.checked; }));
  on("click", "[data-months]", (button) => {
    const period = button.closest("[data-period]"), from = period.querySelector("[data-from]"), to = period.querySelector("[data-to]");
    from.value ||= new Date().toISOString().slice(0, from.type === "month" ? 7 : 10);
    const [year, month, day = 1] = from.value.split("-").map(Number);
    const last = new Date(Date.UTC(year, month - 1 + Number(button.dataset.months), day - 1));
    to.value = last.toISOString().slice(0, to.type === "month" ? 7 : 10);
    changed(to);
  });

  let saving;
  on("input", "[data-autosave] *", (field) => {
    clearTimeout(saving);
    saving = setTimeout(() => field.closest("[data-autosave]").dispatchEvent(new Event("autosave", { bubbles: true })), 800);
  });
  on("submit", "[data-theme-form]", (form, event) => { document.documentElement.dataset.theme = event.submitter?.value || "auto"; });
  on("change", "[data-submit]", (field) => field.form.requestSubmit());
  ["dragover", "dragleave", "drop"].forEach((type) => on(type, "[data-drop]", (box, event) => {
    event.preventDefault();
    box.classList.toggle("over", type === "dragover");
    const input = box.querySelector("input[type=file]");
    if (type === "drop" && input) { input.files = event.dataTransfer.files; changed(input); }
  }));

  const tick = () => all("time[data-deadline]").forEach((time) => {
    const minutes = Math.floor((new Date(time.dateTime) - Date.now()) / 60000), d = time.dataset;
    const text = minutes < 0 ? d.tOver : minutes >= 1440 ? d.tD : minutes >= 60 ? d.tH : d.tM;
    const numbers = { d: Math.floor(minutes / 1440), h: Math.floor(minutes / 60) % 24, m: minutes % 60 };
    time.textContent = text.replace(/\{(\w)\}/g, (_all, unit) => numbers[unit]);
  });
  const start = (root) => {
    all("[data-money]", root).forEach((input) => { if (input.value) group(input); });
    all("[data-count]", root).forEach(count);
    all("dialog[data-open]", root).forEach((dialog) => { if (!dialog.open) dialog.showModal(); });
    tick();
    root.querySelector?.("[data-focus]")?.focus();
  };
  start(document);
  setInterval(tick, 30000);
  setInterval(() => all("[data-seconds]").forEach((left) => { left.textContent = Math.max(0, left.textContent - 1); }), 1000);
  // A passkey's buttons work once the library's own listener, which was there before ours, has run: until then a click
  // would be lost.
  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("button[data-wakes]").forEach((button) => { button.disabled = false; });
  });
  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = document.querySelector("meta[name=csrf-token]").content;
  });
  ["htmx:beforeRequest", "htmx:afterRequest"].forEach((type) => document.addEventListener(type, () => {
    document.body.classList.toggle("busy", type === "htmx:beforeRequest");
  }));
  document.addEventListener("htmx:afterSwap", (event) => {
    start(event.target);
    const found = event.target.closest("[data-says]") || event.target.querySelector("[data-says]");
    if (found) say(found.dataset.says);
  });
})();
