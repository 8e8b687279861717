import { factsHash } from '../../src/compliance/record/facts-hash.js';
import { shippedBook } from '../support/shipped-book.js';
import { AppendGate } from '../../src/event-store/append-gate.js';
import { verifyChain } from '../ledger/support/verify-chain.js';
import { InPlace } from '../../src/answers/asked/in-place.js';
import { Audits } from '../../src/answers/audits.js';
import { TherapyQueries } from '../../src/answers/queries.js';
import { ANONYMOUS } from '../../src/record/anonymous.js';
import { Recorder } from '../../src/record/recorder.js';
import { OtherContent } from '../../src/record/errors.js';
import { UnreadableEvent } from '../../src/repository/errors.js';
import { envelopeOf, understoodIn } from '../../src/repository/stored.js';
import { Therapies } from '../../src/repository/therapies.js';
import type { Content, EventId, TherapyId } from '../../src/therapy/envelope.js';
import { FACT_TYPES } from '../../src/therapy/events/facts.js';
import type { EventTypeName } from '../../src/therapy/events/index.js';
import { UPCASTS, type Upcast, schemaVersionOf, upcast, versionsOf } from '../../src/therapy/versions.js';
import { type Head, NO_HEAD } from '../../src/therapy/head.js';
import { seal } from '../../src/therapy/seal.js';
import { type Told, sealed } from '../compliance/sealed.js';
import { disclosuresInMemory, sameSalt } from '../support/disclosures.js';
import { MemoryStore } from './memory-store.js';

const T = 't' as TherapyId;
const NOW = Date.UTC(2024, 0, 1);

/** As if this release wrote version 2 of a fill, whose version 1 said `volumeMl`. */
const fillUpcast: Upcast = (data) => {
  const { volumeMl, ...others } = data as { readonly volumeMl: number };
  return { ...others, filledVolumeMl: volumeMl };
};
const replacementUpcast: Upcast = (data) => {
  const { replacement, ...others } = data as { readonly replacement: { type: string; data: object } };
  const isFill = replacement.type === 'ReservoirRefilled';
  return {
    ...others,
    replacement: isFill ? { ...replacement, data: fillUpcast(replacement.data) } : replacement,
  };
};

function pretend(name: EventTypeName, upcasts: readonly Upcast[]): void {
  Object.assign(UPCASTS, { [name]: upcasts });
}
function withVersion2<Result>(work: () => Result): Result {
  pretend('ReservoirRefilled', [fillUpcast]);
  pretend('EventCorrected', [replacementUpcast]);
  return work();
}
afterEach(() => {
  pretend('ReservoirRefilled', []);
  pretend('EventCorrected', []);
});

const solution = { drug: 'baclofen', concentrationMcgPerMl: 500 };
const history = (fillOf: (volumeMl: number) => object): Told[] => [
  {
    id: 'registered',
    type: 'TherapyRegistered',
    occurredAt: '2020-01-01T08:00:00Z',
    data: { patientPseudonym: 'p', indication: 'spasticity', aetiology: 'stroke' },
  },
  {
    id: 'pump',
    type: 'PumpImplanted',
    occurredAt: '2020-01-01T09:00:00Z',
    data: { manufacturer: 'Medtronic', model: 'SynchroMed II', reservoirCapacityMl: 20 },
  },
  { id: 'fill', type: 'ReservoirRefilled', occurredAt: '2020-01-01T10:00:00Z', data: fillOf(18) },
  {
    id: 'program',
    type: 'PumpReprogrammed',
    occurredAt: '2020-01-01T11:00:00Z',
    data: { program: { mode: 'simple-continuous', dailyDoseMcg: 300 } },
  },
  {
    id: 'correction',
    type: 'EventCorrected',
    occurredAt: '2020-01-02T10:00:00Z',
    data: {
      corrects: 'fill',
      replacement: { type: 'ReservoirRefilled', occurredAt: '2020-01-01T10:00:00Z', data: fillOf(15) },
      reason: 'read from another line',
    },
  },
];
const older = history((volumeMl) => ({ ...solution, volumeMl }));
const newer = history((filledVolumeMl) => ({ ...solution, filledVolumeMl }));

/** A log that the release before wrote. */
async function written(told: readonly Told[]): Promise<MemoryStore> {
  const store = new MemoryStore();
  let head: Head = NO_HEAD;
  for (const { id, type, occurredAt, data, source } of sealed(told)) {
    const content = { type, occurredAt, data, source } as Content;
    const made = seal(T, id, content, head, NOW, ANONYMOUS, sameSalt);
    head = { revision: made.sealed.revision, hash: made.hash, recordedAt: NOW };
    const { bytes, hash } = made;
    await store.append(T, made.sealed.revision - 1, [{ id, type, bytes, hash }]);
  }
  return store;
}

