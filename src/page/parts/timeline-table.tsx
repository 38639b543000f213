// The timeline as a table: always there for a screen reader and on paper, in sight when asked for.

import { useSignal } from '@preact/signals';
import type { Race } from '../../report/model.ts';
import { siteOf } from '../../report/site.ts';
import { actOf, functionOf, positionOf, valueText, whoOf } from '../wording.ts';

const LONGEST_VALUE = 60;

export function TimelineTable({ race, times }: { race: Race; times: readonly string[] }) {
  const seen = useSignal(false);
  return (
    <>
      <button
        type="button"
        class="link not-on-paper"
        aria-pressed={seen.value}
        onClick={() => {
          seen.value = !seen.value;
        }}
      >
        {seen.value ? 'Hide the table' : 'Show as a table'}
      </button>
      <div class={seen.value ? 'table-box' : 'table-box unseen-on-screen'}>
        <table>
          <caption>The accesses in the order in which they happened</caption>
          <thead>
            <tr>
              {['Time', 'Turn', 'Who', 'What', 'Value', 'Where'].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {race.accesses.map((access, index) => {
              const site = siteOf(access.stack);
              return (
                <tr key={index}>
                  <td>{times[index]}</td>
                  <td>{access.turn}</td>
                  <td>{whoOf(race, access)}</td>
                  <td>{actOf(race, access)}</td>
                  <td>{valueText(access, LONGEST_VALUE)}</td>
                  <td class="code">{site ? `${functionOf(site)} ${positionOf(site)}` : 'not known'}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}
