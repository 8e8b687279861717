/** The stand-in as a process of its own, until it is told to end: two services can share it. */
import { StandIn } from './stand-in.ts';

const url = await new StandIn().start();
process.stdout.write(`listening on ${url}\n`);
