import { Controller, Headers, type MessageEvent, Sse } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { therapyId } from '../../api/parameters.js';
import type { Optional, QueryOf } from '../../api/query.js';
import { reachesEverything } from '../../access/reach.js';
import { PageQuery } from '../shell/pages.js';
import { Live, type Sees } from './live.js';
import { type Access, Asking } from '../../api/gate/access.js';
import { Needs, Streams } from '../../api/gate/needs.js';

const position: Optional<string> = {
  description: 'What was recorded after this position of the log.',
  accepts: 'a position that a page was given',
  schema: { type: 'string' },
  read: (text) => (text.length <= 64 ? text : undefined),
};
const liveQuery = { after: position, therapyId };

@Controller()
@ApiExcludeController()
export class LiveController {
  constructor(private readonly live: Live) {}

  /** Server-sent events; a browser that lost the connection resumes by itself. */
  @Sse('live')
  @Needs('registry:list')
  @Streams()
  follow(
    @PageQuery(liveQuery) { after, therapyId }: QueryOf<typeof liveQuery>,
    @Asking() access: Access,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): Observable<MessageEvent> {
    return this.live.after(lastEventId || after, therapyId, seenBy(access));
  }
}

/** Asked anew at each event: a patient may be handed over meanwhile. What cannot be read is not told. */
function seenBy(access: Access): Sees {
  if (reachesEverything(access.reach)) return undefined;
  return async (therapyId) => {
    try {
      return (await access.may('registry:list', therapyId)) !== undefined;
    } catch {
      return false;
    }
  };
}
