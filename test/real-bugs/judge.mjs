// Compares what the variants of one bug printed and reported with what `bugs.json` expects.

const WANTED = { buggy: 'wrong', fixed: 'right', serial: 'right' };

/** `{ failed, text, remarks }`: one line for the table, and one for each thing that is not as it should be. */
export function judge(bug, plain, watched) {
  const remarks = visibility(plain, 'plain');
  if (!watched) return { failed: remarks.length > 0, text: plain.buggy.stdout.trim(), remarks };
  remarks.push(...visibility(watched, 'watched'), ...differences(plain, watched));

  const right = watched.buggy.reports.filter((report) => isTheBug(bug, report));
  const others = watched.buggy.reports.filter((report) => !isTheBug(bug, report));
  const alarms = ['fixed', 'serial'].flatMap((variant) =>
    watched[variant].reports.map((report) => `false alarm in ${variant}: ${describe(report)}`),
  );
  const found = right.length > 0 ? `found: ${describe(right[0])}` : bug.gap ? `missed: ${bug.gap}` : 'missed';
  const failed = remarks.length > 0 || alarms.length > 0 || (right.length === 0 && !bug.gap);
  remarks.push(...alarms, ...others.map((report) => `also in buggy: ${describe(report)}`));
  return { failed, text: found, remarks };
}

/** The innermost frame of an access as `file:line function`. */
export function siteText(access) {
  const frame = access.stack[0];
  return frame ? `${frame.file}:${frame.line} ${frame.function}` : `no stack (${access.stackNote ?? ''})`;
}

function visibility(results, how) {
  return Object.entries(results).flatMap(([variant, { code, stdout, stderr }]) => {
    const said = stdout.trim();
    if (said.startsWith(`${WANTED[variant]}: `)) return [];
    const trouble = said || stderr.trim().split('\n').slice(-6).join(' | ') || 'printed nothing';
    return [`${how} ${variant} should be ${WANTED[variant]}: ${trouble} (exit code ${code})`];
  });
}

/** Watching must not show in what a driver prints. */
function differences(plain, watched) {
  return Object.entries(watched).flatMap(([variant, output]) =>
    ['stdout', 'stderr']
      .filter((stream) => plain[variant][stream] !== output[stream])
      .map((stream) => `${stream} of ${variant} changed: ${output[stream].trim().split('\n')[0]}`),
  );
}

/** The pattern and the location fit, and the sites of both tasks are lines that the bug is made of. */
function isTheBug(bug, { pattern, location, accesses }) {
  if (!bug.patterns.includes(pattern) || !new RegExp(bug.location).test(location.path)) return false;
  return accesses.every((access) => {
    const wanted = access.role === 'intervening' ? bug.sites.b : bug.sites.a;
    const frame = access.stack[0];
    return frame !== undefined && wanted.some((site) => isAt(frame, site));
  });
}

/** `site` is the end of a path, with a line or without. */
function isAt({ file, line }, site) {
  return `${file}:${line}`.endsWith(site) || file.endsWith(site);
}

function describe({ level, pattern, location, accesses }) {
  return `${level} ${pattern} ${location.path} (${accesses.map(siteText).join('; ')})`;
}
