// Corrections by hand: events and actors merged, split or renamed.  Each is kept with who and when, and holds when reports are read again.
import { get, post, type Actor, type CorrectionRow, type EventRow, type Page } from './api';
import { h, later, replace } from './dom';
import type { Context } from './route';
import { count, day, nothing } from './words';

interface Thing {
  id: string;
  name: string;
  about: string;
}

export async function correctView(c: Context): Promise<Node> {
  if (!c.stats.edit)
    return h(
      'article',
      { class: 'narrow' },
      h('h1', null, 'Correct'),
      nothing('This server does not take corrections: start it with sayso serve --edit.'),
    );
  const who = h('input', {
    id: 'who',
    autocomplete: 'name',
    value: localStorage.getItem('who') ?? '',
    onchange: () => localStorage.setItem('who', who.value.trim()),
  });
  const log = h('tbody');
  async function refreshLog(): Promise<void> {
    const all = await get<Page<CorrectionRow>>('corrections', { limit: 200 }, c.signal);
    replace(
      log,
      all.items.map((x) =>
        h(
          'tr',
          null,
          h('td', null, day(x.at, true)),
          h('td', null, x.what),
          h('td', null, [x.subject, x.other].filter(Boolean).join(' ← ')),
          h('td', null, x.who),
        ),
      ),
      all.items.length ? null : h('tr', null, h('td', { colspan: 4, class: 'dim' }, 'None yet.')),
    );
  }
  const events = chooser(
    'event',
    'Events',
    async (q) =>
      (await get<Page<EventRow>>('events', { q, limit: 100 }, c.signal)).items.map((e) => ({
        id: e.id,
        name: e.name,
        about: `${day(e.date, true)} · ${count(e.n_reports, 'report')}`,
      })),
    refreshLog,
  );
  const actors = chooser(
    'actor',
    'Actors',
    async (q) =>
      (await get<Page<Actor>>('actors', { q, limit: 100 }, c.signal)).items.map((a) => ({
        id: a.name,
        name: a.name,
        about: [count(a.n_claims, 'claim'), a.speaks_for ? `for ${a.speaks_for}` : '', ...a.aliases.slice(0, 3)].filter(Boolean).join(' · '),
      })),
    refreshLog,
  );
  await refreshLog();
  return h(
    'article',
    { class: 'correct' },
    h(
      'header',
      { class: 'head' },
      h('h1', null, 'Correct'),
      h(
        'p',
        { class: 'about' },
        'Kept in the ledger as yours, with your name and the time; reading again does not undo it. A claim is marked as read wrongly in its report.',
      ),
    ),
    h('p', null, h('label', null, 'Your name ', who)),
    h('div', { class: 'pair' }, actors, events),
    h(
      'section',
      { 'aria-labelledby': 'log-h' },
      h('h2', { id: 'log-h' }, 'Made so far'),
      h(
        'div',
        { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Corrections' },
        h(
          'table',
          null,
          h(
            'thead',
            null,
            h(
              'tr',
              null,
              ['when', 'what', 'of', 'who'].map((t) => h('th', { scope: 'col' }, t)),
            ),
          ),
          log,
        ),
      ),
    ),
  );
}

function chooser(kind: 'event' | 'actor', title: string, load: (q: string) => Promise<Thing[]>, done: () => Promise<void>): HTMLElement {
  const chosen = new Map<string, Thing>(),
    list = h('ul', { class: 'choose' }),
    status = h('p', { role: 'status', class: 'about' });
  const first = (): Thing | undefined => chosen.values().next().value;
  const text = h('input', {
    type: 'text',
    'aria-label': `${title}: new name, or the reports that leave`,
    placeholder: 'new name, or ids of reports',
  });
  const find = h('input', {
    type: 'search',
    'aria-label': `Find ${title.toLowerCase()}`,
    placeholder: `Find ${title.toLowerCase()}`,
    oninput: later(200, () => void refresh()),
  });

  async function refresh(): Promise<void> {
    const all = await load(find.value.trim());
    replace(
      list,
      [...chosen.values(), ...all.filter((t) => !chosen.has(t.id))].map((t) =>
        h(
          'li',
          null,
          h(
            'label',
            null,
            h('input', {
              type: 'checkbox',
              checked: chosen.has(t.id),
              onchange: (e: Event) => {
                if ((e.target as HTMLInputElement).checked) chosen.set(t.id, t);
                else chosen.delete(t.id);
                able();
              },
            }),
            ' ',
            h('strong', null, t.name),
            ' ',
            h('span', { class: 'dim' }, t.about),
          ),
        ),
      ),
    );
  }
  async function send(verb: string, others: string[]): Promise<void> {
    try {
      await post('corrections', { what: `${kind} ${verb}`, subject: first()!.id, others, who: localStorage.getItem('who') || null });
      status.textContent = `Kept: ${verb}, ${first()!.name}.`;
      chosen.clear();
      text.value = '';
      await Promise.all([refresh(), done()]);
    } catch (e) {
      status.textContent = (e as Error).message;
    }
    able();
  }
  const words = (): string[] => text.value.split(/[\s,]+/).filter(Boolean);
  const merge = h('button', { type: 'button', onclick: () => void send('merge', [...chosen.keys()].slice(1)) }, 'Merge');
  const rename = h('button', { type: 'button', onclick: () => void send('rename', [text.value.trim()]) }, 'Rename');
  const split = h('button', { type: 'button', onclick: () => void send('split', words()) }, 'Split off reports');
  function able(): void {
    merge.disabled = chosen.size < 2;
    rename.disabled = split.disabled = chosen.size !== 1 || !text.value.trim();
    merge.textContent = chosen.size > 1 ? `Merge ${chosen.size} into ${first()!.name}` : 'Merge';
  }
  text.addEventListener('input', able);
  able();
  void refresh();
  return h(
    'section',
    { 'aria-labelledby': kind + '-h' },
    h('h2', { id: kind + '-h' }, title),
    find,
    list,
    h('div', { class: 'controls' }, merge, text, rename, split),
    status,
  );
}
