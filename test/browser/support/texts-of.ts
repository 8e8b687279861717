/** Elements whose text is not the service’s own: what people wrote, codes, bytes. */
const NOT_SAID = /<(bdi|code|pre|script|style|textarea)\b[^>]*>[\s\S]*?<\/\1>/g;
/** Cited as they are: sources, and data of policies. */
const CITED = /<(\w+)[^>]* lang="en"[^>]*>[\s\S]*?<\/\1>/g;
const SPOKEN = /\s(?:aria-label|title|placeholder|alt|data-label)="([^"]*)"/g;

/** What a page says: the text between its tags and in the attributes that people hear or see, each once. */
export function textsOf(html: string): ReadonlySet<string> {
  const own = html.slice(html.indexOf('<body')).replaceAll(NOT_SAID, '|').replaceAll(CITED, '|');
  const attributes = [...own.matchAll(SPOKEN)].map(([, text]) => text!);
  const between = own.replaceAll(/<[^>]+>/g, '\n').split('\n');
  return new Set([...attributes, ...between].map((text) => text.trim()).filter((text) => text !== ''));
}
