// What must be seen in ten seconds: who says who did it, what turned, what conflicts.
import type { Figure, Mark } from './api';
import { h, more, type Child } from './dom';
import { link, toReport } from './route';
import { count, day, markPill, MARKS, named, nothing, plain, position, range } from './words';
import type { Event } from './event';
import { foldFigures, MEASURES, type Folded } from './figures';

const NAMES = 5,
  ITEMS = 6;
const SIDE = { asserts: 'blamed by', denies: 'denied by', doubts: 'doubted by', claims: 'claims it' } as const;

/** How many independent reports hold some claims of a blame edge. */
const inReports = (e: Event, claims: string[]): number => new Set(claims.map((c) => e.at.get(c)?.report).filter(Boolean)).size;

const where = (e: Event, claims: string[]): string | null => {
  const c = claims.map((x) => e.at.get(x)).find((x) => x !== undefined);
  return c ? toReport(c.report, c.claim) : null;
};

interface Says {
  first: string | null;
  n: number;
  href: string | null;
}

/** Who is spoken of, and by whom with which stance; the most blamed first. */
function accused(e: Event): [string, Map<Mark, Map<string, Says>>][] {
  const all = new Map<string, Map<Mark, Map<string, Says>>>();
  const put = (of: string | null, mark: Mark, by: string | null, says: Says): void => {
    const sides = all.get(of ?? 'unnamed') ?? new Map<Mark, Map<string, Says>>(),
      side = sides.get(mark) ?? new Map<string, Says>();
    all.set(of ?? 'unnamed', sides.set(mark, side));
    const old = side.get(by ?? 'unnamed source');
    if (!old || (old.href === null && says.href !== null)) side.set(by ?? 'unnamed source', says);
  };
  for (const b of e.brief.blame) {
    put(b.of, b.by === b.of ? 'claims' : 'asserts', b.by, { first: b.first, n: inReports(e, b.claims), href: where(e, b.claims) });
    for (const d of b.denied_by) put(b.of, 'denies', d, { first: null, n: 1, href: null });
  }
  for (const p of e.brief.positions)
    for (const s of p.history) {
      const { mark, of } = position(s.position);
      const target = of ?? (mark === 'claims' ? p.actor : null);
      if (target && mark && mark !== 'asserts') put(target, mark, p.actor, { first: s.date, n: 1, href: toReport(s.report, s.claim) });
    }
  const weight = ([, sides]: [string, Map<Mark, Map<string, Says>>]): number =>
    [...(sides.get('asserts') ?? []), ...(sides.get('claims') ?? [])].reduce((n, [, x]) => n + Math.max(x.n, 1), 0);
  return [...all].sort((a, b) => weight(b) - weight(a));
}

/** One who is spoken of: a line for each stance, with the names of those who take it. */
function blamed(e: Event, of: string, sides: Map<Mark, Map<string, Says>>): HTMLElement {
  const name = (m: Mark, by: string, s: Says): Child => {
    const alone = m === 'claims' && by === of,
      text = alone ? day(s.first) : by;
    return [
      s.href ? h('a', { class: alone ? null : 'quiet', href: s.href }, text) : text,
      alone ? null : h('span', { class: 'dim' }, s.first ? ` ${day(s.first)}` : '', s.n > 1 ? ` ×${s.n}` : ''),
    ];
  };
  return h(
    'li',
    null,
    h('p', null, h('strong', null, of)),
    h(
      'ul',
      { class: 'sides' },
      MARKS.filter((m) => sides.has(m)).map((m) => {
        const all = [...sides.get(m)!].sort((a, b) => b[1].n - a[1].n),
          rest = all.length - NAMES;
        return h(
          'li',
          null,
          markPill(m, SIDE[m!]),
          ' ',
          all.slice(0, NAMES).map(([by, s], i) => [i ? ', ' : '', name(m, by, s)]),
          rest > 0
            ? [' and ', h('a', { href: link('claims', '', { event: e.id, about: of, stance: m }) }, `${rest.toLocaleString('en')} more`)]
            : null,
        );
      }),
    ),
  );
}

function turned(e: Event): HTMLElement[] {
  return e.brief.positions
    .filter((p) => p.changed)
    .map((p) =>
      h(
        'li',
        null,
        h('p', null, h('strong', null, named(p.actor))),
        h(
          'ol',
          { class: 'turns' },
          p.history
            .filter((s, i) => s.position !== p.history[i - 1]?.position)
            .map((s) => {
              const x = position(s.position);
              return h(
                'li',
                null,
                h('span', { class: 'dim' }, day(s.date)),
                ' ',
                h('a', { class: 'quiet', href: toReport(s.report, s.claim) }, markPill(x.mark, x.text)),
              );
            }),
        ),
      ),
    );
}

/** Each measure whose figures cannot all be right: its lowest and its highest. */
function conflicting(e: Event): HTMLElement[] {
  const all = new Map(e.brief.figures.map((f) => [f.figure, f])),
    rank = (m: string | null): number => MEASURES.indexOf(m ?? '');
  const value = (x: Figure): number => x.best ?? x.low ?? x.high ?? 0;
  const end = (x: Folded): HTMLElement =>
    h(
      'li',
      null,
      h('a', { href: toReport(x.report, x.claim, x.span, x.field) }, range(x)),
      ' ',
      named(x.source_actor),
      h('span', { class: 'dim' }, ` ${day(x.as_of)}`),
    );
  return [...e.brief.conflicts]
    .sort((a, b) => rank(a.measure) - rank(b.measure))
    .map((c) => {
      const f = foldFigures(
        e,
        c.figures.map((id) => all.get(id)).filter((x) => x !== undefined),
      ).sort((a, b) => value(a) - value(b));
      const ends = f.length > 1 ? [f[0]!, f[f.length - 1]!] : f;
      return h(
        'li',
        null,
        h(
          'p',
          null,
          h('strong', null, plain(c.measure), c.population && c.population !== 'all' ? `, ${plain(c.population)}` : ''),
          ' ',
          h('span', { class: 'big' }, ends.map((x) => value(x).toLocaleString('en')).join(' to ')),
          h('span', { class: 'dim' }, ` ${count(f.length, 'figure')}`),
        ),
        h('ul', { class: 'sides' }, ends.map(end)),
      );
    });
}

export function glance(e: Event): HTMLElement {
  const card = (title: string, items: HTMLElement[], none: string): HTMLElement =>
    h(
      'section',
      { class: 'card' },
      h('h2', null, title),
      items.length ? h('ul', null, items.slice(0, ITEMS)) : nothing(none),
      more(items.length - ITEMS, 'more', () => h('ul', null, items.slice(ITEMS))),
    );
  return h(
    'div',
    { class: 'glance' },
    card(
      'Who says who did it',
      accused(e).map(([of, sides]) => blamed(e, of, sides)),
      'Nobody is held responsible.',
    ),
    card('What turned', turned(e), 'Nobody changed position.'),
    card('What conflicts', conflicting(e), 'No figures conflict.'),
  );
}
