// One column's person: what they see, what they are in the middle of, and what they can do about it.

import { follow, post } from "./api.js";
import { plain, words } from "./mrkdwn.js";

const TYPING_PAUSE = 200;
const SETTLED_AFTER = 1000;
const TOAST_SECONDS = 7;
const NO_ANSWER = "The app did not answer in time, so nothing may have happened. Try again.";

/** What a person has open, typed and chosen; it outlives a change of the person in a column. */
function freshUi() {
  return {
    tab: null,
    thread: null,
    open: null,
    query: "",
    at: 0,
    editing: null,
    editText: "",
    confirm: null,
    dialogError: null,
    drafts: new Map(),
    composing: new Map(),
    pending: new Set(),
    failures: new Map(),
    typing: new Map(),
    offered: new Map(),
    shown: new Map(),
    waiting: new Set(),
    errors: new Map(),
    toasts: [],
    known: null,
    said: "",
    refused: null,
    dismissed: null,
  };
}

const memory = new Map();

export class Seat {
  /** `number` is the column's, from 1; `render` redraws it; `page` is what all columns share. */
  constructor(number, person, page) {
    this.number = number;
    this.person = person;
    this.page = page;
    this.state = null;
    this.linked = true;
    if (!memory.has(person)) memory.set(person, freshUi());
    this.ui = memory.get(person);
    this.fills = new Map();
    this.marks = new Map();
    this.link = follow(person, {
      state: (state) => this.take(state),
      linked: (linked) => this.onLink(linked),
    });
  }

  close() {
    this.link.close();
  }

  render() {
    this.page.render(this);
  }

  set(changes) {
    Object.assign(this.ui, changes);
    this.render();
  }

  onLink(linked) {
    if (this.linked === linked) return;
    this.linked = linked;
    this.page.linkChanged();
  }

  take(state) {
    const before = this.state;
    this.state = state;
    this.markChanges();
    this.settleDrafts();
    this.noteErrors();
    this.ui.tab ??= this.home()?.id ?? "home";
    this.announce(before);
    this.page.stateArrived(this);
    this.render();
  }

  /** Number what is new, so that a message that looks as before need not be drawn again. */
  markChanges() {
    const mark = (name, value) => {
      const print = JSON.stringify(value);
      const before = this.marks.get(name);
      if (before?.print !== print) this.marks.set(name, { print, number: (before?.number ?? 0) + 1 });
    };
    mark("faces", [this.state.users, this.state.app]);
    for (const [channel, messages] of Object.entries(this.state.messages)) {
      for (const message of messages) mark(`${channel}:${message.ts}`, message);
    }
  }

  mark(name) {
    return this.marks.get(name)?.number;
  }

  /** Whether the person is in the middle of something at that surface. */
  busyAt(scope, ts) {
    const { drafts, pending, failures, typing, waiting, offered, open, editing } = this.ui;
    const here = (keys) => [...keys].some((key) => key.startsWith(scope));
    return (
      editing === ts ||
      Boolean(open?.includes(ts)) ||
      [drafts, pending, failures, typing, waiting, offered].some((each) => here(each.keys()))
    );
  }

  // What is where ------------------------------------------------------------------------------------------

  get context() {
    const { users, me, conversations } = this.state;
    return { users, me, conversations, now: this.page.now() };
  }

  domId(key) {
    return `c${this.number}-${key}`.replace(/[^\w-]/g, "_");
  }

  /** The app's own conversation, which Slack calls the Messages tab. */
  home() {
    return this.state?.conversations.find((each) => each.kind === "app_dm");
  }

  conversation() {
    return this.state.conversations.find((each) => each.id === this.ui.tab);
  }

  conversationName(conversation) {
    if (conversation.kind === "app_dm") return "Messages";
    const others = conversation.members.filter((id) => id !== this.person);
    return others.map((id) => this.state.users[id]?.real_name ?? id).join(", ");
  }

  /** Whom one writes to there. */
  conversationLabel(conversation) {
    return conversation.kind === "app_dm" ? this.state.app.name : this.conversationName(conversation);
  }

  unread() {
    return this.state ? this.state.conversations.reduce((sum, each) => sum + (each.unread || 0), 0) : 0;
  }

  topView() {
    return this.state?.views.at(-1) ?? null;
  }

  failureIn(scope, blockId) {
    return this.ui.failures.get(`${scope}/${blockId}`);
  }

  /** Whether the sentence stands beside what failed already. */
  hasSaid(sentence) {
    return [...this.ui.failures.values(), this.ui.refused, this.ui.dialogError?.sentence].includes(sentence);
  }

  // Answers to elements ------------------------------------------------------------------------------------

  /** Remember an answer on the page alone. */
  keep({ key }, answer) {
    this.ui.drafts.set(key, { answer, kept: true });
    this.render();
  }

