/**
 * How often one number may be called, from the document's “接口说明”: “两次拨打时间间隔30秒以上” (at least 30 seconds
 * between two calls) and “24小时内最多拨打5次” (at most 5 calls in 24 hours). Each reads: so many calls in so many seconds.
 */
export const RECIPIENT_LIMITS = [
  { calls: 1, seconds: 30 },
  { calls: 5, seconds: 86_400 },
] as const;
