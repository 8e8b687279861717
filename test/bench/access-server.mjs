/**
 * The service, into which whoever asks comes as one of many readers, or as a recorder where the body records. `NOTED=yes`: who
 * looks is noted. `DIES=yes`: the process is killed once that is noted, before a byte of the body is sent.
 */
import { createApp } from '../../dist/api/create-app.js';
import { WaysIn } from '../../dist/api/gate/ways-in.js';
import { AppModule } from '../../dist/app.module.js';
import { prepareDataDir } from '../../dist/config/data-dir.js';
import { readSettings } from '../../dist/config/settings.js';

const { NOTED, DIES, DATA_DIR } = process.env;
const settings = {
  ...readSettings({ DATA_DIR, PORT: '0', LOG_LEVEL: 'error' }),
  ...(NOTED === 'yes' && { auth: 'oidc' }),
};
prepareDataDir(settings.dataDir);
const app = await createApp(AppModule.with(settings), settings);
const ways = app.get(WaysIn, { strict: false });
/** Each may ask some hundred times a minute. */
const PEOPLE = 1_000;
let asked = 0;
ways.subjectOf = async ({ method }) => ({
  iss: 'https://idp.example',
  sub: `person-${(asked += 1) % PEOPLE}`,
  name: 'A person',
  via: 'bearer',
  roles: [method === 'POST' ? 'recorder' : 'reader'],
  sites: ['*'],
});
if (DIES === 'yes')
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', async (request) => {
      if (request.method === 'GET') process.kill(process.pid, 'SIGKILL');
    });
app.enableShutdownHooks(['SIGTERM']);
await app.listen(0, '127.0.0.1');
process.stdout.write(`listening on ${await app.getUrl()}\n`);
