/**
 * A process in which starts are tried that are to be refused. It loads the service once for all of them; in return
 * what such a start had opened already stays open in it.
 */
import { refusedStart } from './loaded-once.ts';

process.on('disconnect', () => process.exit());
process.on('message', (env: NodeJS.ProcessEnv) => {
  void refusedStart(env).then((end) => process.send!(end ?? {}));
});
