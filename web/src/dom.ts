// Elements by function call.  No strings are ever parsed as HTML, so that no report's words can become markup.

export type Child = Node | string | number | null | undefined | false | Child[];
export type Props = Record<string, unknown>;

function fill<E extends Element>(el: E, props: Props | null | undefined, children: Child[]): E {
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) el.addEventListener(key.slice(2), value as EventListener);
    else if (key === 'vars')
      for (const [name, v] of Object.entries(value as Record<string, string | number>))
        (el as unknown as HTMLElement).style.setProperty(name, String(v));
    else if (key === 'value') (el as unknown as HTMLInputElement).value = String(value);
    else el.setAttribute(key, value === true ? '' : String(value));
  }
  add(el, children);
  return el;
}

function add(el: Element, children: Child[]): void {
  for (const c of children)
    if (Array.isArray(c)) add(el, c);
    else if (c !== null && c !== undefined && c !== false) el.append(c instanceof Node ? c : String(c));
}

/** An HTML element; `onclick` and the like are listeners, `vars` are style properties. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props?: Props | null, ...children: Child[]): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), props, children);
}

/** An SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, props?: Props | null, ...children: Child[]): SVGElementTagNameMap[K] {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), props, children);
}

export function replace(el: Element, ...children: Child[]): void {
  el.textContent = '';
  add(el, children);
}

/** What is made only when somebody asks for it; nothing at all where there is no rest. */
export function more(rest: number, what: string, make: () => Node): HTMLElement | null {
  if (rest <= 0) return null;
  const box = h('details', null, h('summary', null, `${rest.toLocaleString('en')} ${what}`));
  box.addEventListener('toggle', () => box.childElementCount === 1 && box.append(make()));
  return box;
}

/** Mark one of a list as the current one. */
export function current(list: Iterable<Element>, at: number): void {
  let i = 0;
  for (const el of list) {
    if (i++ === at) el.setAttribute('aria-current', 'true');
    else el.removeAttribute('aria-current');
  }
}

/** Words that only a screen reader gets. */
export const hidden = (text: string): HTMLElement => h('span', { class: 'hidden' }, text);

export const later = (ms: number, f: () => void): (() => void) => {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(f, ms) as unknown as number;
  };
};
