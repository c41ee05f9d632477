"""The SQL by which dispatchers share the work; `store` says what each statement is for."""

LOCK_CLASS = 0x646A6578  # any number, as long as all dispatchers share it
# Far beyond the longest exchange: it only matters when a dispatcher is cut off while its session seems alive.
LEASE_SECONDS = 60
INTERRUPTED = "interrupted"


def _to_send(streams: str) -> str:
    """All that sending needs, for streams just claimed.

    The number of the try counts the attempts there are, since every earlier one has its row by the time a stream is free again.
    """
    return f"""
SELECT streams.contract_id, streams.claim, contract.company_id, streams.endpoint_id, streams.fails, streams.failing_since,
       head.id AS delivery_id, head.seq, head.webhook_id, head.url, head.body, target.authorization,
       CASE WHEN company.export_secret_before_until > now() THEN ARRAY[company.export_secret, company.export_secret_before]
            ELSE ARRAY[company.export_secret] END AS secrets,
       (SELECT coalesce(max(number), 0) + 1 FROM export_attempt WHERE delivery_id = head.id) AS number
  FROM {streams} streams
  JOIN export_delivery head ON head.id = streams.sending
  JOIN export_target target ON target.contract_id = streams.contract_id
  JOIN contracts_contract contract ON contract.id = streams.contract_id
  JOIN companies_company company ON company.id = contract.company_id
"""  # noqa: S608


_FIRST_IN_LINE = """
(SELECT id FROM export_delivery d WHERE d.contract_id = s.contract_id AND d.state = 'pending' ORDER BY d.seq LIMIT 1)"""
_IS_PAUSED = "(SELECT paused_at FROM export_endpoint WHERE id = endpoint_id) IS NOT NULL"
_DUE = "owner IS NULL AND NOT waiting AND next_at <= now()"

# What has failed before comes in small portions, so that it never stands in the way of what has not.
#
# Of what a company may take, its endpoints take turns.
#
# Streams of an endpoint or company that has no room, or is paused, are set aside, so that they are looked at once and not at every claim.
#
# A lock is given on the newest row, while all else is seen as it was when the statement started. Where another dispatcher has
# worked on the stream in between, its first delivery may not be the first any longer: such a stream is left for the next look.
TAKE_DUE = f"""
WITH fresh AS (
  SELECT contract_id, endpoint_id, next_at, claim FROM export_stream
   WHERE {_DUE} AND fails = 0 ORDER BY next_at LIMIT %(most)s FOR UPDATE SKIP LOCKED
), again AS (
  SELECT contract_id, endpoint_id, next_at, claim FROM export_stream
   WHERE {_DUE} AND fails > 0 ORDER BY next_at LIMIT %(again)s FOR UPDATE SKIP LOCKED
), due AS (
  SELECT * FROM fresh UNION ALL SELECT * FROM again
), ranked AS (
  SELECT contract_id, endpoint_id, row_number() OVER (PARTITION BY endpoint_id ORDER BY next_at) AS place
    FROM due WHERE claim = (SELECT claim FROM export_stream seen WHERE seen.contract_id = due.contract_id)
), bounded AS (
  SELECT contract_id, company_id, place, coalesce(of_company.free, %(usual_of_company)s) AS most,
         place <= coalesce(room.free, least(%(usual)s, (coalesce(of_company.free, %(usual_of_company)s) + 1) / 2))
           AND paused_at IS NULL AS fits
    FROM ranked
    JOIN export_endpoint endpoint ON endpoint.id = endpoint_id
    LEFT JOIN unnest(%(endpoints)s::bigint[], %(free)s::int[]) AS room(endpoint_id, free) USING (endpoint_id)
    LEFT JOIN unnest(%(companies)s::bigint[], %(left)s::int[]) AS of_company(company_id, free) USING (company_id)
), placed AS (
  SELECT contract_id, fits AND most >= row_number() OVER (PARTITION BY company_id, fits ORDER BY place) AS fits FROM bounded
), moved AS (
  UPDATE export_stream s
     SET waiting = NOT fits, claim = claim + fits::int, owner = CASE WHEN fits THEN %(me)s::int END,
         sending = CASE WHEN fits THEN {_FIRST_IN_LINE} END,
         leased_until = CASE WHEN fits THEN now() + make_interval(secs => {LEASE_SECONDS}) END
    FROM placed WHERE s.contract_id = placed.contract_id
  RETURNING s.*
), taken AS (
  SELECT * FROM moved WHERE NOT waiting
), sent AS (
  {_to_send("taken")}
)
SELECT (SELECT count(*) FROM fresh) AS fresh, (SELECT count(*) FROM again) AS again,
       (SELECT array_agg(DISTINCT ARRAY[company_id, endpoint_id])
          FROM moved JOIN export_endpoint endpoint ON endpoint.id = endpoint_id
         WHERE waiting AND paused_at IS NULL) AS crowded, sent.*
  FROM (SELECT) always LEFT JOIN sent ON true
"""  # noqa: S608

