/** A thread that answers what is asked of therapies. */
import { workerData } from 'node:worker_threads';
import { PolicyBook } from '../../compliance/policies/index.js';
import type { Filed } from '../../repository/therapy-record.js';
import { serve } from '../../threads/serve.js';
import { answerTo } from './answers.js';
import { KeptTherapies } from './kept-therapies.js';
import type { AnswersData, AskedOf } from './asking-threads.js';

const { policies, defaults } = workerData as AnswersData;
const therapies = new KeptTherapies(new PolicyBook(policies, defaults));

serve(async (work, more) => {
  const { name, asked, reached } = work as AskedOf;
  const therapy = await therapies.at(reached, async (after) => (await more(after)) as readonly Filed[]);
  return answerTo(name, therapy, asked);
});