  /** Keep an answer in its form; the workspace hears it after a short pause in the typing. */
  fill(spot, answer) {
    this.ui.drafts.set(spot.key, { answer });
    this.forgetError(spot);
    const send = () => this.send(spot, answer);
    const typed = answer && ("text" in answer || "rich_text" in answer);
    clearTimeout(this.fills.get(spot.key)?.timer);
    if (typed)
      this.fills.set(spot.key, { send, timer: setTimeout(() => this.flushOne(spot.key), TYPING_PAUSE) });
    else (this.fills.set(spot.key, { send }), this.flushOne(spot.key));
    this.render();
  }

  flushOne(key) {
    const waiting = this.fills.get(key);
    if (!waiting) return undefined;
    clearTimeout(waiting.timer);
    this.fills.delete(key);
    return waiting.send();
  }

  /** Tell the workspace everything that was typed, before something happens that reads it. */
  async flush() {
    await Promise.all([...this.fills.keys()].map((key) => this.flushOne(key)));
  }

  async send({ surface, block, element, key }, answer) {
    const draft = this.ui.drafts.get(key);
    try {
      await post("fill", {
        as: this.person,
        container: surface.container,
        block_id: block.block_id,
        action_id: element.action_id,
        answer,
      });
      if (draft) draft.settled = Date.now();
    } catch (error) {
      this.fail(surface.scope, block, error.message);
    }
  }

  /** Press: ask first where the element asks for it, then wait for the app's acknowledgement. */
  press(spot, answer) {
    const { confirm } = spot.element;
    if (!confirm) return this.pressNow(spot, answer);
    return this.set({
      confirm: { ...confirm, go: () => this.pressNow(spot, answer), opener: document.activeElement },
    });
  }

  async pressNow({ surface, block, element, key }, answer) {
    if (this.ui.pending.has(key)) return;
    const spot = {
      as: this.person,
      container: surface.container,
      block_id: block.block_id,
      action_id: element.action_id,
      answer,
    };
    this.ui.pending.add(key);
    this.ui.failures.delete(`${surface.scope}/${block.block_id}`);
    if (element.type !== "button" && element.type !== "overflow") this.ui.drafts.set(key, { answer });
    this.render();
    await this.flush();
    const failed = await this.attempt(() => post("press", spot));
    this.ui.pending.delete(key);
    const draft = this.ui.drafts.get(key);
    if (draft) draft.settled = Date.now();
    if (failed) this.fail(surface.scope, block, failed);
    this.render();
  }

  /** The sentence that says why a call came to nothing, or null when the app acknowledged it. */
  async attempt(call) {
    try {
      const answer = await call();
      return answer.ok && answer.acked !== false ? null : (answer.error ?? NO_ANSWER);
    } catch (error) {
      return error.message;
    }
  }

  fail(scope, block, sentence) {
    this.ui.failures.set(`${scope}/${block.block_id}`, sentence);
    this.render();
  }

  async search({ surface, block, element, key }, query) {
    this.ui.asked = query;
    if (query.length < (element.min_query_length ?? 3))
      return this.set({ offered: this.ui.offered.set(key, { options: [] }) });
    this.ui.waiting.add(key);
    this.render();
    const wanted = {
      as: this.person,
      container: surface.container,
      block_id: block.block_id,
      action_id: element.action_id,
      value: query,
    };
    const found = await post("options", wanted).catch(() => ({ options: [] }));
    this.ui.waiting.delete(key);
    // Answers may overtake each other; only the one to the latest question counts.
    if (this.ui.asked === query) this.ui.offered.set(key, found);
    return this.render();
  }

  /** An answer on the page gives way to the workspace's once that agrees, or once it has had its say. */
  settleDrafts() {
    for (const [key, draft] of this.ui.drafts) {
      const held = this.heldAnswer(key);
      const agreed = JSON.stringify(held ?? null) === JSON.stringify(draft.answer ?? null);
      const over = draft.settled && Date.now() - draft.settled > SETTLED_AFTER;
      if (!this.fills.has(key) && !draft.kept && (agreed || over || held === undefined))
        this.ui.drafts.delete(key);
    }
  }

  /** What the workspace holds for a key; undefined when the surface it stood on is gone. */
  heldAnswer(key) {
    const [scope, blockId, actionId] = key.split("/");
    const surface = this.surfaceOf(scope);
    return surface ? (surface.inputs?.[blockId]?.[actionId] ?? null) : undefined;
  }

  surfaceOf(scope) {
    const [kind, ...rest] = scope.split(":");
    if (kind === "view") return [...this.state.views, this.state.home].find((view) => view?.id === rest[0]);
    return this.state.messages[rest[0]]?.find((message) => message.ts === rest[1]);
  }

  // Modals -------------------------------------------------------------------------------------------------

  noteErrors() {
    const here = new Map();
    for (const view of this.state.views) {
      const seen = JSON.stringify(view.errors ?? {});
      const before = this.ui.errors.get(view.id);
      here.set(view.id, before?.seen === seen ? before : { seen, shown: { ...view.errors } });
    }
    this.ui.errors = here;
  }

