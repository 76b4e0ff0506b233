// Links that change the request or a filter swap the body of the page, and the matrix is moved through by keys.
// Without this script every one of them is an ordinary link.
(() => {
  "use strict";
  const swap = (link) => {
    const why = link.dataset.why && !link.classList.contains("sel") ? link.dataset.why : "";
    const target = link.dataset.swap || "#title-body";
    window.htmx.ajax("GET", link.href, { target, swap: "innerHTML show:none" }).then(() => { if (why) explain(why); });
  };
  const explain = (cell) => {
    const box = document.getElementById("why");
    if (!box) return;
    beside(box, document.getElementById(`c-${cell.replace(":", "-")}`));
    window.htmx.ajax("GET", box.dataset.whyUrl + encodeURIComponent(cell), { target: "#why", swap: "innerHTML" });
  };
  // Below the cell that it explains, where there is room beside it; at the window's foot on a phone.
  const beside = (box, cell) => {
    const host = box.parentElement.getBoundingClientRect(), wide = Boolean(cell) && window.innerWidth > 860;
    box.classList.toggle("near", wide);
    if (!wide) return;
    const at = cell.getBoundingClientRect(), width = Math.min(500, host.width - 24);
    box.style.width = `${width}px`;
    box.style.left = `${Math.max(12, Math.min(at.left - host.left + at.width / 2 - width / 2, host.width - width - 12))}px`;
    box.style.top = `${at.bottom - host.top + 10}px`;
  };
  const plain = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-swap]");
    if (!link || !window.htmx || !plain(event)) return;
    event.preventDefault();
    // A cell of the request that is not free says why, and offers to be taken out; the space bar takes it out at once.
    if (link.dataset.why && link.classList.contains("sel")) explain(link.dataset.why);
    else swap(link);
  });

  // One stop for the Tab key; arrows, Home and End move within; Space picks, Enter explains.
  const stops = (grid) => [...grid.rows].map((row) => [...row.cells].map((cell) => cell.querySelector("[data-move]")));
  const settle = (grid, at) => {
    const all = grid.querySelectorAll("[data-move]");
    const here = at || grid.querySelector(".mc.sel") || grid.querySelector(".mc") || all[0];
    all.forEach((one) => { one.tabIndex = one === here ? 0 : -1; });
  };
  const place = (grid, from) => {
    const table = stops(grid), row = table.findIndex((line) => line.includes(from));
    return { table, row, column: table[row].indexOf(from) };
  };
  const next = (grid, from, key) => {
    const { table, row, column } = place(grid, from);
    const line = table[row], first = line.findIndex(Boolean);
    return {
      arrowleft: line[column - 1], arrowright: line[column + 1], home: line[first], end: line[line.length - 1],
      arrowup: table[row - 1]?.[column], arrowdown: table[row + 1]?.[column],
    }[key];
  };
  document.addEventListener("keydown", (event) => {
    const from = event.target.closest?.("[data-grid] [data-move]");
    if (!from || event.ctrlKey || event.metaKey || event.altKey) return;
    const grid = from.closest("[data-grid]"), key = event.key.toLowerCase();
    if (key === " ") { event.preventDefault(); swap(from); return; }
    if (key === "enter" && from.matches(".mc")) { event.preventDefault(); explain(from.id.slice(2).replace("-", ":")); return; }
    const to = next(grid, from, key);
    if (/^(arrow|home|end)/.test(key)) event.preventDefault();
    if (to) { settle(grid, to); to.focus(); }
  });
  const start = () => document.querySelectorAll("[data-grid]").forEach((grid) => {
    settle(grid, grid.contains(document.activeElement) ? document.activeElement : null);
  });
  document.addEventListener("htmx:afterSettle", start);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelector("#why [data-dismiss]")?.click();
  });
  start();
})();
