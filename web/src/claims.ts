// All claims with filters, and what was not understood.  The filters stand in the address: a link is a saved view.
import { get, type Actor, type Claim, type ClaimRow, type EventRow, type Page, type Query, type Refusal } from './api';
import { h, later, replace } from './dom';
import { keep, toReport, type Context } from './route';
import { count, day, markPill, MARKS, markWord, named, nothing, plain } from './words';
import { vlist } from './vlist';

const ACTS =
  'assert confirm claim_responsibility admit allege suspect deny dispute reject decline_comment condemn warn threaten demand appeal pledge predict question retract correct investigate'.split(
    ' ',
  );
const ABOUT = 'responsibility occurrence cause figure identity intent warning demand forecast position condition status'.split(' ');
const EVIDENCE = (
  'no_evidence_given cites_document cites_official cites_media cites_witness cites_imagery imagery_shows imagery_geolocated anonymity_granted not_independently_verified ' +
  'independently_verified single_source corroborated conflicting_accounts preliminary under_investigation not_reached declined translated method_stated correction_appended'
).split(' ');
const FIELDS = ['q', 'event', 'report', 'by', 'about', 'act', 'kind', 'stance', 'evidence', 'since', 'until', 'independent'] as const;

export async function claimsView(c: Context): Promise<Node> {
  const p = c.route.params;
  const [events, actors] = await Promise.all([
    get<Page<EventRow>>('events', { limit: 200 }, c.signal),
    get<Page<Actor>>('actors', { limit: 500 }, c.signal),
  ]);
  const result = h('div', { class: 'result' }),
    status = h('p', { class: 'about', role: 'status' });
  const changed = (e: Event): void => {
    const el = e.target as HTMLInputElement;
    keep(c.route, { [el.name]: el.type === 'checkbox' ? el.checked : el.value.trim() });
    again();
  };
  const again = later(200, () => void fetchRows());
  const field = (label: string, el: HTMLElement): HTMLElement => h('label', null, h('span', null, label), el);
  const typed = (name: string, label: string, type: string, more: Record<string, unknown> = {}): HTMLElement =>
    field(label, h('input', { name, type, value: p.get(name) ?? '', oninput: changed, ...more }));
  const choice = (name: string, label: string, options: [string, string][]): HTMLElement =>
    field(
      label,
      h(
        'select',
        { name, onchange: changed },
        h('option', { value: '' }, 'any'),
        options.map(([v, t]) => h('option', { value: v, selected: p.get(name) === v }, t)),
      ),
    );
  const vocabulary = (list: string[]): [string, string][] => list.map((w) => [w, plain(w)]);
  const form = h(
    'form',
    {
      class: 'filters',
      'aria-label': 'Filters',
      onsubmit: (e: Event) => {
        e.preventDefault();
        again();
      },
    },
    typed('q', 'Words', 'search'),
    typed('by', 'Said by', 'text', { list: 'actors' }),
    typed('about', 'Holds responsible', 'text', { list: 'actors' }),
    choice(
      'stance',
      'Stance',
      MARKS.map((m) => [m!, markWord(m)]),
    ),
    choice('act', 'Act', vocabulary(ACTS)),
    choice('kind', 'About', vocabulary(ABOUT)),
    choice('evidence', 'Evidence', vocabulary(EVIDENCE)),
    typed('since', 'From', 'date'),
    typed('until', 'To', 'date'),
    p.has('report') ? typed('report', 'Report', 'text') : null,
    events.total > 1
      ? choice(
          'event',
          'Event',
          events.items.map((e) => [e.id, e.name]),
        )
      : null,
    h(
      'label',
      { class: 'check' },
      h('input', { name: 'independent', type: 'checkbox', checked: p.has('independent'), onchange: changed }),
      h('span', null, 'independent only'),
    ),
    h('a', { href: '#/claims', class: 'button' }, 'Clear'),
    h(
      'datalist',
      { id: 'actors' },
      actors.items.map((a) => h('option', { value: a.name })),
    ),
  );

  let last = new AbortController();
  async function fetchRows(): Promise<void> {
    last.abort();
    const mine = (last = new AbortController()),
      signal = mine.signal;
    c.signal.addEventListener('abort', () => mine.abort(), { once: true });
    const q: Query = Object.fromEntries(FIELDS.map((f) => [f, f === 'independent' ? c.route.params.has(f) : c.route.params.get(f)]));
    try {
      const first = await get<Page<ClaimRow>>('claims', { ...q, limit: 100 }, signal);
      status.textContent = `${count(first.total, 'claim')} of ${c.stats.claims.toLocaleString('en')}`;
      const list = vlist<ClaimRow>(
        'Claims',
        {
          total: first.total,
          load: async (offset, limit) => (offset ? (await get<Page<ClaimRow>>('claims', { ...q, offset, limit }, signal)).items : first.items),
        },
        claimRow,
        signal,
      );
      list.el.classList.add('tall');
      c.nav(list.nav);
      replace(result, first.total ? list.el : nothing('No claim fits these filters.'));
    } catch (e) {
      if (!signal.aborted) replace(result, h('p', { role: 'alert', class: 'failure' }, (e as Error).message));
    }
  }
  await fetchRows();
  const set = FIELDS.filter((f) => f !== 'q' && p.has(f)).length;
  return h(
    'article',
    { class: 'claims-view' },
    h('header', { class: 'head' }, h('h1', null, 'Claims'), status),
    h('details', { class: 'fold', open: innerWidth > 700 || set > 0 }, h('summary', null, 'Filters'), form),
    result,
  );
}

