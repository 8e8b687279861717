import { Logger } from '@nestjs/common';
import fc from 'fast-check';
import type { SideStreamEvent } from '../../src/event-store/port.js';
import { ElectedSigner } from '../../src/publication/signing/elected-signer.js';
import { PUBLICATION } from '../../src/publication/signing/election.js';
import type { Entry } from '../../src/publication/signing/entries.js';
import { Overtaken } from '../../src/publication/signing/signer.js';
import { SharedStreams, type View } from '../support/shared-streams.js';

const SIGNED_WITHIN_MS = 30;

/** A service as far as it signs: what it was told to be signed, by size. */
class Service {
  readonly view: View;
  readonly signed = new Map<number, string>();
  readonly signer: ElectedSigner;
  isDead = false;

  constructor(
    readonly name: string,
    shared: SharedStreams,
  ) {
    this.view = shared.view();
    this.signer = new ElectedSigner({
      service: name,
      streams: this.view,
      file: { last: () => (this.signed.size > 0 ? { size: Math.max(...this.signed.keys()) } : undefined) },
      apply: (entry: Entry) => {
        if (entry.type === 'CheckpointSigned') this.signed.set(entry.size, entry.signatures);
      },
      signedWithinMs: SIGNED_WITHIN_MS,
    });
    this.signer.requests.subscribe(() => {
      if (!this.isDead) void this.sign(this.wanted()).catch(() => undefined);
    });
  }

  readonly wanted = () => Math.max(...this.sharedWishes().map(({ data }) => (data as { size: number }).size));

  private sharedWishes(): readonly SideStreamEvent[] {
    return shared.events.filter(({ type }) => type === 'CheckpointWanted');
  }

  /** Signs so many events, where it is the signer and that is more than was signed. */
  async sign(size: number): Promise<void> {
    const last = this.signed.size > 0 ? Math.max(...this.signed.keys()) : -1;
    if (size <= last) return;
    const entry = { type: 'CheckpointSigned', size, signatures: this.name } as Entry;
    await this.signer.write(entry);
  }

  /** A checkpoint of so many events, whoever signs it. */
  async current(size: number): Promise<void> {
    while (!this.signed.has(size) && Math.max(-1, ...this.signed.keys()) < size) {
      await this.signer.settle(size);
      if (this.signer.isThis)
        await this.sign(size).catch((error: unknown) => {
          if (!(error instanceof Overtaken)) throw error;
        });
    }
  }
}

let shared: SharedStreams;
const begin = (...names: string[]) => {
  shared = new SharedStreams();
  return names.map((name) => new Service(name, shared));
};
/** What the server has, as it came to be. */
const signedInOrder = () =>
  shared.events
    .filter(({ type }) => type === 'CheckpointSigned')
    .map(({ data }) => data as { size: number; signatures: string });
/** All that live take in what was written, again and again. */
function following(services: readonly Service[]): () => void {
  const timer = setInterval(() => {
    for (const { view, isDead } of services) if (!isDead && !view.isAsleep) view.catchUp();
  }, 1);
  return () => clearInterval(timer);
}

beforeAll(() => Logger.overrideLogger(false));

describe('services on one log', () => {
  let stop = () => {};
  afterEach(() => stop());

  it('elect the first that is asked, which signs for all', async () => {
    const services = begin('a', 'b') as [Service, Service];
    stop = following(services);
    await services[0].current(1);
    await services[1].current(2);
    expect(services.map(({ signer }) => signer.isThis)).toEqual([true, false]);
    expect(signedInOrder()).toEqual([
      { size: 1, signatures: 'a' },
      { size: 2, signatures: 'a' },
    ]);
    expect(shared.events.filter(({ type }) => type === 'SignerElected')).toHaveLength(1);
  });

  it('elect another when the one that signs is dead, or leaves', async () => {
    const services = begin('a', 'b', 'c') as [Service, Service, Service];
    stop = following(services);
    await services[0].current(1);
    services[0].isDead = true;
    await Promise.all([services[1].current(2), services[2].current(2)]);
    expect(signedInOrder().at(-1)!.size).toBe(2);
    const now = services.find(({ signer, isDead }) => signer.isThis && !isDead)!;
    expect(now.name).not.toBe('a');
    await now.signer.resign();
    const said = shared.events.length;
    const last = services.find((service) => !service.isDead && service !== now)!;
    await last.current(3);
    // Nobody is asked and waited for once he said that he leaves.
    expect(shared.events.slice(said).map(({ type }) => type)).toEqual(['SignerElected', 'CheckpointSigned']);
    expect(signedInOrder().at(-1)).toEqual({ size: 3, signatures: last.name });
  });

  it('refuse what one signs that hung meanwhile, and believes to be the signer still', async () => {
    const services = begin('a', 'b') as [Service, Service];
    stop = following(services);
    await services[0].current(1);
    services[0].view.isAsleep = true;
    services[0].isDead = true;
    await services[1].current(2);
    expect([services[0].signer.isThis, services[1].signer.isThis]).toEqual([true, true]);
    await expect(services[0].sign(3)).rejects.toThrow(Overtaken);
    expect(services[0].signer.isThis).toBe(false);
    expect(signedInOrder().map(({ size }) => size)).toEqual([1, 2]);
  });

  it('have one that can be told by a data directory that was copied: what both sign is signed once', async () => {
    const services = begin('a', 'a') as [Service, Service];
    await services[0].current(1);
    services[1].view.catchUp();
    const ended = await Promise.allSettled([services[0].sign(2), services[1].sign(2)]);
    expect(ended.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(signedInOrder().map(({ size }) => size)).toEqual([1, 2]);
  });

  it('never sign less than was signed, nor one size twice, whoever dies, hangs and comes back when', async () => {
    const action = fc.record({
      who: fc.nat(2),
      does: fc.constantFrom('sign', 'ask', 'sleep', 'wake', 'die', 'take over', 'catch up', 'resign'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
        const services = begin('a', 'b', 'c');
        let size = 0;
        const asked: Promise<unknown>[] = [];
        const quietly = (work: Promise<unknown>) => asked.push(work.catch(() => undefined));
        const halt = following(services);
        for (const { who, does } of actions) {
          const service = services[who]!;
          size += 1;
          if (does === 'sleep' || does === 'wake') service.view.isAsleep = does === 'sleep';
          else if (does === 'die') {
            // It starts anew under the same name.
            service.isDead = true;
            services[who] = new Service(service.name, shared);
          } else if (does === 'sign') quietly(service.sign(size));
          else if (does === 'take over') quietly(service.signer.takeOver());
          else if (does === 'resign') quietly(service.signer.resign());
          else if (does === 'catch up') service.view.catchUp();
          else quietly(service.signer.settle(size));
          await new Promise(setImmediate);
        }
        await Promise.all(asked);
        halt();
        const sizes = signedInOrder().map((one) => one.size);
        expect(sizes).toEqual([...new Set(sizes)].toSorted((a, b) => a - b));
        // Each was signed by whom the stream named at that time.
        let signer: string | undefined;
        for (const { stream, type, data } of shared.events) {
          expect(stream).toBe(PUBLICATION);
          const { service, signatures } = data as { service?: string; signatures?: string };
          if (type === 'SignerElected') signer = service;
          if (type === 'SignerResigned' && signer === service) signer = undefined;
          if (type === 'CheckpointSigned') expect(signatures).toBe(signer);
        }
      }),
      { numRuns: 30 },
    );
  });
});
