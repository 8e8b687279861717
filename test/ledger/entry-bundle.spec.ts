import { entryBundle } from '../../src/ledger/entry-bundle.js';

describe('entry bundles', () => {
  it('put the length before each entry', () => {
    const long = Buffer.alloc(0x1234, 7);
    const bundle = entryBundle([Buffer.from('ab'), Buffer.alloc(0), long]);
    expect(bundle).toEqual(Buffer.concat([Buffer.from('0002616200001234', 'hex'), long]));
    expect(entryBundle([])).toHaveLength(0);
  });

  it('take entries of 65,535 bytes and no longer ones', () => {
    expect(entryBundle([Buffer.alloc(65_535)])).toHaveLength(65_537);
    expect(() => entryBundle([Buffer.alloc(65_536)])).toThrow(RangeError);
  });
});
