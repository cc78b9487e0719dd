// Corrections by hand: events and actors merged, split or renamed.  Each is kept with who and when, and holds when reports are read again.
import { get, post, type Actor, type BriefReport, type ClaimRow, type CorrectionRow, type EventRow, type Page } from './api';
import { h, later, replace } from './dom';
import type { Context } from './route';
import { count, day, nothing } from './words';

interface Thing {
  id: string;
  name: string;
  about: string;
}

/** What events and actors differ in. */
interface Kind {
  kind: 'event' | 'actor';
  title: string;
  split: string;
  load(q: string): Promise<Thing[]>;
  reports(id: string): Promise<Thing[]>;
}

const asThing = (r: Pick<BriefReport, 'id' | 'title' | 'publisher' | 'published'>): Thing => ({
  id: r.id,
  name: r.title ?? r.id,
  about: `${r.publisher ?? ''} ${day(r.published)}`,
});

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
    {
      kind: 'event',
      title: 'Events',
      split: 'Reports that are of another event',
      load: async (q) =>
        (await get<Page<EventRow>>('events', { q, limit: 100 }, c.signal)).items.map((e) => ({
          id: e.id,
          name: e.name,
          about: `${day(e.date, true)} · ${count(e.n_reports, 'report')}`,
        })),
      reports: async (event) => (await get<Page<BriefReport>>('reports', { event, limit: 500 }, c.signal)).items.map(asThing),
    },
    refreshLog,
  );
  const actors = chooser(
    {
      kind: 'actor',
      title: 'Actors',
      split: 'Reports in which the name means somebody else',
      load: async (q) =>
        (await get<Page<Actor>>('actors', { q, limit: 100 }, c.signal)).items.map((a) => ({
          id: a.name,
          name: a.name,
          about: [count(a.n_claims, 'claim'), a.speaks_for ? `for ${a.speaks_for}` : '', ...a.aliases.slice(0, 3)].filter(Boolean).join(' · '),
        })),
      reports: async (by) => {
        const claims = (await get<Page<ClaimRow>>('claims', { by, limit: 1000 }, c.signal)).items;
        return [
          ...new Map(claims.map((x) => [x.report, asThing({ id: x.report, title: x.title, publisher: x.publisher, published: x.day })])).values(),
        ];
      },
    },
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

/** Boxes to tick; what is ticked stands first and stays. */
function ticks(list: HTMLElement, chosen: Map<string, Thing>, all: Thing[], changed: () => void): void {
  const box = (t: Thing): HTMLElement =>
    h('input', {
      type: 'checkbox',
      checked: chosen.has(t.id),
      onchange: (e: Event) => {
        if ((e.target as HTMLInputElement).checked) chosen.set(t.id, t);
        else chosen.delete(t.id);
        changed();
      },
    });
  replace(
    list,
    [...chosen.values(), ...all.filter((t) => !chosen.has(t.id))].map((t) =>
      h('li', null, h('label', null, box(t), ' ', h('strong', null, t.name), ' ', h('span', { class: 'dim' }, t.about))),
    ),
  );
}

/** One kind of things: several are merged; of one, the name is changed or reports are parted. */
function chooser(k: Kind, done: () => Promise<void>): HTMLElement {
  const chosen = new Map<string, Thing>(),
    leaving = new Map<string, Thing>(),
    lower = k.title.toLowerCase();
  const list = h('ul', { class: 'choose' }),
    reports = h('ul', { class: 'choose', 'aria-label': 'Reports that leave' }),
    status = h('p', { role: 'status', class: 'about' });
  const only = (): Thing | undefined => (chosen.size === 1 ? first() : undefined),
    first = (): Thing | undefined => chosen.values().next().value;
  const text = h('input', { type: 'text', 'aria-label': `${k.title}: new name`, placeholder: 'new name', oninput: () => able() });
  const find = h('input', {
    type: 'search',
    'aria-label': `Find ${lower}`,
    placeholder: `Find ${lower}`,
    oninput: later(200, () => void refresh().catch(tell)),
  });
  const merge = h('button', { type: 'button', onclick: () => void send('merge', [...chosen.keys()].slice(1)) });
  const rename = h('button', { type: 'button', onclick: () => void send('rename', [text.value.trim()]) }, 'Rename');
  const split = h('button', { type: 'button', onclick: () => void send('split', [...leaving.keys()]) });
  const parting = h('details', null, h('summary', null, k.split), reports, split);

  const tell = (e: Error): void => void (status.textContent = e.message);
  const refresh = async (): Promise<void> => ticks(list, chosen, await k.load(find.value.trim()), () => void pick().catch(tell));
  async function pick(): Promise<void> {
    leaving.clear();
    able();
    const one = only();
    ticks(reports, leaving, one ? await k.reports(one.id) : [], able);
  }
  function able(): void {
    merge.disabled = chosen.size < 2;
    rename.disabled = !only() || !text.value.trim();
    split.disabled = !only() || !leaving.size;
    parting.hidden = !only();
    merge.textContent = chosen.size > 1 ? `Merge ${chosen.size} into ${first()!.name}` : 'Merge';
    split.textContent = leaving.size ? `Split off ${count(leaving.size, 'report')}` : 'Split off';
  }
  async function send(verb: string, others: string[]): Promise<void> {
    try {
      await post('corrections', { what: `${k.kind} ${verb}`, subject: first()!.id, others, who: localStorage.getItem('who') || null });
      status.textContent = `Kept: ${verb}, ${first()!.name}.`;
      chosen.clear();
      text.value = '';
      await Promise.all([refresh(), pick(), done()]);
    } catch (e) {
      tell(e as Error);
    }
    able();
  }
  able();
  refresh().catch(tell);
  return h(
    'section',
    { 'aria-labelledby': k.kind + '-h' },
    h('h2', { id: k.kind + '-h' }, k.title),
    find,
    list,
    h('div', { class: 'controls' }, merge, text, rename),
    parting,
    status,
  );
}
