import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';
import type { TFontDictionary } from 'pdfmake/interfaces.js';
import type { PrintedReport } from '../../answers/report.js';
import { documentOf } from './document.js';

const fonts = createRequire(import.meta.url)('pdfmake/fonts/Roboto.js') as TFontDictionary;
const fontFiles: readonly unknown[] = Object.values(fonts).flatMap((family) => Object.values(family));

pdfmake.setFonts(fonts);
// A document is made of the report alone: nothing is fetched, and no file is read but the fonts.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => fontFiles.includes(path));

/** As far as it is needed here, the document that pdfmake draws on. */
interface DrawnOn {
  provideFont(
    family: string,
    bold: boolean,
    italics: boolean,
  ): { readonly font: { readonly characterSet: readonly number[] } };
}

let glyphs: Promise<ReadonlySet<number>> | undefined;

/** The code points that both weights of the font can show. */
async function glyphsOfFont(): Promise<ReadonlySet<number>> {
  const document = (await pdfmake.createPdf({ content: [] }).getStream()) as unknown as DrawnOn;
  const [regular, bold] = [false, true].map(
    (heavy) => new Set(document.provideFont('Roboto', heavy, false).font.characterSet),
  );
  return new Set([...regular!].filter((glyph) => bold!.has(glyph)));
}

/** The audit as PDF. Takes some hundred milliseconds of computing; the same report gives the same bytes. */
export async function pdfOf(report: PrintedReport): Promise<Buffer> {
  glyphs ??= glyphsOfFont();
  return pdfmake.createPdf(documentOf(report, await glyphs)).getBuffer();
}
