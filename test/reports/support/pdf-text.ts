import { inflateSync } from 'node:zlib';

type Objects = ReadonlyMap<number, { readonly head: string; readonly stream?: string }>;

function objectsIn(pdf: Buffer): Objects {
  const raw = pdf.toString('latin1');
  const objects = new Map<number, { head: string; stream?: string }>();
  for (const match of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const body = match[2]!;
    const at = body.indexOf('\nstream\n');
    const head = at < 0 ? body : body.slice(0, at);
    if (at < 0) objects.set(Number(match[1]), { head });
    else {
      const bytes = Buffer.from(body.slice(at + 8, body.lastIndexOf('\nendstream')), 'latin1');
      const stream = (head.includes('FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
      objects.set(Number(match[1]), { head, stream });
    }
  }
  return objects;
}

/** Glyph to character, from a font's table. */
function charactersOf(table: string): ReadonlyMap<string, string> {
  const characters = new Map<string, string>();
  for (const [, first, , list] of table.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/g)) {
    const codes = list!.match(/<[0-9a-f ]*>/g) ?? [];
    codes.forEach((code, index) => {
      const glyph = (parseInt(first!, 16) + index).toString(16).padStart(4, '0');
      const units = code.slice(1, -1).match(/[0-9a-f]{4}/g) ?? [];
      characters.set(glyph, String.fromCharCode(...units.map((unit) => parseInt(unit, 16))));
    });
  }
  return characters;
}

/** The text of each page as a reader of PDF finds it, in the order in which it was drawn; words are joined. */
export function pagesOf(pdf: Buffer): readonly string[] {
  const objects = objectsIn(pdf);
  const referred = (head: string, name: string) => Number(new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1]);
  return [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\n/.test(head))
    .map(({ head }) => {
      const resources = objects.get(referred(head, 'Resources'))!.head;
      const fonts = new Map(
        [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, font]) => {
          const table = objects.get(referred(objects.get(Number(font))!.head, 'ToUnicode'))!;
          return [name!, charactersOf(table.stream!)] as const;
        }),
      );
      let font: ReadonlyMap<string, string> | undefined;
      let text = '';
      for (const [, name, shown] of objects
        .get(referred(head, 'Contents'))!
        .stream!.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*> ?-?[\d.]* ?)*)\] TJ/g)) {
        if (name) font = fonts.get(name);
        else
          for (const glyph of shown!.replaceAll(/>[^<]*<|^<|>.*$/g, '').match(/[0-9a-f]{4}/g) ?? [])
            text += font!.get(glyph) ?? '';
      }
      return text;
    });
}
