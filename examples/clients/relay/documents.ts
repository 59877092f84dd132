import relay from 'relay-runtime';

/**
 * What Relay's compiler reads; it writes `__generated__` (`relay-compiler` in this folder, with the supergraph's schema as
 * schema.graphql). A bundler puts that in its place. Node never runs this.
 */
export const documents = () => relay.graphql`
  query documentsOrderQuery($reference: String!) {
    voiceActivity(reference: $reference) {
      reference
      calls(first: 20) {
        nodes {
          id
          revision
          status
          outcome
          durationSeconds
        }
      }
    }
  }
`;
