import type { GraphQLResolveInfo } from 'graphql';
import type { RevealedRecording } from '../../application/recordings/reveal-recording.ts';
import { audioTypeOf, UNKNOWN_AUDIO } from '../../domain/audio.ts';
import type { Call } from '../../domain/call.ts';
import type { VoiceMessage } from '../../domain/message.ts';
import type { RecordingVariant } from '../../domain/recording.ts';
import type { GraphQLContext } from '../context.ts';
import type { Resolvers } from '../generated.ts';

/** The recording of a call or message; null where none was made. */
export function recordingOf(
  record: Call | VoiceMessage,
  _args: object,
  context: GraphQLContext,
  info: GraphQLResolveInfo,
): RevealedRecording | null {
  return record.recordingUrl === undefined ? null : reveal(record, 'recording', context, info);
}

/** What a callee said; null where nothing. */
export function voiceReplyOf(
  message: VoiceMessage,
  _args: object,
  context: GraphQLContext,
  info: GraphQLResolveInfo,
): RevealedRecording | null {
  return message.voiceReply === undefined ? null : reveal(message, 'voice-reply', context, info);
}

/** An address alone lets its holder listen: the audit trail records its issue before the answer leaves. */
function reveal(
  record: Call | VoiceMessage,
  variant: RecordingVariant,
  { useCases, reveals }: GraphQLContext,
  info: GraphQLResolveInfo,
): RevealedRecording {
  reveals.note('REVEAL_RECORDING', record, info);
  return useCases.revealRecording(record, variant);
}

/** What is known of the bytes here; nothing where only the vendor has them. */
async function stored({ id, variant }: RevealedRecording, { reads }: GraphQLContext) {
  if (variant === 'voice-reply') {
    const bytes = Buffer.from((await reads.messages.load(id))?.voiceReply ?? '', 'base64');
    return { contentType: audioTypeOf(bytes) ?? UNKNOWN_AUDIO, size: bytes.length };
  }
  const kept = await reads.recordings.load(id);
  return kept?.state === 'ARCHIVED' ? kept : undefined;
}

export const recordingResolvers: Pick<Resolvers, 'VoiceRecording'> = {
  VoiceRecording: {
    archived: async (recording, _args, context) => (await stored(recording, context)) !== undefined,
    contentType: async (recording, _args, context) => (await stored(recording, context))?.contentType ?? null,
    sizeBytes: async (recording, _args, context) => (await stored(recording, context))?.size ?? null,
  },
};
