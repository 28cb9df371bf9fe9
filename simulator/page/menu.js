// A button that opens a menu, by the ARIA pattern: arrows move, Enter chooses, Escape goes back to the button.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { above } from "./popup.js";

/** `items` are {label, hint?, sign?, danger?, choose} or {heading}; `seat` remembers which menu is open. */
export function menu(
  seat,
  { key, label, face, items, className = "quiet", busy = false, align = "end", tabindex = "0" },
) {
  const open = seat.ui.open === key;
  const id = seat.domId(key);
  const close = (back) => {
    if (seat.ui.open === key) seat.set({ open: null });
    if (back) document.getElementById(id)?.focus();
  };
  return h(
    "span",
    { class: "menu-place", onfocusout: (event) => leave(event, open, close) },
    h(
      "button",
      {
        id,
        type: "button",
        class: className,
        tabindex,
        "aria-label": label,
        title: label,
        "aria-haspopup": "menu",
        "aria-expanded": open,
        "aria-busy": busy,
        "aria-controls": open ? `${id}-menu` : null,
        onclick: () => seat.set({ open: open ? null : key }),
        onkeydown: (event) => opens(event, open, () => seat.set({ open: key })),
      },
      face,
    ),
    open ? list(id, label, items, align, close) : null,
  );
}

function leave(event, open, close) {
  if (open && !event.currentTarget.contains(event.relatedTarget)) close(false);
}

function opens(event, open, show) {
  if (open || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
  event.preventDefault();
  show();
}

function list(id, label, items, align, close) {
  const show = above(id);
  return h(
    "div",
    {
      key: `${id}-menu`,
      id: `${id}-menu`,
      class: "popup menu",
      role: "menu",
      "aria-label": label,
      popover: "manual",
      "data-align": align,
      onkeydown: (event) => move(event, close),
      patched: show,
      mounted: (node) => {
        show(node);
        node.querySelector("[role=menuitem]")?.focus();
      },
    },
    items.map((item) => row(item, close)),
  );
}

function row(item, close) {
  if (item.heading) return h("div", { class: "menu-heading", role: "presentation" }, item.heading);
  const choose = () => {
    close(true);
    item.choose();
  };
  return h(
    "button",
    {
      type: "button",
      role: "menuitem",
      tabindex: "-1",
      class: item.danger ? "danger" : null,
      onclick: choose,
    },
    item.sign ? icon(item.sign) : null,
    h("span", {}, item.label, item.hint ? h("small", {}, item.hint) : null),
  );
}

function move(event, close) {
  if (event.key === "Escape" || event.key === "Tab") {
    if (event.key === "Escape") event.preventDefault();
    event.stopPropagation();
    close(true);
    return;
  }
  const rows = [...event.currentTarget.querySelectorAll("[role=menuitem]")];
  const next = nextIndex(event.key, rows.indexOf(document.activeElement), rows.length);
  if (next === null) return;
  event.preventDefault();
  rows[next].focus();
}

/** Where an arrow, Home or End leads in a list of `length`; null for other keys. */
export function nextIndex(key, at, length) {
  const steps = { ArrowDown: at + 1, ArrowUp: at < 0 ? length - 1 : at - 1, Home: 0, End: length - 1 };
  return key in steps && length ? (steps[key] + length) % length : null;
}
