// Moments in a person's own zone and language. Instants are epoch seconds, zones are IANA names.

const cache = new Map();

function formatter(locale, options) {
  const key = `${locale}|${JSON.stringify(options)}`;
  if (!cache.has(key)) cache.set(key, make(locale, options));
  return cache.get(key);
}

function make(locale, options) {
  // An account may carry a locale or a zone that this browser does not know; the page goes on without it.
  for (const [tried, chosen] of [
    [locale, options],
    ["en-GB", options],
    ["en-GB", { ...options, timeZone: "UTC" }],
  ]) {
    try {
      return new Intl.DateTimeFormat(tried, chosen);
    } catch {
      continue;
    }
  }
  return new Intl.DateTimeFormat();
}

export function format(epoch, { tz, locale }, options) {
  return formatter(locale || "en-US", { timeZone: tz || "UTC", ...options }).format(new Date(epoch * 1000));
}

export const time = (epoch, viewer) => format(epoch, viewer, { hour: "numeric", minute: "2-digit" });

/** The calendar day there, as YYYY-MM-DD. */
export const day = (epoch, tz) =>
  format(epoch, { tz, locale: "en-CA" }, { year: "numeric", month: "2-digit", day: "2-digit" });

/** Wall time there as YYYY-MM-DDTHH:MM, as a datetime-local input wants it. */
export function wall(epoch, tz) {
  const clock = format(
    epoch,
    { tz, locale: "en-GB" },
    { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  );
  return `${day(epoch, tz)}T${clock}`;
}

/** The instant of a wall time there. In an hour that is missing it moves on, in one that happens twice it is the first. */
export function instant(wallTime, tz) {
  const asUtc = Date.parse(`${wallTime}:00Z`) / 1000;
  if (Number.isNaN(asUtc)) return null;
  const offset = (epoch) => Date.parse(`${wall(epoch, tz)}:00Z`) / 1000 - Math.floor(epoch / 60) * 60;
  const guesses = [asUtc - offset(asUtc - 86400), asUtc - offset(asUtc + 86400)].sort((a, b) => a - b);
  return guesses.find((guess) => wall(guess, tz) === wallTime) ?? guesses[1];
}

/** "yesterday", "today" or "tomorrow" in the viewer's language, else null. */
export function nearDay(epoch, now, { tz, locale }) {
  const days = Math.round((Date.parse(day(epoch, tz)) - Date.parse(day(now, tz))) / 86400000);
  if (Math.abs(days) > 1) return null;
  return relative(locale).format(days, "day");
}

function relative(locale) {
  try {
    return new Intl.RelativeTimeFormat(locale || "en-US", { numeric: "auto" });
  } catch {
    return new Intl.RelativeTimeFormat("en-US", { numeric: "auto" });
  }
}

const UNITS = [
  ["year", 31536000],
  ["month", 2592000],
  ["week", 604800],
  ["day", 86400],
  ["hour", 3600],
  ["minute", 60],
];

function ago(epoch, now, locale) {
  const seconds = epoch - now;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return relative(locale).format(Math.round(seconds / size), unit);
}

const LONG = { weekday: "long", day: "numeric", month: "long", year: "numeric" };
const MIDDLE = { day: "numeric", month: "long", year: "numeric" };
const SHORT = { day: "numeric", month: "short", year: "numeric" };

const TOKENS = {
  date_num: (epoch, viewer) => day(epoch, viewer.tz),
  date_slash: (epoch, viewer) => format(epoch, viewer, { day: "2-digit", month: "2-digit", year: "numeric" }),
  date: (epoch, viewer) => format(epoch, viewer, MIDDLE),
  date_short: (epoch, viewer) => format(epoch, viewer, SHORT),
  date_long: (epoch, viewer) => format(epoch, viewer, LONG),
  date_pretty: (epoch, viewer, now) => nearDay(epoch, now, viewer) ?? format(epoch, viewer, MIDDLE),
  date_short_pretty: (epoch, viewer, now) => nearDay(epoch, now, viewer) ?? format(epoch, viewer, SHORT),
  date_long_pretty: (epoch, viewer, now) => nearDay(epoch, now, viewer) ?? format(epoch, viewer, LONG),
  day_divider_pretty: (epoch, viewer, now) => nearDay(epoch, now, viewer) ?? format(epoch, viewer, LONG),
  time: time,
  time_secs: (epoch, viewer) =>
    format(epoch, viewer, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  ago: (epoch, viewer, now) => ago(epoch, now, viewer.locale),
};

/** The text of Slack's date object: `tokens` such as "{date_long} at {time}" filled in for the viewer. */
export function fillTokens(epoch, tokens, viewer, now) {
  return tokens.replace(/\{(\w+)\}/g, (whole, name) => TOKENS[name]?.(epoch, viewer, now) ?? whole);
}
