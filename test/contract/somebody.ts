import { KurrentDBClient, jsonEvent } from '@kurrent/kurrentdb-client';

const MOST_ATTEMPTS = 50;

/** Another user of a server, who is there: on a busy machine the first call of a client may find no connection yet. */
export async function somebodyOn(url: string): Promise<KurrentDBClient> {
  const client = KurrentDBClient.connectionString(url);
  for (let attempts = 1; ; attempts += 1) {
    try {
      await client.appendToStream('elsewhere', jsonEvent({ type: 'Theirs', data: {} }));
      return client;
    } catch (error) {
      if (attempts === MOST_ATTEMPTS) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}
