/** RFC 4180, read sign by sign. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text[index]!;
    if (quoted) {
      if (sign !== '"') field += sign;
      else if (text[index + 1] === '"') field += text[(index += 1)]!;
      else quoted = false;
    } else if (sign === '"') {
      if (field !== '') throw new Error(`a quote inside a bare field at ${index}`);
      quoted = true;
    } else if (sign === ',') {
      record.push(field);
      field = '';
    } else if (sign === '\r' && text[index + 1] === '\n') {
      index += 1;
      records.push([...record, field]);
      record = [];
      field = '';
    } else if (sign === '\r' || sign === '\n') throw new Error(`a bare line end at ${index}`);
    else field += sign;
  }
  if (quoted || field !== '' || record.length > 0) throw new Error('the last record has no end');
  return records;
}

/** Each record by the names of its header. */
export function rowsOf(text: string): readonly Readonly<Record<string, string>>[] {
  const [header, ...records] = readCsv(text);
  return records.map((record) => {
    if (record.length !== header!.length)
      throw new Error(`${record.length} fields for ${header!.length} columns`);
    return Object.fromEntries(header!.map((name, index) => [name, record[index]!]));
  });
}
