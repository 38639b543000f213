// expect: overwritten error current
// sites: convert, convert, convert
// Strands of one task that all use one captured variable for "the file at hand".
import { setTimeout as sleep } from 'node:timers/promises';
import { task } from 'racewatch';

async function convertAll(files: Record<string, number>): Promise<string[]> {
  let current = '';
  const convert = async (file: string, ms: number): Promise<string> => {
    await sleep(ms);
    current = file;
    await sleep(110);
    return `${file} became ${current}.pdf`;
  };
  return Promise.all(Object.entries(files).map(([file, ms]) => convert(file, ms)));
}

task('convert', () => convertAll({ a: 20, b: 80 })).then((lines) => console.log(lines.join(', ')));
