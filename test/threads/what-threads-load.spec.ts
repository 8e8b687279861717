import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The packages that a built module imports, it or what it imports. */
function packagesOf(file: string, seen = new Set<string>(), found = new Set<string>()): Set<string> {
  if (seen.has(file)) return found;
  seen.add(file);
  const imports = readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s[^;]*?from\s*['"]([^'"]+)['"]/gm);
  for (const [, name] of imports)
    if (name!.startsWith('.')) packagesOf(resolve(dirname(file), name!), seen, found);
    else found.add(name!);
  return found;
}

// To find and read hundreds of files takes a thread longer than all else of its start.
it.each([
  'answers/asked/answers.worker.js',
  'event-store/sqlite/integrity.worker.js',
  'event-store/sqlite/writer.js',
  'register/runner/projections.worker.js',
  'reports/pdf/pdf-thread.js',
  'verifier/log/verify-log.worker.js',
])('%s is one file, or few', (thread) => {
  const files = new Set<string>();
  packagesOf(resolve('dist', thread), files);
  expect(files.size).toBeLessThan(4);
});

// Each service starts these threads; with Nest or the classes of events they take several times as long.
it.each([
  'register/runner/projections.worker.js',
  'answers/asked/answers.worker.js',
  'event-store/sqlite/integrity.worker.js',
])('%s loads neither Nest nor what validates', (thread) => {
  const packages = [...packagesOf(resolve('dist', thread))];
  expect(packages.filter((name) => name.startsWith('node:'))).not.toEqual([]);
  expect(packages.filter((name) => /^(@nestjs|class-|rxjs)/.test(name))).toEqual([]);
});
