/**
 * What is read of the log. An index only says where a row stands: what is answered comes from the row itself, so that
 * an index that lies about a row is seen in what it leads to. Two indexes hold the events of a stream, and each is asked
 * whether the other left any out. Each is asked up to the log's end: what stands behind it is nothing of the log.
 */

const BY_REVISION = 'events AS found INDEXED BY sqlite_autoindex_events_1';
const BY_ID = 'events AS found INDEXED BY sqlite_autoindex_events_2';
const ROW = 'JOIN events ON events.position = found.position';
const EVENT =
  'SELECT events.position, events.stream_id, events.revision, events.id, events.type, events.hash, events.bytes, events.disclosures, events.mac';

export const OF_STREAM = `${EVENT} FROM ${BY_REVISION} ${ROW}
  WHERE found.stream_id = ? AND found.revision > ? AND found.position <= ? ORDER BY found.revision LIMIT ?`;

export const OF_ALL = `${EVENT} FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ?`;

export const BY_ID_IN_STREAM = `${EVENT} FROM ${BY_ID} ${ROW} WHERE found.stream_id = ? AND found.id = ? AND found.position <= ?`;

export const LAST_OF_STREAM = `SELECT events.position, events.stream_id, events.revision, events.hash, events.mac FROM ${BY_REVISION} ${ROW}
  WHERE found.stream_id = ? AND found.position <= ? ORDER BY found.revision DESC LIMIT 1`;

/** How many events a stream has, by the other index than the one by which they are read. */
export const COUNT_OF_STREAM = `SELECT count(*) AS events FROM ${BY_ID} WHERE found.stream_id = ? AND found.position <= ?`;

/** The last revision that a stream is known to have had; what is being committed just now is not yet behind the log's end. */
export const KNOWN_OF_STREAM = `SELECT revision FROM heads
  WHERE stream_id = ? AND (position <= ? OR NOT EXISTS (
    SELECT 1 FROM events WHERE events.position = heads.position
      AND events.stream_id = heads.stream_id AND events.revision = heads.revision))`;

/** Streams of which events are gone. */
export const SHORT_STREAMS = `SELECT stream_id FROM heads
  WHERE revision > (SELECT count(*) FROM events WHERE events.stream_id = heads.stream_id AND events.revision <= heads.revision)
  ORDER BY position`;

/** How many events the streams are known to have had up to a position, whether they are there or not. */
export const KNOWN_OF_ALL = `SELECT sum(CASE WHEN position <= ?1 THEN revision ELSE coalesce(
    (SELECT max(revision) FROM events WHERE events.stream_id = heads.stream_id AND events.position <= ?1), 0)
  END) AS events FROM heads`;

export const REVISIONS_OF_STREAM = `SELECT found.revision FROM ${BY_REVISION}
  WHERE found.stream_id = ? AND found.position <= ? ORDER BY found.revision`;

/** Jumps from stream to stream in an index; GROUP BY would walk every event of each. */
const jumping = (index: string) => `
  WITH RECURSIVE stream (id, row) AS (
    SELECT min(found.stream_id), 1 FROM ${index} WHERE found.stream_id > ?1 AND found.position <= ?3
    UNION ALL
    SELECT (SELECT min(found.stream_id) FROM ${index} WHERE found.stream_id > stream.id AND found.position <= ?3), row + 1
      FROM stream WHERE stream.id IS NOT NULL AND row < ?2
  )`;

export const HEADS = `${jumping(BY_REVISION)}
  SELECT stream.id AS listed, events.stream_id, events.revision, events.hash
    FROM stream LEFT JOIN ${BY_REVISION} ON found.stream_id = stream.id
      AND found.revision = (SELECT max(last.revision) FROM events AS last
        INDEXED BY sqlite_autoindex_events_1 WHERE last.stream_id = stream.id AND last.position <= ?3)
    LEFT JOIN events ON events.position = found.position
    WHERE stream.id IS NOT NULL ORDER BY stream.row`;

/** Ids of streams, by the other index. */
export const STREAMS = `${jumping(BY_ID)} SELECT id FROM stream WHERE id IS NOT NULL ORDER BY row`;

export const LAST_UP_TO = 'SELECT max(position) AS position FROM events WHERE position <= ?';
