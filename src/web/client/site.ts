import { follow } from './follow.js';

const { live } = document.body.dataset;
if (live !== undefined) follow(live);
