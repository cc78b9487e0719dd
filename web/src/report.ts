// One report: its text, the claim under the cursor with its chain of hearsay, and the original beside it.
import { bytes, get, post, seg, type BriefReport, type Incident, type Report, type ReportClaim, type Trace } from './api';
import { current, h, more, replace, type Child } from './dom';
import { keep, link, toReport, type Context } from './route';
import { count, day, markPill, markWord, named, period, plain } from './words';
import { reader, words } from './reader';

export async function reportView(c: Context): Promise<Node> {
  const path = 'reports/' + seg(c.route.id);
  const doc = await get<Report>(path, {}, c.signal);
  c.title(doc.report.title ?? doc.report.id);
  const panel = h('aside', { class: 'panel', 'aria-label': 'Claim', 'aria-live': 'off' }),
    source = h('pre', { class: 'source', tabindex: 0, role: 'region', 'aria-label': 'The original' });
  const page = h('article', { class: 'report' });
  let at = doc.claims.findIndex((x) => x.claim === c.route.params.get('claim')),
    pinned = at >= 0;

  const look = (i: number, pin: boolean): void => {
    if (pin || (!pinned && i !== at)) choose(i, pin, false);
  };
  const r = reader(doc, look, c.route.params.get('at'));
  function choose(i: number, pin: boolean, scroll: boolean): void {
    at = i;
    pinned = pin;
    r.select(i, scroll);
    current(list.querySelectorAll('a'), i);
    if (pin) keep(c.route, { claim: doc.claims[i]!.claim });
    panelOf(c, doc, doc.claims[i]!, panelBody);
  }
  const list = h(
    'ol',
    { class: 'claims' },
    doc.claims.map((x, i) =>
      h(
        'li',
        null,
        h(
          'a',
          {
            href: toReport(doc.report.id, x.claim),
            class: x.wrong ? 'wrong' : null,
            onclick: (e: Event) => {
              e.preventDefault();
              choose(i, true, true);
            },
          },
          h('span', { class: 'dim' }, x.source_actor ?? 'unnamed', ' · ', plain(x.speech_act), ' · '),
          x.text,
        ),
      ),
    ),
  );
  const panelBody = h(
    'div',
    { class: 'claim' },
    h('p', { class: 'dim' }, doc.claims.length ? 'Point at what is lit, or press j and k.' : 'No claims were read in this report.'),
  );
  replace(panel, panelBody, h('details', { open: true }, h('summary', null, `${count(doc.claims.length, 'claim')} in this report`), list));

  async function original(show: boolean): Promise<void> {
    page.classList.toggle('both', show);
    button.setAttribute('aria-pressed', String(show));
    keep(c.route, { original: show ? 1 : null });
    if (show && !source.firstChild)
      try {
        r.showSource(source, await bytes(path + '/source', c.signal));
      } catch (e) {
        if (c.signal.aborted) return;
        source.textContent = (e as Error).message;
      }
    if (at >= 0) r.select(at, true);
  }
  const button = h(
    'button',
    {
      type: 'button',
      'data-key': 'o',
      'aria-pressed': 'false',
      'aria-keyshortcuts': 'o',
      onclick: () => void original(!page.classList.contains('both')),
    },
    'Original',
  );
  replace(
    page,
    h('div', { class: 'text' }, header(doc, r.title), h('div', { class: 'controls' }, r.legend, button), r.text, incidental(doc)),
    source,
    panel,
  );
  c.nav({
    move: (by) => {
      if (doc.claims.length) choose(Math.max(0, Math.min(doc.claims.length - 1, at + by)), true, true);
    },
  });
  document.querySelector('#main')?.addEventListener(
    'shown',
    () => {
      if (c.route.params.has('original')) void original(true);
      if (at >= 0) choose(at, true, true);
      else page.querySelector('.k-here')?.scrollIntoView({ block: 'center' });
    },
    { once: true, signal: c.signal },
  );
  return page;
}

/** An address that may be followed; a report may bring any. */
function address(url: string | null): URL | null {
  try {
    const u = new URL(url ?? '');
    return /^https?:$/.test(u.protocol) ? u : null;
  } catch {
    return null;
  }
}

