// Paste or drop a report and see at once what is read in it.  Nothing is kept unless asked.
import { ApiError, post, query, type Arrival, type Extract, type Report, type ReportClaim } from './api';
import { current, h, later, replace } from './dom';
import { toReport, type Context } from './route';
import { count, day, markPill, named, plain, range } from './words';
import { reader, words } from './reader';

/** What was read, in the shape of a stored report; there is no original beside it. */
function asReport(x: Extract): Report {
  const at: [number, number] = [0, 0];
  const claims: ReportClaim[] = x.attributions.map((a, i) => ({
    ...a,
    claim: String(i),
    report: x.id,
    text: '',
    independent: 1,
    wrong: false,
    raw: { source: [], cue: [], content: [] },
  }));
  return {
    text: x.text,
    claims,
    incidents: [],
    copies: [],
    versions: [],
    refusals: x.refusals,
    report: {
      id: x.id,
      publisher: x.publisher,
      published: x.published,
      title: x.title,
      byline: x.byline,
      url: x.url,
      language: x.language,
      sha256: x.sha256,
      day: null,
      group: null,
      revision_of: null,
      uri: null,
      media_type: null,
      n_bytes: null,
      events: [],
    },
    figures: x.figures.map((f, i) => ({
      ...f,
      figure: String(i),
      report: x.id,
      claim: null,
      source_actor: f.attribution === null ? null : (claims[f.attribution]?.source_actor ?? null),
      raw: at,
    })),
    times: x.timex.map((t) => ({ ...t, raw: at })),
    marks: x.marks.map((m) => ({ ...m, claim: null, raw: at })),
  };
}

