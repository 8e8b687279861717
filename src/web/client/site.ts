import { follow } from './follow.js';
import { watchSession } from './signed-out.js';

const { live, session } = document.body.dataset;
if (session !== undefined) watchSession();
if (live !== undefined) follow(live);
