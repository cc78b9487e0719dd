// One event on a page: who says who did it, what turned, what conflicts; then the grid and all that hangs on it.
import { get, seg, type Brief, type BriefReport, type CellClaim, type EventRow, type Grid, type Mark, type Moment, type Page } from './api';
import { h, type Child } from './dom';
import { link, toReport, keep, type Context } from './route';
import { count, day, markPill, MARKS, named, nothing, plain, position, range } from './words';
import { vlist } from './vlist';
import { gridSection } from './grid';
import { graph } from './graph';
import { lanes } from './lanes';
import { figures, foldFigures, MEASURES } from './figures';

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
    keep({ ...c.route, view: 'event' }, {});
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
  c.nav(list.nav);
  return h(
    'article',
    { class: 'event' },
    head(e),
    glance(e),
    gridSection(e, c),
    h('div', { class: 'pair' }, graph(e), lanes(e)),
    figures(e),
    section('reports', 'Reports', `${count(brief.reports.length, 'report')}; what runs one text is one row`, list.el),
    await timeline(e, c),
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
  const rest = reports.length - independent;
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
        ? ` of ${reports.length}: ${count(
            copies.reduce((n, g) => n + g.length - 1, 0),
            'copy',
            'copies',
          )}, ${count(revisions.length, 'earlier version')} folded`
        : '',
    ),
  );
}

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

function glance(e: Event): HTMLElement {
  const { brief } = e;
  const who = accused(e).map(([of, says]) =>
    h(
      'li',
      null,
      h('p', null, h('strong', null, of)),
      h(
        'ul',
        { class: 'sides' },
        MARKS.filter((m) => says.has(m)).map((m) =>
          h(
            'li',
            null,
            markPill(m, m === 'claims' ? 'claims it' : m === 'asserts' ? 'blamed by' : m === 'denies' ? 'denied by' : 'doubted by'),
            ' ',
            [...says.get(m)!].map(([by, s], i) => [
              i ? ', ' : '',
              m === 'claims' && by === of
                ? s.href
                  ? h('a', { href: s.href }, day(s.first))
                  : day(s.first)
                : [
                    s.href ? h('a', { class: 'quiet', href: s.href }, by) : by,
                    h('span', { class: 'dim' }, s.first ? ` ${day(s.first)}` : '', s.n > 1 ? ` ×${s.n}` : ''),
                  ],
            ]),
          ),
        ),
      ),
    ),
  );
  const turned = brief.positions
    .filter((p) => p.changed)
    .map((p) =>
      h(
        'li',
        null,
        h('p', null, h('strong', null, named(p.actor))),
        h(
          'ol',
          { class: 'turns' },
          p.history.map((s) => {
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
  const all = new Map(brief.figures.map((f) => [f.figure, f]));
  const conflicts = [...brief.conflicts]
    .sort((a, b) => MEASURES.indexOf(a.measure ?? '') - MEASURES.indexOf(b.measure ?? ''))
    .map((c) => {
      const f = foldFigures(
        e,
        c.figures.map((id) => all.get(id)).filter((x) => x !== undefined),
      );
      const value = (x: (typeof f)[number]): number => x.best ?? x.low ?? x.high ?? 0;
      f.sort((a, b) => value(a) - value(b));
      const ends = f.length > 1 ? [f[0]!, f[f.length - 1]!] : f;
      return h(
        'li',
        null,
        h(
          'p',
          null,
          h('strong', null, plain(c.measure), c.population && c.population !== 'all' ? `, ${plain(c.population)}` : ''),
          ' ',
          h(
            'span',
            { class: 'big' },
            ends
              .map((x) => x.best ?? x.low ?? x.high)
              .filter((v) => v !== null)
              .map((v) => v!.toLocaleString('en'))
              .join(' to '),
          ),
          h('span', { class: 'dim' }, ` ${count(f.length, 'figure')}`),
        ),
        h(
          'ul',
          { class: 'sides' },
          ends.map((x) =>
            h(
              'li',
              null,
              h('a', { href: toReport(x.report, x.claim) }, range(x)),
              ' ',
              x.source_actor ?? h('em', null, 'unnamed source'),
              h('span', { class: 'dim' }, ` ${day(x.as_of)}`),
            ),
          ),
        ),
      );
    });
  const card = (title: string, items: HTMLElement[], none: string): HTMLElement => {
    const shown = items.slice(0, 6),
      rest = items.slice(6);
    return h(
      'section',
      { class: 'card' },
      h('h2', null, title),
      items.length ? h('ul', null, shown) : nothing(none),
      rest.length ? h('details', null, h('summary', null, `${rest.length} more`), h('ul', null, rest)) : null,
    );
  };
  return h(
    'div',
    { class: 'glance' },
    card('Who says who did it', who, 'Nobody is held responsible.'),
    card('What turned', turned, 'Nobody changed position.'),
    card('What conflicts', conflicts, 'No figures conflict.'),
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

async function timeline(e: Event, c: Context): Promise<HTMLElement> {
  const ask = (offset: number, limit: number): Promise<Page<Moment>> => get<Page<Moment>>('timeline', { event: e.id, offset, limit }, c.signal);
  const first = await ask(0, 100);
  const list = vlist<Moment>(
    'Timeline',
    { total: first.total, load: async (o, n) => (o === 0 ? first.items : (await ask(o, n)).items) },
    (m) =>
      h(
        'div',
        { class: 'row moment' },
        h('time', { datetime: m.date, class: 'dim' }, day(m.date)),
        h('span', { class: 'what' }, m.what),
        m.report ? h('a', { class: 'quiet', href: toReport(m.report, m.claim ?? null) }, m.text) : h('strong', null, m.text),
      ),
    c.signal,
  );
  return section('timeline', 'Timeline', count(first.total, 'entry', 'entries'), list.el);
}
