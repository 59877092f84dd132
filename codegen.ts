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
          URL: { input: 'URL', output: 'string' },
          PhoneNumber: 'string',
          Cursor: { input: 'string', output: 'string' },
        },
        mappers: {
          // The registry of vendors says which names exist.
          Vendor: '../domain/vendor.ts#Vendor',
          Account: '../application/accounts.ts#Account',
          Attempt: '../domain/attempt.ts#Attempt',
          Binding: '../domain/binding.ts#Binding',
          Call: '../domain/call.ts#Call',
          Delivery: '../domain/delivery.ts#Delivery',
          NumberGroup: '../domain/group.ts#NumberGroup',
          SmsMessage: '../domain/sms.ts#SmsMessage',
          VoiceMessage: '../domain/message.ts#VoiceMessage',
          Recording: '../application/reveal-recording.ts#RevealedRecording',
          VoiceActivity: './mappers.ts#VoiceActivity',
          VendorCapabilities: '../vendors/vendor.ts#VendorModule',
          VendorOperation: './mappers.ts#NamedOperation',
          BindingConnection: './mappers.ts#BindingPage',
          CallConnection: './mappers.ts#CallPage',
          DeliveryConnection: './mappers.ts#DeliveryPage',
          NumberGroupConnection: './mappers.ts#GroupPage',
          SmsMessageConnection: './mappers.ts#SmsPage',
          VoiceMessageConnection: './mappers.ts#MessagePage',
          AccountPayload: './mappers.ts#AccountResult',
          DeliveryPayload: './mappers.ts#DeliveryResult',
          NumberGroupPayload: './mappers.ts#GroupResult',
          PullReportsPayload: '../application/pull-reports.ts#PullResult',
          VoiceMessagesPayload: '../application/send.ts#SendResult',
          AccountStatusChange: './mappers.ts#AccountEvent',
          SmsReceived: './mappers.ts#SmsEvent',
          VoiceMessageStatusChange: './mappers.ts#MessageEvent',
          BindingPayload: './mappers.ts#BindingResult',
          BindingStatusChange: './mappers.ts#BindingEvent',
          CallStatusChange: './mappers.ts#CallEvent',
          SandboxDialPayload: '../sandbox/simulator.ts#DialResult',
          SandboxReportPayload: '../sandbox/simulator.ts#ReportResult',
          UserError: '../application/command.ts#UserError',
        },
      },
    },
  },
};

export default config;
