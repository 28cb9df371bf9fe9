// The box one writes in: Enter sends, a slash offers the app's commands, plus opens its shortcuts.

import { h } from "./dom.js";
import { icon } from "./icons.js";
import { menu, nextIndex } from "./menu.js";
import { above } from "./popup.js";

export function composer(seat, channel, thread) {
  const box = describe(seat, channel, thread);
  if (seat.state.me.deleted) return h("p", { class: "composer closed" }, "This account is deactivated.");
  return h(
    "form",
    {
      key: `composer-${box.key}`,
      class: "composer",
      onsubmit: (event) => (event.preventDefault(), send(box)),
    },
    refusal(seat),
    h(
      "div",
      { class: "composer-row" },
      thread ? null : shortcuts(seat, box.key),
      field(box),
      h(
        "button",
        {
          class: "send",
          "aria-label": "Send",
          title: "Send",
          "aria-disabled": !box.text.trim(),
          "aria-busy": box.busy,
        },
        icon("send"),
      ),
    ),
    box.open ? completions(box) : null,
  );
}

function describe(seat, channel, thread) {
  const key = `${channel.id}:${thread ?? ""}`;
  const text = seat.ui.composing.get(key) ?? "";
  const begun = !thread && /^\/\S*$/.test(text);
  const commands = begun
    ? seat.state.app.commands.filter((each) => each.command.startsWith(text.toLowerCase()))
    : [];
  const open = seat.ui.open === `commands:${key}` && commands.length > 0;
  const at = Math.min(seat.ui.at ?? 0, commands.length - 1);
  return {
    seat,
    channel,
    thread,
    key,
    text,
    commands,
    open,
    at,
    id: seat.domId(`composer-${key}`),
    busy: seat.ui.outbox.has(key),
  };
}

function refusal(seat) {
  if (!seat.ui.refused) return null;
  return h(
    "p",
    { class: "problem", role: "alert" },
    icon("warning"),
    h("span", {}, seat.ui.refused),
    h(
      "button",
      { type: "button", class: "quiet", "aria-label": "Dismiss", onclick: () => seat.set({ refused: null }) },
      icon("close"),
    ),
  );
}

function shortcuts(seat, key) {
  const { app } = seat.state;
  const items = app.shortcuts
    .filter((each) => each.type === "global")
    .map((each) => ({
      label: each.name,
      hint: each.description,
      choose: () => seat.shortcut(each.callback_id),
    }));
  const slash = {
    label: "Type a command",
    hint: app.commands.map((each) => each.command).join("  "),
    choose: () => write(seat, key, "/"),
  };
  return menu(seat, {
    key: `plus:${key}`,
    label: "Shortcuts",
    face: icon("plus"),
    className: "quiet round",
    align: "start",
    items: [{ heading: app.name }, ...items, ...(app.commands.length ? [slash] : [])],
  });
}

function write(seat, key, text) {
  seat.ui.composing.set(key, text);
  seat.set({ open: text.startsWith("/") ? `commands:${key}` : null, at: 0 });
  document.getElementById(seat.domId(`composer-${key}`))?.focus();
}

function field(box) {
  const { seat, id, open } = box;
  const completes = box.thread
    ? {}
    : {
        role: "combobox",
        "aria-autocomplete": "list",
        "aria-haspopup": "listbox",
        "aria-expanded": open,
        "aria-controls": open ? `${id}-list` : null,
        "aria-activedescendant": open ? `${id}-${box.at}` : null,
      };
  return h("textarea", {
    id,
    rows: 1,
    ...completes,
    "aria-label": box.thread ? "Reply in thread" : `Message ${seat.conversationLabel(box.channel)}`,
    placeholder: box.thread ? "Reply …" : `Message ${seat.conversationLabel(box.channel)}`,
    value: box.text,
    mounted: grow,
    patched: grow,
    oninput: (event) => typed(event, box),
    onkeydown: (event) => key(event, box),
    onblur: () => box.open && seat.set({ open: null }),
  });
}

function grow(node) {
  node.style.height = "auto";
  node.style.height = `${Math.min(node.scrollHeight, 160)}px`;
}

function typed(event, { seat, key }) {
  seat.ui.composing.set(key, event.target.value);
  const starts = /^\/\S*$/.test(event.target.value);
  seat.set({ open: starts ? `commands:${key}` : null, at: 0 });
}

function key(event, box) {
  if (event.isComposing) return;
  const next = box.open ? nextIndex(event.key, box.at, box.commands.length) : null;
  if (next !== null && event.key.startsWith("Arrow")) {
    event.preventDefault();
    box.seat.set({ at: next });
  } else if (box.open && event.key === "Escape") {
    event.preventDefault();
    event.stopPropagation();
    box.seat.set({ open: null });
  } else if (
    box.open &&
    (event.key === "Tab" || event.key === "Enter") &&
    box.commands[box.at].command !== box.text
  ) {
    event.preventDefault();
    complete(box, box.commands[box.at]);
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send(box);
  }
}

function complete({ seat, key, id }, command) {
  seat.ui.composing.set(key, `${command.command} `);
  seat.set({ open: null });
  document.getElementById(id)?.focus();
}

/** Send what is written now, after all that was written before it and is still on its way. */
async function send({ seat, channel, thread, key }) {
  const text = seat.ui.composing.get(key) ?? "";
  if (!text.trim()) return;
  seat.ui.composing.set(key, "");
  const { outbox } = seat.ui;
  const first = !outbox.has(key);
  outbox.set(key, [...(outbox.get(key) ?? []), text]);
  seat.set({ open: null });
  if (first) await empty({ seat, channel, thread, key });
}

async function empty({ seat, channel, thread, key }) {
  const { composing, outbox } = seat.ui;
  while (outbox.has(key)) {
    const [next] = outbox.get(key);
    const went = await seat.say(channel.id, thread, next);
    const [, ...rest] = outbox.get(key);
    // What could not be sent comes back, and so does all that was to follow it.
    if (!went) composing.set(key, [next, ...rest, composing.get(key)].filter(Boolean).join("\n"));
    if (went && rest.length) outbox.set(key, rest);
    else outbox.delete(key);
  }
  seat.render();
}

function completions(box) {
  const place = above(box.id);
  return h(
    "div",
    {
      key: "list",
      id: `${box.id}-list`,
      class: "popup listbox commands",
      role: "listbox",
      popover: "manual",
      "data-width": "anchor",
      "aria-label": "Commands",
      mounted: place,
      patched: place,
      onmousedown: (event) => event.preventDefault(),
    },
    h("div", { class: "menu-heading", role: "presentation" }, box.seat.state.app.name),
    box.commands.map((command, index) =>
      h(
        "div",
        {
          id: `${box.id}-${index}`,
          role: "option",
          "aria-selected": index === box.at,
          class: index === box.at ? "option at" : "option",
          onclick: () => complete(box, command),
        },
        h(
          "span",
          {},
          h("strong", {}, command.command),
          " ",
          h("span", { class: "usage" }, command.usage_hint ?? ""),
          h("small", {}, command.description ?? ""),
        ),
      ),
    ),
  );
}
