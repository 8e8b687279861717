import { join } from '../join.js';

await join('rest', 'access');
