import { type MantineColorScheme, NativeSelect, useMantineColorScheme } from '@mantine/core';
import { languages } from '../../server/contract/text.ts';
import { useWords } from '../lib/i18n.ts';
import { useSetUrlState, useUrlState } from '../lib/url-state.ts';

const schemes = ['auto', 'light', 'dark'] as const satisfies MantineColorScheme[];

/** Names or pseudonyms, the language, the theme. The first two travel with the link; the theme stays on this machine. */
export function Preferences() {
  const { t, language } = useWords();
  const { masked } = useUrlState();
  const setUrl = useSetUrlState();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div className="preferences">
      <label className="switch">
        <input
          type="checkbox"
          role="switch"
          aria-checked={masked === '1'}
          checked={masked === '1'}
          onChange={(event) => setUrl({ masked: event.currentTarget.checked ? '1' : undefined })}
        />
        {t('shell.masked')}
      </label>
      <fieldset className="languages" aria-label={t('shell.language')}>
        {languages.map((each) => (
          <button
            key={each}
            type="button"
            lang={each}
            aria-label={each === 'fr' ? 'Français' : 'English'}
            aria-pressed={each === language}
            onClick={() => setUrl({ lang: each })}
          >
            {each.toUpperCase()}
          </button>
        ))}
      </fieldset>
      <NativeSelect
        size="xs"
        aria-label={t('shell.theme.label')}
        value={colorScheme}
        onChange={(event) => setColorScheme(schemes.find((scheme) => scheme === event.currentTarget.value) ?? 'auto')}
        data={schemes.map((scheme) => ({ value: scheme, label: t(`shell.theme.${scheme}`) }))}
      />
    </div>
  );
}
