type Parameters = Readonly<Record<string, string | number | undefined>>;

function withQuery(path: string, parameters: Parameters = {}): string {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}

const therapy = (therapyId: string) => `/therapies/${encodeURIComponent(therapyId)}`;

/** The addresses of the pages. */
export const paths = {
  worklist: (query?: Parameters) => withQuery('/', query),
  therapy: (therapyId: string, query?: Parameters) => withQuery(therapy(therapyId), query),
  cessation: (therapyId: string, cessationId: string, query?: Parameters) =>
    withQuery(`${therapy(therapyId)}/cessations/${encodeURIComponent(cessationId)}`, query),
  /** Where the form goes that signs the audit. */
  signCessation: (therapyId: string, cessationId: string) =>
    `${therapy(therapyId)}/cessations/${encodeURIComponent(cessationId)}/sign`,
  /** Where the form goes that judges what was inferred. */
  reviewCessation: (therapyId: string, cessationId: string) =>
    `${therapy(therapyId)}/cessations/${encodeURIComponent(cessationId)}/review`,
  log: (therapyId: string, query?: Parameters) => withQuery(`${therapy(therapyId)}/log`, query),
  /** An event in its place in the log, on whichever page that is. */
  event: (therapyId: string, revision: number) =>
    `${withQuery(`${therapy(therapyId)}/log`, { at: revision })}#e${revision}`,
  record: (therapyId: string, query?: Parameters) => withQuery(`${therapy(therapyId)}/record`, query),
  /** Where the form goes that names a new therapy. */
  registration: () => '/therapies',
  register: (therapyId: string) => withQuery(`${therapy(therapyId)}/record`, { type: 'TherapyRegistered' }),
  integrity: () => '/integrity',
  /** Where the form goes that verifies the log. */
  verify: () => '/integrity/verify',
  /** Where the form goes that asks for an evidence pack. */
  evidence: () => '/integrity/evidence',
  policies: () => '/policies',
  /** Who looked. */
  accesses: (query?: Parameters) => withQuery('/accesses', query),
  timeline: (therapyId: string, query?: Parameters) =>
    withQuery(`${therapy(therapyId)}/timeline.json`, query),
  /** Server-sent events after a position of the log. */
  live: (after: string, therapyId?: string) => withQuery('/live', { after, therapyId }),
  /** Of the interface for programs. */
  api: (therapyId: string, what: string, query?: Parameters) =>
    withQuery(`/v1${therapy(therapyId)}/${what}`, query),
  /** Of the ledger, for programs. */
  ledger: (what: string, query?: Parameters) => withQuery(`/v1/ledger/${what}`, query),
  /** Where a person proves anew who they are, for what was begun. */
  reauthenticate: (intent: string) => withQuery('/auth/reauthenticate', { intent }),
  /** To see a therapy outside one’s reach, and where the form goes that asks for it. */
  glass: (query?: Parameters) => withQuery('/break-glass', query),
  /** Where the form goes that reviews it. */
  reviewGlass: (id: string) => `/break-glass/${encodeURIComponent(id)}/review`,
  publishedCheckpoint: () => '/tlog/checkpoint',
};
