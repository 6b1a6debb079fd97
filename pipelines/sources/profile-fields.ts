import { columnKey } from './csv-header.ts';
import type { StagingContext } from './define.ts';
import { directoryColumns } from './directory-csv/columns.ts';
import { matchColumns } from './table-file.ts';

/** What an organisation may have asked people for beyond what the platform knows; positions in the list of labels. */
export interface ProfileFields {
  readonly department: number | null;
  readonly division: number | null;
  readonly site: number | null;
  readonly level: number | null;
}

/** Words which, anywhere in a label, speak of a place in the organisation: `Votre service`, `Direction (siège)`. */
const tellingWords = {
  department: ['department', 'departement', 'dept', 'service', 'team', 'equipe', 'unite', 'entite'],
  division: ['direction', 'division', 'bu', 'pole', 'branche', 'filiale'],
} as const;

/**
 * Which of the free profile fields of a platform tell the department, division, site and level. An exact label wins over
 * one that merely holds a telling word. Where there is a division but no department, the division serves as department.
 */
export function profileFields(labels: readonly string[]): ProfileFields {
  const known = matchColumns(
    labels,
    directoryColumns.filter(({ name }) => ['department', 'division', 'site', 'level'].includes(name)),
  );
  const words = labels.map((label) => columnKey(label).split(/[^a-z0-9]+/));
  const loose = (telling: readonly string[], taken: number | null): number | null => {
    const at = words.findIndex((parts, index) => index !== taken && parts.some((word) => telling.includes(word)));
    return at < 0 ? null : at;
  };
  const division = known.get('division') ?? null;
  const department = known.get('department') ?? loose(tellingWords.department, division) ?? division;
  const wider = division ?? loose(tellingWords.division, department);
  return {
    department: department ?? wider,
    division: wider === department || department === null ? null : wider,
    site: known.get('site') ?? null,
    level: known.get('level') ?? null,
  };
}

/** Says which profile field was taken for the department, or, where there are fields, that none of them was. */
export function warnOfDepartmentField(context: StagingContext, labels: readonly string[], fields: ProfileFields): void {
  const label = fields.department === null ? undefined : labels[fields.department];
  if (label !== undefined) {
    context.warn({
      fr: `service de chacun lu dans le champ de profil « ${label} »`,
      en: `each person’s department is read from the profile field “${label}”`,
    });
  } else if (labels.length > 0) {
    const listed = labels.join(', ').slice(0, 300);
    context.warn({
      fr: `aucun champ de profil n’est reconnu comme le service, parmi : ${listed}`,
      en: `no profile field is recognised as the department, among: ${listed}`,
    });
  }
}
