// Which view, of what, with which filters: all of it stands in the address, so that a link is a saved view.
import { query, seg, type Query } from './api';
import type { Span, Stats } from './api';

export interface Route {
  view: string;
  id: string;
  params: URLSearchParams;
}
export interface Nav {
  move(by: number): void;
  open?(): void;
}
/** What a view gets: where it stands, what the server allows, and a signal that ends with it. */
export interface Context {
  route: Route;
  stats: Stats;
  signal: AbortSignal;
  title(text: string): void;
  nav(n: Nav): void;
}

export function parse(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [view = '', id = ''] = path.split('/', 2);
  let name = id;
  try {
    name = decodeURIComponent(id);
  } catch {
    /* an address typed by hand */
  }
  return { view, id: name, params: new URLSearchParams(search) };
}

export const link = (view: string, id = '', q: Query = {}): string => `#/${view}${id ? '/' + seg(id) : ''}${query(q)}`;
/** Where words stand: a claim of a report, or bytes of its text ("t" before them: of its title). */
export const toReport = (report: string, claim?: string | null, at?: Span | null, field?: 'title' | null): string =>
  link('report', report, { claim, at: claim || !at ? null : `${field ? 't' : ''}${at.join('-')}` });

/** Change filters in the address without a new entry in the history and without drawing the view anew. */
export function keep(route: Route, q: Query): void {
  for (const [k, v] of Object.entries(q))
    if (v === null || v === undefined || v === '' || v === false) route.params.delete(k);
    else route.params.set(k, String(v));
  history.replaceState(null, '', link(route.view, route.id, Object.fromEntries(route.params)));
}
