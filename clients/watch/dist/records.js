export const LISTS = ['bindings', 'calls', 'voiceMessages', 'smsMessages'];
