// What the front matter of a test262 file says, and the variants in which the file is to be run. Knows the few
// forms of YAML that the suite uses, not YAML.

const listOf = (block, name) => {
  const inline = block.match(new RegExp(`^\\s*${name}:\\s*\\[([^\\]]*)\\]`, 'm'));
  if (inline) return inline[1].split(/[\s,]+/).filter(Boolean);
  const lines = block.match(new RegExp(`^\\s*${name}:\\s*\\n((?:\\s*-\\s+.*\\n?)+)`, 'm'));
  return lines ? [...lines[1].matchAll(/-\s+(\S+)/g)].map((match) => match[1]) : [];
};

/** @returns what the runner needs to know: flags (a Set), includes, negative ({phase, type}) if any. */
export function readMetadata(text) {
  const block = text.match(/\/\*---\r?\n?([\s\S]*?)---\*\//)?.[1].replace(/\r\n?/g, '\n') ?? '';
  const negative = block.match(/^negative:[^\n]*\n((?:[ \t]+.*\n?)+)/m)?.[1];
  return {
    flags: new Set(listOf(block, 'flags')),
    includes: listOf(block, 'includes'),
    negative: negative && {
      phase: negative.match(/phase:\s*(\S+)/)?.[1],
      type: negative.match(/type:\s*(\S+)/)?.[1],
    },
  };
}

/** The ways a file is run: as a module, in strict mode, in sloppy mode. */
export function variantsOf({ flags }) {
  if (flags.has('module')) return ['module'];
  if (flags.has('raw') || flags.has('noStrict')) return ['sloppy'];
  if (flags.has('onlyStrict')) return ['strict'];
  return ['sloppy', 'strict'];
}

/** The text as it is evaluated. The directive stands on its own line, as the suite demands. */
export const textOf = (text, variant) => (variant === 'strict' ? `"use strict";\n${text}` : text);

/** The harness files before a test, in the order of the suite's rules. */
export function harnessFiles({ flags, includes }) {
  if (flags.has('raw')) return [];
  return ['assert.js', 'sta.js', ...(flags.has('async') ? ['doneprintHandle.js'] : []), ...includes];
}
