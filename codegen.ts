import type { CodegenConfig } from '@graphql-codegen/cli';

/** Resolver types out of the schema. `npm run codegen` writes them, `npm test` fails where they are stale. */
const config: CodegenConfig = {
  schema: ['schema/*.graphql', 'src/graphql/federation-types.graphql', 'src/sandbox/sandbox.graphql'],
  generates: {
    'src/graphql/generated.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: './context.ts#GraphQLContext',
        enumsAsTypes: true,
        useTypeImports: true,
        emitLegacyCommonJSImports: false,
        importExtension: '',
        immutableTypes: true,
        avoidOptionals: { field: true },
        defaultScalarType: 'unknown',
        mapperTypeSuffix: 'Record',
        scalars: {
          ID: 'string',
          DateTime: { input: 'Date', output: 'number' },
          JSONObject: 'Record<string, unknown>',
          PhoneNumber: 'string',
          Cursor: { input: 'string', output: 'string' },
        },
        mappers: {
          // The registry of vendors says which names exist.
          Vendor: '../domain/vendor.ts#Vendor',
          Account: '../application/accounts.ts#Account',
          Binding: '../domain/binding.ts#Binding',
          Call: '../domain/call.ts#Call',
          BindingConnection: './mappers.ts#BindingPage',
          CallConnection: './mappers.ts#CallPage',
          BindingPayload: './mappers.ts#BindingResult',
          BindingStatusChange: './mappers.ts#BindingEvent',
          CallStatusChange: './mappers.ts#CallEvent',
          SandboxDialPayload: '../sandbox/simulator.ts#DialResult',
          UserError: '../application/command.ts#UserError',
        },
      },
    },
  },
};

export default config;
