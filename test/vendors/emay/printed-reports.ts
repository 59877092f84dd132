import type { Decoded } from '../../../src/vendors/vendor.ts';

// Section 2.1.2.2, byte for byte; the decrypted push of 2.1.4.1 holds the same.
export const PRINTED_REPORTS = `{
  "code": "SUCCESS",
  "data": [{
    "appId": "EUCP - EMY - DDDD - 3EEEE",
    "voiceId": "20170392833833891100",
    "customVoiceId": "1553885000011111",
    "state": " SUCCESS ",
    "message": "成功",
    "callingTime": "2017-03-15 12:00:00",
    "callingDuration": 68.02,
    "mobile": "18566666666"
  }, {
    "appId": "EUCP - EMY - DDDD - 3EEEE",
    "voiceId": "20170392833833891100",
    "customVoiceId": "1553885000011111",
    "state": " SUCCESS ",
    "message": "成功",
    "callingTime": "2017-03-15 12:00:00",
    "callingDuration": 68.02,
    "mobile": "18566666666"
  }]
}`;

export const printedReport: Decoded = {
  report: {
    type: 'message',
    status: 'DELIVERED',
    token: '1553885000011111',
    vendorMessageId: '20170392833833891100',
    recipient: '18566666666',
    facts: {
      outcome: 'ANSWERED',
      calledAt: Date.parse('2017-03-15T12:00:00+08:00'),
      seconds: 68.02,
      vendorCode: 'SUCCESS',
      vendorText: '成功',
    },
  },
};

// Section 2.4.2.2; the brackets that the page break swallowed are closed.
export const PRINTED_JOIN_REPORTS = `{
  "code": "SUCCESS",
  "data": [{
    "appId": "EUCP - EMY - DDDD - 3EEEE",
    "joinId": "20170392833833891100",
    "customJoinId": "1553885000011111",
    "state": " 4 ",
    "desc": "success",
    "mobile": "18566666666",
    "keyContent": "12",
    "voiceSign": ""
  }, {
    "appId": "EUCP - EMY - DDDD - 3EEEE",
    "joinId": "20170392833833891100",
    "customJoinId": "1553885000011111",
    "state": " 2 ",
    "desc": "fail",
    "mobile": "18566666666",
    "keyContent": "12",
    "voiceSign": ""
  }]
}`;

export const printedJoinReport = (status: 'DELIVERED' | 'FAILED', facts: object): Decoded => ({
  report: {
    type: 'message',
    status,
    token: '1553885000011111',
    vendorMessageId: '20170392833833891100',
    recipient: '18566666666',
    facts: { keysPressed: '12', ...facts },
  },
});
