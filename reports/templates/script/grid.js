// Tables of cells that one Tab reaches and arrow keys walk through; families that fold.
function cellsOf(table) {
  return Array.from(table.rows).map(function (row) {
    return Array.from(row.cells).map(function (cell) { return Array.from(cell.querySelectorAll("a, button")); });
  });
}
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
function next(table, from, key) {
  const cells = cellsOf(table), cell = from.closest("td, th"), row = cell.parentNode.rowIndex;
  const inside = cells[row][cell.cellIndex], at = inside.indexOf(from), [down, right] = STEPS[key];
  if (down && inside[at + down]) { return inside[at + down]; }
  for (let y = row + down, x = cell.cellIndex + right; cells[y] && cells[y][x]; y += down, x += right) {
    const found = cells[y][x];
    if (found.length && !table.rows[y].hidden) { return down < 0 ? found[found.length - 1] : found[0]; }
  }
  return null;
}
function role(nodes, name) { nodes.forEach(function (node) { node.setAttribute("role", name); }); }
function roving(table) {
  const stops = Array.from(table.querySelectorAll("a, button"));
  role([table], "grid");
  role(table.querySelectorAll("thead, tbody"), "rowgroup");
  role(table.querySelectorAll("tr"), "row");
  role(table.querySelectorAll("td"), "gridcell");
  role(table.querySelectorAll("th[scope=col]"), "columnheader");
  role(table.querySelectorAll("th[scope=row]"), "rowheader");
  function only(stop) { stops.forEach(function (other) { other.tabIndex = other === stop ? 0 : -1; }); }
  if (stops.length) { only(stops[0]); }
  table.addEventListener("focusin", function (event) { if (stops.includes(event.target)) { only(event.target); } });
  table.addEventListener("keydown", function (event) {
    if (!Object.hasOwn(STEPS, event.key) || event.ctrlKey || event.altKey || event.metaKey) { return; }
    const found = next(table, event.target, event.key);
    event.preventDefault();
    if (found) { found.focus(); }
  });
}
function fold(row) {
  const name = row.dataset.family, head = row.querySelector("th");
  const members = Array.from(row.parentNode.querySelectorAll("[data-member]")).filter(function (other) { return other.dataset.member === name; });
  const button = el("button", { type: "button", "aria-expanded": "false" }, name + " " + members.length);
  function show(open) {
    button.setAttribute("aria-expanded", open);
    members.forEach(function (other) { other.hidden = !open; });
  }
  button.addEventListener("click", function () { show(button.getAttribute("aria-expanded") === "false"); });
  head.replaceChildren(button);
  show(false);
}
document.querySelectorAll("[data-family]").forEach(fold);
document.querySelectorAll(".grid").forEach(roving);