function header(doc: Report, title: HTMLElement): HTMLElement {
  const site = address(doc.report.url);
  const m = doc.report,
    others = (label: string, all: BriefReport[]): Child =>
      all.length
        ? h(
            'p',
            { class: 'about' },
            label,
            ' ',
            all.map((x, i) => [
              i ? ', ' : '',
              h('a', { href: toReport(x.id) }, x.publisher ?? x.id),
              h('span', { class: 'dim' }, ` ${day(x.published)}`),
            ]),
          )
        : null;
  return h(
    'header',
    { class: 'head' },
    h(
      'p',
      { class: 'kicker' },
      m.events.map((e, i) => [i ? ' · ' : '', h('a', { href: link('event', e.id) }, e.name)]),
    ),
    title,
    h(
      'p',
      { class: 'about' },
      [m.publisher, m.byline && m.byline !== m.publisher ? m.byline : null].filter(Boolean).map((x) => `${x} · `),
      h('time', { datetime: m.published }, day(m.published, true)),
      site ? [' · ', h('a', { href: site.href, rel: 'noreferrer noopener' }, site.hostname)] : null,
    ),
    others(`One text with ${doc.copies.length === 1 ? 'another' : 'others'}:`, doc.copies),
    others('Other versions:', doc.versions),
  );
}

/** "Explosion, Port Sabel, 6 May 2031": with who is told to have done it, to whom, with what. */
function incident(x: Incident): HTMLElement {
  const roles = (['perpetrator', 'target', 'weapon', 'victim'] as const).map((role) => {
    const all = [...new Set(x.roles.filter((r) => r.role === role && r.text).map((r) => r.text!))];
    return all.length ? [' · ', h('span', { class: 'dim' }, role), ` ${all.join(', ')}`] : null;
  });
  return h(
    'li',
    null,
    h('strong', null, plain(x.kind ?? 'incident')),
    [x.place, period(x.first, x.last)].filter(Boolean).map((w) => `, ${w}`),
    roles,
  );
}

/** What happened, as the report tells it; history and threats are folded. */
function incidents(doc: Report): Child {
  const list = (all: Incident[]): HTMLElement => h('ul', { class: 'incidents' }, all.map(incident));
  const told = doc.incidents.filter((x) => x.status === 'reported'),
    earlier = doc.incidents.filter((x) => x.status === 'earlier'),
    threats = doc.incidents.filter((x) => x.status === 'threatened');
  if (!doc.incidents.length) return null;
  return h(
    'section',
    { 'aria-label': 'What happened' },
    h('h2', null, 'What happened'),
    told.length ? list(told) : h('p', { class: 'about' }, 'Nothing is reported as news.'),
    more(earlier.length, 'told of as history', () => list(earlier)),
    more(threats.length, 'told of as threats', () => list(threats)),
  );
}

function incidental(doc: Report): Child {
  const bytes = new TextEncoder(),
    text = bytes.encode(doc.text),
    title = bytes.encode(doc.report.title ?? ''),
    decoder = new TextDecoder();
  return [
    incidents(doc),
    doc.refusals.length
      ? h(
          'section',
          { 'aria-label': 'Not understood' },
          h('h2', null, 'Not understood'),
          h(
            'ul',
            { class: 'refusals' },
            doc.refusals.map((x) =>
              h(
                'li',
                null,
                x.span ? h('q', null, decoder.decode((x.field ? title : text).subarray(...x.span))) : null,
                ' ',
                h('span', { class: 'dim' }, x.reason),
              ),
            ),
          ),
        )
      : null,
    h('p', { class: 'about fine' }, `sha256 ${doc.report.sha256.slice(0, 16)} … · ${doc.report.media_type ?? ''} · ${doc.report.uri ?? ''}`),
  ];
}

const fact = (name: string, value: Child): Child => (value ? [h('dt', null, name), h('dd', null, value)] : null);

