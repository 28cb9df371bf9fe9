// A thread, in a pane over its conversation.

import { composer } from "./composer.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { messageRow } from "./message.js";
import { follows, scroller } from "./messages.js";

export function threadPane(seat) {
  const { thread } = seat.ui;
  const channel = thread && seat.state.conversations.find((each) => each.id === thread.channel);
  const all = channel ? (seat.state.messages[channel.id] ?? []) : [];
  const first = all.find((message) => message.ts === thread?.ts);
  if (!first) return null;
  const answers = all.filter(
    (message) => message.thread_ts === thread.ts && message.ts !== thread.ts && !message.deleted,
  );
  const shut = () => seat.set({ thread: null });
  return h(
    "section",
    {
      key: `thread-${thread.ts}`,
      class: "thread",
      "aria-label": "Thread",
      onkeydown: (event) => event.key === "Escape" && !seat.ui.open && shut(),
    },
    h(
      "header",
      { class: "pane-head" },
      h("h3", {}, "Thread"),
      h(
        "button",
        { type: "button", class: "quiet", "aria-label": "Close thread", onclick: shut },
        icon("close"),
      ),
    ),
    scroller(seat, `thread-log-${thread.ts}`, "Thread messages", [
      h(
        "ol",
        { class: "messages" },
        messageRow(seat, channel, first, false, true),
        answers.length
          ? h(
              "li",
              { key: "count", class: "day tally" },
              h("span", {}, answers.length === 1 ? "1 reply" : `${answers.length} replies`),
            )
          : null,
        answers.map((message, index) =>
          messageRow(seat, channel, message, follows(answers[index - 1], message, seat), true),
        ),
      ),
    ]),
    composer(seat, channel, thread.ts),
  );
}
