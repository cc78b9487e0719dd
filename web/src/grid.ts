// The grid: sources (or reports) by day, each mark one claim, coloured and shaped by stance.
import { get, seg, type CellClaim, type Grid, type Mark, type Query } from './api';
import { h, replace, type Child } from './dom';
import { keep, link, toReport, type Context } from './route';
import { count, day, MARKS, markSign, markWord, named, nothing, plain } from './words';
import { section, type Event } from './event';

/** `only`: the filters that give its claims. */
interface Row {
  label: Child;
  cells: Map<string, CellClaim[]>;
  n: number;
  only: Query | null;
}
const STEP = 15,
  MOST_DAYS = 40,
  IN_CELL = 5;

export function gridSection(e: Event, c: Context): HTMLElement {
  const table = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Grid of sources by day' });
  const controls = h('div', { class: 'controls' });
  // what stands under the pointer or the focus, for those who would not open each claim to read it
  const peek = h('p', { class: 'peek', 'aria-hidden': 'true' });
  const show = (ev: globalThis.Event): void => {
    const mark = (ev.target as Element).closest<HTMLElement>('a.mark');
    if (mark) replace(peek, h('strong', null, mark.closest('tr')?.querySelector('th')?.textContent), ' ', mark.getAttribute('aria-label'));
  };
  table.addEventListener('mouseover', show);
  table.addEventListener('focusin', show);
  c.nav({ move: (by) => step(table, by) });
  const state = { by: c.route.params.get('rows') ?? 'source', of: c.route.params.get('of') ?? '', all: c.route.params.has('all') };
  const accused = [...new Set(e.brief.blame.map((b) => b.of).filter((x) => x !== null))];
  let data = e.grid,
    shown = STEP;

  const draw = (): Promise<void> => redraw().catch((err: Error) => replace(table, nothing(err.message)));
  async function redraw(): Promise<void> {
    keep(c.route, { rows: state.by === 'report' ? 'report' : null, of: state.of, all: state.all ? 1 : null });
    data = state.all ? await get<Grid>(`events/${seg(e.id)}/grid`, { all: true, limit: 1000 }, c.signal) : e.grid;
    const rows = state.by === 'report' ? byReport(e, data) : bySource(data);
    replace(
      table,
      rows.length ? gridTable(e.id, rows.slice(0, shown), data.days, state.of) : nothing('No claim says anything of responsibility.'),
      rows.length > shown
        ? h(
            'button',
            {
              type: 'button',
              class: 'more',
              onclick: () => {
                shown += 100;
                void draw();
              },
            },
            `${count(rows.length - shown, 'more row')} …`,
          )
        : null,
    );
  }
  const choice = (label: string, value: string, options: [string, string][], set: (v: string) => void): HTMLElement =>
    h(
      'label',
      null,
      label,
      ' ',
      h(
        'select',
        {
          onchange: (ev: globalThis.Event) => {
            set((ev.target as HTMLSelectElement).value);
            void draw();
          },
        },
        options.map(([v, t]) => h('option', { value: v, selected: v === value }, t)),
      ),
    );
  replace(
    controls,
    choice(
      'Rows',
      state.by,
      [
        ['source', 'who says it'],
        ['report', 'which report'],
      ],
      (v) => {
        state.by = v;
        shown = STEP;
      },
    ),
    accused.length > 1
      ? choice('About', state.of, [['', 'anyone'], ...accused.map((a): [string, string] => [a, a])], (v) => {
          state.of = v;
        })
      : null,
    choice(
      'Claims',
      state.all ? 'all' : '',
      [
        ['', 'on responsibility'],
        ['all', 'all'],
      ],
      (v) => {
        state.all = v === 'all';
      },
    ),
    h(
      'ul',
      { class: 'legend', 'aria-label': 'Marks' },
      [...MARKS, null].map((m) => (m || state.all) && h('li', null, h('span', { class: `mark m-${m ?? 'none'}` }, markSign(m)), markWord(m))),
    ),
  );
  void draw();
  return section(
    'grid',
    'Who said what, when',
    'Each mark is one claim; copies and earlier versions are counted in it, not repeated. A click leads to the words.',
    controls,
    table,
    peek,
  );
}

const bySource = (grid: Grid): Row[] =>
  grid.rows.map((r) => ({
    label: [named(r.actor), r.speaks_for ? h('span', { class: 'dim' }, ` ${r.speaks_for}`) : null],
    n: r.n_claims,
    only: r.actor === null ? null : { by: r.actor },
    cells: new Map(r.cells.map((x) => [x.day ?? '', x.claims])),
  }));

