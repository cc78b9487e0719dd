// One event on a page: who says who did it, what turned, what conflicts; then the grid and all that hangs on it.
import { get, seg, type Brief, type BriefReport, type CellClaim, type EventRow, type Grid, type Moment, type Page } from './api';
import { h, replace, type Child } from './dom';
import { link, toReport, keep, type Context } from './route';
import { count, day, nothing, plain } from './words';
import { vlist } from './vlist';
import { gridSection } from './grid';
import { graph } from './graph';
import { lanes } from './lanes';
import { figures } from './figures';
import { glance } from './glance';

/** What the sections share: the brief, the grid of claims on responsibility, and where each of its claims stands. */
export interface Event {
  id: string;
  brief: Brief;
  grid: Grid;
  at: Map<string, CellClaim>;
  copies: Map<string, BriefReport[]>;
  later: Set<string>;
}

export async function eventView(c: Context): Promise<Node> {
  if (!c.route.id) {
    const events = await get<Page<EventRow>>('events', { limit: 1000 }, c.signal);
    if (events.total !== 1) return eventList(c, events);
    c.route.id = events.items[0]!.id;
    c.route.view = 'event';
    keep(c.route, {});
  }
  const id = c.route.id,
    path = 'events/' + seg(id);
  const [brief, grid] = await Promise.all([
    get<Brief>(path, { parts: 'reports,copies,revisions,figures,conflicts,blame,positions' }, c.signal),
    get<Grid>(path + '/grid', { limit: 1000 }, c.signal),
  ]);
  const reports = new Map(brief.reports.map((r) => [r.id, r]));
  const e: Event = { id, brief, grid, at: new Map(), copies: new Map(), later: new Set() };
  for (const row of grid.rows) for (const cell of row.cells) for (const claim of cell.claims) e.at.set(claim.claim, claim);
  for (const [first, ...rest] of brief.copies)
    e.copies.set(
      first!,
      rest.map((r) => reports.get(r)).filter((r) => r !== undefined),
    );
  for (const [older] of brief.revisions) e.later.add(older);
  c.title(brief.event.name ?? 'Event');
  const list = reportList(e, c.signal);
  return h(
    'article',
    { class: 'event' },
    c.stats.settled ? null : h('p', { class: 'about', role: 'status' }, 'Reports have come in since positions and blame were last worked out.'),
    head(e),
    glance(e),
    gridSection(e, c),
    h('div', { class: 'pair' }, graph(e), lanes(e)),
    figures(e),
    section('reports', 'Reports', `${count(brief.reports.length, 'report')}; what runs one text is one row`, list.el),
    timeline(e, c),
  );
}

export function section(id: string, title: string, about: string, ...body: Child[]): HTMLElement {
  return h(
    'section',
    { id, 'aria-labelledby': id + '-h' },
    h('h2', { id: id + '-h' }, title),
    about ? h('p', { class: 'about' }, about) : null,
    body,
  );
}

function eventList(c: Context, events: Page<EventRow>): Node {
  const head = h(
    'header',
    { class: 'head' },
    h('h1', null, events.total ? count(events.total, 'event') : 'An empty ledger'),
    h(
      'p',
      { class: 'about' },
      events.total
        ? `${count(c.stats.reports, 'report')}, ${count(c.stats.independent, 'independent', 'independent')}, ${count(c.stats.claims, 'claim')}`
        : 'Read reports into it with sayso read, or paste one here.',
    ),
  );
  const list = vlist<EventRow>(
    'Events',
    { total: events.total, load: async (offset, limit) => (await get<Page<EventRow>>('events', { offset, limit }, c.signal)).items },
    (e) =>
      h(
        'a',
        { class: 'row', href: link('event', e.id) },
        h('strong', null, e.name),
        h(
          'span',
          { class: 'dim' },
          `${day(e.date, true)} · ${count(e.n_reports, 'report')}${e.n_independent === undefined ? '' : `, ${e.n_independent} independent`}`,
        ),
      ),
    c.signal,
  );
  c.nav(list.nav);
  return h('article', { class: 'narrow' }, head, events.total ? list.el : h('p', null, h('a', { href: link('paste') }, 'Paste a report')));
}

function head({ brief }: Event): HTMLElement {
  const { event, reports, independent, copies, revisions } = brief;
  const rest = reports.length - independent,
    folded = [
      [copies.reduce((n, g) => n + g.length - 1, 0), 'copy', 'copies'],
      [revisions.length, 'earlier version', 'earlier versions'],
    ] as const;
  return h(
    'header',
    { class: 'head' },
    h('p', { class: 'kicker' }, [plain(event.kind), event.place, event.country].filter(Boolean).join(' · ')),
    h('h1', null, event.name ?? 'Event'),
    h(
      'p',
      { class: 'about' },
      h('time', { datetime: event.date }, day(event.date, true)),
      ' · ',
      h('strong', null, count(independent, 'independent report')),
      rest
        ? ` of ${reports.length}: ${folded
            .filter(([n]) => n)
            .map(([n, one, more]) => count(n, one, more))
            .join(', ')} folded`
        : '',
    ),
  );
}

function reportList(e: Event, signal: AbortSignal): ReturnType<typeof vlist> {
  const folded = new Set([...e.copies.values()].flat().map((r) => r.id));
  const rows = e.brief.reports.filter((r) => !folded.has(r.id)).sort((a, b) => ((a.published ?? '') < (b.published ?? '') ? -1 : 1));
  return vlist<BriefReport>(
    'Reports',
    { total: rows.length, load: (o, n) => rows.slice(o, o + n) },
    (r) => {
      const copies = e.copies.get(r.id) ?? [];
      return h(
        'div',
        { class: 'row' },
        h('a', { href: toReport(r.id) }, r.title ?? r.id),
        h(
          'span',
          { class: 'dim' },
          day(r.published),
          ' · ',
          r.publisher ?? 'no publisher',
          e.later.has(r.id) ? ' · earlier version' : '',
          copies.length
            ? [
                ' ',
                h('span', { class: 'badge', title: copies.map((x) => x.publisher ?? x.id).join(', ') }, `× ${copies.length + 1}`),
                ' also ',
                copies.slice(0, 4).map((x, i) => [i ? ', ' : '', h('a', { href: toReport(x.id) }, x.publisher ?? x.id)]),
                copies.length > 4 ? ' …' : '',
              ]
            : null,
        ),
      );
    },
    signal,
  );
}

/** The timeline is long and last: it is asked for when the rest stands. */
function timeline(e: Event, c: Context): HTMLElement {
  const box = h('div', null, h('p', { class: 'wait' }, '…'));
  const ask = (offset: number, limit: number): Promise<Page<Moment>> => get('timeline', { event: e.id, independent: true, offset, limit }, c.signal);
  ask(0, 100).then(
    (first) => {
      const draw = (m: Moment): HTMLElement =>
        h(
          'div',
          { class: 'row moment' },
          h('time', { datetime: m.date, class: 'dim' }, day(m.date)),
          h('span', { class: 'what' }, m.what),
          m.report ? h('a', { class: 'quiet', href: toReport(m.report, null, m.span, m.field) }, m.text) : h('strong', null, m.text),
        );
      const load = async (o: number, n: number): Promise<Moment[]> => (o ? (await ask(o, n)).items : first.items);
      replace(box, vlist<Moment>('Timeline', { total: first.total, load }, draw, c.signal).el);
    },
    (err: Error) => replace(box, nothing(err.message)),
  );
  return section('timeline', 'Timeline', 'What happened and what was said, by day', box);
}
