// A long list of which only the rows in sight exist.  Rows have one height (--row in the style sheet), so that where row i
// stands is a product; pages of rows are asked for as they come into sight.
import { h, replace } from './dom';
import type { Nav } from './route';

const CHUNK = 100,
  AROUND = 8;

export interface Source<T> {
  total: number;
  load(offset: number, limit: number): Promise<T[]> | T[];
}
export interface VList {
  el: HTMLElement;
  nav: Nav;
}

export function vlist<T>(label: string, source: Source<T>, draw: (item: T, i: number) => HTMLElement, signal: AbortSignal): VList {
  const el = h('div', { class: 'vlist', role: 'list', 'aria-label': label });
  const chunks: (T[] | 'asked' | undefined)[] = [];
  const shown = new Map<number, HTMLElement>();
  let row = 0,
    at = -1,
    queued = false;

  const item = (i: number): T | undefined => {
    const c = chunks[Math.floor(i / CHUNK)];
    return Array.isArray(c) ? c[i % CHUNK] : undefined;
  };

  /** See that a chunk is there, or comes. */
  function want(c: number): void {
    if (chunks[c]) return;
    const got = source.load(c * CHUNK, CHUNK);
    chunks[c] = Array.isArray(got) ? got : 'asked';
    if (!Array.isArray(got)) got.then((items) => came(c, items)).catch(() => signal.aborted || setTimeout(() => came(c, undefined), 2000));
  }

  /** A chunk came, or its asking failed and is tried anew: its rows are drawn again. */
  function came(c: number, items: T[] | undefined): void {
    chunks[c] = items;
    for (const [i, r] of shown)
      if (Math.floor(i / CHUNK) === c) {
        r.remove();
        shown.delete(i);
      }
    update();
  }

  function put(i: number): void {
    want(Math.floor(i / CHUNK));
    const it = item(i);
    const body = it === undefined ? h('p', { class: 'wait' }, '…') : draw(it, i);
    const r = h(
      'div',
      { class: 'vrow', role: 'listitem', 'aria-setsize': source.total, 'aria-posinset': i + 1, vars: { top: `${i * row}px` } },
      body,
    );
    if (i === at) r.classList.add('at');
    shown.set(i, r);
    let next = Infinity;
    for (const k of shown.keys()) if (k > i && k < next) next = k;
    el.insertBefore(r, shown.get(next) ?? null); // reading order is row order
  }

  function update(all = false): void {
    queued = false;
    const height = parseFloat(getComputedStyle(el).getPropertyValue('--row')) || 64;
    if (height !== row) {
      row = height;
      replace(el);
      shown.clear();
      el.style.height = `${source.total * row}px`;
    }
    const top = el.getBoundingClientRect().top;
    const first = all ? 0 : Math.max(0, Math.floor(-top / row) - AROUND);
    const last = all ? Math.min(source.total, 3000) : Math.min(source.total, Math.ceil((innerHeight - top) / row) + AROUND);
    for (const [i, r] of shown)
      if ((i < first || i >= last) && !r.contains(document.activeElement)) {
        r.remove();
        shown.delete(i);
      }
    for (let i = first; i < last; i++) if (!shown.has(i)) put(i);
  }

  const soon = (): void => {
    if (!queued) {
      queued = true;
      want(0);
      requestAnimationFrame(() => update());
    }
  };
  addEventListener('scroll', soon, { passive: true, signal });
  addEventListener('resize', soon, { signal });
  addEventListener('beforeprint', () => update(true), { signal }); // of what is loaded, all is printed
  addEventListener('afterprint', soon, { signal });
  requestAnimationFrame(() => update());

  function move(by: number): void {
    const to = Math.max(0, Math.min(source.total - 1, at + by));
    shown.get(at)?.classList.remove('at');
    at = to;
    const top = el.getBoundingClientRect().top + to * row;
    if (top < 80) scrollBy(0, top - 80);
    else if (top + row > innerHeight - 40) scrollBy(0, top + row - innerHeight + 40);
    update();
    shown.get(at)?.classList.add('at');
    shown.get(at)?.querySelector<HTMLElement>('a, button')?.focus({ preventScroll: true });
  }
  return { el, nav: { move, open: () => shown.get(at)?.querySelector<HTMLElement>('a')?.click() } };
}
