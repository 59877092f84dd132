import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseByteRange, spanOf } from '../domain/byte-range.ts';

// Telephone quality: 8 kHz, one byte a sample.
const SAMPLES_PER_SECOND = 8_000;
// Enough to hear that it plays and to seek in; a long call does not need a long tone.
const LONGEST_SECONDS = 10;
const TONE_HZ = 440;
const LOUDNESS = 40;

const PATH = /^\/recordings\/[0-9a-z-]+-(\d{1,5})s\.wav$/;

/** The path at which a simulated vendor serves the recording of a call. */
export function recordingPath(callId: string, seconds: number): string {
  return `/recordings/${callId}-${Math.round(seconds)}s.wav`;
}

/**
 * Answers a request for a recording: a tone as long as the call, whole or a part of it. False for any other request.
 */
export function serveRecording(incoming: IncomingMessage, response: ServerResponse): boolean {
  const seconds = PATH.exec(incoming.url ?? '')?.[1];
  if (seconds === undefined) return false;
  const sound = tone(Math.min(Number(seconds), LONGEST_SECONDS));
  const range = parseByteRange(incoming.headers.range);
  const span = range && spanOf(range, sound.length);
  if (range && !span) {
    response.writeHead(416, { 'content-range': `bytes */${sound.length}` }).end();
    return true;
  }
  const part = span ? sound.subarray(span.start, span.end + 1) : sound;
  const place = span ? { 'content-range': `bytes ${span.start}-${span.end}/${sound.length}` } : {};
  const headers = { 'content-type': 'audio/wav', 'accept-ranges': 'bytes', 'content-length': part.length, ...place };
  response.writeHead(span ? 206 : 200, headers).end(part);
  return true;
}

/** A WAV file: its header (RIFF, PCM, one channel, 8 bits), then the samples. */
export function tone(seconds: number): Buffer {
  const samples = Math.max(1, seconds) * SAMPLES_PER_SECOND;
  const file = Buffer.alloc(44 + samples);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + samples, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  file.writeUInt32LE(SAMPLES_PER_SECOND, 28);
  file.writeUInt16LE(1, 32);
  file.writeUInt16LE(8, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples, 40);
  for (let sample = 0; sample < samples; sample++) {
    // 8-bit samples are unsigned: silence is 128.
    file[44 + sample] = 128 + Math.round(LOUDNESS * Math.sin((2 * Math.PI * TONE_HZ * sample) / SAMPLES_PER_SECOND));
  }
  return file;
}
