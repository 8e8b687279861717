const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };
const plain = (text: string) => text.replaceAll(/&(lt|gt|quot|amp);/g, (entity) => ENTITIES[entity]!);

/** What stands in a tag: a value in quotes may hold any sign but a quote. */
const INSIDE = '((?:"[^"]*"|[^>"])*)';
const CONTROL = new RegExp(
  `<input${INSIDE}>|<textarea${INSIDE}>([^<]*)</textarea>|<select${INSIDE}>(.*?)</select>`,
  'gs',
);

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(` ${name}="([^"]*)"`).exec(tag);
  return found ? plain(found[1]!) : undefined;
};
const has = (tag: string, name: string) => new RegExp(` ${name}(?=[ />=]|$)`).test(tag);

function chosen(options: string): string {
  const all = [...options.matchAll(new RegExp(`<option${INSIDE}>`, 'g'))].map(([, option]) => option!);
  return attribute(all.find((option) => has(option, 'selected')) ?? all[0]!, 'value') ?? '';
}

/** What a browser sends of the page's form as it stands, by none of its buttons. */
export function sentBy(html: string): URLSearchParams {
  const form = /<form method="post".*?<\/form>/s.exec(html)![0];
  const sent = new URLSearchParams();
  for (const [, input, area, text, select, options] of form.matchAll(CONTROL)) {
    const tag = (input ?? area ?? select)!;
    const name = attribute(tag, 'name')!;
    const isTicked = !/type="(radio|checkbox)"/.test(tag) || has(tag, 'checked');
    // A browser drops the first line break of a text area, and sends the others as two characters.
    if (area !== undefined) sent.append(name, plain(text!).replace(/^\n/, '').replaceAll('\n', '\r\n'));
    else if (select !== undefined) sent.append(name, chosen(options!));
    else if (isTicked) sent.append(name, attribute(tag, 'value') ?? '');
  }
  return sent;
}
