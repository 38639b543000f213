// Everything about one race, from the sentence that tells it to the line that suppresses it.

import type { Race } from '../../report/model.ts';
import { printable } from '../../report/printable.ts';
import type { Entry } from '../report.ts';
import type { Store } from '../store.ts';
import { timeLabels } from '../timeline-scale.ts';
import { countOf, own, short } from '../wording.ts';
import { AccessCard } from './access-card.tsx';
import { CopyButton } from './copy-button.tsx';
import { LevelIcon } from './icons.tsx';
import { Legend } from './legend.tsx';
import { Tasks } from './tasks.tsx';
import { Timeline } from './timeline.tsx';
import { TimelineTable } from './timeline-table.tsx';

const LONGEST_MESSAGE = 2000;
const LONGEST_PATH = 2000;

interface DetailProps {
  store: Store;
  entry: Entry;
  /** One of many on paper: nothing to press, everything unfolded. */
  onPaper?: boolean;
}

export function RaceDetail({ store, entry, onPaper = false }: DetailProps) {
  const { race } = entry;
  const times = timeLabels(race.accesses.map(({ time }) => time));
  const start = race.accesses[0]?.time ?? 0;
  return (
    <div class="race">
      <Heading store={store} race={race} />
      <p class="message">{printable(race.message, LONGEST_MESSAGE)}</p>
      <section class="block" aria-label="When it happened">
        <h3>When it happened</h3>
        <Timeline store={store} race={race} onPaper={onPaper} />
        <Legend race={race} />
        <div class="dim small">
          0 ms is {start.toFixed(1)} ms after the start of process {race.pid}.{' '}
          <TimelineTable race={race} times={times} />
        </div>
      </section>
      <section class="block" aria-label="Accesses and their stacks">
        <h3>Where it happened</h3>
        <div class="accesses">
          {race.accesses.map((access, index) => (
            <AccessCard
              key={index}
              store={store}
              race={race}
              access={access}
              index={index}
              time={times[index] ?? ''}
              onPaper={onPaper}
            />
          ))}
        </div>
      </section>
      <Advice store={store} race={race} />
      <Tasks store={store} race={race} onPaper={onPaper} />
      <Reference store={store} race={race} />
    </div>
  );
}

function Heading({ store, race }: { store: Store; race: Race }) {
  const { pattern, level, location, count } = race;
  const sure = own(store.report.texts.levels, level);
  return (
    <div class="race-head">
      <button
        type="button"
        class="button back not-on-paper"
        onClick={() => {
          store.view.value = 'list';
        }}
      >
        Back to the list
      </button>
      <p class={`verdict level-${level}`}>
        <LevelIcon level={level} />
        <strong>{short(level, 20)}</strong>
        {sure !== undefined && <span>{sure}</span>}
        <span class="dim">seen {count === 1 ? 'once' : countOf(count, 'time')}</span>
      </p>
      <h2>
        <span class="pattern">{short(pattern, 40)}</span> on{' '}
        <span class="code path">{printable(location.path, LONGEST_PATH)}</span>
      </h2>
    </div>
  );
}

function Advice({ store, race }: { store: Store; race: Race }) {
  const { meaning, advice } = store.report.texts;
  const means = own(meaning, race.pattern);
  const lines = own(advice, race.pattern) ?? [];
  if (means === undefined && lines.length === 0) return null;
  return (
    <section class="block advice" aria-label="What it means and what to change">
      {means !== undefined && (
        <div>
          <h3>What {race.pattern} means</h3>
          <p>{means}</p>
        </div>
      )}
      <div>
        <h3>What to change</h3>
        <ul>
          {lines.map((line) => (
            <li key={line}>
              <Prose text={line} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** Text in which code stands between backticks. */
function Prose({ text }: { text: string }) {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? <code key={`${index}${part}`}>{part}</code> : part));
}

function Reference({ store, race }: { store: Store; race: Race }) {
  const fingerprint = printable(race.fingerprint, 80);
  const line = `fingerprint:${fingerprint}`;
  return (
    <section class="block" aria-label="Reference">
      <h3>To file or to suppress it</h3>
      <dl class="facts">
        <dt>Fingerprint</dt>
        <dd>
          <CopyButton store={store} text={fingerprint} name="fingerprint">
            {fingerprint}
          </CopyButton>
        </dd>
        <dt>Suppression</dt>
        <dd>
          <CopyButton store={store} text={line} name="line for the suppressions file">
            {line}
          </CopyButton>
        </dd>
        <dt>Location</dt>
        <dd>
          {short(race.location.kind, 40)}, reached from {short(race.location.root, 80)}
        </dd>
        <dt>Reported</dt>
        <dd>
          {printable(race.time, 60)}, process {race.pid}
        </dd>
      </dl>
    </section>
  );
}
