// Results while one types, and without loading a page when a filter is clicked.

// After so long without a key, what is typed next is a search of its own in the history.
const PAUSE = 2000;
const PATIENCE = 15000;

export function answerInstantly(box) {
  const content = document.getElementById("fehrest-content");
  if (!content) return;
  const pages = new Pages(box, content);
  const input = box.elements.q;

  input.addEventListener("input", () => pages.typed());
  box.addEventListener("submit", (event) => {
    event.preventDefault();
    pages.settle();
    pages.show(pages.asked(), "push");
  });
  content.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || !isPlain(event) || !pages.has(link)) return;
    event.preventDefault();
    pages.settle();
    pages.show(new URL(link.href), "push", describe(link));
  });
  content.addEventListener("submit", (event) => {
    const form = event.target;
    if (!pages.has({ href: form.action })) return;
    event.preventDefault();
    pages.settle();
    pages.show(withFields(form), "push", { selector: ".total" });
  });
  window.addEventListener("popstate", () => {
    pages.settle();
    pages.show(new URL(location.href), "none");
  });
}

class Pages {
  constructor(box, content) {
    this.box = box;
    this.content = content;
    this.status = document.getElementById("fehrest-status");
    this.name = document.title.slice(document.title.lastIndexOf(" – "));
    this.waiting = null;
    this.isBusy = false;
    this.isTyping = false;
  }

  // Whether a link leads to results, which can be shown in place.
  has(link) {
    const there = new URL(link.href);
    const here = new URL(this.box.action);
    return there.origin === here.origin && there.pathname === here.pathname && !link.target && !link.download;
  }

  asked() {
    return withFields(this.box);
  }

  typed() {
    this.show(this.asked(), this.isTyping ? "replace" : "push");
    this.isTyping = true;
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.settle(), PAUSE);
  }

  settle() {
    clearTimeout(this.pause);
    this.isTyping = false;
  }

  // Shows the results at an address; while one answer is on its way, only the last
  // question behind it waits.
  async show(address, history, focus) {
    if (focus) focus.from ??= document.activeElement;
    if (this.isBusy) {
      const pushes = history === "push" || this.waiting?.history === "push";
      this.waiting = { address, history: history === "none" ? "none" : pushes ? "push" : "replace", focus };
      return;
    }
    this.isBusy = true;
    this.content.setAttribute("aria-busy", "true");
    try {
      this.put(await this.fetched(address), address, history, focus);
    } catch {
      this.content.replaceChildren(document.getElementById("fehrest-trouble").content.cloneNode(true));
      this.retry = setTimeout(() => this.show(address, history, focus), 3000);
    }
    this.isBusy = false;
    this.content.removeAttribute("aria-busy");
    const next = this.waiting;
    this.waiting = null;
    if (next) {
      clearTimeout(this.retry);
      await this.show(next.address, next.history, next.focus);
    }
  }

  async fetched(address) {
    const results = new URL(this.box.dataset.results, location.href);
    results.search = address.search;
    for (;;) {
      const response = await fetch(results, { signal: AbortSignal.timeout(PATIENCE) });
      if (response.status !== 429) {
        if (!response.ok) throw new Error(String(response.status));
        return response.text();
      }
      const seconds = Number(response.headers.get("Retry-After")) || 1;
      await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
    }
  }

  put(html, address, history, focus) {
    const parsed = new DOMParser().parseFromString(html, "text/html");
    const place = this.place(focus);
    this.content.replaceChildren(...parsed.body.childNodes);
    const { title, status } = this.content.firstElementChild.dataset;
    if (history === "push") window.history.pushState(null, "", address);
    if (history === "replace") window.history.replaceState(null, "", address);
    document.title = title + this.name;
    this.status.textContent = status ?? "";
    this.fill(address.searchParams);
    if (place) this.focus(place);
    this.content.dispatchEvent(new CustomEvent("fehrest:shown", { bubbles: true }));
  }

  // Makes the box ask for what the address asks for, but for the page and the spellings
  // that were switched off for another query.
  fill(params) {
    const input = this.box.elements.q;
    if (document.activeElement !== input) input.value = params.get("q") ?? "";
    for (const field of this.box.querySelectorAll("input[type=hidden]")) field.remove();
    for (const [name, value] of params) {
      if (["q", "page", "without", "theme"].includes(name)) continue;
      this.box.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
  }

  // Says where the focus belongs in new results: where somebody went meanwhile, or else at
  // what was activated; nowhere if that is outside of the results.
  place(focus) {
    const active = document.activeElement;
    if (!this.content.contains(active)) return active === document.body ? focus : undefined;
    if (!focus || active === focus.from) return focus;
    return { selector: active.localName, text: active.textContent.trim() };
  }

  // Keeps the focus at what was activated, or where the results begin.
  focus({ selector, text }) {
    const found = [...this.content.querySelectorAll(selector)];
    const same = found.find((element) => element.textContent.trim() === text) ?? (text ? null : found[0]);
    const target = same ?? this.content.querySelector(".total, h1, h2");
    if (!target) return;
    if (!target.matches("a, button")) target.tabIndex = -1;
    target.focus({ preventScroll: Boolean(same) });
    if (!same) window.scrollTo({ top: 0 });
  }
}

function withFields(form) {
  const address = new URL(form.action);
  const given = [...new FormData(form)].filter(([, value]) => value !== "");
  address.search = new URLSearchParams(given);
  return address;
}

function isPlain(event) {
  return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

// Says how to find in the new results what was activated in the old ones.
function describe(link) {
  const among = [".orders a", ".histogram a"].find((selector) => link.matches(`.fehrest ${selector}`));
  return among ? { selector: among, text: link.textContent.trim() } : { selector: ".total" };
}
