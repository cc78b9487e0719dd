// The JSON API of `sayso serve` (docs/openapi.json): the records that the page uses, and one way to ask.

export type Text = string | null;
export type Span = [number, number];
export type Mark = 'asserts' | 'denies' | 'doubts' | 'claims' | null;
export interface Page<T> {
  total: number;
  limit: number;
  offset: number;
  items: T[];
}
export interface Stats {
  version: string;
  edit: boolean;
  max_bytes: number;
  reports: number;
  independent: number;
  claims: number;
  figures: number;
  events: number;
  refused: number;
  settled: boolean;
  change: string;
}
export interface EventRow {
  id: string;
  name: string;
  kind: Text;
  date: Text;
  place: Text;
  country: Text;
  n_reports: number;
  n_independent?: number;
}
export interface BriefReport {
  id: string;
  publisher: Text;
  published: Text;
  title: Text;
  group: Text;
  revision_of: Text;
}
export interface Claim {
  claim: string;
  report: string;
  field?: 'title';
  source: Span[];
  cue: Span[];
  content: Span[];
  quote_type: Text;
  parent: number | null;
  source_actor: Text;
  speaks_for: Text;
  source_type: Text;
  said: Text;
  speech_act: Text;
  kind: Text;
  responsible: Text;
  stance: Mark;
  factuality: Text;
  evidence: string[];
  via: string[];
  codes: { cameo: Text; plover: Text };
  text: string;
  independent: number;
}
export interface Measured {
  measure: Text;
  population: Text;
  low: number | null;
  best: number | null;
  high: number | null;
  mod: Text;
  unit: Text;
  as_of: Text;
}
export interface Figure extends Measured {
  figure: string;
  report: string;
  claim: Text;
  source_actor: Text;
  span: Span;
  field?: 'title';
  answer: Text;
}
export interface Blame {
  by: Text;
  of: Text;
  first: Text;
  claims: string[];
  denied_by: string[];
}
export interface Stand {
  date: Text;
  report: string;
  position: string;
  claim: string;
}
export interface Position {
  actor: Text;
  history: Stand[];
  changed: boolean;
}
export interface Moment {
  date: Text;
  precision: Text;
  what: 'event' | 'claim' | 'figure' | 'position';
  text: Text;
  report: Text;
  claim: Text;
  span: Span | null;
  field?: 'title' | null;
}
export interface Brief {
  event: { id: Text; name: Text; kind: Text; date: Text; place: Text; country: Text };
  independent: number;
  reports: BriefReport[];
  copies: string[][];
  revisions: [string, string][];
  figures: Figure[];
  conflicts: { measure: Text; population: Text; figures: string[] }[];
  blame: Blame[];
  positions: Position[];
}
export interface CellClaim {
  claim: string;
  report: string;
  mark: Mark;
  speech_act: Text;
  kind: Text;
  responsible: Text;
  text: string;
  reports: number;
}
export interface GridRow {
  actor: Text;
  speaks_for: Text;
  n_claims: number;
  cells: { day: Text; claims: CellClaim[] }[];
}
export interface Grid {
  total: number;
  days: string[];
  rows: GridRow[];
}
export interface ClaimRow {
  claim: string;
  report: string;
  publisher: Text;
  title: Text;
  day: Text;
  source_actor: Text;
  source: Text;
  via: string[];
  speech_act: Text;
  kind: Text;
  responsible: Text;
  mark: Mark;
  evidence: string[];
  text: string;
  independent: number;
  copy: boolean;
  wrong: boolean;
}
export interface Raw {
  source: Span[];
  cue: Span[];
  content: Span[];
}
export interface ReportClaim extends Claim {
  raw: Raw;
  wrong: boolean;
}
export interface Timex {
  span: Span;
  field?: 'title';
  raw: Span;
  type: string;
  value: Text;
}
export interface Marked {
  mark: string;
  claim: Text;
  span: Span;
  field?: 'title';
  raw: Span;
}
export interface Refused {
  span?: Span;
  field?: 'title';
  raw?: Span;
  reason: string;
}
export interface Incident {
  kind: Text;
  first: Text;
  last: Text;
  place: Text;
  country: Text;
  main: boolean;
  status: 'reported' | 'earlier' | 'threatened';
  roles: { role: 'perpetrator' | 'target' | 'weapon' | 'victim'; text: Text; actor: Text; number: number | null }[];
}
export interface Report {
  report: BriefReport & {
    day: Text;
    byline: Text;
    url: Text;
    uri: Text;
    language: Text;
    sha256: string;
    media_type: Text;
    n_bytes: number | null;
    events: { id: string; name: string }[];
  };
  text: string;
  claims: ReportClaim[];
  figures: (Figure & { raw: Span })[];
  times: Timex[];
  incidents: Incident[];
  marks: Marked[];
  refusals: Refused[];
  copies: BriefReport[];
  versions: BriefReport[];
}
export interface Other {
  claim: string;
  report: string;
  day: Text;
  source_actor: Text;
  text: string;
  publisher?: Text;
  copy?: boolean;
}
export interface Trace {
  claim: Claim;
  links: { role: string; actor: Text; date: Text; text: Text }[];
  elsewhere: Other[];
  relations: (Other & { relation: string; answers: boolean })[];
  wrong: boolean;
}
export interface Refusal {
  report: Text;
  uri: Text;
  byte: number | null;
  reason: string;
  text: Text;
}
export interface Actor {
  id: string;
  name: string;
  class: Text;
  country: Text;
  speaks_for: Text;
  aliases: string[];
  n_claims: number;
}
export interface CorrectionRow {
  what: string;
  subject: Text;
  other: Text;
  who: Text;
  at: Text;
}
export interface Correction {
  what: string;
  subject: string;
  others: string[];
  who: Text;
}
export interface Arrival {
  what: string;
  report: string;
  of: Text;
  reason: Text;
  n_claims: number;
  n_figures: number;
}
export interface Extract {
  id: string;
  title: Text;
  publisher: Text;
  published: Text;
  byline: Text;
  url: Text;
  language: string;
  sha256: string;
  text: string;
  attributions: Omit<Claim, 'claim' | 'report' | 'text' | 'independent'>[];
  figures: (Measured & { span: Span; field?: 'title'; answer: Text; attribution: number | null })[];
  timex: Omit<Timex, 'raw'>[];
  marks: { mark: string; span: Span; field?: 'title'; attributions: number[] }[];
  refusals: { span?: Span; field?: 'title'; reason: string }[];
}

