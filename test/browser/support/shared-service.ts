import { type Client, caseReport, caughtUp, clientOf } from '../../e2e/support/client.js';
import { type Server, startServer } from '../../e2e/support/server.js';
import { asLines, tenYearsOfFlex } from '../../support/ten-years.js';

async function start(): Promise<Server> {
  const server = await startServer();
  atEnd(() => server.stop());
  const client = clientOf(server.baseUrl);
  const all = [caseReport('a'), caseReport('b'), asLines('ten-years', tenYearsOfFlex())];
  const { body } = await client.import(all.map((lines) => lines.trimEnd()).join('\n'));
  expect(body).toMatchObject({ rejected: [] });
  await caughtUp(client);
  return server;
}

let started: Promise<Server> | undefined;

/**
 * One service for all files of a part that only read, or record in therapies of their own. It knows the published case
 * in both readings, and ten years of flex mode.
 */
export const sharedService = (): Promise<Server> => (started ??= start());

/** The published case once more, for who records in it. */
export async function caseReportAs(therapyId: string, client: Client): Promise<void> {
  const { body } = await client.import(
    caseReport('a').replaceAll('"case-report-a"', JSON.stringify(therapyId)),
  );
  expect(body).toMatchObject({ recorded: 64 });
  await caughtUp(client);
}
