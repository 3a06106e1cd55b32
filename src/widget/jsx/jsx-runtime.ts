// What JSX in the widget compiles to: plain descriptions, typed as Preact types them, and a renderer for them in a few lines. Preact's own is
// four kilobytes that a visitor would load for states, hooks and hydration, of which the widget has none: its screens are pure functions.

import type { ComponentChildren, VNode } from 'preact';

export type { JSX } from 'preact/jsx-runtime';

type Props = { readonly children?: ComponentChildren; readonly [name: string]: unknown };
type Host = { type: string; props: Props; key: unknown };

/** Describes an element or a component. */
export function jsx(type: VNode['type'], props: VNode['props'], key: VNode['key'] = null): VNode {
  return { type, props, key };
}
export const jsxs = jsx;

/** Several children without an element around them. */
export function Fragment({ children }: { children?: ComponentChildren }): ComponentChildren {
  return children;
}

/** What each element was drawn from, to see what has changed. */
const drawn = new WeakMap<Node, Host>();

/** Makes the element's children what is described, changing as little as can be: whatever stays keeps focus, scroll and text. */
export function render(children: ComponentChildren, parent: Element): void {
  let next = parent.firstChild;
  for (const wanted of flatten(children)) {
    let found = next;
    while (found && !fits(found, wanted)) found = typeof wanted === 'string' ? null : found.nextSibling;
    // Order never changes on the widget's screens, so what stands before a node that fits is not wanted any more.
    while (found && next && next !== found) next = removed(next);
    const node = found ?? parent.insertBefore(made(wanted, parent), next);
    if (found) next = found.nextSibling;
    if (typeof wanted === 'string') {
      if (node.nodeValue !== wanted) node.nodeValue = wanted;
    } else if (node instanceof Element) {
      dress(node, wanted.props, drawn.get(node)?.props ?? {});
      drawn.set(node, wanted);
      render(wanted.props.children, node);
    }
  }
  while (next) next = removed(next);
}

/** Components are called, fragments and lists opened, nothing left out that is seen. */
function flatten(children: ComponentChildren): (Host | string)[] {
  if (Array.isArray(children)) return children.flatMap(flatten);
  if (children == null || typeof children === 'boolean') return [];
  if (typeof children !== 'object' || !('type' in children)) return children === '' ? [] : [String(children)];
  const { type, props, key } = children;
  if (typeof type === 'string') return [{ type, props, key }];
  return flatten((type as (props: unknown) => ComponentChildren)(props));
}

function fits(node: Node, wanted: Host | string): boolean {
  if (typeof wanted === 'string') return node.nodeType === 3;
  const old = drawn.get(node);
  return old?.type === wanted.type && old.key === wanted.key;
}

function made(wanted: Host | string, parent: Element): Node {
  if (typeof wanted === 'string') return document.createTextNode(wanted);
  return document.createElementNS(wanted.type === 'svg' ? 'http://www.w3.org/2000/svg' : parent.namespaceURI, wanted.type);
}

function removed(node: ChildNode): ChildNode | null {
  const after = node.nextSibling;
  node.remove();
  return after;
}

function dress(element: Element, props: Props, before: Props): void {
  for (const name in { ...before, ...props }) {
    const value = props[name];
    if (name === 'children') continue;
    if (name === 'value') {
      // What is in the field counts, not what was drawn last: the customer types.
      if ('value' in element && element.value !== value) element.value = value;
    } else if (value === before[name]) {
    } else if (name.startsWith('on')) {
      Reflect.set(element, name.toLowerCase(), value);
    } else if (value == null || (value === false && !name.startsWith('aria-'))) {
      element.removeAttribute(name);
    } else {
      element.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : String(value));
    }
  }
}
