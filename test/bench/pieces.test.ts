import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { MEASURES, type Piece } from '../../bench/report/measures.ts';
import type { Report } from '../../bench/report/report.ts';

const run = promisify(execFile);

/** A piece as a user runs it, over stores of a few hundred calls and for fractions of a second. */
async function quick(piece: Piece): Promise<{ report: Report; said: string }> {
  const args = [`bench/${piece}.ts`, '--quick', '--json', '--no-postgres'];
  const { stdout, stderr } = await run(process.execPath, args, { maxBuffer: 10_000_000 });
  return { report: JSON.parse(stdout) as Report, said: stderr };
}

/** What cannot be measured without another checkout or without PostgreSQL. */
const NOT_QUICK = ['applied/base', 'applied-postgres/base', 'flat/postgres'];

function expectAllRows({ rows }: Report, piece: Piece): void {
  const wanted = Object.entries(MEASURES).filter(([, measure]) => measure.piece === piece);
  expect(rows.map(({ measure }) => measure)).toEqual(wanted.map(([name]) => name));
  for (const { measure, median, must, met } of rows) {
    const isMeasured = !NOT_QUICK.includes(measure);
    expect({ measure, isMeasured: Number.isFinite(median) }).toEqual({ measure, isMeasured });
    expect({ measure, isJudged: met !== null }).toEqual({ measure, isJudged: isMeasured && must !== '' });
  }
}

describe('a quick run of a piece gives every row of its table', { timeout: 120_000 }, () => {
  test('graphql, where the service and its peers give the same answers', async () => {
    const { report, said } = await quick('graphql');
    expectAllRows(report, 'graphql');
    for (const same of [
      'Q1: the same answers by service, apollo, mercurius, by-hand',
      'Q2: the same answers by service, apollo, mercurius, by-hand',
      'Q3: the same answers by service, apollo, by-hand',
      'Q1-pii: the same answers by service, apollo, mercurius',
    ]) {
      expect(said).toContain(same);
    }
  });

  test('subscriptions, where every message that is sent arrives', async () => {
    expectAllRows((await quick('subscriptions')).report, 'subscriptions');
  });

  test('callbacks, where every push that is acknowledged can be read', async () => {
    expectAllRows((await quick('callbacks')).report, 'callbacks');
  });

  test('commands, where no operation is refused', async () => {
    const { report } = await quick('commands');
    expectAllRows(report, 'commands');
    expect(report.details.filter(({ about }) => about.startsWith('SQLite: ')).length).toBeGreaterThan(40);
  });
});
