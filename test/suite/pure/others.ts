import { join } from '../join.js';

await join('pure', 'events');