export async function pasteView(c: Context): Promise<Node> {
  const area = h('textarea', {
    id: 'article',
    rows: 8,
    'aria-label': 'A report: text, HTML or JSON',
    placeholder: 'Paste a report here, or drop a file: text, a web page, JSON. It is read at once, and nothing is kept.',
  });
  const published = h('input', { type: 'date', name: 'published' }),
    publisher = h('input', { name: 'publisher' });
  const status = h('p', { role: 'status', class: 'about' }),
    out = h('div', { class: 'out' }),
    kept = h('span', { role: 'status' });
  const about = (): string => query({ published: published.value, publisher: publisher.value });
  let body: string | Blob = '',
    last = new AbortController();

  async function read(): Promise<void> {
    last.abort();
    const mine = (last = new AbortController());
    c.signal.addEventListener('abort', () => mine.abort(), { once: true });
    kept.textContent = '';
    keepIt.hidden = true;
    if (typeof body === 'string' ? !body.trim() : !body.size) {
      status.textContent = '';
      return replace(out);
    }
    if ((typeof body === 'string' ? body.length : body.size) > c.stats.max_bytes) {
      status.textContent = `That is more than ${c.stats.max_bytes.toLocaleString('en')} bytes.`;
      return replace(out);
    }
    try {
      const x = await post<Extract>('extract' + about(), body, 'text/plain', mine.signal);
      status.textContent = `${count(x.attributions.length, 'claim')}, ${count(x.figures.length, 'figure')}, ${count(x.timex.length, 'date')}. Nothing is kept.`;
      draw(asReport(x));
      keepIt.hidden = !c.stats.edit;
    } catch (e) {
      if (mine.signal.aborted) return;
      status.textContent = e instanceof ApiError ? e.message : String(e);
      replace(out);
    }
  }

  function draw(doc: Report): void {
    let at = -1;
    const r = reader(doc, (i, pin) => {
      if (pin || i !== at) choose(i, false);
    });
    const list = h(
      'ol',
      { class: 'claims' },
      doc.claims.map((x, i) =>
        h(
          'li',
          null,
          h(
            'button',
            { type: 'button', class: 'plain', onclick: () => choose(i, true) },
            h('strong', null, named(x.source_actor)),
            ' ',
            markPill(x.speech_act === 'claim_responsibility' ? 'claims' : x.stance, plain(x.speech_act)),
            ' ',
            words(doc, x, 'content'),
            h(
              'span',
              { class: 'dim' },
              [x.via.length ? ` via ${x.via.join(', ')}` : '', x.said ? ` · ${day(x.said)}` : '', ...x.evidence.map((e) => ` · ${plain(e)}`)].join(
                '',
              ),
            ),
          ),
        ),
      ),
    );
    function choose(i: number, scroll: boolean): void {
      at = i;
      r.select(i, scroll);
      current(list.children, i);
    }
    const figures = doc.figures.length
      ? h(
          'section',
          null,
          h('h3', null, 'Figures'),
          h(
            'ul',
            null,
            doc.figures.map((f) =>
              h(
                'li',
                null,
                h('strong', null, range(f)),
                ` ${plain(f.measure)}${f.population && f.population !== 'all' ? ', ' + plain(f.population) : ''}`,
                h('span', { class: 'dim' }, ` ${f.source_actor ?? ''} ${f.as_of ? day(f.as_of) : ''}`),
              ),
            ),
          ),
        )
      : null;
    const refused = doc.refusals.length
      ? h(
          'section',
          null,
          h('h3', null, 'Not understood'),
          h(
            'ul',
            null,
            doc.refusals.map((f) => h('li', null, f.reason)),
          ),
        )
      : null;
    c.nav({
      move: (by) => {
        if (doc.claims.length) choose(Math.max(0, Math.min(doc.claims.length - 1, at + by)), true);
      },
    });
    replace(
      out,
      h(
        'article',
        { class: 'report' },
        h('div', { class: 'text' }, doc.report.title ? r.title : null, h('div', { class: 'controls' }, r.legend), r.text),
        h('aside', { class: 'panel', 'aria-label': 'What was read' }, h('h2', null, count(doc.claims.length, 'claim')), list, figures, refused),
      ),
    );
  }

  const soon = later(300, () => void read());
  const keepIt = h(
    'button',
    {
      type: 'button',
      hidden: true,
      onclick: async () => {
        try {
          const a = await post<Arrival>('reports' + about(), body, 'text/plain', c.signal);
          replace(kept, a.what === 'refused' ? `Refused: ${a.reason}` : [`Kept as ${a.what}: `, h('a', { href: toReport(a.report) }, a.report)]);
        } catch (e) {
          kept.textContent = (e as Error).message;
        }
      },
    },
    'Keep it in the ledger',
  );
  const take = (file: File | undefined): void => {
    if (file) {
      body = file;
      area.value = '';
      area.placeholder = file.name;
      void read();
    }
  };
  area.addEventListener('input', () => {
    body = area.value;
    soon();
  });
  published.addEventListener('input', soon);
  publisher.addEventListener('input', soon);
  const box = h(
    'div',
    {
      class: 'drop',
      ondragover: (e: Event) => {
        e.preventDefault();
        box.classList.add('over');
      },
      ondragleave: () => box.classList.remove('over'),
      ondrop: (e: Event) => {
        const d = (e as DragEvent).dataTransfer;
        if (d?.files.length) {
          e.preventDefault();
          take(d.files[0]);
        }
        box.classList.remove('over');
      },
    },
    area,
  );
  return h(
    'div',
    { class: 'paste' },
    h('header', { class: 'head' }, h('h1', null, 'Paste')),
    box,
    h(
      'div',
      { class: 'controls' },
      h('label', null, 'Published ', published),
      h('label', null, 'Publisher ', publisher),
      h(
        'label',
        { class: 'button' },
        'Open a file',
        h('input', { type: 'file', class: 'hidden', onchange: (e: Event) => take((e.target as HTMLInputElement).files?.[0]) }),
      ),
      keepIt,
      kept,
    ),
    status,
    out,
  );
}
