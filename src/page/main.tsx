// Where the page starts: reads the data that stand in it, and draws.

import { render } from 'preact';
import type { ReportData } from '../report/html/data.ts';
import { listenToKeys } from './keys.ts';
import { App } from './parts/app.tsx';
import { readReport } from './report.ts';
import { makeStore } from './store.ts';
import './style/tokens.css';
import './style/controls.css';
import './style/frame.css';
import './style/list.css';
import './style/detail.css';
import './style/timeline.css';
import './style/print.css';
import { applyTheme, nextTheme } from './theme.ts';

const DATA = 'report';
const PLACE = 'page';

function start(): void {
  const place = document.getElementById(PLACE);
  const text = document.getElementById(DATA)?.textContent ?? '';
  if (place === null) return;
  const store = makeStore(readReport(JSON.parse(text) as ReportData));
  applyTheme();
  listenToKeys(store, {
    search: () => document.getElementById('search')?.focus(),
    list: () => document.getElementById('list')?.focus(),
    theme: nextTheme,
  });
  render(<App store={store} />, place);
}

start();
