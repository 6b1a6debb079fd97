import { ImportError } from '../import-error.ts';
import { columnKey } from './csv-header.ts';
import type { StagingContext } from './define.ts';
import { linesOnDisk } from './table-file.ts';

/** How the lines of a person-to-department file are made; positions count from 1. */
export interface LabelsLayout {
  readonly separator: ',' | ';' | '\t' | ' ';
  readonly hasHeader: boolean;
  readonly person: number;
  readonly department: number;
}

const personNames = ['id', 'node', 'person', 'person_id', 'name', 'label', 'vertex'];
const departmentNames = ['department', 'dept', 'group', 'faction', 'community', 'class'];

/** The layout of a label file: a header names its columns, else they are person, department. */
export function labelsLayout(head: string): LabelsLayout {
  const first = head.split(/\r\n|\n|\r/).find((line) => /^\s*[^#%\s]/.test(line)) ?? '';
  const separator = first.includes('\t') ? '\t' : first.includes(';') ? ';' : first.includes(',') ? ',' : ' ';
  const fields = separator === ' ' ? first.trim().split(/ +/) : first.split(separator);
  const keys = fields.map((field) => columnKey(field.trim().replace(/^"(.*)"$/, '$1')));
  const hasHeader = personNames.includes(keys[0] ?? '') || keys.slice(1).some((key) => departmentNames.includes(key));
  const person = hasHeader
    ? Math.max(
        0,
        keys.findIndex((key) => personNames.includes(key)),
      )
    : 0;
  const named = keys.findIndex((key, at) => at !== person && departmentNames.includes(key));
  return {
    separator,
    hasHeader,
    person: person + 1,
    department: 1 + (hasHeader && named >= 0 ? named : person === 0 ? 1 : 0),
  };
}

/** Reads a file of `person department` lines into staged_people. Throws ImportError when it is empty. */
export async function stageLabels(context: StagingContext, path: string): Promise<void> {
  const head = await context.delivery.head(path);
  if (head.trim() === '') {
    throw new ImportError(
      path,
      null,
      { fr: 'ce fichier est vide', en: 'this file is empty' },
      { fr: 'Chaque ligne doit donner une personne et son service', en: 'Each line needs a person and a department' },
    );
  }
  const layout = labelsLayout(head);
  await context.runSql(new URL('./department-labels.sql', import.meta.url), {
    file: path,
    disk: await linesOnDisk(context.delivery, path),
    separator: layout.separator,
    header: layout.hasHeader,
    person_at: layout.person,
    department_at: layout.department,
  });
}
