import { openTestStore } from '../support/records.ts';
import { describeStore } from './contract.ts';

describeStore('PostgreSQL', openTestStore);
