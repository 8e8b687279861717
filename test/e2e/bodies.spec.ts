import { type Demo, startDemo } from './support/demo-client.js';

let demo: Demo;
beforeAll(async () => void (demo = await startDemo()));
afterAll(() => demo?.close());

describe('bodies', () => {
  it.each([
    ['application/json', '{"a":', 400, 'MALFORMED_JSON'],
    ['application/json', '', 400, 'MALFORMED_JSON'],
    ['application/json', new Uint8Array([0x22, 0xff, 0x22]), 400, 'MALFORMED_JSON'],
    ['application/json', '{"__proto__":{"a":1}}', 400, 'MALFORMED_JSON'],
    ['application/json', `"${'a'.repeat(1024 * 1024)}"`, 413, 'BODY_TOO_LARGE'],
    ['application/json', `"${'a'.repeat(10 * 1024 * 1024)}"`, 413, 'BODY_TOO_LARGE'],
    ['application/x-www-form-urlencoded', 'a=1', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['text/plain', '{}', 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['application/x-ndjson', '{}', 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ])('%s is refused', async (type, text, expected, code) => {
    const { status, body } = await demo.post('/v1/echo', type, text);
    expect([status, body['code']]).toEqual([expected, code]);
  });

  it('a member that is named twice is refused with its pointer, however it is written', async () => {
    const { status, body } = await demo.post(
      '/v1/echo',
      'application/json',
      '{"type":"A","data":[{"dose":1,"d\\u006fse":100}]}',
    );
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'MEMBER_REPEATED',
      errors: [{ pointer: '/data/0/dose', detail: 'is named twice; name each member of an object once' }],
    });
  });

  it('JSON arrives', async () => {
    const { body } = await demo.post('/v1/echo', 'application/json; charset=utf-8', '{"a":["é"]}');
    expect(body).toEqual({ body: { a: ['é'] } });
  });

  it('lines arrive as a stream longer than any body', async () => {
    const line = `${'a'.repeat(1023)}\n`;
    const { body } = await demo.post('/v1/lines', 'application/x-ndjson', line.repeat(5_000));
    expect(body).toEqual({ lines: 5_000, faults: [] });
  });

  it('lines that cannot be read are told by their number', async () => {
    const bytes = Buffer.from(`{}\r\n\n${'b'.repeat(200_000)}\n"é"\n"\u00ff"\n{}`, 'latin1');
    const { body } = await demo.post('/v1/lines', 'application/x-ndjson', bytes);
    expect(body).toEqual({ lines: 2, faults: ['3 TOO_LONG', '4 NOT_UTF8', '5 NOT_UTF8'] });
  });

  it('a route for lines takes no JSON', async () => {
    expect((await demo.post('/v1/lines', 'application/json', '{}')).status).toBe(415);
  });
});
