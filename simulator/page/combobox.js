// A select that is searched by typing, for one choice or many, by the ARIA combobox pattern.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { nextIndex } from "./menu.js";
import { above } from "./popup.js";

/**
 * `choices` are {value, label, hint?, group?}; `chosen` are the values; `pick(values)` hears each change and
 * `done(values)` the end of it. `search(query)` fetches choices where they come from the app.
 */
export function combobox(seat, options) {
  const box = describe(seat, options);
  return h(
    "div",
    { class: options.many ? "combo many" : "combo", onfocusout: (event) => left(event, box) },
    options.many ? chips(box) : null,
    h("div", { id: `${options.id}-field`, class: "combo-field" }, field(box), clearing(box), icon("down")),
    box.open ? popup(box) : null,
  );
}

function describe(seat, options) {
  const open = seat.ui.open === options.key;
  const query = open ? (seat.ui.query ?? "") : "";
  const matching = options.search
    ? options.choices
    : options.choices.filter((choice) => matches(choice, query));
  const labels = new Map(
    [...options.choices, ...(options.known ?? [])].map((choice) => [choice.value, choice.label]),
  );
  return {
    seat,
    options,
    open,
    query,
    matching,
    at: Math.min(seat.ui.at ?? 0, matching.length - 1),
    label: (value) => labels.get(value) ?? value,
  };
}

const fold = (value) => value.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const matches = (choice, query) => fold(`${choice.label} ${choice.hint ?? ""}`).includes(fold(query));

function show(box) {
  if (box.open) return;
  const at = box.matching.findIndex((choice) => choice.value === box.options.chosen[0]);
  box.seat.set({ open: box.options.key, query: "", at: Math.max(at, 0) });
  box.options.search?.("");
}

function close(box) {
  if (box.seat.ui.open !== box.options.key) return;
  box.seat.set({ open: null, query: "" });
  box.options.done?.();
}

function left(event, box) {
  if (!event.currentTarget.contains(event.relatedTarget)) close(box);
}

function field(box) {
  const { options, open, query } = box;
  const shown = options.many || !options.chosen.length ? "" : box.label(options.chosen[0]);
  return h("input", {
    id: options.id,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-haspopup": "listbox",
    "aria-expanded": open,
    "aria-controls": open ? `${options.id}-list` : null,
    "aria-activedescendant": open && box.matching.length ? `${options.id}-${box.at}` : null,
    "aria-label": options.label,
    "aria-labelledby": options.labelledBy,
    "aria-describedby": options.describedBy,
    "aria-invalid": options.invalid ? true : null,
    "aria-required": options.required ? true : null,
    "aria-busy": options.busy,
    placeholder: shown || options.placeholder,
    value: open ? query : shown,
    "data-focus": options.focus,
    onclick: () => show(box),
    onkeydown: (event) => key(event, box),
    oninput: (event) => typed(event.target.value, box),
  });
}

function typed(query, box) {
  box.seat.set({ open: box.options.key, query, at: 0 });
  box.options.search?.(query);
}

function key(event, box) {
  const next = nextIndex(event.key, box.at, box.matching.length);
  if (next !== null && (box.open || event.key.startsWith("Arrow"))) {
    event.preventDefault();
    if (box.open) box.seat.set({ at: next });
    else show(box);
  } else if (event.key === "Enter") {
    event.preventDefault();
    if (!box.open) show(box);
    else if (box.matching[box.at]) choose(box, box.matching[box.at].value);
  } else if (event.key === "Escape" && box.open) {
    event.preventDefault();
    event.stopPropagation();
    close(box);
  } else if (event.key === "Backspace" && box.options.many && !box.query) {
    pickAll(box, box.options.chosen.slice(0, -1));
  }
}

function choose(box, value) {
  const { chosen, many } = box.options;
  if (!many) {
    box.seat.set({ open: null, query: "" });
    box.options.pick([value]);
    box.options.done?.();
    return;
  }
  const without = chosen.filter((each) => each !== value);
  const full = chosen.length >= (box.options.most ?? Infinity);
  if (without.length < chosen.length || !full)
    pickAll(box, without.length < chosen.length ? without : [...chosen, value]);
  box.seat.set({ query: "" });
}

function pickAll(box, values) {
  box.options.pick(values);
  if (!box.open) box.options.done?.();
}

function chips(box) {
  const { chosen } = box.options;
  if (!chosen.length) return null;
  return h(
    "ul",
    { class: "chips", "aria-label": "Chosen" },
    chosen.map((value) =>
      h(
        "li",
        { key: value },
        box.label(value),
        h(
          "button",
          {
            type: "button",
            "aria-label": `Remove ${box.label(value)}`,
            onclick: () =>
              pickAll(
                box,
                chosen.filter((each) => each !== value),
              ),
          },
          icon("close"),
        ),
      ),
    ),
  );
}

function clearing(box) {
  if (box.options.many || !box.options.clearable || !box.options.chosen.length || box.open) return null;
  return h(
    "button",
    { type: "button", class: "clear", "aria-label": "Clear the choice", onclick: () => pickAll(box, []) },
    icon("close"),
  );
}

function popup(box) {
  const { options } = box;
  const place = above(`${options.id}-field`);
  let group = null;
  const rows = box.matching.flatMap((choice, index) => {
    const heading =
      choice.group && choice.group !== group
        ? [h("div", { class: "menu-heading", role: "presentation" }, choice.group)]
        : [];
    group = choice.group;
    return [...heading, row(choice, index, box)];
  });
  const nothing = options.waiting ? "Looking …" : (options.empty ?? "Nothing fits what you typed");
  return h(
    "div",
    {
      key: "list",
      id: `${options.id}-list`,
      class: "popup listbox",
      role: "listbox",
      popover: "manual",
      "data-width": "anchor",
      "aria-label": options.label ?? "Choices",
      "aria-multiselectable": options.many ? true : null,
      mounted: place,
      patched: (node) => {
        place(node);
        node.querySelector(".at")?.scrollIntoView({ block: "nearest" });
      },
      onmousedown: (event) => event.preventDefault(),
    },
    rows.length ? rows : h("div", { class: "nothing" }, nothing),
  );
}

function row(choice, index, box) {
  const selected = box.options.chosen.includes(choice.value);
  return h(
    "div",
    {
      id: `${box.options.id}-${index}`,
      role: "option",
      "aria-selected": selected,
      class: index === box.at ? "option at" : "option",
      onclick: () => choose(box, choice.value),
    },
    h("span", { class: "tick", "aria-hidden": true }, selected ? "✓" : ""),
    h("span", {}, choice.label, choice.hint ? h("small", {}, choice.hint) : null),
  );
}
