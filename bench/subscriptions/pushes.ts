import { TWICE_TOLD } from '../processes/service.ts';

/** What Interline pushes of a call: that it began (5.2), and that it is over (5.1). `{{id}}` stands for its name. */
const PATH = `/callbacks/${TWICE_TOLD.id}/${TWICE_TOLD.callback.token}`;
const { devid, appid } = TWICE_TOLD.credentials;
const COMMON = { devid, appid, taskid: '{{id}}', caller: '13800138000', rcaller: '17100000001', callee: '13900139000' };

export const BEGUN = { path: `${PATH}/start`, body: JSON.stringify(COMMON) };

export const OVER = {
  path: `${PATH}/cdr`,
  body: JSON.stringify({ ...COMMON, result: 'answered', beginTime: 1_767_225_600, duration: 5, recording: '' }),
};

/** The subscription that is measured: what a front end shows of a change. */
export const WATCH = `subscription ($filter: CallStatusFilter) {
  callStatusChanged(filter: $filter) { cursor at previousStatus status call { id vendor status caller callee reference startedAt } }
}`;
