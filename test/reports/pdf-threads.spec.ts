import { PdfThreads } from '../../src/reports/pdf/pdf-threads.js';
import { publishedCase, reportOf } from './support/report-of.js';

it('prints a short audit while a long one is laid out', async () => {
  const threads = new PdfThreads();
  const published = await reportOf(publishedCase('a'), '2021-09-01T00:00:00Z');
  const [finding] = published.audit.findings;
  // Little besides the findings takes long.
  const short = await reportOf(publishedCase('a').slice(0, 1), '2021-09-01T00:00:00Z');
  const findings = Array.from({ length: 301 }, () => ({ ...finding!, detail: 'x', eventIds: [] }));
  const long = { ...short, audit: { ...short.audit, therapyId: 'long', findings } };
  const done: string[] = [];
  try {
    await Promise.all([
      ...['long', 'long again'].map((name) => threads.render(long).then(() => done.push(name))),
      threads.render(short).then(() => done.push('short')),
    ]);
  } finally {
    await threads.onApplicationShutdown();
  }
  expect(done.at(-1)).toBe('long again');
});
