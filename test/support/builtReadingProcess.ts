import { join } from 'node:path'
import type * as TakingAttachments from '../../src/email/attachments/takeAttachment'
import type * as Forking from '../../src/email/reading/forkReadingProcess'
import { builtSources } from './builtSources'

/** A reading process as production starts it; from source it would need a compiler and twice the time. */
export const forkBuiltReadingProcess: typeof Forking.forkReadingProcess = (...limits) => {
  const { forkReadingProcess } = require(join(builtSources(), 'src/email/reading/forkReadingProcess.js')) as typeof Forking
  return forkReadingProcess(...limits)
}

/** Takes an attachment out as production does. */
export const takeAttachmentBuilt: typeof TakingAttachments.takeAttachment = async (...asked) => {
  const { takeAttachment } = require(join(builtSources(), 'src/email/attachments/takeAttachment.js')) as typeof TakingAttachments
  return takeAttachment(...asked)
}
