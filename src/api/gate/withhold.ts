import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ProblemPage, headProblem, problemAnswer } from '../problems/answer-problem.js';
import { problemOf } from '../problems/problem-of.js';

/** What a handler may have said that is not said where nothing is disclosed. */
const WITHHELD = ['location', 'set-cookie', 'link'];

/** Says in place of the answer why it is not given. @returns the body */
export function withhold(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  { payload, page }: { readonly payload: unknown; readonly page?: ProblemPage | undefined },
) {
  (payload as { destroy?: () => void } | null)?.destroy?.();
  for (const name of WITHHELD) reply.removeHeader(name);
  const answer = problemAnswer(problemOf(error), request, page);
  headProblem(reply, answer);
  return answer.body;
}