export function claimRow(x: ClaimRow | (Claim & ClaimRow)): HTMLElement {
  return h(
    'a',
    { class: 'row' + (x.wrong ? ' wrong' : ''), href: toReport(x.report, x.claim) },
    h(
      'span',
      { class: 'line' },
      h('strong', null, named(x.source_actor)),
      ' ',
      markPill(x.mark, plain(x.speech_act)),
      x.responsible ? h('span', null, ' ', x.responsible) : null,
      x.via.length ? h('span', { class: 'dim' }, ` via ${x.via.join(', ')}`) : null,
    ),
    h('span', { class: 'words' }, x.text),
    h(
      'span',
      { class: 'dim line' },
      day(x.day, true),
      ' · ',
      x.publisher ?? x.report,
      x.copy ? ' · copy' : '',
      x.independent > 1 ? ` · ${x.independent} root sources` : '',
      x.evidence.map((e) => [' ', h('span', { class: 'badge' }, plain(e))]),
    ),
  );
}

export async function refusedView(c: Context): Promise<Node> {
  const ask = (offset: number, limit: number): Promise<Page<Refusal>> =>
    get<Page<Refusal>>('refused', { event: c.route.params.get('event'), report: c.route.params.get('report'), offset, limit }, c.signal);
  const first = await ask(0, 100);
  const list = vlist<Refusal>(
    'Not understood',
    { total: first.total, load: async (o, n) => (o ? (await ask(o, n)).items : first.items) },
    (r) =>
      h(
        'div',
        { class: 'row' },
        h('span', { class: 'line' }, h('strong', null, r.reason)),
        r.text ? h('q', { class: 'words' }, r.text) : h('span', { class: 'words' }),
        h(
          'span',
          { class: 'dim line' },
          r.report ? h('a', { href: toReport(r.report) }, r.report) : r.uri,
          r.byte === null ? '' : ` · byte ${r.byte.toLocaleString('en')}`,
        ),
      ),
    c.signal,
  );
  list.el.classList.add('tall');
  c.nav(list.nav);
  return h(
    'article',
    { class: 'narrow' },
    h(
      'header',
      { class: 'head' },
      h('h1', null, 'Not understood'),
      h(
        'p',
        { class: 'about' },
        first.total
          ? `${count(first.total, 'refusal')}, each with its reason. What cannot be grounded is left blank, never guessed.`
          : 'Nothing was refused.',
      ),
    ),
    first.total ? list.el : null,
  );
}
