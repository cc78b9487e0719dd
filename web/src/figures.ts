// Figures as ranges: one table a measure, a row for each source and day, on one scale; what cannot all be right is marked.
import type { Figure } from './api';
import { h, more, svg, type Child } from './dom';
import { toReport } from './route';
import { day, named, nothing, note, plain, range } from './words';
import { section, type Event } from './event';

export interface Folded extends Figure {
  reports: number;
}
const WIDTH = 300,
  ROWS = 14;
export const MEASURES = 'killed injured missing detained abducted displaced released percent money count'.split(' ');

/** One row for what one source says of one day, however many reports carry it; what a writer says himself is his paper's. */
export function foldFigures(e: Event, all: Figure[]): Folded[] {
  const copies = new Set([...e.copies.values()].flat().map((r) => r.id)),
    papers = new Map(e.brief.reports.map((r) => [r.id, r.publisher])),
    rows = new Map<string, Folded>(),
    seen = new Map<string, Set<string>>();
  for (const f of [...all].sort((a, b) => Number(copies.has(a.report)) - Number(copies.has(b.report)))) {
    const source_actor = f.source_actor ?? papers.get(f.report) ?? null,
      key = JSON.stringify([source_actor, f.as_of, f.low, f.best, f.high, f.unit, f.answer]);
    const where = (seen.get(key) ?? new Set()).add(f.report);
    seen.set(key, where);
    if (!rows.has(key)) rows.set(key, { ...f, source_actor, reports: 1 });
    rows.get(key)!.reports = where.size;
  }
  return [...rows.values()].sort((a, b) => ((a.as_of ?? '~') < (b.as_of ?? '~') ? -1 : (a.as_of ?? '~') > (b.as_of ?? '~') ? 1 : 0));
}

export function figures(e: Event): HTMLElement {
  const groups = new Map<string, Figure[]>(),
    clash = new Set(e.brief.conflicts.flatMap((c) => c.figures));
  for (const f of e.brief.figures) {
    // the answers of a survey belong together, whoever gives them
    const key = JSON.stringify([f.measure, f.answer ? 'answers' : f.population, f.measure === 'money' ? f.unit : null]);
    groups.set(key, [...(groups.get(key) ?? []), f]);
  }
  const rank = (f: Figure[]): number =>
    (f.some((x) => clash.has(x.figure)) ? 0 : 100) +
    ((f[0]!.population === 'all') === (f[0]!.measure === 'count') ? 20 : 0) + // "2 of what": last
    MEASURES.indexOf(f[0]!.measure ?? '');
  const cards = [...groups.values()].sort((a, b) => rank(a) - rank(b)).map((f) => card(foldFigures(e, f), clash));
  const most = 6;
  return section(
    'figures',
    'Figures',
    'Each source by the day its figure was true. Nothing is averaged.',
    cards.length ? h('div', { class: 'cards' }, cards.slice(0, most)) : nothing('No figures.'),
    more(cards.length - most, 'more measures', () => h('div', { class: 'cards' }, cards.slice(most))),
  );
}

function card(rows: Folded[], clash: Set<string>): HTMLElement {
  const f = rows[0]!,
    values = rows.flatMap((r) => [r.low, r.best, r.high]).filter((v) => v !== null);
  const top = Math.max(...values, 1) * 1.08,
    x = (v: number): number => 6 + (v / top) * (WIDTH - 12);
  const of = f.population && f.population !== 'all' && !f.answer ? plain(f.population) : '';
  const name =
    f.answer !== null
      ? 'survey'
      : [f.measure === 'count' && of ? '' : plain(f.measure), of, f.measure === 'money' ? f.unit : ''].filter(Boolean).join(', ');
  const bar = (r: Folded, bad: boolean): SVGElement => {
    const low = r.low ?? r.best ?? 0,
      high = r.high ?? r.best ?? r.low ?? 0,
      a = x(r.low === null && r.best === null ? 0 : low),
      b = x(r.high === null && r.low !== null ? top : high);
    return svg(
      'svg',
      { class: 'bar' + (bad ? ' bad' : ''), viewBox: `0 0 ${WIDTH} 16`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      svg('line', { x1: 0, x2: WIDTH, y1: 8, y2: 8, class: 'rail' }),
      b > a ? svg('line', { x1: a, x2: b, y1: 8, y2: 8, class: r.high === null || r.low === null ? 'open' : 'span' }) : null,
      r.low !== null ? svg('line', { x1: x(r.low), x2: x(r.low), y1: 3, y2: 13, class: 'end' }) : null,
      r.high !== null ? svg('line', { x1: x(r.high), x2: x(r.high), y1: 3, y2: 13, class: 'end' }) : null,
      r.best !== null ? svg('line', { x1: x(r.best), x2: x(r.best), y1: 8, y2: 8, class: 'best' }) : null,
    );
  };
  const bad = rows.filter((r) => clash.has(r.figure)).length;
  const table = (some: Folded[], caption: Child): HTMLElement =>
    h(
      'table',
      { class: 'figures' },
      h('caption', null, caption),
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          ['as of', 'source', 'range', 'figure'].map((t) => h('th', { scope: 'col' }, t)),
        ),
      ),
      h(
        'tbody',
        null,
        some.map((r) => {
          const b = clash.has(r.figure);
          return h(
            'tr',
            null,
            h('td', { class: 'dim' }, day(r.as_of)),
            h(
              'td',
              null,
              h('span', { class: 'clip' }, named(r.source_actor)),
              r.reports > 1 ? h('span', { class: 'badge', title: `in ${r.reports} reports` }, `× ${r.reports}`) : null,
              r.answer ? h('span', { class: 'dim' }, ` “${r.answer}”`) : null,
            ),
            h('td', { class: 'ranges' }, bar(r, b)),
            h('td', null, h('a', { href: toReport(r.report, r.claim, r.span, r.field) }, range(r)), b ? note(' ≠', ' in conflict') : null),
          );
        }),
      ),
    );
  const latest = table(rows.slice(-ROWS), [name || 'figure', bad ? h('span', { class: 'badge warn' }, '≠ in conflict') : null]);
  return h(
    'div',
    null,
    latest,
    more(rows.length - ROWS, 'earlier', () => table(rows.slice(0, -ROWS), `${name}, earlier`)),
  );
}
