import { join } from '../join.js';

await join('pure', 'others');
