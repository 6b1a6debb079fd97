import { useEffect, useRef } from 'react';

/**
 * Keeps the keyboard where a decision was taken: its button is gone with its line once the page is drawn anew, and the
 * panel that held it takes the focus. Nothing nearer, so that a second press of a key decides nothing more.
 * @returns what notes the panel, to be called as the decision is taken.
 */
export function useKeptFocus(busy: boolean): () => void {
  const panel = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const place = panel.current;
    if (busy || place === null) return;
    panel.current = null;
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body) return;
    place.tabIndex = -1;
    place.focus({ preventScroll: true });
  }, [busy]);
  return () => {
    panel.current = document.activeElement?.closest<HTMLElement>('section.panel') ?? null;
  };
}
