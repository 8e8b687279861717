import { type OutgoingHttpHeaders, request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly text: string;
}

/** A request with any headers at all: `fetch` sets Host and Origin itself. */
export const rawRequest = (
  url: string,
  options: { method?: string; headers?: OutgoingHttpHeaders; body?: string } = {},
): Promise<Answer> =>
  new Promise((done, fail) => {
    const { method = 'GET', headers = {}, body } = options;
    const outgoing = request(url, { method, headers, agent: false }, (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (text += chunk));
      answer.on('end', () => done({ status: answer.statusCode!, headers: answer.headers, text }));
      answer.on('error', fail);
    });
    outgoing.on('error', fail);
    outgoing.end(body);
  });