  forgetError({ surface, block }) {
    const errors = this.ui.errors.get(surface.container.view_id);
    if (errors) delete errors.shown[block.block_id];
  }

  async submit(view) {
    if (this.ui.pending.has(view.id)) return;
    this.ui.pending.add(view.id);
    this.set({ dialogError: null });
    await this.flush();
    let errors = null;
    const failed = await this.attempt(async () => {
      const answer = await post("submit", { as: this.person, view_id: view.id });
      errors = answer.errors;
      // Errors under the fields are an answer too; only silence is a failure.
      return errors && Object.keys(errors).length ? { ok: true } : answer;
    });
    this.ui.pending.delete(view.id);
    const known = this.ui.errors.get(view.id);
    if (errors && known) known.shown = { ...errors };
    this.set({ dialogError: failed ? { view: view.id, sentence: failed } : null });
    if (errors && Object.keys(errors).length) this.page.focusFirstError(this);
  }

  async dismiss(view, all) {
    await this.flush();
    const failed = await this.attempt(() => post("close", { as: this.person, view_id: view.id, all }));
    if (failed) this.set({ dialogError: { view: view.id, sentence: failed } });
  }

  // Saying, commands, shortcuts ----------------------------------------------------------------------------

  /** Send what the composer holds; answers whether it went out. */
  async say(channel, thread, said) {
    const text = said.trim();
    if (!text) return false;
    if (text.startsWith("/")) return this.command(channel, thread, text);
    return this.tell(channel, () =>
      post("say", { as: this.person, channel, text, thread_ts: thread ?? undefined }),
    );
  }

  async command(channel, thread, said) {
    const [, command, rest] = /^(\/\S+)\s*([\s\S]*)$/.exec(said);
    if (thread) return this.refuse(`${command} is not supported in threads.`);
    if (!this.state.app.commands.some((each) => each.command === command)) {
      return this.refuse(
        `${command} is not a valid command. Messages that start with “/” are read as commands.`,
      );
    }
    return this.tell(channel, () => post("command", { as: this.person, command, text: rest, channel }));
  }

  shortcut(callbackId, message) {
    return this.tell(null, () => post("shortcut", { as: this.person, callback_id: callbackId, message }));
  }

  async tell(channel, call) {
    const key = `say:${channel}`;
    this.ui.pending.add(key);
    this.set({ refused: null });
    const failed = await this.attempt(call);
    this.ui.pending.delete(key);
    if (failed) return this.refuse(failed);
    this.render();
    return true;
  }

  refuse(sentence) {
    this.set({ refused: sentence });
    return false;
  }

  async edit(channel, ts, said) {
    if (await this.tell(channel, () => post("edit", { as: this.person, channel, ts, text: said.trim() }))) {
      this.set({ editing: null });
    }
  }

  remove(channel, ts) {
    const go = () => this.tell(channel, () => post("delete", { as: this.person, channel, ts }));
    this.set({
      confirm: {
        title: { text: "Delete message" },
        text: { text: "Are you sure you want to delete this message? This cannot be undone." },
        confirm: { text: "Delete" },
        deny: { text: "Cancel" },
        style: "danger",
        go,
        opener: document.activeElement,
      },
    });
  }

  // Tabs, reading, notices ---------------------------------------------------------------------------------

  async show(tab) {
    this.set({ tab, thread: null, open: null });
    const named = tab === "home" ? "home" : tab === this.home()?.id ? "messages" : null;
    if (named && !this.state.me.deleted)
      await post("home", { as: this.person, tab: named }).catch((error) => this.refuse(error.message));
    this.read();
  }

  /** Someone who is looking at a conversation has read it. */
  read() {
    const conversation = this.state && this.conversation();
    if (!conversation || this.state.me.deleted || !this.page.isActive(this) || document.hidden) return;
    if (!conversation.unread || this.ui.pending.has(`read:${conversation.id}`)) return;
    this.ui.pending.add(`read:${conversation.id}`);
    post("read", { as: this.person, channel: conversation.id })
      .catch(() => null)
      .finally(() => this.ui.pending.delete(`read:${conversation.id}`));
  }

  announce(before) {
    const { ui, state } = this;
    const fresh = state.notifications.filter((each) => ui.known && !ui.known.has(each.id) && !each.read);
    ui.known = new Set(state.notifications.map((each) => each.id));
    for (const each of fresh) this.notify(each);
    if (state.ephemeral_error !== before?.ephemeral_error) ui.dismissed = null;
  }

  notify({ id, channel, text }) {
    const said = plain(words({ text }));
    this.ui.said = `New message for ${this.state.me.real_name}: ${said}`;
    const looking = this.page.isActive(this) && this.ui.tab === channel && !this.topView();
    if (looking) return;
    this.ui.toasts = [...this.ui.toasts, { id, channel, said }].slice(-3);
    setTimeout(() => this.dropToast(id), TOAST_SECONDS * 1000);
  }

  dropToast(id) {
    this.set({ toasts: this.ui.toasts.filter((toast) => toast.id !== id) });
  }
}
