// Adds to package-lock.json the optional platform packages that the registry at hand does not carry. npm 11 leaves
// such packages out of the lock and then refuses the lock in `npm ci`. Run after every `npm install`.
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const packages = lock.packages;

const systems = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'win32',
  win: 'win32',
  windows: 'win32',
  freebsd: 'freebsd',
  android: 'android',
  openharmony: 'openharmony',
  openbsd: 'openbsd',
  netbsd: 'netbsd',
  sunos: 'sunos',
  aix: 'aix',
  wasm32: undefined,
};
const processors = [
  'x64',
  'arm64',
  'arm',
  'ia32',
  'ppc64',
  's390x',
  'riscv64',
  'loong64',
  'wasm32',
  'mips64el',
];

function isLocked(from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[`${at ? `${at}/` : ''}node_modules/${name}`]) return true;
    if (!at) return false;
    if (!at.includes('/node_modules/')) return Boolean(packages[`node_modules/${name}`]);
  }
}

function platformEntry(name, range, isDev) {
  const words = name.split('/').pop().split(/[-.]/);
  const os = Object.keys(systems).find((word) => words.includes(word));
  const cpu =
    processors.find((word) => words.includes(word)) ??
    (words.some((word) => /^arm(v\d|eabi|hf)?/.test(word)) ? 'arm' : undefined);
  if (!os && !cpu) return undefined;
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu'))
      ? 'glibc'
      : undefined;
  return {
    version: range.match(/\d+\.\d+\.\d+\S*/)?.[0],
    ...(/^node-(bin-)?(darwin|linux)-/.test(name) && { bin: { node: 'bin/node' } }),
    ...(cpu && { cpu: [cpu] }),
    ...(isDev && { dev: true }),
    optional: true,
    ...(libc && { libc: [libc] }),
    ...(os && systems[os] && { os: [systems[os]] }),
  };
}

let added = 0;
for (const [key, entry] of Object.entries({ ...packages })) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(key, name)) continue;
    const made = platformEntry(name, range, entry.dev);
    if (!made) {
      console.error(`left alone: ${name} ${range} names no platform`);
      continue;
    }
    packages[`node_modules/${name}`] = made;
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`added ${added} optional platform entries`);
