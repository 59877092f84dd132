import { jsonReply, type SimulatorReply } from '../exchange.ts';
import type { SimulatorModel, SimulatorWorld } from '../simulator.ts';
import { type Admitted, admit } from './authentication.ts';
import { faults } from './faults.ts';
import { type EmayPath, PARAMETERS } from './parameters.ts';
import { acknowledged, getReport, report } from './reports.ts';
import { type Body, sendJoin, sendVoice } from './sends.ts';
import { type EmayState, initialState } from './state.ts';

/** Emay as “语音短信接口说明” V3.0.1 describes it: four service numbers, reports that are pulled once or pushed. */
export const emaySimulator: SimulatorModel<EmayState> = {
  vendor: 'EMAY',
  initialState,
  answer: (request, state, world) => {
    if (!isPath(request.path)) return refused(404, 'not found');
    if (request.method !== 'POST') return refused(405, 'method not allowed');
    const admitted = admit(request.path, request, state, world);
    if (typeof admitted !== 'string') return jsonReply(OPERATIONS[request.path](admitted, state, world));
    // Only the voice balance calls its code by another name (2.1.3.2).
    return jsonReply({ [request.path === '/voice/getBalance' ? 'responseCode' : 'code']: admitted });
  },
  report,
  acknowledged,
  faults,
};

const isPath = (path: string): path is EmayPath => Object.hasOwn(PARAMETERS, path);

const refused = (status: number, body: string): SimulatorReply => ({ status, contentType: 'text/plain', body });

const OPERATIONS: Record<EmayPath, (admitted: Admitted, state: EmayState, world: SimulatorWorld) => Body> = {
  '/voice/send': sendVoice,
  '/voice/sendVFCode': sendVoice,
  '/voice/sendCTCode': sendVoice,
  '/voice/getReport': getReport,
  '/voice/getBalance': ({ account }) => ({ balance: String(account.balance), responseCode: 'SUCCESS' }),
  '/join/send': sendJoin,
  '/join/getReport': getReport,
  '/join/getBalance': ({ account }) => ({ data: String(account.balance), code: 'SUCCESS' }),
};
