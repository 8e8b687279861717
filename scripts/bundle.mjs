// Puts each program and thread of the build with all of ours that it loads into few files: to find and read hundreds takes
// as long as all else of a start.
import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { build } from 'esbuild';

const DIST = resolve('dist');
const PROGRAMS = ['main.js', 'cli.js'];
/** A service starts them again and again. */
const THREADS = [
  'accesses/access.worker.js',
  'answers/asked/answers.worker.js',
  'event-store/sqlite/integrity.worker.js',
  'event-store/sqlite/writer.js',
  'register/runner/projections.worker.js',
  'reports/pdf/pdf-thread.js',
  'verifier/log/verify-log.worker.js',
];

/** Whatever a module looks for from where it stands is found from where it is put, too. */
const inTheirPlaces = (outdir) => ({
  name: 'in their places',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      const place = `new URL(${JSON.stringify(relative(outdir, path))}, import.meta.url).href`;
      return { contents: (await readFile(path, 'utf8')).replaceAll('import.meta.url', place) };
    }),
});

const bundle = (outdir, files) =>
  build({
    entryPoints: files.map((file) => resolve(DIST, file)),
    outdir,
    allowOverwrite: true,
    bundle: true,
    // What is loaded only where it is needed is a file of its own, beside.
    splitting: true,
    platform: 'node',
    format: 'esm',
    // Packages stay where they are installed.
    packages: 'external',
    // The OpenAPI document names classes.
    keepNames: true,
    sourcemap: true,
    plugins: [inTheirPlaces(outdir)],
    logLevel: 'warning',
  });

await Promise.all([
  bundle(DIST, PROGRAMS),
  ...THREADS.map((thread) => bundle(dirname(resolve(DIST, thread)), [thread])),
]);
