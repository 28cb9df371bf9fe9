// One message: who said it and when, what it shows, and its own tools.

import { blocks } from "./blocks.js";
import { time } from "./dates.js";
import { h } from "./dom.js";
import { avatar } from "./faces.js";
import { icon } from "./icons.js";
import { menu } from "./menu.js";
import { mrkdwn, nameOf, unescape } from "./mrkdwn.js";

const drawn = new WeakMap();

/** A message; what was drawn of it before is used again while nothing about it has changed. */
export function messageRow(seat, channel, message, joined, placeInThread = false) {
  const scope = `message:${channel.id}:${message.ts}`;
  if (seat.busyAt(scope, message.ts)) return draw(seat, channel, message, joined, placeInThread);
  if (!drawn.has(seat)) drawn.set(seat, new Map());
  const slot = `${scope}:${placeInThread}`;
  // Dates such as "today" and "in 5 minutes" grow old by themselves.
  const print = [
    seat.mark(`${channel.id}:${message.ts}`),
    seat.mark("faces"),
    Boolean(joined),
    Math.floor(seat.page.now() / 60),
  ].join();
  const before = drawn.get(seat).get(slot);
  if (before?.print === print) return before.node;
  const node = draw(seat, channel, message, joined, placeInThread);
  drawn.get(seat).set(slot, { print, node });
  return node;
}

function draw(seat, channel, message, joined, placeInThread) {
  const { state } = seat;
  if (message.deleted)
    return h(
      "li",
      { key: message.ts, class: "message gone" },
      h("p", {}, "This message was deleted."),
      replies(seat, channel, message),
    );
  const author = state.users[message.user];
  const kind = ["message", joined ? "joined" : "", message.is_ephemeral ? "ephemeral" : ""].join(" ");
  const at = time(Number(message.ts), state.me);
  return h(
    "li",
    {
      key: message.ts,
      tabindex: "-1",
      class: kind,
      id: seat.domId(`message-${channel.id}-${message.ts}${placeInThread ? "-t" : ""}`),
    },
    message.is_ephemeral ? h("p", { class: "only-you" }, icon("eye"), "Only visible to you") : null,
    h(
      "article",
      { "aria-label": `${nameOf(author)}, ${at}` },
      joined ? h("time", { class: "margin", datetime: iso(message) }, at) : avatar(author, state),
      h(
        "div",
        { class: "body" },
        joined ? null : byline(author, message, at, state),
        seat.ui.editing === message.ts ? editor(seat, channel, message) : content(seat, channel, message),
        placeInThread ? null : replies(seat, channel, message),
      ),
      tools(seat, channel, message, placeInThread),
    ),
  );
}

const iso = (message) => new Date(Number(message.ts) * 1000).toISOString();

function byline(author, message, at, state) {
  const isApp = author?.is_bot || message.user === state.app.bot_user_id;
  return h(
    "p",
    { class: "byline" },
    h("strong", {}, isApp ? state.app.name : nameOf(author)),
    isApp ? h("span", { class: "badge" }, "App") : null,
    author?.status_emoji
      ? h(
          "span",
          { class: "status", title: author.status_text },
          mrkdwn(author.status_emoji, { users: {}, me: state.me }),
        )
      : null,
    h("time", { datetime: iso(message) }, at),
  );
}

function content(seat, channel, message) {
  const edited = message.edited ? h("span", { class: "edited" }, " (edited)") : null;
  const surface = {
    seat,
    context: seat.context,
    scope: `message:${channel.id}:${message.ts}`,
    inputs: message.inputs,
    version: message.version,
    container: { type: "message", channel: channel.id, ts: message.ts },
  };
  if (message.blocks?.length) return h("div", { class: "blocks" }, blocks(message.blocks, surface), edited);
  return h("div", { class: "text" }, mrkdwn(message.text, surface.context), edited);
}

