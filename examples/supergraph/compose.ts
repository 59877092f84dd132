import { assertCompositionSuccess, composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

/** A subgraph as a supergraph is composed of it. */
export interface Subgraph {
  readonly name: string;
  /** Where it is asked: with its path. */
  readonly url: string;
  readonly sdl: string;
}

/** The SDL of the supergraph; throws with the composer's words where the subgraphs do not go together. */
export function supergraphOf(subgraphs: readonly Subgraph[]): string {
  const composed = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  assertCompositionSuccess(composed);
  return composed.supergraphSdl;
}

/** A running subgraph, by its own `_service { sdl }`. */
export async function subgraphAt(name: string, url: string): Promise<Subgraph> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ _service { sdl } }' }),
  });
  const { data } = (await response.json()) as { data: { _service: { sdl: string } } };
  return { name, url, sdl: data._service.sdl };
}
