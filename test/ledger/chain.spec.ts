import { canonicalBytes, sha256Hex } from '../../src/ledger/canonical.js';
import { GENESIS_HASH } from '../../src/ledger/hashes.js';
import { type ChainedEvent, verifyChain } from './support/verify-chain.js';

function chainOf(length: number): ChainedEvent[] {
  const events: ChainedEvent[] = [];
  for (let revision = 1; revision <= length; revision++) {
    const previousHash = events.at(-1)?.hash ?? GENESIS_HASH;
    const envelope = {
      id: `e${revision}`,
      type: 'Tested',
      therapyId: 't',
      revision,
      previousHash,
      data: { revision },
    };
    const bytes = canonicalBytes(envelope);
    events.push({ streamId: 't', revision, id: envelope.id, type: 'Tested', bytes, hash: sha256Hex(bytes) });
  }
  return events;
}

/** Writes the bytes anew as a forger would, who also mends the hash beside them. */
function forged(event: ChainedEvent, change: object): ChainedEvent {
  const envelope = JSON.parse(Buffer.from(event.bytes).toString()) as object;
  const bytes = canonicalBytes({ ...envelope, ...change });
  return { ...event, bytes, hash: sha256Hex(bytes) };
}

const rewritten = (event: ChainedEvent, text: string): ChainedEvent => {
  const bytes = Buffer.from(text);
  return { ...event, bytes, hash: sha256Hex(bytes) };
};

const found = (events: readonly ChainedEvent[]) =>
  verifyChain(events).map(({ code, revision }) => `${code} ${revision}`);

describe('verifyChain', () => {
  const events = chainOf(4);
  const replaced = (index: number, event: ChainedEvent) => events.with(index, event);
  const [first, second, third] = events as [ChainedEvent, ChainedEvent, ChainedEvent];

  it('finds nothing in a whole chain, in one piece or page by page', () => {
    expect(found(events)).toEqual([]);
    expect(found([])).toEqual([]);
    expect(verifyChain(events.slice(2), second)).toEqual([]);
  });

  it('finds every single byte that was changed', () => {
    for (let at = 0; at < second.bytes.length; at++) {
      const bytes = Uint8Array.from(second.bytes);
      bytes[at]! ^= 1;
      const codes = found(replaced(1, { ...second, bytes }));
      expect(codes).toContain('HASH_MISMATCH 2');
      expect(codes).toContain('PREVIOUS_HASH_MISMATCH 3');
    }
  });

  it('finds a forged event, though the hash beside it was mended', () => {
    expect(found(replaced(1, forged(second, { data: { revision: 'other' } })))).toEqual([
      'PREVIOUS_HASH_MISMATCH 3',
    ]);
  });

  it('finds events that were left out, swapped or cut off in front', () => {
    expect(found([first, third])).toEqual(['REVISION_GAP 3', 'PREVIOUS_HASH_MISMATCH 3']);
    expect(found([second, first])).toContain('REVISION_GAP 2');
    expect(found(events.slice(1))).toEqual(['REVISION_GAP 2', 'PREVIOUS_HASH_MISMATCH 2']);
    expect(found([first, second, second])).toContain('REVISION_GAP 2');
  });

  it.each<[string, Partial<ChainedEvent>]>([
    ['THERAPY_MISMATCH', { streamId: 'other' }],
    ['ID_MISMATCH', { id: 'other' }],
    ['TYPE_MISMATCH', { type: 'other' }],
    ['HASH_MISMATCH', { hash: GENESIS_HASH }],
    ['REVISION_MISMATCH', { revision: 5 }],
  ])('finds what the store says otherwise than the bytes: %s', (code, change) => {
    expect(found(replaced(3, { ...events[3]!, ...change })).join()).toContain(code);
  });

  it('finds an event of another therapy, though its bytes agree with themselves', () => {
    expect(found([forged(first, { therapyId: 'other' })])).toEqual(['THERAPY_MISMATCH 1']);
  });

  it('finds bytes that are not canonical, or no object at all', () => {
    const text = Buffer.from(first.bytes).toString();
    expect(found([rewritten(first, `${text} `)])).toEqual(['BYTES_NOT_CANONICAL 1']);
    expect(found([rewritten(first, text.replace('{', '{"a":1,"a":1,'))])).toEqual(['BYTES_NOT_CANONICAL 1']);
    for (const nonsense of ['', '[]', 'null', '{', '\ufeff{}'])
      expect(found([rewritten(first, nonsense)])).toEqual(['BYTES_UNREADABLE 1']);
  });

  it('says what it found and what it wanted', () => {
    expect(verifyChain([third])[0]).toEqual({
      code: 'REVISION_GAP',
      revision: 3,
      detail: 'the revision is 3, not 1',
    });
  });
});
