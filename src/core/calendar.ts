// Q14. The weekday and time of day that an instant is in a time zone. Pure: the instant and the zone come in.

import { WEEKDAYS, type Weekday } from '../shared/settings.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** `time` is `HH:MM`, 00–23 h. `timeZone` is an IANA name that the settings' schema has checked. */
export function weekdayAndTime(nowMs: number, timeZone: string): { weekday: Weekday; time: string } {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    formats.set(timeZone, format);
  }
  const parts = new Map(format.formatToParts(nowMs).map((part) => [part.type, part.value]));
  const name = parts.get('weekday')?.toLowerCase();
  const weekday = WEEKDAYS.find((candidate) => candidate === name);
  if (!weekday) throw new Error('Intl gave a weekday that is not one of the seven.');
  return { weekday, time: `${parts.get('hour')}:${parts.get('minute')}` };
}
