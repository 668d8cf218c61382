// Suggestions below the box: an editable combobox with a list (ARIA Authoring Practices).

const PAUSE = 60;
// For so long suggestions may cover an answer that is there.
const REST = 3000;

export function suggestWords(box) {
  const input = box.elements.q;
  const list = box.querySelector(".suggestions");
  const combobox = new Combobox(input, list);
  let timer;
  let rest;
  let request;

  const stop = () => {
    clearTimeout(timer);
    clearTimeout(rest);
    request?.abort();
  };

  input.addEventListener("input", () => {
    stop();
    combobox.move(-1);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
    combobox.pressed(event);
  });
  input.addEventListener("blur", () => {
    stop();
    combobox.close();
  });
  box.addEventListener("submit", () => {
    stop();
    combobox.close();
  });
  document.addEventListener("fehrest:shown", closeSoon);
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    const option = event.target.closest("[role=option]");
    if (option) combobox.take(option);
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  // Closes the suggestions when nobody chooses from them, so that the answer can be read.
  function closeSoon() {
    clearTimeout(rest);
    rest = setTimeout(() => (combobox.isInUse ? closeSoon() : combobox.close()), REST);
  }

  async function ask() {
    const asked = input.value;
    if (!asked.trim() || asked !== asked.trimEnd()) return combobox.close();
    request = new AbortController();
    const address = new URL(box.dataset.suggest, location.href);
    address.search = new URLSearchParams({ q: asked, limit: 7 });
    try {
      const response = await fetch(address, { signal: request.signal });
      if (!response.ok) return combobox.close();
      const { suggestions } = await response.json();
      // What somebody has begun to choose from stays.
      const isChoosing = combobox.active >= 0;
      if (input.value === asked && document.activeElement === input && !isChoosing) {
        combobox.open(suggestions.filter((one) => one.text !== asked));
      }
    } catch {
      combobox.close();
    }
  }
}

class Combobox {
  constructor(input, list) {
    this.input = input;
    this.list = list;
    this.active = -1;
    const attributes = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
    };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  }

  get options() {
    return [...this.list.children];
  }

  get isOpen() {
    return !this.list.hidden;
  }

  get isInUse() {
    return this.active >= 0 || this.list.matches(":hover");
  }

  open(suggestions) {
    this.list.replaceChildren(...suggestions.map((one, place) => this.option(one, place)));
    this.list.hidden = !suggestions.length;
    this.input.setAttribute("aria-expanded", String(this.isOpen));
    this.move(-1);
  }

  reopen() {
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.move(0);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.move(-1);
  }

  option({ text, word, kind, documents }, place) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${place}`;
    option.role = "option";
    option.dataset.text = text;
    option.ariaSelected = "false";
    const shown = Object.assign(document.createElement("bdi"), { textContent: word });
    const label = document.createElement("b");
    label.append(shown);
    option.append(label);
    if (kind === "spelling") {
      const about = this.list.dataset.spelling;
      option.append(" ", Object.assign(document.createElement("span"), { className: "kind", textContent: about }));
    }
    const count = documents.toLocaleString(numbering());
    option.append(" ", Object.assign(document.createElement("span"), { className: "count", textContent: count }));
    return option;
  }

  // Makes an option the active one; -1 is the box itself.
  move(place) {
    this.active = place;
    this.options.forEach((option, number) => {
      option.ariaSelected = String(number === place);
    });
    const option = this.options[place];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else {
      this.input.removeAttribute("aria-activedescendant");
    }
  }

  take(option) {
    this.input.value = option.dataset.text;
    this.close();
    this.input.form.requestSubmit();
  }

  pressed(event) {
    if (event.isComposing) return;
    const count = this.options.length;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Escape") {
      event.preventDefault();
      if (this.isOpen) return this.close();
      this.input.value = "";
      this.input.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (!this.isOpen && event.key === "ArrowDown" && count) {
      event.preventDefault();
      this.reopen();
    } else if (this.isOpen && event.key in steps) {
      event.preventDefault();
      // The box itself is one more place, between the last option and the first.
      this.move(((this.active + 1 + steps[event.key] + count + 1) % (count + 1)) - 1);
    } else if (this.isOpen && event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.take(this.options[this.active]);
    }
  }
}

// The numerals of the page, whatever those of the browser are.
export function numbering() {
  const language = document.querySelector(".fehrest").lang;
  return language === "fa" ? "fa-u-nu-arabext" : "en";
}
