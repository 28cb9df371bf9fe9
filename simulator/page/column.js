// One person's column: who they are and what time it is for them, the tabs, what lies in them, and what lies above.

import { blocks } from "./blocks.js";
import { h, patch } from "./dom.js";
import { avatar, localTime } from "./faces.js";
import { icon } from "./icons.js";
import { nextIndex } from "./menu.js";
import { confirmation, modal } from "./modal.js";
import { conversation, keepPlace } from "./messages.js";
import { nameOf } from "./mrkdwn.js";
import { threadPane } from "./thread.js";

/** Draw a seat into its column, and put focus and scrolling where a person expects them. */
export function draw(root, seat) {
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  const message = focused?.closest(".message")?.id;
  const dialogBefore = root.querySelector("[data-dialog]")?.dataset.dialog;
  patch(root, seat.state ? column(seat) : h("p", { class: "empty" }, "Opening …"));
  for (const node of root.querySelectorAll(".log")) keepPlace(node);
  if (!seat.state) return;
  moveFocus(root, seat, dialogBefore, focused);
  if (!seat.ui.confirm && seat.focusNext) {
    seat.focusNext.focus();
    seat.focusNext = null;
  }
  // What was pressed may be gone from its message; whoever works by keyboard then stays at that message.
  if (focused && !focused.isConnected && document.activeElement === document.body) {
    const here = document.getElementById(message) ?? root.querySelector(".log");
    (twin(here, focused) ?? here)?.focus({ preventScroll: true });
  }
}

/** What says the same as an element that was drawn anew. */
function twin(place, gone) {
  const says = (node) => `${node.textContent}|${node.getAttribute("aria-label")}`;
  return [...(place?.querySelectorAll(gone.tagName) ?? [])].find((node) => says(node) === says(gone));
}

function moveFocus(root, seat, before, focused) {
  const dialog = root.querySelector("[data-dialog]");
  if (dialog?.dataset.dialog === before) return;
  if (!before && dialog) seat.opener = focused;
  // Only the column one is working in may take the focus; what opens next door waits.
  if (!focused && !seat.page.isActive(seat)) return;
  if (dialog) (dialog.querySelector("[data-focus=first], [data-focus]") ?? firstField(dialog)).focus();
  else if (before)
    (seat.opener?.isConnected
      ? seat.opener
      : root.querySelector(".composer textarea, [role=tab][aria-selected=true]")
    )?.focus();
}

const firstField = (dialog) =>
  dialog.querySelector(".dialog-body input, .dialog-body textarea") ?? dialog.querySelector("[data-title]");

function column(seat) {
  const { state } = seat;
  const covered = Boolean(seat.topView() || seat.ui.confirm);
  return [
    h(
      "div",
      { key: "under", class: "under", inert: covered },
      person(seat),
      tabs(seat),
      unanswered(seat),
      h("div", { class: "stage" }, panel(seat), threadPane(seat)),
    ),
    h(
      "div",
      { key: "toasts", class: "toasts" },
      seat.ui.toasts.map((toast) => notice(seat, toast)),
    ),
    h("div", { key: "said", class: "unseen", role: "status", "aria-live": "polite" }, seat.ui.said),
    modal(seat),
    confirmation(seat),
  ];
}

function person(seat) {
  const { me } = seat.state;
  return h(
    "header",
    { class: "person" },
    avatar(me, seat.state, "large"),
    h(
      "div",
      { class: "who" },
      h("h2", { id: seat.domId("name") }, me.real_name || nameOf(me)),
      h(
        "p",
        { class: "role" },
        me.deleted ? h("span", { class: "badge off" }, "Deactivated") : null,
        me.title || `@${me.name}`,
        me.dnd ? " · notifications paused" : "",
        me.status_text ? ` · ${me.status_text}` : "",
      ),
    ),
    localTime(me, seat.page.now()),
    switcher(seat),
  );
}

function switcher(seat) {
  const people = seat.page.people;
  if (people.length < 2) return null;
  return h(
    "label",
    { class: "switch", title: "Show somebody else here" },
    icon("switch"),
    h("span", { class: "unseen" }, "Show somebody else in this column"),
    h(
      "select",
      { value: seat.person, onchange: (event) => seat.page.choosePerson(seat.number, event.target.value) },
      people.map((user) =>
        h(
          "option",
          { key: user.id, value: user.id },
          `${user.real_name || user.name}${user.title ? `, ${user.title}` : ""}${user.deleted ? " (deactivated)" : ""}`,
        ),
      ),
    ),
  );
}

