/** The thread that checks the file of the log. */
import { parentPort, workerData } from 'node:worker_threads';
import { faultsIn } from '../../sqlite/integrity.js';
import { readingFrom } from '../../sqlite/open.js';

parentPort!.postMessage(readingFrom(workerData as string, faultsIn));
