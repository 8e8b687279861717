import { STATUS_CODES } from 'node:http';
import { HttpStatus } from '@nestjs/common';
import type { ProblemException } from '../../api/problems/problem.js';
import { pageOf } from './page.js';
import { paths } from './paths.js';
import { mayBreakGlass, reader } from './reader.js';

/** What a reader is told of a refusal, in the place of the page. */
export const problemPage = (problem: ProblemException, instance: string): string => {
  const title = STATUS_CODES[problem.getStatus()] ?? 'Error';
  return pageOf({
    title,
    children: (
      <>
        <h1>{title}</h1>
        <p>{problem.detail}</p>
        {problem.extra.errors && (
          <ul>
            {problem.extra.errors.map(({ pointer, detail }) => (
              <li key={pointer}>
                <code>{pointer.replace(/^\//, '')}</code> {detail}
              </li>
            ))}
          </ul>
        )}
        <p>
          {problem.getStatus() === HttpStatus.SERVICE_UNAVAILABLE && (
            <>
              <a href="">Try again</a> ·{' '}
            </>
          )}
          {typeof problem.extra.members?.['intent'] === 'string' && (
            <>
              <a href={paths.reauthenticate(problem.extra.members['intent'])}>Log in again</a> ·{' '}
            </>
          )}
          {problem.code === 'THERAPY_NOT_FOUND' && mayBreakGlass(reader()) && (
            <>
              <a href={paths.glass()}>Break the glass</a> ·{' '}
            </>
          )}
          <a href={paths.worklist()}>To the worklist</a>
        </p>
        <p class="quiet">
          <code>{problem.code}</code>, request <code>{instance}</code>
        </p>
      </>
    ),
  });
};
