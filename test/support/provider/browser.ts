import { request } from 'node:http';

/** As it is sent: `fetch` says of itself that it is no navigation. */
function sent(url: string, init: RequestInit, headers: Readonly<Record<string, string>>): Promise<Response> {
  return new Promise((answered, failed) => {
    const body = typeof init.body === 'string' ? init.body : undefined;
    const asked = request(url, { method: init.method ?? 'GET', headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', failed);
      answer.on('end', () => {
        const given = new Headers();
        for (let at = 0; at < answer.rawHeaders.length; at += 2)
          given.append(answer.rawHeaders[at]!, answer.rawHeaders[at + 1]!);
        const { statusCode: status = 0 } = answer;
        const hasBody = ![204, 304].includes(status);
        answered(new Response(hasBody ? Buffer.concat(chunks) : null, { status, headers: given }));
      });
    });
    asked.on('error', failed);
    asked.end(body);
  });
}

/** So much of a browser as logins need: it keeps cookies by host and port, and follows where it is led. */
export class Browser {
  private readonly jars = new Map<string, Map<string, string>>();

  cookie(url: string, name: string): string | undefined {
    return this.jars.get(new URL(url).host)?.get(name);
  }

  setCookie(url: string, name: string, value: string): void {
    this.jarOf(new URL(url)).set(name, value);
  }

  /** One request, not led on. */
  async ask(url: string, init: RequestInit = {}): Promise<Response> {
    const jar = this.jarOf(new URL(url));
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await sent(url, init, {
      ...(cookie !== '' && { cookie }),
      ...(init.headers as Record<string, string>),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      const isGone = /max-age=0(?:;|$)/i.test(line) || /expires=thu, 01 jan 1970/i.test(line);
      if (isGone) jar.delete(name);
      else jar.set(name, value.join('='));
    }
    return answer;
  }

  /** Opens an address in a window. */
  open(url: string): Promise<Response> {
    return this.ask(url, { headers: { accept: 'text/html', 'sec-fetch-mode': 'navigate' } });
  }

  /** The same, led on until there is a page, or until a step of the way is to be looked at. */
  async follow(
    url: string,
    until: (url: string) => boolean = () => false,
  ): Promise<Response & { at: string }> {
    let at = url;
    for (let steps = 0; steps < 20; steps += 1) {
      if (until(at)) return Object.assign(new Response(null), { at });
      const answer = await this.open(at);
      const location = answer.headers.get('location');
      if (location === null) return Object.assign(answer, { at });
      await answer.arrayBuffer();
      at = new URL(location, at).href;
    }
    throw new Error(`led on for ever, at last to ${at}`);
  }

  /** Logs in as somebody, from the page of persons at which the browser is; stops before the callback where asked. */
  async choose(
    page: string,
    sub: string,
    until?: (url: string) => boolean,
  ): Promise<Response & { at: string }> {
    return this.follow(`${page.split('?')[0]}/as?sub=${encodeURIComponent(sub)}`, until);
  }

  /** Sends the form of a page that sends itself. */
  async sendItself(page: Response & { at: string }): Promise<Response & { at: string }> {
    const html = await page.text();
    const action = /<form method="post" action="([^"]+)"/.exec(html)?.[1];
    if (action === undefined) throw new Error(`no form that sends itself: ${html}`);
    const fields = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const answer = await this.ask(action, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(action).origin },
      body: new URLSearchParams(fields.map(([, name = '', value = '']) => [name, value])).toString(),
    });
    const location = answer.headers.get('location');
    if (location === null) return Object.assign(answer, { at: action });
    return this.follow(new URL(location, action).href);
  }

  private jarOf({ host }: URL): Map<string, string> {
    const jar = this.jars.get(host) ?? new Map<string, string>();
    this.jars.set(host, jar);
    return jar;
  }
}
