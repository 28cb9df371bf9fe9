// Talks to the control API: calls that answer with JSON, and the stream of what one person sees.

const UNREACHABLE = "The workspace does not answer. Is it still running?";

/** The parsed answer of GET; throws an Error whose message is a sentence for the reader. */
export const get = (path) => call(path, {});

/** The parsed answer of POST with a JSON body; throws an Error whose message is a sentence for the reader. */
export const post = (path, body) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

async function call(path, options) {
  let response;
  try {
    response = await fetch(`/control/${path}`, options);
  } catch {
    throw new Error(UNREACHABLE);
  }
  const answer = await response.json().catch(() => null);
  if (answer === null) throw new Error(`The workspace answered with status ${response.status}.`);
  if (!response.ok) throw new Error(answer.error ?? `The workspace answered with status ${response.status}.`);
  return answer;
}

const FIRST_WAIT = 300;
const LONGEST_WAIT = 5000;

/** Follow what `person` sees; `linked` hears true or false whenever the connection comes or goes. */
export function follow(person, { state, linked }) {
  let socket;
  let timer;
  let wait = FIRST_WAIT;
  let ended = false;
  const open = () => {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    socket = new WebSocket(`${scheme}//${location.host}/control/stream?as=${encodeURIComponent(person)}`);
    socket.onmessage = (event) => {
      wait = FIRST_WAIT;
      linked(true);
      state(JSON.parse(event.data));
    };
    socket.onclose = () => {
      if (ended) return;
      linked(false);
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
  };
  open();
  return {
    close() {
      ended = true;
      clearTimeout(timer);
      socket.close();
    },
  };
}