TAKE_WAITING = f"""
WITH room AS (
  SELECT * FROM unnest(%(endpoints)s::bigint[], %(free)s::int[]) AS room(endpoint_id, free) WHERE NOT {_IS_PAUSED}
), chosen AS (
  SELECT s.contract_id FROM room
   CROSS JOIN LATERAL (SELECT contract_id, claim FROM export_stream WHERE waiting AND endpoint_id = room.endpoint_id
                        ORDER BY next_at LIMIT room.free FOR UPDATE SKIP LOCKED) s
   WHERE claim = (SELECT claim FROM export_stream seen WHERE seen.contract_id = s.contract_id)
   LIMIT %(most)s
), taken AS (
  UPDATE export_stream s
     SET waiting = false, claim = claim + 1, owner = %(me)s::int, sending = {_FIRST_IN_LINE},
         leased_until = now() + make_interval(secs => {LEASE_SECONDS})
    FROM chosen WHERE s.contract_id = chosen.contract_id
  RETURNING s.*
)
{_to_send("taken")}
"""  # noqa: S608

# One step through the index for each endpoint, however many streams wait there.
CROWDED = """
WITH RECURSIVE step AS (
  (SELECT endpoint_id FROM export_stream WHERE waiting ORDER BY endpoint_id LIMIT 1)
  UNION ALL
  SELECT (SELECT endpoint_id FROM export_stream WHERE waiting AND endpoint_id > step.endpoint_id ORDER BY endpoint_id LIMIT 1)
    FROM step WHERE step.endpoint_id IS NOT NULL
)
SELECT company_id, endpoint_id FROM step JOIN export_endpoint endpoint ON endpoint.id = endpoint_id WHERE paused_at IS NULL
"""

# A stream that a business transaction holds at the moment is left out and its result tried again: waiting for it would
# hold up everybody else's results. A result whose claim is not the newest only leaves its attempt; since a result moves the
# claim on too, writing it twice, after a connection broke before the first answer, changes nothing.
#
# Where a delivery has arrived and another is seen behind it, the stream is claimed again for that one in the same breath, unless
# its company has more places than it may since others came. One that cannot be seen yet, although it is counted, makes the stream due.
RECORD = f"""
WITH result AS (
  SELECT * FROM json_to_recordset(%(results)s) AS result(
    contract_id bigint, claim bigint, delivery_id bigint, number int, started_at timestamptz, duration int, status int,
    error text, remote_ip inet, answer text, verdict text, delay float8)
), held AS (
  SELECT contract_id, claim, owner, endpoint_id FROM export_stream
   WHERE contract_id IN (SELECT contract_id FROM result) FOR UPDATE SKIP LOCKED
), own AS (
  SELECT result.*, (verdict = 'delivered' AND delivery.state = 'pending')::int AS arrived, behind.id AS behind
    FROM result JOIN held USING (contract_id, claim) JOIN export_delivery delivery ON delivery.id = delivery_id
    JOIN export_endpoint endpoint ON endpoint.id = endpoint_id
    LEFT JOIN LATERAL (SELECT id FROM export_delivery d
                        WHERE d.contract_id = result.contract_id AND d.state = 'pending' AND d.id <> delivery_id
                          AND %(go_on)s AND verdict = 'delivered' AND owner = %(me)s
                          AND paused_at IS NULL AND company_id <> ALL(%(crowded_out)s::bigint[])
                        ORDER BY d.seq LIMIT 1) behind ON true
), moved AS (
  UPDATE export_stream s
     SET owner = CASE WHEN behind IS NOT NULL THEN s.owner END, sending = behind,
         leased_until = CASE WHEN behind IS NOT NULL THEN now() + make_interval(secs => {LEASE_SECONDS}) END,
         claim = s.claim + 1,
         tried_at = now(),
         pending = s.pending - arrived,
         fails = CASE verdict WHEN 'delivered' THEN 0 WHEN 'released' THEN fails ELSE fails + 1 END,
         failing_since = CASE verdict WHEN 'delivered' THEN NULL WHEN 'released' THEN failing_since
                                      ELSE coalesce(failing_since, now()) END,
         next_at = CASE verdict WHEN 'delivered' THEN CASE WHEN pending > arrived THEN now() END
                                WHEN 'released' THEN now()
                                WHEN 'retry' THEN now() + make_interval(secs => delay) END,
         state = CASE WHEN verdict IN ('parked', 'stopped') THEN verdict ELSE state END,
         reason = CASE WHEN verdict IN ('parked', 'stopped') THEN coalesce(nullif(error, ''), status::text) ELSE reason END,
         ended_at = CASE WHEN verdict IN ('parked', 'stopped') THEN now() ELSE ended_at END
    FROM own WHERE s.contract_id = own.contract_id
  RETURNING s.*
), done AS (
  UPDATE export_delivery d SET state = 'delivered', delivered_at = now() FROM own WHERE d.id = own.delivery_id AND arrived = 1
), tries AS (
  INSERT INTO export_attempt (delivery_id, number, started_at, duration, status, error, remote_ip, answer)
  SELECT delivery_id, number, started_at, duration, status, error, remote_ip, answer
    FROM result WHERE contract_id IN (SELECT contract_id FROM held)
  ON CONFLICT (delivery_id, number) DO UPDATE
    SET (started_at, duration, status, error, remote_ip, answer) =
        (excluded.started_at, excluded.duration, excluded.status, excluded.error, excluded.remote_ip, excluded.answer)
    WHERE export_attempt.error = 'interrupted'
), sent AS (
  {_to_send("moved")}
)
SELECT held.contract_id AS done, coalesce(moved.owner IS NULL AND moved.next_at <= now(), false) AS due, sent.*
  FROM held LEFT JOIN moved USING (contract_id) LEFT JOIN sent USING (contract_id)
"""  # noqa: S608

