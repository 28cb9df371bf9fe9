// One column's person: what they see, what they are in the middle of, and what they can do about it.

import { Answers } from "./answers.js";
import { follow, post } from "./api.js";
import { told } from "./mrkdwn.js";

const TOAST_SECONDS = 4;

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
    outbox: new Map(),
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

export class Seat extends Answers {
  /** `number` is the column's, from 1; `render` redraws it; `page` is what all columns share. */
  constructor(number, person, page) {
    super();
    this.number = number;
    this.person = person;
    this.page = page;
    this.state = null;
    this.linked = true;
    if (!memory.has(person)) memory.set(person, freshUi());
    this.ui = memory.get(person);
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

  // What is where.

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

  // Modals.

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

  // Saying, commands, shortcuts.

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

  // Tabs, reading, notices.

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
    const said = told(text, this.context);
    this.ui.said = `New message for ${this.state.me.real_name}: ${said}`;
    const looking = this.page.isActive(this) && this.ui.tab === channel && !this.topView();
    if (looking) return;
    this.ui.toasts = [...this.ui.toasts, { id, channel, said }].slice(-1);
    setTimeout(() => this.dropToast(id), TOAST_SECONDS * 1000);
  }

  dropToast(id) {
    this.set({ toasts: this.ui.toasts.filter((toast) => toast.id !== id) });
  }
}
