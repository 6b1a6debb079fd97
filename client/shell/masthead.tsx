import { Burger, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useWords } from '../lib/i18n.ts';
import { pages } from '../pages/index.ts';
import { Preferences } from './preferences.tsx';

/** The name, the pages, and how one likes to read them. On a phone the last two open from the burger. */
export function Masthead() {
  const { t, say } = useWords();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <header className="masthead">
      <div className="measure masthead-row">
        <Link to="/" className="brand" aria-label={t('shell.home')}>
          <img src="/vigie.svg" alt="" width="24" height="24" />
          Vigie
        </Link>
        <nav className="masthead-nav wide-only" aria-label={t('shell.pages')}>
          {pages.map((page) => (
            <Link key={page.path} to={page.path} activeProps={{ 'aria-current': 'page' }}>
              {say(page.title)}
            </Link>
          ))}
        </nav>
        <div className="wide-only">
          <Preferences />
        </div>
        <Burger
          className="narrow-only"
          size="sm"
          opened={opened}
          onClick={open}
          aria-label={t('shell.menu')}
          aria-haspopup="dialog"
        />
      </div>
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        size="xs"
        title={t('shell.menu')}
        closeButtonProps={{ 'aria-label': t('close') }}
      >
        <nav className="drawer-nav" aria-label={t('shell.pages')}>
          {pages.map((page) => (
            <Link key={page.path} to={page.path} activeProps={{ 'aria-current': 'page' }} onClick={close}>
              <strong>{say(page.title)}</strong>
              <span>{say(page.question)}</span>
            </Link>
          ))}
        </nav>
        <Preferences />
      </Drawer>
    </header>
  );
}
