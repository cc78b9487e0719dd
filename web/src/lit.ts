// A text with marks over it.  Marks may overlap and nest, so the text is cut at every edge of every mark; each piece knows
// which marks cover it.  Offsets are bytes: the text is cut as bytes and the pieces are decoded, so that no offset is ever converted.
import { h } from './dom';
import type { Span } from './api';

export interface Over {
  span: Span;
  kind: string;
  claim?: number;
}

export function lit(text: Uint8Array, marks: Over[], decoder: TextDecoder): HTMLElement[] {
  const starts = new Map<number, Over[]>(),
    ends = new Map<number, Over[]>(),
    edges = new Set<number>([0, text.length]);
  const note = (m: Map<number, Over[]>, at: number, o: Over): void => {
    m.set(at, [...(m.get(at) ?? []), o]);
    edges.add(at);
  };
  for (const o of marks)
    if (o.span[0] < o.span[1] && o.span[1] <= text.length) {
      note(starts, o.span[0], o);
      note(ends, o.span[1], o);
    }
  const open = new Set<Over>(),
    out: HTMLElement[] = [],
    cuts = [...edges].sort((a, b) => a - b);
  cuts.forEach((cut, i) => {
    for (const o of ends.get(cut) ?? []) open.delete(o);
    for (const o of starts.get(cut) ?? []) open.add(o);
    const next = cuts[i + 1];
    if (next === undefined || cut === next) return;
    const piece = decoder.decode(text.subarray(cut, next));
    const kinds = [...new Set([...open].map((o) => o.kind))];
    // the innermost claim is the one whose mark here is shortest
    const claims = [
      ...new Set(
        [...open]
          .filter((o) => o.claim !== undefined)
          .sort((a, b) => a.span[1] - a.span[0] - (b.span[1] - b.span[0]))
          .map((o) => o.claim),
      ),
    ];
    const roles = [...open].filter((o) => o.claim !== undefined).map((o) => `${o.claim}:${o.kind}`);
    out.push(
      h(
        'span',
        {
          class: kinds.map((k) => 'k-' + k).join(' ') || null,
          'data-c': claims.length ? claims.join(' ') : null,
          'data-r': roles.length ? roles.join(' ') : null,
        },
        piece,
      ),
    );
  });
  return out;
}

/** Light the pieces of one claim in a container, put out those of the one before; gives the first lit. */
export function light(root: Element, claim: number | null): HTMLElement | null {
  let first: HTMLElement | null = null;
  for (const el of root.querySelectorAll<HTMLElement>('[data-r]')) {
    const roles = el.dataset['r']?.split(' ') ?? [];
    for (const role of ['source', 'cue', 'content']) {
      const on = claim !== null && roles.includes(`${claim}:${role}`);
      el.classList.toggle('on-' + role, on);
      if (on) first ??= el;
    }
  }
  return first;
}
