// The drawer at the foot of the page: the app's own panel in a frame, raw JSON, and the traffic with the app.

import { get } from "./api.js";
import { h, patch } from "./dom.js";
import { icon } from "./icons.js";
import { nextIndex } from "./menu.js";

const NOTHING = "Press the braces on a message, a modal or a Home to read its JSON here.";

export class Drawer {
  /** `buttons` maps a sheet's name to the button that opens it; `suggest` gives [title, JSON] when none was asked for. */
  constructor(root, buttons, panelUrl, suggest) {
    Object.assign(this, {
      root,
      buttons,
      panelUrl,
      suggest,
      sheet: null,
      json: null,
      title: "",
      opener: null,
      traffic: null,
      tall: false,
      loads: 0,
    });
    for (const [sheet, button] of Object.entries(buttons))
      button.addEventListener("click", () => this.toggle(sheet));
    root.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.render();
  }

  toggle(sheet) {
    if (this.sheet === sheet) return this.close();
    return this.open(sheet, this.buttons[sheet]);
  }

  open(sheet, opener) {
    this.sheet = sheet;
    this.opener = opener ?? this.opener;
    if (sheet === "traffic") this.listen();
    if (sheet === "json" && !this.json) [this.title, this.json] = this.suggest() ?? ["", null];
    this.render();
    this.root.querySelector("[role=tab][aria-selected=true]")?.focus();
  }

  close() {
    this.sheet = null;
    this.render();
    if (this.opener?.isConnected) this.opener.focus();
  }

  showJson(value, title, opener) {
    this.json = value;
    this.title = title;
    this.open("json", opener);
  }

  async listen() {
    this.traffic = await get("log").catch((error) => ({ error: error.message }));
    this.render();
  }

  /** The panel may want to know that time has passed; it is told, in case it listens. */
  clockMoved(now) {
    this.root.querySelector("iframe")?.contentWindow?.postMessage({ type: "clock", now }, "*");
  }

  render() {
    this.root.hidden = !this.sheet;
    this.root.classList.toggle("tall", this.tall);
    for (const [sheet, button] of Object.entries(this.buttons))
      button.setAttribute("aria-expanded", String(this.sheet === sheet));
    patch(
      this.root,
      this.sheet
        ? [
            this.head(),
            h(
              "div",
              {
                key: this.sheet,
                id: "sheet",
                class: `sheet ${this.sheet}`,
                role: "tabpanel",
                "aria-label": this.sheet,
              },
              this.body(),
            ),
          ]
        : [],
    );
  }

  head() {
    const tab = (sheet, label) =>
      h(
        "button",
        {
          key: sheet,
          type: "button",
          role: "tab",
          "aria-selected": this.sheet === sheet,
          "aria-controls": "sheet",
          tabindex: this.sheet === sheet ? "0" : "-1",
          onclick: () => this.open(sheet),
        },
        label,
      );
    return h(
      "header",
      { key: "head", class: "drawer-head" },
      h(
        "div",
        { class: "tabs", role: "tablist", "aria-label": "Behind the scenes", onkeydown: rove },
        tab("ledger", "Ledger"),
        tab("json", "Raw JSON"),
        tab("traffic", "Traffic"),
      ),
      h(
        "button",
        { type: "button", class: "quiet", onclick: () => this.again(), hidden: this.sheet === "json" },
        "Reload",
      ),
      h(
        "button",
        {
          type: "button",
          class: "quiet",
          "aria-pressed": this.tall,
          onclick: () => ((this.tall = !this.tall), this.render()),
        },
        this.tall ? "Lower" : "Taller",
      ),
      h(
        "button",
        { type: "button", class: "quiet", "aria-label": "Close drawer", onclick: () => this.close() },
        icon("close"),
      ),
    );
  }

  again() {
    if (this.sheet === "traffic") return this.listen();
    this.loads += 1;
    return this.render();
  }

  body() {
    if (this.sheet === "ledger") {
      return this.panelUrl
        ? h("iframe", { key: `panel-${this.loads}`, src: this.panelUrl, title: "Ledger" })
        : h("p", { class: "empty" }, "This workspace was started without a panel.");
    }
    if (this.sheet === "json") return this.jsonSheet();
    return this.trafficSheet();
  }

  jsonSheet() {
    if (!this.json) return h("p", { class: "empty" }, NOTHING);
    const source = JSON.stringify(this.json, null, 2);
    return [
      h(
        "div",
        { class: "json-head" },
        h("h2", {}, this.title),
        h(
          "button",
          { type: "button", class: "quiet", onclick: () => navigator.clipboard?.writeText(source) },
          "Copy",
        ),
      ),
      h("pre", { class: "json", tabindex: "0" }, coloured(source)),
    ];
  }

  trafficSheet() {
    const { traffic } = this;
    if (!traffic) return h("p", { class: "empty" }, "Listening …");
    if (traffic.error) return h("p", { class: "empty" }, traffic.error);
    const rows = [...(traffic.calls ?? []).map(call), ...(traffic.deliveries ?? []).map(delivery)]
      .sort((a, b) => b.n - a.n || b.at - a.at)
      .slice(0, 200);
    if (!rows.length) return h("p", { class: "empty" }, "The app and the workspace have not spoken yet.");
    return h(
      "ul",
      { class: "traffic" },
      rows.map((row) =>
        h(
          "li",
          { key: `${row.way}${row.n}` },
          h(
            "details",
            {},
            h(
              "summary",
              {},
              h("span", { class: `way ${row.way}` }, row.way === "in" ? "app → Slack" : "Slack → app"),
              h("strong", {}, row.name),
              h("span", { class: row.fine ? "fine" : "wrong" }, row.result),
            ),
            h("pre", { class: "json" }, coloured(JSON.stringify(row.body, null, 2))),
          ),
        ),
      ),
    );
  }
}

const call = (each) => ({
  n: each.n,
  at: each.at,
  way: "in",
  name: each.method,
  fine: each.response?.ok !== false,
  result: each.response?.ok === false ? each.response.error : String(each.status),
  body: { arguments: each.arguments, response: each.response },
});

const delivery = (each) => ({
  n: each.n,
  at: each.at,
  way: "out",
  name: subject(each.body) ?? each.kind,
  fine: each.acked !== false,
  result: each.acked === false ? "no answer" : `${Math.round(each.ack_ms ?? 0)} ms`,
  body: { body: each.body, payload: each.payload, attempt: each.attempt },
});

/** What a delivery is about: its event, command, action, shortcut or modal. */
function subject(body) {
  return (
    body?.event?.type ??
    body?.command ??
    body?.actions?.[0]?.action_id ??
    body?.view?.callback_id ??
    body?.callback_id
  );
}

function rove(event) {
  const key = { ArrowRight: "ArrowDown", ArrowLeft: "ArrowUp" }[event.key];
  const all = [...event.currentTarget.children];
  const next = key ? nextIndex(key, all.indexOf(document.activeElement), all.length) : null;
  if (next !== null) all[next].click();
}

/** JSON with its keys, words and numbers told apart. */
function coloured(source) {
  const nodes = [];
  let from = 0;
  for (const found of source.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?/g)) {
    nodes.push(
      source.slice(from, found.index),
      h("span", { class: found[1] ? "k" : found[0][0] === '"' ? "s" : "n" }, found[0]),
    );
    from = found.index + found[0].length;
  }
  return [...nodes, source.slice(from)];
}
