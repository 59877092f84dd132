/** The parameters of a vendor's request, in its address, a form or JSON. */
export function parametersOf(body: string, query: URLSearchParams): Record<string, unknown> {
  const sent = body.startsWith('{') ? (JSON.parse(body) as object) : Object.fromEntries(new URLSearchParams(body));
  return { ...Object.fromEntries(query), ...sent };
}
