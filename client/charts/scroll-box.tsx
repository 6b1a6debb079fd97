import type { ReactNode } from 'react';
import { useWords } from '../lib/i18n.ts';

/** A wide table scrolls inside its own box, which the keyboard can reach; the page itself never scrolls sideways. */
export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
  const { t } = useWords();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <section className="scroll-box" aria-label={t('table.region', { what: label })} tabIndex={0}>
      {children}
    </section>
  );
}
