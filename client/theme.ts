import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#e6f5f3',
  '#c9e8e4',
  '#9fd6cf',
  '#72c3b9',
  '#4fb3a7',
  '#2f9c90',
  '#1d8479',
  '#126c63',
  '#0b5f57',
  '#064841',
];

/** One typeface, four sizes, two weights, one accent. Both themes keep AA contrast. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Code', 'Source Code Pro', Menlo, monospace",
  fontSizes: { xs: '0.8125rem', sm: '0.8125rem', md: '0.9375rem', lg: '1.25rem', xl: '1.25rem' },
  fontWeights: { regular: '400', medium: '600', bold: '600' },
  headings: { fontWeight: '600' },
  primaryColor: 'petrol',
  colors: { petrol },
  primaryShade: { light: 8, dark: 8 },
  autoContrast: true,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
});

/** Mantine's greys are a little too pale on our paper: text that is meant to be read gets the contrast it needs. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fdfcfa',
    '--mantine-color-text': '#16191d',
    '--mantine-color-dimmed': '#5c636a',
    '--mantine-color-placeholder': '#5c636a',
    '--mantine-color-default-border': '#c9c6bf',
  },
  dark: {
    '--mantine-color-body': '#14171a',
    '--mantine-color-text': '#e9e7e2',
    '--mantine-color-dimmed': '#a5abb1',
    '--mantine-color-placeholder': '#a5abb1',
    '--mantine-color-default': '#1d2125',
    '--mantine-color-default-border': '#444b52',
  },
});
