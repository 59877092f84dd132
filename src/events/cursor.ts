/** An opaque place in the event log. Exclusive: events behind it come after it. */
export function encodeCursor(seq: number): string {
  return Buffer.from(`event:${seq}`).toString('base64url');
}

/** The place that a cursor names, or undefined where the text is no cursor of ours. */
export function decodeCursor(cursor: string): number | undefined {
  const match = /^event:(0|[1-9]\d{0,15})$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  return match ? Number(match[1]) : undefined;
}
