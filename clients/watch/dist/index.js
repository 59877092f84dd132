export { createActivityStore } from './activity-store.js';
export { DEFAULT_FIELDS, voiceDocuments } from './documents.js';
export { overFetch } from './fetch.js';
export { followVoiceActivity } from './follow.js';
export { withItem } from './holding.js';
export { Refused } from './refusals.js';
export { ConnectionLost, } from './transport.js';
export { watchVoiceActivity } from './watch.js';
