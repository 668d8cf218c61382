// From match to match in a document, by links and by keys.

import { numbering } from "./suggest.js";

export function stepThroughMatches() {
  const nav = document.querySelector(".fehrest .matches");
  if (!nav) return;
  const count = Number(nav.dataset.count);
  const position = nav.querySelector("[data-position]");
  const status = document.getElementById("fehrest-status");
  const current = document.querySelector(".fehrest mark.current");
  let number = current ? Number(current.id.split("-")[1]) : 0;

  function step(by) {
    document.getElementById(`match-${number}`)?.classList.remove("current");
    number = number ? ((number - 1 + by + count) % count) + 1 : by > 0 ? 1 : count;
    const match = document.getElementById(`match-${number}`);
    match.classList.add("current");
    match.scrollIntoView({ block: "center" });
    position.textContent = number.toLocaleString(numbering());
    status.textContent = nav.querySelector(".position").textContent.trim();
  }

  nav.addEventListener("click", (event) => {
    const link = event.target.closest("[data-step]");
    if (!link) return;
    event.preventDefault();
    step(Number(link.dataset.step));
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = { n: 1, p: -1 };
    if (event.key in steps) step(steps[event.key]);
  });
}