function byReport(e: Event, grid: Grid): Row[] {
  const rows = new Map<string, Row>();
  for (const r of e.brief.reports) {
    const copies = e.copies.get(r.id);
    rows.set(r.id, {
      n: 0,
      cells: new Map(),
      only: { report: r.id },
      label: [
        h('a', { href: toReport(r.id), title: r.title }, r.publisher ?? r.id),
        h('span', { class: 'dim' }, ` ${day(r.published)}`),
        copies?.length ? h('span', { class: 'badge', title: copies.map((x) => x.publisher).join(', ') }, `× ${copies.length + 1}`) : null,
      ],
    });
  }
  for (const g of grid.rows)
    for (const cell of g.cells)
      for (const claim of cell.claims) {
        const row = rows.get(claim.report),
          at = cell.day ?? '';
        if (row) (row.cells.set(at, [...(row.cells.get(at) ?? []), claim]), row.n++);
      }
  return [...rows.values()].filter((r) => r.n);
}

/** Days as columns; of an event with many days, weeks or months. */
function columns(days: string[]): { title: string; holds: Set<string> }[] {
  const bucket = (size: number): ((d: string) => string) =>
    size === 1
      ? (d) => d
      : size === 31
        ? (d) => d.slice(0, 7)
        : (d) => {
            const t = new Date(d + 'T00:00Z');
            t.setUTCDate(t.getUTCDate() - ((t.getUTCDay() + 6) % 7));
            return t.toISOString().slice(0, 10);
          };
  const whole = days.filter((d) => /^\d{4}-\d\d-\d\d$/.test(d)),
    odd = days.filter((d) => !whole.includes(d));
  const size = [1, 7, 31].find((s) => new Set(whole.map(bucket(s))).size <= MOST_DAYS) ?? 31,
    key = bucket(size);
  const out = new Map<string, Set<string>>();
  for (const d of whole) out.set(key(d), (out.get(key(d)) ?? new Set()).add(d));
  const cols = [...out].map(([k, holds]) => ({ title: size === 7 ? `from ${day(k)}` : day(k), holds }));
  return odd.length ? [...cols, { title: 'other', holds: new Set([...odd, '']) }] : cols;
}

/** Move the focus among the marks, in reading order. */
function step(table: HTMLElement, by: number): void {
  const marks = [...table.querySelectorAll<HTMLElement>('a.mark')];
  const at = marks.indexOf(document.activeElement as HTMLElement);
  marks[at < 0 ? 0 : Math.max(0, Math.min(marks.length - 1, at + by))]?.focus();
}

function gridTable(event: string, rows: Row[], days: string[], of: string): HTMLElement {
  const loose = rows.some((r) => r.cells.has(''));
  const cols = columns(loose ? [...days, ''] : days);
  const cell = (claims: CellClaim[], only: Query | null, within: Set<string>): Child => {
    const rest = claims.length - IN_CELL,
      days = [...within].sort(),
      more = `+${rest}`;
    return [
      claims.slice(0, IN_CELL).map((x) => claimMark(x, of)),
      rest <= 0
        ? null
        : only && days[0]
          ? h(
              'a',
              {
                class: 'quiet dim',
                href: link('claims', '', { event, ...only, since: days[0], until: days[days.length - 1], independent: 1 }),
                'aria-label': `${rest} more claims`,
              },
              more,
            )
          : h('span', { class: 'dim' }, more),
    ];
  };
  const order = (m: Mark): number => (m ? MARKS.indexOf(m) : 9);
  return h(
    'table',
    { class: 'grid' },
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        h('th', { scope: 'col' }, 'Source'),
        cols.map((k) => h('th', { scope: 'col' }, k.title)),
      ),
    ),
    h(
      'tbody',
      null,
      rows.map((r) =>
        h(
          'tr',
          null,
          h('th', { scope: 'row' }, h('span', { class: 'clip' }, r.label)),
          cols.map((k) =>
            h(
              'td',
              null,
              cell(
                [...r.cells]
                  .filter(([d]) => k.holds.has(d))
                  .flatMap(([, x]) => x)
                  .sort((a, b) => order(a.mark) - order(b.mark)),
                r.only,
                k.holds,
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

function claimMark(x: CellClaim, of: string): HTMLElement {
  const what = [markWord(x.mark), x.mark && x.mark !== 'claims' ? x.responsible : null].filter(Boolean).join(' ');
  const more = x.reports > 1 ? `, in ${x.reports} reports` : '';
  return h(
    'a',
    {
      class: `mark m-${x.mark ?? 'none'}${of && x.responsible !== of ? ' out' : ''}`,
      href: toReport(x.report, x.claim),
      'aria-label': `${what} (${plain(x.speech_act)})${more}: ${x.text}`,
    },
    markSign(x.mark),
    x.reports > 1 ? h('sup', null, x.reports) : null,
  );
}
