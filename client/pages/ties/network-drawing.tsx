import { useQuery } from '@tanstack/react-query';
import { NetworkView } from '../../charts/network-view.tsx';
import { ScrollBox } from '../../charts/scroll-box.tsx';
import { useWords } from '../../lib/i18n.ts';
import { useQuestion } from '../../lib/url-state.ts';
import { useFormat } from '../../lib/use-format.ts';
import { Empty, Failed, Loading } from '../../panels/panel-states.tsx';
import { loadNetwork, type NetworkData } from './network-data.ts';

/** The drawing and its twin: how many people and ties each department has, inside and out. */
export function NetworkDrawing() {
  const { t } = useWords();
  const format = useFormat();
  const question = useQuestion();
  const network = useQuery({
    queryKey: ['network', question],
    queryFn: ({ signal }) => loadNetwork(question, signal),
    staleTime: 600_000,
    retry: false,
  });
  if (network.isPending) return <Loading height={520} />;
  if (network.isError) return <Failed error={network.error} onRetry={() => void network.refetch()} />;
  if (network.data.nodes.length === 0) return <Empty />;
  const { nodes, edges, ties } = network.data;
  const standOut = edges.filter(({ standsOut }) => standsOut).length;
  return (
    <>
      <p className="panel-subtitle">
        {edges.length === ties
          ? t('tiesPage.network.all', { ties: format.integer(ties) })
          : t('tiesPage.network.rule', { drawn: format.integer(edges.length), ties: format.integer(ties) })}
      </p>
      <NetworkView
        nodes={nodes}
        edges={edges}
        label={t('tiesPage.network.drawn', {
          people: format.integer(nodes.length),
          ties: format.integer(edges.length),
        })}
        others={t('tiesPage.network.others')}
        lines={{
          standOut: t('tiesPage.network.standOut', { ties: format.integer(standOut) }),
          hold: t('tiesPage.network.hold', { ties: format.integer(edges.length - standOut) }),
        }}
      />
      <ScrollBox label={t('tiesPage.network.title')}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('tiesPage.network.department')}</th>
              {(['people', 'inside', 'outside'] as const).map((key) => (
                <th key={key} scope="col" className="number">
                  {t(`tiesPage.network.${key}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {byDepartment(network.data).map((row) => (
              <tr key={row.department ?? ''}>
                <th scope="row">{row.department ?? t('tiesPage.network.unknown')}</th>
                <td className="number">{format.integer(row.people)}</td>
                <td className="number">{format.integer(row.inside)}</td>
                <td className="number">{format.integer(row.outside)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </>
  );
}

/** People and ties per department; a tie between two departments counts for both. The unknown ones stand last. */
function byDepartment({ nodes, edges }: NetworkData) {
  const rows = new Map<string | null, { department: string | null; people: number; inside: number; outside: number }>();
  const rowOf = (department: string | null) => {
    const row = rows.get(department) ?? { department, people: 0, inside: 0, outside: 0 };
    rows.set(department, row);
    return row;
  };
  for (const { department } of nodes) rowOf(department).people += 1;
  for (const { from, to } of edges) {
    const [a, b] = [nodes[from], nodes[to]];
    if (a === undefined || b === undefined) continue;
    if (a.department === b.department) rowOf(a.department).inside += 1;
    else {
      rowOf(a.department).outside += 1;
      rowOf(b.department).outside += 1;
    }
  }
  return [...rows.values()].toSorted((a, b) =>
    a.department === null ? 1 : b.department === null ? -1 : a.department.localeCompare(b.department),
  );
}
