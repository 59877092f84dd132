import { beforeEach } from 'vitest';
import { MISSING_POSTGRES } from './postgres.ts';

beforeEach(({ skip }) => skip(MISSING_POSTGRES !== undefined, MISSING_POSTGRES));
