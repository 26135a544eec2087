import type { Translate } from './row';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago, in words so coarse that they change at most every ten seconds. Both in milliseconds since the epoch. */
export function age(at: number, now: number, t: Translate): string {
  const passed = Math.max(0, now - at);
  if (passed < 10 * second) return t('just now');
  if (passed < minute) return t('{0} s ago', Math.floor(passed / second / 10) * 10);
  if (passed < hour) return t('{0} min ago', Math.floor(passed / minute));
  if (passed < day) return t('{0} h ago', Math.floor(passed / hour));
  return t('{0} d ago', Math.floor(passed / day));
}

/** A span in milliseconds, in seconds to a tenth. */
export function secondsText(milliseconds: number, t: Translate): string {
  return t('{0} s', Math.round(milliseconds / 100) / 10);
}

/** Local time of day, with the date when that is not today. Both in milliseconds since the epoch. */
export function timeText(at: number, now: number): string {
  const { date, time } = localTime(at);
  return date === localTime(now).date ? time : `${date} ${time}`;
}

/** Local date and time in the order of ISO 8601: `2026-11-22 14:03:05`. */
export function dateTimeText(at: number): string {
  const { date, time } = localTime(at);
  return `${date} ${time}`;
}

function localTime(at: number): { readonly date: string; readonly time: string } {
  const moment = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    date: `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`,
    time: `${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`,
  };
}
