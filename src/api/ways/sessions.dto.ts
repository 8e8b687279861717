/** Somebody is logged in, in one browser. */
export class SessionDto {
  /** Names the session; no secret. */
  id: string;
  /** @example "https://idp.example.org#4711" */
  subject: string;
  /** For display. */
  name: string | null;
  createdAt: string;
  /** When somebody last followed a link or changed something in it. */
  usedAt: string;
  /** When it ends, unless it is used before. */
  endsAt: string;
  /** Whether it is the one that asks. */
  current: boolean;
}

export class Sessions {
  items: SessionDto[];
}