function tabs(seat) {
  const { app, conversations } = seat.state;
  const shown = conversations.filter((each) => each.kind !== "app_dm" || app.messages_tab_enabled !== false);
  const all = shown.map((each) => ({ id: each.id, label: seat.conversationName(each), unread: each.unread }));
  if (app.home_tab_enabled !== false) all.splice(1, 0, { id: "home", label: "Home" });
  return h(
    "div",
    { class: "tabs", role: "tablist", "aria-label": app.name, onkeydown: rove },
    all.map((tab) => {
      const selected = seat.ui.tab === tab.id;
      return h(
        "button",
        {
          key: tab.id,
          id: seat.domId(`tab-${tab.id}`),
          type: "button",
          role: "tab",
          "aria-selected": selected,
          tabindex: selected ? "0" : "-1",
          "aria-controls": seat.domId("panel"),
          onclick: () => seat.show(tab.id),
        },
        tab.label,
        tab.unread
          ? h("span", { class: "count" }, tab.unread, h("span", { class: "unseen" }, " unread"))
          : null,
      );
    }),
  );
}

function rove(event) {
  const key = { ArrowRight: "ArrowDown", ArrowLeft: "ArrowUp" }[event.key] ?? event.key;
  const all = [...event.currentTarget.children];
  const next = event.key.startsWith("Arrow")
    ? nextIndex(key, all.indexOf(document.activeElement), all.length)
    : null;
  if (next === null) return;
  event.preventDefault();
  all[next].focus();
  all[next].click();
}

function unanswered(seat) {
  const sentence = seat.state.ephemeral_error;
  if (!sentence || seat.ui.dismissed === sentence || seat.hasSaid(sentence)) return null;
  return h(
    "p",
    { key: "unanswered", class: "problem band", role: "alert" },
    icon("warning"),
    h("span", {}, sentence),
    h(
      "button",
      {
        type: "button",
        class: "quiet",
        "aria-label": "Dismiss",
        onclick: () => seat.set({ dismissed: sentence }),
      },
      icon("close"),
    ),
  );
}

function panel(seat) {
  const channel = seat.conversation();
  return h(
    "div",
    {
      key: "panel",
      id: seat.domId("panel"),
      class: "panel",
      role: "tabpanel",
      "aria-labelledby": seat.domId(`tab-${seat.ui.tab}`),
      inert: Boolean(seat.ui.thread),
    },
    channel ? conversation(seat, channel) : homeTab(seat),
  );
}

function homeTab(seat) {
  const { home, app } = seat.state;
  if (!home)
    return h(
      "div",
      { key: "home", class: "empty" },
      h("p", {}, "Nothing here yet."),
      h("p", { class: "hint" }, `${app.name} has not drawn a Home for this person.`),
    );
  const surface = {
    seat,
    context: seat.context,
    scope: `view:${home.id}`,
    inputs: home.inputs,
    version: home.version,
    values: home.state?.values,
    container: { type: "view", view_id: home.id },
  };
  return h(
    "div",
    { key: "home", class: "scroll home", tabindex: "0", role: "region", "aria-label": "Home" },
    h(
      "button",
      {
        type: "button",
        class: "quiet home-json",
        "aria-label": "Raw JSON of this Home",
        title: "Raw JSON",
        onclick: () => seat.page.showJson(home, "Home", seat),
      },
      icon("json"),
    ),
    blocks(home.blocks, surface),
  );
}

function notice(seat, toast) {
  return h(
    "div",
    { key: toast.id, class: "toast" },
    h(
      "button",
      {
        type: "button",
        class: "toast-text",
        onclick: () => (seat.dropToast(toast.id), seat.show(toast.channel)),
      },
      h("strong", {}, seat.state.app.name),
      h("span", {}, toast.said),
    ),
    h(
      "button",
      { type: "button", class: "quiet", "aria-label": "Dismiss", onclick: () => seat.dropToast(toast.id) },
      icon("close"),
    ),
  );
}
