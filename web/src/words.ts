// How days, numbers and the ledger's words are shown.
import { h, svg, hidden } from './dom';
import type { Mark, Measured } from './api';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** "7 May", with the year where asked; an uncertain date (EDTF) as it is. */
export function day(d: string | null | undefined, year = false): string {
  if (!d) return 'no date';
  const m = /^(\d{4})-(\d\d)-(\d\d)(?:T.*)?$/.exec(d);
  if (m) return `${Number(m[3])} ${MONTHS[Number(m[2]) - 1]}${year ? ` ${m[1]}` : ''}`;
  const month = /^(\d{4})-(\d\d)$/.exec(d);
  return month ? `${MONTHS[Number(month[2]) - 1]} ${month[1]}` : d;
}

/** "7 May 2031", "2024", "3 May 2031 to 5 May 2031" */
export function period(first: string | null, last: string | null): string | null {
  if (!first || !last || first === last) return first && day(first, true);
  const year = first.slice(0, 4);
  return first === `${year}-01-01` && last === `${year}-12-31` ? year : `${day(first, true)} to ${day(last, true)}`;
}

export const plain = (word: string | null | undefined): string => (word ?? '').replace(/_/g, ' ');
export const count = (n: number, one: string, many = one + 's'): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

export const MARKS: readonly Exclude<Mark, null>[] = ['asserts', 'denies', 'doubts', 'claims'];
const MARK_WORD = { asserts: 'blames', denies: 'denies', doubts: 'doubts', claims: 'claims it' } as const;
export const markWord = (m: Mark): string => (m ? MARK_WORD[m] : 'says');

const SHAPE = {
  asserts: 'M3 2.5 L10 6 L3 9.5 Z',
  denies: 'M3 3 L9 9 M9 3 L3 9',
  doubts: 'M4 4.400 C4 1.800 8.200 1.800 8.200 4.300 C8.200 5.900 6.100 5.900 6.100 7.600 M6.100 9.5 L6.100 9.700',
  claims: 'M6 1.5 L7.300 4.5 L10.600 4.800 L8.100 7 L8.900 10.200 L6 8.5 L3.100 10.200 L3.900 7 L1.400 4.800 L4.700 4.5 Z',
} as const;

/** The sign of a stance: told apart by shape as well as by colour. */
export function markSign(m: Mark): SVGSVGElement {
  const solid = m === 'asserts' || m === 'claims';
  return svg(
    'svg',
    { class: 'sign', viewBox: '0 0 12 12', 'aria-hidden': 'true' },
    m ? svg('path', { d: SHAPE[m], class: solid ? 'solid' : 'line' }) : svg('circle', { cx: 6, cy: 6, r: 2, class: 'solid' }),
  );
}

export const markPill = (m: Mark, text: string): HTMLElement => h('span', { class: `pill m-${m ?? 'none'}` }, markSign(m), text);

/** What a position says, as a stance and words: "blames:X" ... */
export function position(p: string): { mark: Mark; text: string; of: string | null } {
  const at = p.indexOf(':');
  const verb = at < 0 ? p : p.slice(0, at),
    of = at < 0 ? null : p.slice(at + 1);
  const mark: Mark =
    verb === 'blames'
      ? 'asserts'
      : verb === 'denies'
        ? 'denies'
        : verb === 'doubts'
          ? 'doubts'
          : verb === 'claims' || verb === 'admits'
            ? 'claims'
            : null;
  const text =
    verb === 'claims' ? 'claims it' : verb === 'admits' ? 'admits it' : verb === 'unknown' ? 'names nobody' : of ? `${verb} ${of}` : plain(verb);
  return { mark, text, of };
}

const number = (n: number): string => n.toLocaleString('en', { maximumFractionDigits: 2 });

/** "at least 14", "30–35", "up to 40", "about 20" */
export function range(f: Measured): string {
  const unit = f.unit && f.measure === 'money' ? ` ${f.unit}` : f.measure === 'percent' ? ' %' : '';
  const say = (): string => {
    if (f.low !== null && f.high !== null)
      return f.low === f.high
        ? number(f.low)
        : `${number(f.low)}–${number(f.high)}${f.best !== null && f.best !== f.low && f.best !== f.high ? `, best ${number(f.best)}` : ''}`;
    if (f.low !== null) return f.mod === 'MORE_THAN' ? `more than ${number(f.low)}` : `at least ${number(f.low)}`;
    if (f.high !== null) return f.mod === 'LESS_THAN' ? `fewer than ${number(f.high)}` : `up to ${number(f.high)}`;
    return f.best !== null ? `about ${number(f.best)}` : 'no number';
  };
  return say() + unit;
}

export const nothing = (text: string): HTMLElement => h('p', { class: 'nothing' }, text);
export const named = (name: string | null | undefined): HTMLElement | string => name || h('em', null, 'unnamed source');
export const note = (visible: string, spoken: string): HTMLElement => h('span', null, h('span', { 'aria-hidden': 'true' }, visible), hidden(spoken));