function service(store: MemoryStore) {
  const therapies = new Therapies(store, new AppendGate());
  const disclosures = disclosuresInMemory();
  const recorder = new Recorder(therapies, store, new AppendGate(), disclosures, sameSalt, () => NOW);
  const record = (told: Told) => {
    const [{ id, type, occurredAt, data, source }] = sealed([told]) as [ReturnType<typeof sealed>[number]];
    const content = { type, occurredAt, data, source } as Content;
    return recorder.record({ therapyId: T, id, content, recordedBy: ANONYMOUS });
  };
  const found = async () => {
    const { state } = await new TherapyQueries(
      therapies,
      disclosures,
      new InPlace(shippedBook),
      () => NOW,
    ).state(T, {});
    const { audit, factsHash } = await new Audits(
      therapies,
      shippedBook,
      disclosures,
      new InPlace(shippedBook),
      () => NOW,
    ).audit(T, {});
    return { state, audit, factsHash };
  };
  return { therapies, recorder, record, found };
}

describe('events that were written in an older version', () => {
  it('are decided and audited as the newest version says them', async () => {
    const expected = await service(await written(newer)).found();
    const store = await written(older);
    await withVersion2(async () => {
      const { found, record } = service(store);
      const { state, audit } = await found();
      expect(state.reservoir!.filledVolumeMl).toBe(15);
      expect(state).toEqual(expected.state);
      expect(audit).toEqual(expected.audit);
      const refill = { ...newer[2]!, id: 'next', occurredAt: '2020-02-01T10:00:00Z' };
      const { envelope } = await record(refill);
      expect(envelope.schemaVersion).toBe(2);
      expect((await found()).state.reservoir!.filledVolumeMl).toBe(18);
    });
  });

  it('are shown, hashed and proven as they were written', async () => {
    const before = await service(await written(older)).therapies.registered(T);
    const hash = factsHash(before.recorded, NOW);
    const store = await written(older);
    const bytes = structuredClone(store.streamsById.get(T));
    await withVersion2(async () => {
      const { therapies, found } = service(store);
      expect((await found()).factsHash).toBe(hash);
      const fill = store.streamsById.get(T)![2]!;
      expect(envelopeOf(fill)).toMatchObject({ schemaVersion: 1, data: older[2]!.data, hash: fill.hash });
      const record = await therapies.registered(T);
      expect(record.envelope(3)).toEqual({ ...envelopeOf(fill), leafIndex: undefined });
      expect(record.find('fill')).toMatchObject({ schemaVersion: 2, data: newer[2]!.data });
      expect(store.streamsById.get(T)).toEqual(bytes);
      expect(verifyChain(store.streamsById.get(T)!)).toEqual([]);
    });
  });

  it.each(['straight from the log', 'from memory'])(
    'are recognised, %s, when they are sent again in the newest version',
    async (from) => {
      const store = await written(older);
      await withVersion2(async () => {
        const { therapies, recorder, record } = service(store);
        if (from === 'from memory') await therapies.registered(T);
        const [fill] = sealed([newer[2]!]);
        const again = { therapyId: T, id: 'fill' as EventId, content: fill!, recordedBy: ANONYMOUS };
        const receipt = from === 'from memory' ? await record(newer[2]!) : (await recorder.recorded(again))!;
        expect(receipt).toMatchObject({
          created: false,
          envelope: { schemaVersion: 2, data: newer[2]!.data, hash: store.streamsById.get(T)![2]!.hash },
        });
        const other = { ...newer[2]!, data: { ...solution, filledVolumeMl: 17 } };
        await expect(record(other)).rejects.toBeInstanceOf(OtherContent);
      });
    },
  );

  it('but not in a version that only a newer release reads', async () => {
    const store = await withVersion2(() => written(newer));
    const stored = store.streamsById.get(T)![2]!;
    expect(understoodIn(stored).schemaVersion).toBe(2);
    pretend('ReservoirRefilled', []);
    expect(() => understoodIn(stored)).toThrow(UnreadableEvent);
    expect(() => understoodIn(stored)).toThrow('its schemaVersion is 2, and this release reads up to 1');
  });

  it('go through each version in between', () => {
    const step =
      (name: string): Upcast =>
      (data) => ({ ...data, [name]: true });
    pretend('ReservoirRefilled', [step('second'), step('third')]);
    const name = 'ReservoirRefilled';
    expect([schemaVersionOf(name), versionsOf(name)]).toEqual([3, [1, 2, 3]]);
    expect(upcast(name, {}, 1)).toEqual({ second: true, third: true });
    expect(upcast(name, {}, 2)).toEqual({ third: true });
    expect(upcast(name, {}, 3)).toEqual({});
  });
});

test('a new version of a fact is a new version of its corrections, which hold it without its version', () => {
  const added = Object.values(FACT_TYPES).map(({ name }) => UPCASTS[name].length);
  expect(UPCASTS.EventCorrected).toHaveLength(added.reduce((sum, count) => sum + count, 0));
});
