// What the address asks for: a filter, an id of the glossary, or a claim.
function show(node) {
  document.querySelectorAll(".found").forEach(function (other) { other.classList.remove("found"); });
  node.classList.add("found");
  node.scrollIntoView({ behavior: "instant", block: "start" });
  const focus = node.matches("details") ? node.querySelector("summary") : node;
  if (focus.tabIndex < 0) { focus.tabIndex = -1; }
  focus.focus({ preventScroll: true });
}
function toClaim(claim) {
  if (!fitting()(claim)) { want({}); draw(); }
  const line = way(claim);
  line.openNow();
  show(line);
}
function go() {
  const hash = location.hash.slice(1);
  if (hash.startsWith("?")) {
    want(Object.fromEntries(new URLSearchParams(hash.slice(1))));
    draw();
    document.getElementById("claims").scrollIntoView({ behavior: "instant" });
    return;
  }
  let name = hash;
  try { name = decodeURIComponent(hash); } catch { return; }
  const kind = name.slice(0, name.indexOf(":"));
  if (name && byId(name)) { toClaim(byId(name)); return; }
  if (glossary.has(kind)) { glossary.get(kind).openNow(); }
  const found = name && document.getElementById(name);
  if (found) { show(found); }
}
let waiting = 0;
function changed() {
  KEYS.forEach(function (key) { wanted[key] = form.elements[key].value; });
  history.replaceState(null, "", address());
  draw();
}
form.addEventListener("input", function (event) {
  clearTimeout(waiting);
  waiting = setTimeout(changed, event.target.name === "q" ? 120 : 0);
});
form.addEventListener("submit", function (event) { event.preventDefault(); });
form.addEventListener("reset", function () { setTimeout(changed, 0); });
document.addEventListener("keydown", function (event) {
  const query = form.elements.q, writing = event.target.closest("input, select, textarea");
  if (event.key === "/" && !writing) { event.preventDefault(); query.focus(); }
  if (event.key === "Escape" && event.target === query) { form.reset(); }
});
window.addEventListener("hashchange", go);
draw();
go();
document.documentElement.classList.add("ready");
performance.mark("ready");
