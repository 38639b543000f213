// Builds the report page into one HTML file, with script and style inside and a policy that lets nothing else run.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

const ROOT = join(import.meta.dirname, '../..');
const TEMPLATE = join(import.meta.dirname, 'page.html');

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: join(ROOT, 'dist/src/report/html'),
    emptyOutDir: false,
    copyPublicDir: false,
    modulePreload: false,
    cssCodeSplit: false,
    target: ['chrome123', 'firefox120', 'safari17.5'],
    rolldownOptions: {
      input: join(import.meta.dirname, 'main.tsx'),
      output: { format: 'iife' },
    },
  },
  plugins: [onePage()],
});

/** Replaces what was built by one file that contains it. */
function onePage(): Plugin {
  return {
    name: 'one-page',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const script = textOf(bundle, '.js');
        const style = textOf(bundle, '.css');
        for (const name of Object.keys(bundle)) delete bundle[name];
        this.emitFile({ type: 'asset', fileName: 'page.html', source: compose(script, style) });
      },
    },
  };
}

function textOf(bundle: Rolldown.OutputBundle, ending: string): string {
  const parts = Object.values(bundle).filter(({ fileName }) => fileName.endsWith(ending));
  const [part] = parts;
  if (part === undefined || parts.length > 1) throw new Error(`expected one ${ending}, got ${parts.length}`);
  const text = (part.type === 'chunk' ? part.code : String(part.source)).trim();
  // What would end the element early, or make the rest of the page a comment.
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error(`${part.fileName} cannot stand inside HTML`);
  return text;
}

function compose(script: string, style: string): string {
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return readFileSync(TEMPLATE, 'utf8')
    .replace('<!-- policy -->', () => `<meta http-equiv="Content-Security-Policy" content="${policy}">`)
    .replace('<!-- style -->', () => `<style>${style}</style>`)
    .replace('<!-- script -->', () => `<script>${script}</script>`);
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
