// A report to be read: its text with everything that was found in it lit, and the original with the same bytes lit.
import type { Report, ReportClaim, Span } from './api';
import { h, replace } from './dom';
import { light, lit, type Over } from './lit';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
export const KINDS: [string, string][] = [
  ['source', 'source'],
  ['cue', 'cue'],
  ['content', 'what is said'],
  ['figure', 'figure'],
  ['time', 'date'],
  ['mark', 'evidence'],
  ['refusal', 'not understood'],
];
const HEAD = 200_000,
  AROUND = 2000; // of a longer original only the surroundings of what is lit are shown

type Place = { span: Span; raw?: Span; field?: 'title' };

/** All marks of a report, each with its span in the text and, where known, in the original. */
function overs(doc: Report): (Over & { raw: Span | undefined; title: boolean })[] {
  const out: (Over & { raw: Span | undefined; title: boolean })[] = [];
  const one = (kind: string, p: Place, claim?: number): void => {
    out.push({ span: p.span, raw: p.raw, title: p.field === 'title', kind, ...(claim === undefined ? {} : { claim }) });
  };
  doc.claims.forEach((c, i) => {
    for (const role of ['content', 'source', 'cue'] as const)
      c[role].forEach((span, k) => {
        const raw = c.raw[role][k];
        one(role, { span, ...(raw ? { raw } : {}), ...(c.field ? { field: c.field } : {}) }, i);
      });
  });
  for (const f of doc.figures) one('figure', f);
  for (const t of doc.times) one('time', t);
  for (const m of doc.marks) one('mark', m);
  for (const r of doc.refusals) if (r.span) one('refusal', r as Place);
  return out;
}

export interface Reader {
  title: HTMLElement;
  text: HTMLElement;
  legend: HTMLElement;
  /** Light one claim (its number), or none; scrolls to it where asked. */
  select(claim: number | null, scroll: boolean): void;
  showSource(box: HTMLElement, source: Uint8Array): void;
}

export function reader(doc: Report, pick: (claim: number, pinned: boolean) => void, at: string | null = null): Reader {
  const here = /^(t?)(\d+)-(\d+)$/.exec(at ?? '');
  const marks = [
      ...overs(doc),
      ...(here ? [{ span: [Number(here[2]), Number(here[3])] as Span, raw: undefined, title: here[1] === 't', kind: 'here' }] : []),
    ],
    encode = (s: string): Uint8Array => new TextEncoder().encode(s);
  const title = h(
    'h1',
    { class: 'lit' },
    lit(
      encode(doc.report.title ?? ''),
      marks.filter((m) => m.title),
      utf8,
    ),
  );
  const text = h(
    'div',
    { class: 'lit body', lang: doc.report.language ?? 'en' },
    lit(
      encode(doc.text),
      marks.filter((m) => !m.title),
      utf8,
    ),
  );
  let source: HTMLElement | null = null,
    chosen: number | null = null;

  const under = (e: Event): number | null => {
    const c = (e.target as HTMLElement).closest<HTMLElement>('[data-c]')?.dataset['c'];
    return c === undefined ? null : Number(c.split(' ')[0]);
  };
  function listen(el: HTMLElement): void {
    el.addEventListener('mouseover', (e) => {
      const c = under(e);
      if (c !== null) pick(c, false);
    });
    el.addEventListener('click', (e) => {
      const c = under(e);
      if (c !== null && !getSelection()?.toString()) pick(c, true);
    });
  }
  listen(title);
  listen(text);
  const legend = h(
    'ul',
    { class: 'legend', 'aria-label': 'What is lit' },
    KINDS.map(([k, name]) =>
      h(
        'li',
        null,
        h(
          'label',
          null,
          h('input', {
            type: 'checkbox',
            checked: true,
            onchange: (e: Event) => {
              for (const el of [title, text]) el.classList.toggle('no-' + k, !(e.target as HTMLInputElement).checked);
            },
          }),
          ' ',
          h('span', { class: 'k-' + k }, name),
        ),
      ),
    ),
  );

  function select(claim: number | null, scroll: boolean): void {
    chosen = claim;
    const first = light(title, claim) ?? light(text, claim);
    light(text, claim);
    if (scroll) first?.scrollIntoView({ block: 'center' });
    const there = source && light(source, claim);
    if (source && there) source.scrollTop += there.getBoundingClientRect().top - source.getBoundingClientRect().top - source.clientHeight / 3;
  }
  return {
    title,
    text,
    legend,
    select,
    showSource(box, all) {
      const over = marks.filter((m) => m.raw && m.claim !== undefined).map((m) => ({ ...m, span: m.raw! }));
      const long = all.length > HEAD && over.length > 0;
      const from = long ? Math.max(0, Math.min(...over.map((m) => m.span[0])) - AROUND) : 0;
      const to = long ? Math.min(all.length, Math.max(...over.map((m) => m.span[1])) + AROUND) : Math.min(all.length, HEAD);
      replace(
        box,
        lit(
          all.subarray(from, to),
          over.map((m) => ({ ...m, span: [m.span[0] - from, m.span[1] - from] })),
          new TextDecoder(charset(all), { ignoreBOM: true }),
        ),
      );
      if (!source) listen(box);
      source = box;
      select(chosen, false);
    },
  };
}

/** The original's charset: by its byte order mark, UTF-8 where it is that, else what it says of itself, else windows-1252. */
function charset(all: Uint8Array): string {
  if (all[0] === 0xff && all[1] === 0xfe) return 'utf-16le';
  if (all[0] === 0xfe && all[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(all);
    return 'utf-8';
  } catch {
    const said = /charset\s*=\s*["']?([\w-]+)/i.exec(new TextDecoder('windows-1252').decode(all.subarray(0, 4096)))?.[1] ?? '';
    try {
      return new TextDecoder(said).encoding === 'utf-8' ? 'windows-1252' : said;
    } catch {
      return 'windows-1252';
    }
  }
}

/** The words of a claim's parts, by its spans. */
export function words(doc: Report, c: ReportClaim, role: 'source' | 'cue' | 'content'): string {
  const all = new TextEncoder().encode(c.field === 'title' ? (doc.report.title ?? '') : doc.text);
  return c[role].map(([a, b]) => utf8.decode(all.subarray(a, b))).join(' … ');
}