/** What went wrong, as the server says it (RFC 9457); status 0: no answer came at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    detail: string,
  ) {
    super(detail);
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>;

export function query(q: Query): string {
  const p = new URLSearchParams();
  for (const [k, v] of Object.entries(q)) if (v !== null && v !== undefined && v !== '' && v !== false) p.set(k, String(v));
  const s = p.toString();
  return s ? '?' + s : '';
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  let res: Response;
  try {
    res = await fetch('api/v1/' + path, init);
  } catch (e) {
    if ((e as Error).name === 'AbortError') throw e;
    throw new ApiError(0, 'No answer', 'The server does not answer. Is sayso serve still running?');
  }
  if (res.ok) return res;
  const body = (await res.json().catch(() => ({}))) as { title?: string; detail?: string };
  throw new ApiError(res.status, body.title ?? res.statusText, body.detail ?? `The server answered ${res.status}.`);
}

export const get = async <T>(path: string, q: Query = {}, signal?: AbortSignal): Promise<T> =>
  (await ask(path + query(q), signal ? { signal } : {})).json() as Promise<T>;
export const bytes = async (path: string, signal: AbortSignal): Promise<Uint8Array> =>
  new Uint8Array(await (await ask(path, { signal })).arrayBuffer());
export const post = async <T>(path: string, body: unknown, type = 'application/json', signal?: AbortSignal): Promise<T> =>
  (
    await ask(path, {
      method: 'POST',
      headers: { 'content-type': type },
      body: type === 'application/json' ? JSON.stringify(body) : (body as BodyInit),
      ...(signal ? { signal } : {}),
    })
  ).json() as Promise<T>;
export const seg = encodeURIComponent;
