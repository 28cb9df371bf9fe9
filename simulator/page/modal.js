// Dialogs inside a person's column: the app's modals, stacked, and the question before an action.

import { blocks } from "./blocks.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { plain, text } from "./mrkdwn.js";

export function modal(seat) {
  const view = seat.topView();
  if (!view) return null;
  const stacked = seat.state.views.length > 1;
  const id = seat.domId(`view-${view.id}`);
  const busy = seat.ui.pending.has(view.id);
  const submit = () => seat.submit(view);
  const errors = seat.ui.errors.get(view.id)?.shown ?? {};
  const surface = {
    seat,
    context: seat.context,
    scope: `view:${view.id}`,
    inputs: view.inputs,
    version: view.version,
    values: view.state?.values,
    errors,
    submit: view.submit ? submit : null,
    container: { type: "view", view_id: view.id },
  };
  const failed = seat.ui.dialogError?.view === view.id ? seat.ui.dialogError.sentence : null;
  return h(
    "div",
    { key: `modal-${view.id}`, class: "veil", inert: Boolean(seat.ui.confirm) },
    h(
      "form",
      {
        id,
        class: "dialog",
        role: "dialog",
        "aria-modal": true,
        "aria-labelledby": `${id}-title`,
        novalidate: true,
        "data-dialog": view.id,
        onsubmit: (event) => (event.preventDefault(), submit()),
        onkeydown: (event) => keys(event, () => seat.dismiss(view, false)),
      },
      head(seat, view, id, stacked),
      h("div", { class: "dialog-body scroll" }, blocks(view.blocks, surface)),
      failed ? h("p", { class: "problem", role: "alert" }, icon("warning"), h("span", {}, failed)) : null,
      foot(seat, view, busy),
    ),
  );
}

function head(seat, view, id, stacked) {
  return h(
    "header",
    { class: "dialog-head" },
    stacked
      ? h(
          "button",
          {
            type: "button",
            class: "quiet",
            "aria-label": "Back",
            title: "Back",
            onclick: () => seat.dismiss(view, false),
          },
          icon("back"),
        )
      : null,
    h("h3", { id: `${id}-title`, tabindex: "-1", "data-title": true }, plain(view.title?.text ?? view.title)),
    h(
      "button",
      {
        type: "button",
        class: "quiet",
        "aria-label": "Raw JSON of this modal",
        title: "Raw JSON",
        onclick: () => seat.page.showJson(view, `Modal ${view.id}`, seat),
      },
      icon("json"),
    ),
    h(
      "button",
      {
        type: "button",
        class: "quiet",
        "aria-label": "Close",
        title: "Close",
        onclick: () => seat.dismiss(view, true),
      },
      icon("close"),
    ),
  );
}

function foot(seat, view, busy) {
  const label = (value, otherwise) => plain(value?.text ?? value ?? otherwise);
  return h(
    "footer",
    { class: "dialog-foot" },
    h(
      "button",
      { type: "button", class: "button", onclick: () => seat.dismiss(view, false) },
      label(view.close, view.submit ? "Cancel" : "Close"),
    ),
    view.submit
      ? h(
          "button",
          { class: "button primary", "aria-busy": busy, "aria-disabled": busy ? true : null },
          label(view.submit, "Submit"),
        )
      : null,
  );
}

export function confirmation(seat) {
  const asked = seat.ui.confirm;
  if (!asked) return null;
  const id = seat.domId("confirm");
  const end = (go) => {
    // What lies beneath can take the focus again only once the question is gone.
    seat.focusNext = asked.opener;
    seat.set({ confirm: null });
    if (go) asked.go();
  };
  return h(
    "div",
    { key: "confirm", class: "veil above" },
    h(
      "div",
      {
        id,
        class: "dialog small",
        role: "alertdialog",
        "aria-modal": true,
        "aria-labelledby": `${id}-title`,
        "aria-describedby": `${id}-text`,
        onkeydown: (event) => keys(event, () => end(false)),
      },
      h("h3", { id: `${id}-title` }, plain(asked.title?.text ?? "Are you sure?")),
      h("div", { id: `${id}-text`, class: "text" }, text(asked.text, seat.context)),
      h(
        "footer",
        { class: "dialog-foot" },
        h(
          "button",
          { type: "button", class: "button", onclick: () => end(false), mounted: (node) => node.focus() },
          plain(asked.deny?.text ?? "Cancel"),
        ),
        h(
          "button",
          {
            type: "button",
            class: asked.style === "danger" ? "button danger" : "button primary",
            onclick: () => end(true),
          },
          plain(asked.confirm?.text ?? "Yes"),
        ),
      ),
    ),
  );
}

const REACHABLE = "button, a[href], input, select, textarea, summary, [tabindex='0']";

/** Escape leaves the dialog; Tab goes round inside it. */
function keys(event, leave) {
  if (event.key === "Escape" && !event.defaultPrevented) {
    event.preventDefault();
    event.stopPropagation();
    leave();
  }
  if (event.key !== "Tab") return;
  const stops = [...event.currentTarget.querySelectorAll(REACHABLE)].filter(
    (node) => node.tabIndex >= 0 && node.checkVisibility(),
  );
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  if (!stops.length || document.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0]).focus();
}
