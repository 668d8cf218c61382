// Results while one types, and without loading a page when a filter is clicked.

// After so long without a key, what is typed next is a search of its own in the history.
const PAUSE = 2000;
const PATIENCE = 15000;
const RETRY = 3000;
// How long somebody has to hold still for the place on a page to be remembered.
const STILL = 200;

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
    if (!link || !isPlain(event)) return;
    if (!pages.has(link)) return pages.rememberPlace();
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
  window.addEventListener("popstate", (event) => {
    pages.settle();
    pages.show(new URL(location.href), "none", { top: 0, link: null, ...event.state });
  });
  const [loading] = performance.getEntriesByType("navigation");
  const left = window.history.state?.link;
  if (left && loading.type === "back_forward") pages.focusAgain(left);
  let still;
  window.addEventListener("scroll", () => {
    clearTimeout(still);
    still = setTimeout(() => pages.rememberPlace(), STILL);
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
    clearTimeout(this.retry);
    if (this.isBusy) {
      const pushes = history === "push" || this.waiting?.history === "push";
      this.waiting = { address, history: history === "none" ? "none" : pushes ? "push" : "replace", focus };
      return;
    }
    if (history === "push") this.rememberPlace();
    this.isBusy = true;
    this.content.setAttribute("aria-busy", "true");
    try {
      this.put(await this.fetched(address), address, history, focus);
    } catch {
      this.content.replaceChildren(document.getElementById("fehrest-trouble").content.cloneNode(true));
      this.status.textContent = this.content.textContent.trim();
      this.retry = setTimeout(() => this.show(address, history, focus), RETRY);
    }
    this.isBusy = false;
    this.content.removeAttribute("aria-busy");
    const next = this.waiting;
    this.waiting = null;
    if (next) await this.show(next.address, next.history, next.focus);
  }

  rememberPlace() {
    if (this.isBusy) return;
    const active = document.activeElement;
    const isHere = this.content.contains(active) && active.matches("a[href]");
    const link = isHere ? { href: active.href, text: active.textContent } : null;
    window.history.replaceState({ top: window.scrollY, link }, "");
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
    const isElsewhere = document.activeElement !== document.body && !this.content.contains(document.activeElement);
    this.content.replaceChildren(...parsed.body.childNodes);
    const { title, status } = this.content.firstElementChild.dataset;
    if (history === "push" && address.href !== location.href) window.history.pushState(null, "", address);
    if (history === "replace") window.history.replaceState(null, "", address);
    document.title = title + this.name;
    this.status.textContent = status ?? "";
    this.fill(address.searchParams, history === "none");
    this.relink(address);
    if (history === "none") {
      window.scrollTo({ top: focus.top });
      if (!isElsewhere) this.focusAgain(focus.link);
    } else if (place) this.focus(place);
    else window.scrollTo({ top: 0 });
    this.content.dispatchEvent(new CustomEvent("fehrest:shown", { bubbles: true }));
  }

  // Makes the box ask for what the address asks for, but for the page.  What somebody types
  // meanwhile stays, unless the address is one that they went back to.
  fill(params, isOld) {
    const input = this.box.elements.q;
    if (isOld || document.activeElement !== input) input.value = params.get("q") ?? "";
    for (const field of this.box.querySelectorAll("input[type=hidden]")) field.remove();
    for (const [name, value] of params) {
      if (["q", "page", "theme"].includes(name)) continue;
      this.box.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    }
    this.box.dataset.asked = params.get("q") ?? "";
  }

  // Makes the links around the results lead to what is shown now.
  relink(address) {
    for (const link of document.querySelectorAll("a[data-choice]")) {
      const there = new URL(address);
      const { choice } = link.dataset;
      there.searchParams.set(choice, new URL(link.href).searchParams.get(choice));
      there.searchParams.set("keep", choice);
      link.href = there;
    }
    const feed = this.content.querySelector(".exports [data-feed]");
    const known = document.querySelector("link[rel=alternate][type*=atom]");
    if (known && feed) known.href = feed.href;
    else if (feed) document.head.append(follow(feed));
    else known?.remove();
  }

  // Says where the focus belongs in new results: where somebody went meanwhile, or else at
  // what was activated; nowhere if that is outside of the results.
  place(focus) {
    const active = document.activeElement;
    if (!this.content.contains(active)) return active === document.body ? focus : undefined;
    if (!focus || active === focus.from) return focus;
    return { selector: active.localName, text: active.textContent.trim() };
  }

  // Gives the focus back to the link that led on from these results.
  focusAgain(link) {
    const links = [...this.content.querySelectorAll("a[href]")];
    const same = links.find((one) => one.href === link?.href && one.textContent === link.text);
    const target = same ?? this.content.querySelector(".total, h1, h2");
    if (!target) return;
    if (!same) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }

  // Keeps the focus at what was activated, or where the results begin.
  focus({ selector, text }) {
    const found = [...this.content.querySelectorAll(selector)];
    const same = found.find((element) => text && element.textContent.trim() === text);
    const target = same ?? (text ? null : found[0]) ?? this.content.querySelector(".total, h1, h2");
    if (!target) return;
    if (!target.matches("a, button")) target.tabIndex = -1;
    target.focus({ preventScroll: Boolean(same) });
    if (!same) window.scrollTo({ top: 0 });
  }
}

// Spellings that were switched off for one query say nothing of another.
function withFields(form) {
  const address = new URL(form.action);
  const isOther = "asked" in form.dataset && form.dataset.asked !== form.elements.q.value.trim();
  const given = [...new FormData(form)].filter(([name, value]) => value !== "" && !(isOther && name === "without"));
  address.search = new URLSearchParams(given);
  return address;
}

function follow(feed) {
  const { href, title } = feed;
  return Object.assign(document.createElement("link"), { rel: "alternate", type: "application/atom+xml", href, title });
}

function isPlain(event) {
  return event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
}

// Says how to find in the new results what was activated in the old ones.
function describe(link) {
  const among = [".orders a", ".histogram a"].find((selector) => link.matches(`.fehrest ${selector}`));
  return among ? { selector: among, text: link.textContent.trim() } : { selector: ".total" };
}
