import { describe, expect, test } from 'vitest';
import { FILES } from './support/source-files.ts';

/** The rooms, each above all that it may import. A file beside folders is a room of its own. */
const FLOORS = {
  src: [
    'domain',
    'config',
    'vendors',
    'store',
    'archive',
    'events',
    'metrics',
    'accounts',
    'application',
    'sandbox',
    'graphql',
    'http',
    'sandbox/api',
    'bin',
  ],
  'src/application': [
    'rate-limit.ts',
    'services.ts',
    'jobs.ts',
    'records',
    'commands',
    'recordings',
    'under-way',
    'reports',
    'accounts',
    'bindings',
    'messages',
    'inbox',
    'erasure',
    'upkeep',
    'reads',
    'use-cases.ts',
  ],
} as const;

describe.each(Object.entries(FLOORS))('the rooms of %s', (place, floors) => {
  const within = place.slice('src/'.length);
  const inside = within === '' ? '' : `${within}/`;
  // The longest name wins: `sandbox/api` lies in `sandbox`.
  const known = floors.toSorted((a, b) => b.length - a.length);
  const roomOf = (path: string) => {
    if (!path.startsWith(inside)) return undefined;
    const local = path.slice(inside.length);
    return known.find((room) => local === room || local.startsWith(`${room}/`)) ?? `${local} (no room)`;
  };
  const floorOf = (room: string) => (floors as readonly string[]).indexOf(room);
  const arrows = FILES.flatMap(({ path, imports }) =>
    imports
      .filter((name) => name.endsWith('.ts'))
      .map((name) => ({ from: roomOf(path), to: roomOf(name), arrow: `${path} → ${name}` })),
  );

  test('are all on the list', () => {
    const rooms = FILES.flatMap(({ path }) => roomOf(path) ?? []);
    expect(new Set(rooms)).toEqual(new Set(floors));
  });

  test('import only from rooms below them: no import runs upward, and so there is no circle of rooms', () => {
    const upward = arrows.filter(
      ({ from, to }) => from !== undefined && to !== undefined && from !== to && floorOf(to) >= floorOf(from),
    );
    expect(upward.map(({ arrow }) => arrow)).toEqual([]);
  });
});

test('no file imports itself, however long the way, and not as a type either', () => {
  const importsOf = new Map(FILES.map(({ path, imports }) => [path, imports]));
  const reachable = new Map<string, Set<string>>();
  const reach = (path: string): Set<string> => {
    const known = reachable.get(path);
    if (known) return known;
    const found = new Set<string>();
    reachable.set(path, found);
    const waiting = [...(importsOf.get(path) ?? [])];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      waiting.push(...(importsOf.get(next) ?? []));
    }
    return found;
  };
  expect(FILES.filter(({ path }) => reach(path).has(path)).map(({ path }) => path)).toEqual([]);
});