# For a result that the database refuses. Nothing of it is used here, so that this is not refused as well.
GIVE_UP = """
WITH held AS (
  SELECT contract_id, claim FROM export_stream WHERE contract_id = %(contract_id)s FOR UPDATE SKIP LOCKED
), moved AS (
  UPDATE export_stream s
     SET owner = NULL, sending = NULL, leased_until = NULL, claim = s.claim + 1, next_at = NULL, tried_at = now(),
         state = 'parked', reason = %(reason)s, ended_at = now()
    FROM held WHERE s.contract_id = held.contract_id AND s.claim = %(claim)s
  RETURNING s.contract_id
), tries AS (
  INSERT INTO export_attempt (delivery_id, number, started_at, duration, error, answer)
  SELECT id, (SELECT coalesce(max(number), 0) + 1 FROM export_attempt WHERE delivery_id = d.id), now(), 0, %(reason)s, ''
    FROM moved JOIN export_delivery d USING (contract_id) WHERE d.id = %(delivery_id)s
)
SELECT contract_id FROM held
"""

# Presence through a pooler. A lease that has expired is not renewed, since others may have acted on that.
APPEAR = """
INSERT INTO export_dispatcher (number, alive_until) VALUES (%(me)s, now() + make_interval(secs => %(seconds)s))
ON CONFLICT DO NOTHING RETURNING number
"""
STAY = """
UPDATE export_dispatcher SET alive_until = now() + make_interval(secs => %(seconds)s)
 WHERE number = %(me)s AND alive_until > now() RETURNING number
"""
LEAVE = "DELETE FROM export_dispatcher WHERE number = %(me)s"
IS_DUE = f"""
SELECT EXISTS (SELECT FROM export_stream WHERE {_DUE} AND fails = 0)
    OR EXISTS (SELECT FROM export_stream WHERE {_DUE} AND fails > 0)
"""  # noqa: S608  each has its index

_PRESENT = f"""
  SELECT objid::bigint AS number FROM pg_locks
   WHERE locktype = 'advisory' AND classid = {LOCK_CLASS} AND objsubid = 2 AND granted
     AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
  UNION ALL
  SELECT number FROM export_dispatcher WHERE alive_until > now()
"""  # noqa: S608
MISSING = f"""
SELECT DISTINCT owner FROM export_stream WHERE owner IS NOT NULL AND owner NOT IN ({_PRESENT})
"""  # noqa: S608
# The dispatcher of these streams is gone; how far the try came is unknown, and its row says so.
REAP = f"""
WITH gone AS (
  SELECT contract_id, sending, leased_until FROM export_stream
   WHERE owner IS NOT NULL AND (leased_until < now() OR owner = ANY(%(gone)s))
     FOR UPDATE SKIP LOCKED
), forgotten AS (
  DELETE FROM export_dispatcher WHERE alive_until < now() - make_interval(secs => {LEASE_SECONDS})
), freed AS (
  UPDATE export_stream s SET owner = NULL, sending = NULL, leased_until = NULL, tried_at = now()
    FROM gone WHERE s.contract_id = gone.contract_id
), tries AS (
  INSERT INTO export_attempt (delivery_id, number, started_at, duration, error, answer)
  SELECT sending, (SELECT coalesce(max(number), 0) + 1 FROM export_attempt WHERE delivery_id = sending),
         begun.at, greatest(0, extract(epoch FROM now() - begun.at) * 1000)::int, '{INTERRUPTED}', ''
    FROM gone
    CROSS JOIN LATERAL (SELECT gone.leased_until - make_interval(secs => {LEASE_SECONDS}) AS at) begun
   WHERE sending IS NOT NULL
)
SELECT contract_id FROM gone
"""  # noqa: S608

# An endpoint that fails is probed by few, so most of its streams are never tried; a person has to hear of those too.
PARK_FORGOTTEN = f"""
UPDATE export_stream SET waiting = false, state = 'parked', reason = 'endpoint-fails', next_at = NULL, ended_at = now()
 WHERE contract_id IN (SELECT contract_id FROM export_stream
                        WHERE waiting AND endpoint_id = ANY(%(endpoints)s) AND next_at < now() - make_interval(secs => %(seconds)s)
                          AND NOT {_IS_PAUSED}
                        LIMIT 1000 FOR UPDATE SKIP LOCKED)
"""  # noqa: S608
