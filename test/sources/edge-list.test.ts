import { describe, expect, it } from 'vitest';
import { edgeLayout, isGraphFormat } from '../../pipelines/sources/edge-list/layout.ts';
import { edgeList } from '../../pipelines/sources/edge-list/source.ts';
import { testSourceCases } from '../support/source-cases.ts';

testSourceCases(edgeList, ['labelled', 'relative', 'spreadsheet', 'timed', 'weighted'], /invented office/);

describe('an edge list is told from other texts', () => {
  it.each([
    ['JSON printed over lines', '[\n  {\n    "id": "U1",\n    "name": "ana"\n  }\n]\n'],
    ['XML', '<users>\n<row Id="1" />\n</users>\n'],
    ['a table of names', 'ana,Sales\nbo,Legal\n'],
    ['prose', 'Dear all,\nthis is a letter and nothing else.\n'],
    ['a directory with periods', 'email,department,from,to\nana@x.example,Sales,2020,2021\n'],
    ['nothing', '# only a comment\n'],
    ['Pajek', '*Vertices 2\n1 "Ana"\n2 "Bo"\n*Arcs\n1 2 1\n'],
    ['GML', 'graph [\n  node [ id 1 ]\n]\n'],
    ['names between semicolons', 'ana;Sales\nbo;Legal\n'],
  ])('not %s', (_, text) => {
    expect(edgeLayout(text)).toBeNull();
  });

  it.each([
    ['blanks', '1 2\n3 4\n', { separator: ' ', hasHeader: false, third: null }],
    ['tabs and a third column', '1\t2\t5\n3\t4\t6\n', { separator: '\t', third: 3 }],
    ['names between tabs', 'ana\tbo\ncy\tana\n', { separator: '\t', from: 1, to: 2 }],
    ['KONECT', '% asym weighted\n1 2 1 1082040961\n2 3 1 1082040962\n', { weight: 3, time: 4, third: null }],
    ['a decimal comma', '1;2;0,5\n3;4;1\n', { separator: ';', third: 3 }],
    ['a header', 'time,target,source\n5,b,a\n', { hasHeader: true, from: 3, to: 2, time: 1, weight: null }],
  ])('but %s', (_, text, layout) => {
    expect(edgeLayout(text)).toMatchObject(layout);
  });
});

describe('a graph file', () => {
  it.each([
    '*Vertices 2\n1 "Ana"\n',
    '*Network acme\n*Vertices 2\n',
    'Creator "igraph"\nVersion 1\ngraph\n[\n',
    '<?xml version="1.0" encoding="UTF-8"?>\n<gexf version="1.3">',
    '<graphml>',
  ])('is told: %s', (head) => {
    expect(isGraphFormat(head)).toBe(true);
  });

  it.each(['graph theory\n', '* item\n', '<users>', '1 2\n'])('is not %s', (head) => {
    expect(isGraphFormat(head)).toBe(false);
  });
});