function editor(seat, channel, message) {
  const save = () => seat.edit(channel.id, message.ts, seat.ui.editText);
  return h(
    "form",
    { class: "editor", onsubmit: (event) => (event.preventDefault(), save()) },
    h("textarea", {
      class: "field",
      rows: 2,
      "aria-label": "Edit message",
      value: seat.ui.editText,
      mounted: (node) => node.focus(),
      oninput: (event) => seat.set({ editText: event.target.value }),
      onkeydown: (event) => editKey(event, seat, save),
    }),
    h(
      "div",
      { class: "row" },
      h("button", { class: "button primary" }, "Save"),
      h("button", { type: "button", class: "button", onclick: () => seat.set({ editing: null }) }, "Cancel"),
    ),
  );
}

function editKey(event, seat, save) {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    save();
  } else if (event.key === "Escape") {
    event.stopPropagation();
    seat.set({ editing: null });
  }
}

function replies(seat, channel, message) {
  if (!message.reply_count) return null;
  return h(
    "button",
    { type: "button", class: "replies", onclick: () => openThread(seat, channel, message) },
    message.reply_count === 1 ? "1 reply" : `${message.reply_count} replies`,
    icon("reply"),
  );
}

const openThread = (seat, channel, message) =>
  seat.set({ thread: { channel: channel.id, ts: message.thread_ts ?? message.ts } });

function tools(seat, channel, message, placeInThread) {
  const json = () => seat.page.showJson(message.raw ?? message, `Message ${message.ts}`, seat);
  const alone = placeInThread || message.is_ephemeral;
  // One stop of the Tab key for all tools of a message; the arrows reach the others.
  return h(
    "div",
    { class: "tools", role: "toolbar", "aria-label": "Message tools", onkeydown: rove },
    alone
      ? null
      : h(
          "button",
          {
            key: "reply",
            type: "button",
            class: "quiet",
            "aria-label": "Reply in thread",
            title: "Reply in thread",
            onclick: () => openThread(seat, channel, message),
          },
          icon("reply"),
        ),
    h(
      "button",
      {
        key: "json",
        type: "button",
        tabindex: alone ? "0" : "-1",
        class: "quiet",
        "aria-label": "Raw JSON",
        title: "Raw JSON",
        onclick: json,
      },
      icon("json"),
    ),
    more(seat, channel, message, placeInThread),
  );
}

function more(seat, channel, message, placeInThread) {
  const mine = message.user === seat.person && !message.is_ephemeral;
  const own = mine
    ? [
        {
          label: "Edit message",
          sign: "edit",
          choose: () => seat.set({ editing: message.ts, editText: typedText(seat, message) }),
        },
        {
          label: "Delete message",
          sign: "bin",
          danger: true,
          choose: () => seat.remove(channel.id, message.ts),
        },
      ]
    : [];
  const shortcuts = message.is_ephemeral
    ? []
    : seat.state.app.shortcuts
        .filter((each) => each.type === "message")
        .map((each) => ({
          label: each.name,
          hint: seat.state.app.name,
          choose: () => seat.shortcut(each.callback_id, { channel: channel.id, ts: message.ts }),
        }));
  if (!own.length && !shortcuts.length) return null;
  return menu(seat, {
    key: `more:${placeInThread}:${message.ts}`,
    label: "More actions",
    face: icon("more"),
    tabindex: "-1",
    items: [...own, ...shortcuts],
  });
}

/** The message as it was typed, with people by their names again. */
const typedText = (seat, message) =>
  unescape(message.text.replace(/<@(\w+)>/g, (whole, id) => `@${seat.state.users[id]?.name ?? id}`));

/** Left and right move within the tools of one message. */
function rove(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const buttons = [...event.currentTarget.querySelectorAll(":scope > button, :scope > .menu-place > button")];
  const next = buttons.indexOf(document.activeElement) + step;
  if (buttons[next]) buttons[next].focus();
}
