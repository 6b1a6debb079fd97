import { ImportError } from '../import-error.ts';

/** What is said of a file that people give in the place of an export, and what to do instead. */
export type Refusal = (file: string) => ImportError;

export const signInPage: Refusal = (file) =>
  new ImportError(
    file,
    null,
    {
      fr: 'ce fichier est une page web (une page de connexion ou d’erreur, le plus souvent) enregistrée sous le nom d’un export',
      en: 'this file is a web page (a sign-in or error page, as a rule) saved under the name of an export',
    },
    {
      fr: 'Le lien a sans doute expiré : connectez-vous à la plateforme dans le navigateur, demandez un nouveau lien si besoin, puis téléchargez de nouveau',
      en: 'The link has probably expired: sign in to the platform in the browser, ask for a new link if need be, then download again',
    },
  );
export const webPages: Refusal = (file) =>
  new ImportError(
    file,
    null,
    {
      fr: 'ce sont des pages web, faites pour être lues à l’écran',
      en: 'these are web pages, made to be read on a screen',
    },
    {
      fr: 'Refaites l’export en choisissant le format JSON, ou à défaut CSV',
      en: 'Make the export again and choose JSON as its format, or else CSV',
    },
  );
export const rar: Refusal = (file) =>
  new ImportError(
    file,
    null,
    { fr: 'les archives RAR ne se lisent pas telles quelles', en: 'RAR archives cannot be read as they are' },
    {
      fr: 'Décompressez-la (7-Zip, WinRAR), puis importez le dossier obtenu ou un ZIP de ce dossier',
      en: 'Unpack it (7-Zip, WinRAR), then import the folder, or a ZIP of it',
    },
  );
export const sevenZip: Refusal = (file) =>
  new ImportError(
    file,
    null,
    {
      fr: 'les archives 7-Zip ne se lisent pas telles quelles',
      en: '7-Zip archives cannot be read as they are',
    },
    {
      fr: 'Décompressez-la (7-Zip, ou « 7z x »), puis importez le dossier obtenu ou un ZIP de ce dossier',
      en: 'Unpack it (7-Zip, or “7z x”), then import the folder, or a ZIP of it',
    },
  );
export const mail: Refusal = (file) =>
  new ImportError(
    file,
    null,
    {
      fr: 'c’est du courrier électronique : il n’est jamais lu, seuls le sont les échanges d’un réseau',
      en: 'this is mail, which is never read: only what is said on a network is',
    },
    {
      fr: 'Si un outil de recherche de preuves (eDiscovery) a rendu le réseau sous cette forme, demandez l’export de la plateforme elle-même : le README de chaque source dit comment',
      en: 'If an eDiscovery tool gave the network in this form, ask for the export of the platform itself: the README of each source says how',
    },
  );
export const pdf: Refusal = (file) =>
  new ImportError(
    file,
    null,
    {
      fr: 'c’est un PDF : des chiffres mis en page, d’où aucune donnée ne se tire sûrement',
      en: 'this is a PDF: figures laid out on pages, from which no data can safely be taken',
    },
    {
      fr: 'Demandez à la plateforme les données dont il est fait, en CSV, XLSX ou JSON',
      en: 'Ask the platform for the data that it was made of, as CSV, XLSX or JSON',
    },
  );
export const document: Refusal = (file) =>
  new ImportError(
    file,
    null,
    {
      fr: 'c’est un document bureautique (texte ou présentation), pas des données',
      en: 'this is an office document (a text or slides), not data',
    },
    {
      fr: 'Enregistrez le tableau qu’il contient en CSV ou XLSX, ou demandez l’export à la plateforme',
      en: 'Save the table that it holds as CSV or XLSX, or ask the platform for its export',
    },
  );
export const spreadsheet: Refusal = (file) =>
  new ImportError(
    file,
    null,
    {
      fr: 'les classeurs de ce format (.xls, .ods, .numbers) ne se lisent pas',
      en: 'spreadsheets of this format (.xls, .ods, .numbers) cannot be read',
    },
    {
      fr: 'Ouvrez-le et enregistrez-le en CSV (UTF-8) ou en .xlsx, puis importez le fichier obtenu',
      en: 'Open it and save it as CSV (UTF-8) or .xlsx, then import that file',
    },
  );

export const otherArchive: Refusal = (file) =>
  new ImportError(
    file,
    null,
    {
      fr: 'les archives de ce genre (.bz2, .xz, .zst…) ne se lisent pas telles quelles',
      en: 'archives of this kind (.bz2, .xz, .zst…) cannot be read as they are',
    },
    {
      fr: 'Décompressez-la (7-Zip, ou « tar -xf »), puis importez le dossier obtenu ou un ZIP de ce dossier',
      en: 'Unpack it (7-Zip, or “tar -xf”), then import the folder, or a ZIP of it',
    },
  );
export const halfDownloaded: Refusal = (file) =>
  new ImportError(
    file,
    null,
    {
      fr: 'ce téléchargement n’est pas fini : le navigateur lui donne encore un nom provisoire',
      en: 'this download is not finished: the browser still calls it by a temporary name',
    },
    {
      fr: 'Laissez-le finir, ou recommencez-le, puis importez le fichier sous son vrai nom',
      en: 'Let it finish, or start it again, then import the file under its true name',
    },
  );
export const onePart: Refusal = (file) =>
  new ImportError(
    file,
    null,
    {
      fr: 'ce fichier est un morceau d’une archive coupée en plusieurs',
      en: 'this file is one part of an archive that was split',
    },
    {
      fr: 'Réunissez tous les morceaux dans un dossier, décompressez-les ensemble (7-Zip ouvre le .zip ou le .001), puis importez le dossier obtenu',
      en: 'Put all the parts into one folder, unpack them together (7-Zip opens the .zip or the .001), then import the folder',
    },
  );
export const emptyFile: Refusal = (file) =>
  new ImportError(
    file,
    null,
    { fr: 'ce fichier est vide (0 octet)', en: 'this file is empty (0 bytes)' },
    {
      fr: 'Téléchargez-le de nouveau ; s’il reste vide, refaites l’export',
      en: 'Download it again; if it is still empty, make the export again',
    },
  );
export const textCalledArchive: Refusal = (file) =>
  new ImportError(
    file,
    null,
    {
      fr: 'ce fichier porte un nom d’archive, mais n’est qu’un texte',
      en: 'this file bears the name of an archive, but is a mere text',
    },
    {
      fr: 'Ouvrez-le dans un éditeur de texte : si c’est un message d’erreur, téléchargez de nouveau l’export ; si c’est un tableau, donnez-lui sa vraie terminaison (.csv, .json)',
      en: 'Open it in a text editor: if it is an error message, download the export again; if it is a table, give it its true ending (.csv, .json)',
    },
  );
