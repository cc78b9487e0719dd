// Positions as lanes: one for each actor, a segment for as long as he holds to it, a notch where he turns.
import { h, more } from './dom';
import { toReport } from './route';
import { day, markSign, named, nothing, plain, position } from './words';
import { section, type Event } from './event';
import type { Stand } from './api';

const FEW = 8,
  HEADS = 9,
  MOST = 400;

/** Of what is said on one day the first and the last. */
const ends = (all: Stand[]): Stand[] => all.filter((s, i) => all[i - 1]?.date !== s.date || all[i + 1]?.date !== s.date);

export function lanes(e: Event): HTMLElement {
  const all = [...e.brief.positions]
    .filter((p) => p.history.length)
    .map((p) => ({ ...p, history: ends(p.history) }))
    .sort((a, b) => Number(b.changed) - Number(a.changed) || b.history.length - a.history.length);
  if (!all.length) return section('positions', 'Positions and their turns', '', nothing('Nobody takes a position.'));
  // a day is as wide as the most turns that one actor makes in it, two at most
  const width = new Map<string, number>();
  for (const p of all) {
    const here = new Map<string, number>();
    for (const s of p.history) here.set(s.date ?? '', (here.get(s.date ?? '') ?? 0) + 1);
    for (const [d, n] of here) width.set(d, Math.max(width.get(d) ?? 1, n));
  }
  const days = [...width.keys()].sort(),
    start = new Map<string, number>();
  let slots = 0;
  for (const d of days) {
    start.set(d, slots);
    slots += width.get(d)!;
  }
  const lane = (p: (typeof all)[number]): HTMLElement => {
    const used = new Map<string, number>();
    const from = p.history.map((s) => {
      const d = s.date ?? '',
        k = used.get(d) ?? 0;
      used.set(d, k + 1);
      return start.get(d)! + k;
    });
    return h(
      'li',
      { class: 'lane' },
      h('span', { class: 'who' }, named(p.actor), p.changed ? h('span', { class: 'badge' }, 'turned') : null),
      h(
        'div',
        { class: 'track', role: 'list' },
        p.history.map((s, i) => {
          const x = position(s.position);
          return h(
            'div',
            { role: 'listitem', class: `held${i ? ' turn' : ''}`, vars: { 'grid-column': `${from[i]! + 1} / ${(from[i + 1] ?? slots) + 1}` } },
            h(
              'a',
              {
                class: `seg m-${x.mark ?? 'none'}`,
                href: toReport(s.report, s.claim),
                title: `${day(s.date)}: ${x.text}`,
                'aria-label': `from ${day(s.date)}: ${x.text}`,
              },
              markSign(x.mark),
              h('span', { class: 'clip' }, x.of && x.of === p.actor ? `${plain(x.mark)} it` : (x.of ?? x.text)),
            ),
          );
        }),
      ),
    );
  };
  let last = -Infinity; // a day has its name where there is room behind the last one's
  const hasRoom = (d: string): boolean => {
    const fits = start.get(d)! - last >= slots / HEADS;
    if (fits) last = start.get(d)!;
    return fits;
  };
  const heads = h(
    'div',
    { class: 'lane days', 'aria-hidden': 'true' },
    h('span', { class: 'who' }),
    h(
      'div',
      { class: 'track' },
      days.map((d) => h('span', { vars: { 'grid-column': `${start.get(d)! + 1} / span ${width.get(d)}` } }, hasRoom(d) ? day(d) : '')),
    ),
  );
  return section(
    'positions',
    'Positions and their turns',
    'From the day a position is first reported until the next one.',
    h(
      'div',
      { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Positions by day', vars: { '--slots': slots } },
      heads,
      h('ul', { class: 'lanes' }, all.slice(0, FEW).map(lane)),
      more(all.length - FEW, 'more', () => h('ul', { class: 'lanes' }, all.slice(FEW, FEW + MOST).map(lane))),
    ),
  );
}