/** What one claim is, at once; its chain, and the same elsewhere, when the server has told. */
function panelOf(c: Context, doc: Report, x: ReportClaim, body: HTMLElement): void {
  const span = (s: [number, number][]): string => s.map(([a, b]) => `${a}–${b}`).join(', ');
  const who = [named(x.source_actor), x.speaks_for ? h('span', { class: 'dim' }, ` for ${x.speaks_for}`) : null];
  const own = x.speech_act === 'claim_responsibility' || (x.speech_act === 'admit' && x.kind === 'responsibility'),
    mark = own ? 'claims' : x.stance;
  const marks = doc.marks.filter((m) => m.claim === x.claim),
    text = new TextEncoder().encode(doc.text);
  const more = h('div', null, h('p', { class: 'wait' }, '…'));
  replace(
    body,
    x.wrong ? h('p', { class: 'badge warn' }, 'marked as read wrongly') : null,
    h('h2', { class: 'said' }, h('span', null, who), ' ', markPill(mark, plain(x.speech_act))),
    h('blockquote', { 'data-claim': x.claim }, words(doc, x, 'content')),
    h(
      'dl',
      { class: 'facts' },
      fact('holds responsible', x.responsible && [x.responsible, ' ', h('span', { class: 'dim' }, `(${markWord(x.stance)})`)]),
      fact('source', [words(doc, x, 'source') || h('em', null, 'not in the text'), h('span', { class: 'dim' }, ` ${plain(x.source_type)}`)]),
      fact('cue', words(doc, x, 'cue')),
      fact('about', plain(x.kind)),
      fact('said', x.said && day(x.said, true)),
      fact('speech', plain(x.quote_type)),
      fact('factuality', x.factuality),
      fact(
        'evidence',
        x.evidence.length
          ? h(
              'ul',
              { class: 'marks' },
              x.evidence.map((e) => {
                const m = marks.find((y) => y.mark === e);
                return h('li', null, plain(e), m && !m.field ? h('q', { class: 'dim' }, new TextDecoder().decode(text.subarray(...m.span))) : null);
              }),
            )
          : null,
      ),
      fact(
        'codes',
        [x.codes.cameo ? `CAMEO ${x.codes.cameo}` : null, x.codes.plover ? `PLOVER ${x.codes.plover}` : null].filter(Boolean).join(' · '),
      ),
      fact('independent', count(x.independent, 'root source')),
      fact('bytes', h('span', { class: 'dim' }, `text ${span(x.content)} · original ${span(x.raw.content)}`)),
    ),
    more,
  );
  get<Trace>('claims/' + seg(x.claim), {}, c.signal).then(
    (t) => {
      if (body.contains(more)) replace(more, traced(c, t, x));
    },
    (e: Error) => {
      if (body.contains(more) && !c.signal.aborted) replace(more, h('p', { class: 'dim' }, e.message));
    },
  );
}

function traced(c: Context, t: Trace, x: ReportClaim): Child {
  const ANSWER: Record<string, string> = {
    disputes: 'disputed by',
    refutes: 'refuted by',
    confirms: 'confirmed by',
    updates: 'updated by',
    corrects: 'corrected by',
    retracts: 'taken back by',
    qualifies: 'qualified by',
    agreesWith: 'agreed with by',
    disagreesWith: 'disagreed with by',
  };
  const spell = (r: string): string => r.replace(/[A-Z]/g, (u) => ' ' + u.toLowerCase());
  const other = (o: { claim: string; report: string; day: string | null; text: string }, before: Child): HTMLElement =>
    h('li', null, before, ' ', h('a', { href: toReport(o.report, o.claim) }, o.text), h('span', { class: 'dim' }, ` ${day(o.day)}`));
  return [
    h('h3', null, 'Chain of hearsay'),
    h(
      'ol',
      { class: 'chain' },
      t.links.map((l) =>
        h(
          'li',
          null,
          h('span', { class: 'dim' }, l.role, ' '),
          h('strong', null, named(l.actor)),
          l.date ? h('span', { class: 'dim' }, ` ${day(l.date)}`) : null,
          l.text && l.text !== l.actor ? h('q', { class: 'dim' }, l.text) : null,
        ),
      ),
    ),
    t.relations.length
      ? [
          h('h3', null, 'Answers'),
          h(
            'ul',
            null,
            t.relations.map((r) =>
              other(r, [
                h('span', { class: 'dim' }, r.answers ? spell(r.relation) : (ANSWER[r.relation] ?? `${spell(r.relation)}, by`)),
                ' ',
                r.source_actor,
              ]),
            ),
          ),
        ]
      : null,
    t.elsewhere.length
      ? [
          h('h3', null, 'The same elsewhere'),
          h(
            'ul',
            null,
            t.elsewhere.map((o) => other(o, [o.publisher ?? o.report, o.copy ? h('span', { class: 'badge' }, 'copy') : null])),
          ),
        ]
      : null,
    c.stats.edit ? wrongButton(x) : null,
  ];
}

function wrongButton(x: ReportClaim): HTMLElement {
  const label = (): string => (x.wrong ? 'It was read rightly after all' : 'This was read wrongly');
  const b = h(
      'button',
      {
        type: 'button',
        onclick: async () => {
          b.disabled = true;
          try {
            await post('corrections', {
              what: x.wrong ? 'claim right' : 'claim wrong',
              subject: x.claim,
              others: [],
              who: localStorage.getItem('who'),
            });
            x.wrong = !x.wrong;
            b.textContent = label();
            said.textContent = x.wrong ? 'Kept: marked as read wrongly.' : 'Kept.';
          } catch (e) {
            said.textContent = (e as Error).message;
          }
          b.disabled = false;
        },
      },
      label(),
    ),
    said = h('span', { role: 'status', class: 'dim' });
  return h('p', { class: 'edit' }, b, ' ', said);
}
