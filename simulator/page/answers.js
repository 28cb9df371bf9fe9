// What a person answers to elements: kept on the page, filled into a form, or pressed for the app to hear.

import { post } from "./api.js";

const TYPING_PAUSE = 200;
const SETTLED_AFTER = 1000;
const NO_ANSWER = "The app did not answer in time, so nothing may have happened. Try again.";

/** The part of a seat that answers elements; it needs `person`, `ui`, `state`, `render` and `set` beside it. */
export class Answers {
  fills = new Map();

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
        version: surface.version,
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
      version: surface.version,
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

  /** Hand a file over to the workspace; answers its id. */
  async upload(file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    let letters = "";
    for (const byte of bytes) letters += String.fromCharCode(byte);
    const kept = await post("upload", { as: this.person, name: file.name, base64: btoa(letters) });
    return kept.id;
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
}
