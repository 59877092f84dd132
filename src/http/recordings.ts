import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OpenedRecording } from '../application/recordings/open-recording.ts';
import type { ServedRecordings } from '../application/recordings/served-recordings.ts';
import { RECORDING_PATHS } from '../archive/recording-links.ts';
import { extensionOf } from '../domain/audio.ts';
import { parseByteRange } from '../domain/byte-range.ts';
import type { RecordingVariant } from '../domain/recording.ts';

interface RecordingRoute {
  Params: { id: string };
  Querystring: { expires?: unknown; signature?: unknown };
}

// A player that has buffered enough takes nothing for a while; one that is gone for good must not hold the vendor's
// line.
const IDLE_LISTENER_MS = 120_000;

/** Sent with every answer, errors too: the address itself is the key, and it opens a person's voice. */
const HEADERS = {
  'cache-control': 'private, no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  // Front ends live at other origins, and play it from there.
  'cross-origin-resource-policy': 'cross-origin',
  'content-security-policy': "default-src 'none'; media-src 'self'",
} as const;

/** Serves recordings and voice replies to requests with a signed address that is still good. */
export function serveRecordings(app: FastifyInstance, served: ServedRecordings): void {
  for (const variant of Object.keys(RECORDING_PATHS) as RecordingVariant[]) {
    app.route<RecordingRoute>({
      method: ['GET', 'HEAD'],
      url: RECORDING_PATHS[variant](':id'),
      handler: (request, reply) => serve(served, variant, request, reply),
      // What fails before the first byte is out can still be told; what it was is for the log.
      errorHandler: (error, _request, reply) => void fail(served, error, reply),
    });
  }
}

async function serve(
  served: ServedRecordings,
  variant: RecordingVariant,
  request: FastifyRequest<RecordingRoute>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { id } = request.params;
  const { expires, signature } = request.query;
  reply.headers(HEADERS);
  const given = { expires: String(expires), signature: String(signature) };
  const verdict = served.links.check(id, variant, given, served.now());
  if (verdict !== 'good') {
    served.metrics.recording('none', verdict);
    return verdict === 'forged' ? say(reply, 404, UNKNOWN) : say(reply, 410, EXPIRED);
  }

  const isHead = request.method === 'HEAD';
  const ended = new AbortController();
  reply.raw.once('close', () => ended.abort());
  // Nothing here has a version, so a range that depends on one is not to be honoured (RFC 9110, section 13.1.5).
  const wantsPart = !isHead && request.headers['if-range'] === undefined;
  const range = wantsPart ? parseByteRange(request.headers.range) : undefined;
  const opened = await served.open(id, variant, range, ended.signal);
  if (ended.signal.aborted) return reply.hijack();
  const outcome = opened.kind === 'content' ? 'served' : opened.kind;
  served.metrics.recording('source' in opened ? opened.source : 'none', outcome);
  if (opened.kind !== 'content') return refuse(served, id, opened, reply);

  const { contentType, size, span, body } = opened;
  const length = span ? span.end - span.start + 1 : size;
  reply
    .code(span ? 206 : 200)
    .headers({ 'content-type': contentType, 'accept-ranges': 'bytes' })
    .header('content-disposition', `inline; filename="${id}.${extensionOf(contentType)}"`);
  if (length !== undefined) reply.header('content-length', length);
  if (span) reply.header('content-range', `bytes ${span.start}-${span.end}/${size ?? '*'}`);
  // The answer is over with that, and so is the vendor's.
  if (isHead) return reply.send();
  reply.raw.setTimeout(IDLE_LISTENER_MS, () => reply.raw.destroy());
  body.once('error', () => {
    if (!ended.signal.aborted) served.metrics.recording(opened.source, 'broken');
  });
  return reply.send(body);
}

const UNKNOWN = 'There is no such recording, or this is not an address that was given out for it.';
const EXPIRED = 'This address of a recording has expired. Ask the API for a new one.';

/** How each way of having nothing to hear is told. */
const REFUSALS: Readonly<
  Record<Exclude<OpenedRecording['kind'], 'content'>, { readonly status: number; readonly sentence: string }>
> = {
  unsatisfiable: { status: 416, sentence: 'The recording has no such part.' },
  none: { status: 404, sentence: UNKNOWN },
  gone: { status: 404, sentence: 'The vendor does not have this recording: it is not ready yet, or was deleted.' },
  refused: {
    status: 502,
    sentence: 'The recording may not be fetched from where the vendor keeps it. Ask the operator.',
  },
  failed: { status: 502, sentence: 'The vendor did not hand out the recording. Try again later.' },
  late: { status: 504, sentence: 'The vendor did not hand out the recording in time. Try again later.' },
};

function refuse(
  { log }: ServedRecordings,
  recording: string,
  opened: Exclude<OpenedRecording, { kind: 'content' }>,
  reply: FastifyReply,
): FastifyReply {
  if ('reason' in opened) log.warn({ recording, reason: opened.reason }, 'a recording was not served');
  if (opened.kind === 'unsatisfiable') reply.header('content-range', `bytes */${opened.size ?? '*'}`);
  const { status, sentence } = REFUSALS[opened.kind];
  return say(reply, status, sentence);
}

function fail({ isOutage, log }: ServedRecordings, err: unknown, reply: FastifyReply): FastifyReply {
  log.error({ err }, 'a recording could not be served');
  reply.removeHeader('accept-ranges').removeHeader('content-disposition').removeHeader('content-range');
  return isOutage(err)
    ? say(reply, 503, 'The recording cannot be looked up now. Try again later.')
    : say(reply, REFUSALS.failed.status, REFUSALS.failed.sentence);
}

function say(reply: FastifyReply, status: number, sentence: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(sentence);
}
