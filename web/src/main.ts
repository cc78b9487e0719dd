// The page's frame: which view stands in the address, the keys, the bar above.
import './style.css';
import { ApiError, get, type Stats } from './api';
import { h, replace } from './dom';
import { link, parse, type Context, type Nav } from './route';
import { eventView } from './event';
import { reportView } from './report';
import { claimsView, refusedView } from './claims';
import { pasteView } from './paste';
import { correctView } from './correct';

type View = (c: Context) => Promise<Node>;
const VIEWS: Record<string, { name: string; key: string; draw: View; bar: boolean }> = {
  event: { name: 'Event', key: 'e', draw: eventView, bar: true },
  claims: { name: 'Claims', key: 'c', draw: claimsView, bar: true },
  refused: { name: 'Not understood', key: 'n', draw: refusedView, bar: true },
  paste: { name: 'Paste', key: 'p', draw: pasteView, bar: true },
  correct: { name: 'Correct', key: 'x', draw: correctView, bar: true },
  report: { name: 'Report', key: '', draw: reportView, bar: false },
};

const top = document.querySelector<HTMLElement>('#top')!,
  main = document.querySelector<HTMLElement>('#main')!;
let running = new AbortController(),
  nav: Nav | null = null,
  stats: Stats | null = null,
  lastEvent = '';

function bar(view: string): void {
  const items = Object.entries(VIEWS).filter(([k, v]) => v.bar && (k !== 'correct' || stats?.edit));
  const search = h('input', { type: 'search', id: 'search', placeholder: 'Search claims', 'aria-label': 'Search claims', 'aria-keyshortcuts': '/' });
  replace(
    top,
    h('a', { class: 'brand', href: '#/' }, 'sayso'),
    h(
      'nav',
      { 'aria-label': 'Views' },
      items.map(([k, v]) =>
        h(
          'a',
          { href: k === 'event' ? link('event', lastEvent) : link(k), 'aria-current': k === view ? 'page' : null, 'aria-keyshortcuts': `g ${v.key}` },
          v.name,
        ),
      ),
    ),
    h(
      'form',
      {
        class: 'find',
        role: 'search',
        onsubmit: (e: Event) => {
          e.preventDefault();
          location.hash = link('claims', '', { q: search.value });
          search.blur();
        },
      },
      search,
    ),
    h('button', { class: 'plain', type: 'button', 'aria-label': 'Keys', title: 'Keys (?)', onclick: help }, '?'),
  );
}

function failure(e: unknown): HTMLElement {
  const a = e instanceof ApiError ? e : new ApiError(-1, 'Something broke in the page', String(e));
  const box = h('section', { class: 'failure', role: 'alert' }, h('h1', null, a.status === 404 ? 'Not here' : a.title), h('p', null, a.message));
  if (a.status === 401) {
    const token = h('input', { type: 'password', name: 'token', autocomplete: 'off', 'aria-label': 'Token' });
    box.append(
      h(
        'form',
        {
          onsubmit: (ev: Event) => {
            ev.preventDefault();
            location.assign(`/?token=${encodeURIComponent(token.value)}`);
          },
        },
        token,
        ' ',
        h('button', { type: 'submit' }, 'Enter'),
      ),
    );
  } else
    box.append(h('p', null, h('button', { type: 'button', onclick: () => void show() }, 'Try again'), ' ', h('a', { href: '#/' }, 'All events')));
  return box;
}

let route = parse(location.hash);
async function show(): Promise<void> {
  running.abort();
  const mine = (running = new AbortController());
  nav = null;
  route = parse(location.hash);
  const view = route.view || 'event';
  const wait = setTimeout(() => replace(main, h('p', { class: 'wait', role: 'status' }, 'Reading the ledger …')), 150);
  let node: Node;
  try {
    stats = await get<Stats>('stats', {}, mine.signal);
    if (view === 'event' && route.id) lastEvent = route.id;
    bar(view);
    const v = VIEWS[view];
    if (!v) throw new ApiError(404, 'Not here', `There is no view named “${view}”.`);
    document.title = `${v.name} · sayso`;
    node = await v.draw({
      route,
      stats,
      signal: mine.signal,
      title: (t) => {
        document.title = `${t} · sayso`;
      },
      nav: (n) => {
        nav = n;
      },
    });
  } catch (e) {
    if (mine.signal.aborted) return clearTimeout(wait);
    if (!top.firstChild) bar(view);
    node = failure(e);
  }
  clearTimeout(wait);
  if (mine.signal.aborted) return;
  replace(main, node);
  if (!route.params.has('claim')) scrollTo(0, 0);
  main.dispatchEvent(new Event('shown'));
  if (drawn++) main.focus({ preventScroll: true }); // a screen reader goes on at the new view
}
let drawn = 0;

const KEYS: [string, string][] = [
  ['j / k', 'next, previous claim or row'],
  ['Enter', 'open it'],
  ['/', 'search claims'],
  ['o', 'report: the original beside the text'],
  ['g then e c n p x', 'go to Event, Claims, Not understood, Paste, Correct'],
  ['u', 'back'],
  ['?', 'this list'],
  ['Esc', 'close, leave the field'],
];
const dialog = h(
  'dialog',
  { 'aria-labelledby': 'keys-title' },
  h('h2', { id: 'keys-title' }, 'Keys'),
  h(
    'dl',
    { class: 'keys' },
    KEYS.map(([k, what]) => [h('dt', null, k), h('dd', null, what)]),
  ),
  h('form', { method: 'dialog' }, h('button', null, 'Close')),
);
document.body.append(dialog);
function help(): void {
  if (!dialog.open) dialog.showModal();
}

let went = 0;
addEventListener('keydown', (e) => {
  const t = e.target as HTMLElement,
    typing = t.matches('input:not([type=checkbox]):not([type=radio]), textarea, select');
  if (e.key === 'Escape' && typing) return t.blur();
  if (typing || e.ctrlKey || e.metaKey || e.altKey || dialog.open) return;
  const go = Object.entries(VIEWS).find(([, v]) => v.key === e.key);
  const by = e.key === 'j' ? 1 : e.key === 'k' ? -1 : 0;
  if (performance.now() - went < 1500 && go) {
    went = 0;
    location.hash = go[0] === 'event' ? link('event', lastEvent) : link(go[0]);
  } else if (e.key === 'g') went = performance.now();
  else if (by && nav) nav.move(by);
  else if (e.key === 'Enter' && (t === document.body || t === main)) nav?.open?.();
  else if (e.key === '/') document.querySelector<HTMLElement>('#search')?.focus();
  else if (e.key === '?') help();
  else if (e.key === 'u') history.back();
  else if (e.key === 'o') document.querySelector<HTMLElement>('[data-key=o]')?.click();
  else return;
  e.preventDefault();
});
document.querySelector('.skip')?.addEventListener('click', (e) => {
  e.preventDefault();
  main.focus();
});
addEventListener('hashchange', () => void show());
void show();
