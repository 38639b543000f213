// The list draws only the rows in sight: the virtualiser's core, tied to a component.

import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

interface Wanted {
  count: number;
  /** Other rows, other heights: they are asked for again when this is another object. */
  rows: object;
  scroller: () => HTMLElement | null;
  /** Height of a row, in pixels. */
  heightOf: (index: number) => number;
}

export interface VirtualRows {
  items: readonly VirtualItem[];
  /** Height of all rows, in pixels. */
  height: number;
  scrollTo(index: number): void;
}

const OVERSCAN = 8;

/** The rows to draw now; the component is drawn again when others come into sight. */
export function useVirtualRows({ count, rows, scroller, heightOf }: Wanted): VirtualRows {
  const [, redraw] = useReducer<number, void>((times) => times + 1, 0);
  const options: VirtualizerOptions<HTMLElement, Element> = {
    count,
    getScrollElement: scroller,
    estimateSize: heightOf,
    overscan: OVERSCAN,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => redraw(),
  };
  const kept = useRef<Virtualizer<HTMLElement, Element> | null>(null);
  if (kept.current === null) kept.current = new Virtualizer(options);
  const virtualizer = kept.current;
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, rows]);
  return {
    items: virtualizer.getVirtualItems(),
    height: virtualizer.getTotalSize(),
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  };
}
