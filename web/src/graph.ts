// Blame, denial and doubt as a graph: who speaks on the left, who is spoken of on the right.
import { h, svg } from './dom';
import { section, type Event } from './event';
import { markPill, markWord, nothing, position } from './words';
import type { Mark } from './api';

interface Edge {
  by: string;
  of: string;
  mark: Exclude<Mark, null>;
  n: number;
}
const MOST = 14,
  ROW = 38,
  WIDTH = 535,
  LEFT = 190,
  RIGHT = 345,
  LONGEST = 24;

/** Edges from blame and positions; who claims it or denies it for himself is no edge but a mark at his name. */
function edges(e: Event): { edges: Edge[]; own: Map<string, Set<Mark>> } {
  const all = new Map<string, Edge>(),
    own = new Map<string, Set<Mark>>();
  const put = (by: string | null, of: string | null, mark: Exclude<Mark, null>, n = 1): void => {
    if (!by || !of) return;
    if (by === of || mark === 'claims') return void own.set(of, (own.get(of) ?? new Set()).add(mark));
    const key = `${by}\n${of}\n${mark}`,
      old = all.get(key);
    if (old) old.n = Math.max(old.n, n);
    else all.set(key, { by, of, mark, n });
  };
  for (const b of e.brief.blame) {
    put(b.by, b.of, b.by === b.of ? 'claims' : 'asserts', new Set(b.claims.map((c) => e.at.get(c)?.report)).size);
    for (const d of b.denied_by) put(d, b.of, 'denies');
  }
  for (const p of e.brief.positions)
    for (const s of p.history) {
      const { mark, of } = position(s.position);
      if (mark && mark !== 'asserts') put(p.actor, of ?? p.actor, mark);
    }
  return { edges: [...all.values()], own };
}

const short = (s: string): string => (s.length > LONGEST ? s.slice(0, LONGEST - 1).trimEnd() + '…' : s);

function weights(edges: Edge[], end: (x: Edge) => string): Map<string, number> {
  const all = new Map<string, number>();
  for (const x of edges) all.set(end(x), (all.get(end(x)) ?? 0) + x.n);
  return all;
}

const heaviest = (all: Map<string, number>): string[] =>
  [...all]
    .sort((a, b) => b[1] - a[1])
    .slice(0, MOST)
    .map(([name]) => name);

export function graph(e: Event): HTMLElement {
  // those most spoken of, then those who speak most of them
  const g = edges(e),
    spoken = weights(g.edges, (x) => x.of);
  for (const name of g.own.keys()) spoken.set(name, spoken.get(name) ?? 0);
  const of = heaviest(spoken),
    rank = weights(
      g.edges.filter((x) => of.includes(x.of)),
      (x) => x.by,
    ),
    by = heaviest(rank);
  const seen = g.edges.filter((x) => by.includes(x.by) && of.includes(x.of)),
    own = [...g.own].filter(([name]) => of.includes(name));
  if (!of.length) return section('blame', 'Blame and denial', '', nothing('Nobody is held responsible.'));
  const rows = Math.max(by.length, of.length),
    height = rows * ROW + 8;
  const y = (list: string[], name: string): number => (list.indexOf(name) + 0.5) * (rows / list.length) * ROW + 4;
  const line = (x: Edge): SVGElement => {
    const y1 = y(by, x.by),
      y2 = y(of, x.of),
      mid = (LEFT + RIGHT) / 2;
    return svg(
      'path',
      {
        class: `edge e-${x.mark}`,
        d: `M${LEFT} ${y1} C${mid} ${y1} ${mid} ${y2} ${RIGHT - 8} ${y2}`,
        'stroke-width': Math.min(1.4 + x.n * 0.6, 5),
        'marker-end': `url(#head-${x.mark})`,
      },
      svg('title', null, `${x.by} ${markWord(x.mark)} ${x.of}`),
    );
  };
  const node = (list: string[], name: string, x: number, anchor: string): SVGElement =>
    svg(
      'text',
      { x, y: y(list, name) - (list === of && g.own.has(name) ? 6 : 0), 'text-anchor': anchor, class: 'node' },
      short(name),
      svg('title', null, name),
    );
  const picture = svg(
    'svg',
    {
      class: 'blame',
      viewBox: `0 0 ${WIDTH} ${height}`,
      role: 'img',
      'aria-label': 'Who blames, denies and doubts whom; the list below says the same',
    },
    svg(
      'defs',
      null,
      (['asserts', 'denies', 'doubts'] as const).map((m) =>
        svg(
          'marker',
          { id: `head-${m}`, viewBox: '0 0 8 8', refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: 'userSpaceOnUse', orient: 'auto' },
          svg('path', { d: 'M0 0 L8 4 L0 8 Z', class: `h-${m}` }),
        ),
      ),
    ),
    seen.map(line),
    by.map((n) => node(by, n, LEFT - 8, 'end')),
    of.map((n) => node(of, n, RIGHT, 'start')),
    own.map(([name, marks]) =>
      svg(
        'text',
        { x: RIGHT, y: y(of, name) + 13, class: 'own' },
        [...marks].map((m, i) =>
          svg('tspan', { class: `h-${m}`, dx: i ? 8 : 0 }, m === 'claims' ? '★ claims it' : m === 'denies' ? '✕ denies' : markWord(m)),
        ),
      ),
    ),
  );
  const said = h(
    'ul',
    { class: 'edges' },
    seen.map((x) =>
      h('li', null, x.by, ' ', markPill(x.mark, markWord(x.mark)), ' ', x.of, x.n > 1 ? h('span', { class: 'dim' }, ` in ${x.n}`) : null),
    ),
    own.map(([name, marks]) => [...marks].map((m) => h('li', null, name, ' ', markPill(m, markWord(m))))),
  );
  return section(
    'blame',
    'Blame and denial',
    'Solid: blames. Dashed: denies. Dotted: doubts. The thicker, the more reports.' +
      (spoken.size > MOST ? ` The ${MOST} of ${spoken.size} who are spoken of most.` : ''),
    h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Graph' }, picture),
    h('details', null, h('summary', null, 'As a list'), said),
  );
}
