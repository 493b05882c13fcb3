import type { WorkName } from '../../config/queues'
import { STEP_NAMES } from '../domain/step'

/** Every kind of work, in the order of an enquiry's life. */
export const WORK_NAMES: readonly WorkName[] = [...STEP_NAMES, 'acknowledge']
