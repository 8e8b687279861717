import { PassThrough, Readable } from 'node:stream';
import { linesOf } from '../../src/record/lines.js';

async function allOf<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

it('lines are the same however they are cut into chunks', async () => {
  const file = Buffer.from('a\n\nbé€c\r\n \nd');
  for (let size = 1; size <= file.length; size++) {
    const chunks = Array.from({ length: Math.ceil(file.length / size) }, (_, at) =>
      file.subarray(at * size, (at + 1) * size),
    );
    expect(await allOf(linesOf(Readable.from(chunks), 100))).toEqual([
      { number: 1, text: 'a' },
      { number: 3, text: 'bé€c' },
      { number: 5, text: 'd' },
    ]);
  }
});

it('a file that breaks off is no whole file', async () => {
  const body = new PassThrough();
  body.write('a\nb\nc');
  const lines = linesOf(body, 100);
  expect((await lines.next()).value).toMatchObject({ text: 'a' });
  expect((await lines.next()).value).toMatchObject({ text: 'b' });
  body.destroy();
  await expect(lines.next()).rejects.toThrow('Premature close');
});
