// Puts each thread of the build with all of ours that it loads into one file. A service starts threads again and again,
// and to find and read some 300 files takes one longer than all else of its start.
import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { build } from 'esbuild';

const THREADS = [
  'answers/asked/answers.worker.js',
  'event-store/sqlite/integrity.worker.js',
  'event-store/sqlite/writer.js',
  'register/runner/projections.worker.js',
  'reports/pdf/pdf-thread.js',
  'verifier/log/verify-log.worker.js',
].map((file) => resolve('dist', file));

/** Whatever a module looks for from where it stands is found from the thread's file, too. */
const inTheirPlaces = (thread) => ({
  name: 'in their places',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      const place = `new URL(${JSON.stringify(relative(dirname(thread), path))}, import.meta.url).href`;
      return { contents: (await readFile(path, 'utf8')).replaceAll('import.meta.url', place) };
    }),
});

await Promise.all(
  THREADS.map((thread) =>
    build({
      entryPoints: [thread],
      outdir: dirname(thread),
      allowOverwrite: true,
      bundle: true,
      // What is loaded only where it is needed is a file of its own, beside the thread's.
      splitting: true,
      platform: 'node',
      format: 'esm',
      // Packages stay where they are installed.
      packages: 'external',
      sourcemap: true,
      plugins: [inTheirPlaces(thread)],
      logLevel: 'warning',
    }),
  ),
);
