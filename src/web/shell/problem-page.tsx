import { STATUS_CODES } from 'node:http';
import { HttpStatus } from '@nestjs/common';
import type { ProblemException } from '../../api/problems/problem.js';
import { pageOf } from './page.js';
import { paths } from './paths.js';
import { mayBreakGlass, reader } from './reader.js';
import { say } from '../../words/say.js';
import { shell as texts } from '../../words/texts/shell.js';
import { told } from '../../words/told.js';

/** What a reader is told of a refusal, in the place of the page. */
export const problemPage = (problem: ProblemException, instance: string): string => {
  const title = told(STATUS_CODES[problem.getStatus()] ?? 'Error');
  return pageOf({
    title,
    children: (
      <>
        <h1>{title}</h1>
        <p>{told(problem.detail)}</p>
        {problem.extra.errors && (
          <ul>
            {problem.extra.errors.map(({ pointer, detail }) => (
              <li key={pointer}>
                <code>{pointer.replace(/^\//, '')}</code> {told(detail)}
              </li>
            ))}
          </ul>
        )}
        <p>
          {problem.getStatus() === HttpStatus.SERVICE_UNAVAILABLE && (
            <>
              <a href="">{say(texts.tryAgain)}</a> ·{' '}
            </>
          )}
          {typeof problem.extra.members?.['intent'] === 'string' && (
            <>
              <a href={paths.reauthenticate(problem.extra.members['intent'])}>{say(texts.logInAgain)}</a>{' '}
              ·{' '}
            </>
          )}
          {problem.code === 'THERAPY_NOT_FOUND' && mayBreakGlass(reader()) && (
            <>
              <a href={paths.glass()}>{say(texts.breakTheGlass)}</a> ·{' '}
            </>
          )}
          <a href={paths.worklist()}>{say(texts.toTheWorklist)}</a>
        </p>
        <p class="quiet">
          {say(texts.request, { code: <code>{problem.code}</code>, instance: <code>{instance}</code> })}
        </p>
      </>
    ),
  });
};
