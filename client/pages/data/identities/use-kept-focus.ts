import { useEffect, useRef } from 'react';

/**
 * Keeps the keyboard where a decision was taken: its button is gone with its line once the page is drawn anew, and the
 * heading of its panel takes the focus, or that of the page where the panel went with its last line. Nothing nearer, so that a
 * second press of a key decides nothing more.
 * @returns what notes the place, to be called as the decision is taken.
 */
export function useKeptFocus(busy: boolean): () => void {
  const heading = useRef<HTMLElement | null>(null);
  useEffect(() => {
    if (busy || heading.current === null) return;
    const place = heading.current.isConnected ? heading.current : document.querySelector<HTMLElement>('main h1');
    heading.current = null;
    const { activeElement } = document;
    if (place === null || (activeElement !== null && activeElement !== document.body)) return;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }, [busy]);
  return () => {
    heading.current = document.activeElement?.closest('section.panel')?.querySelector('h2') ?? null;
  };
}
