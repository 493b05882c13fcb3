import type { Opened } from '../hear'
import type { LanguageModel } from './languageModel'
import { type InContext, readInContext } from './readInContext'

/** 6,000 pieces take the processor a second, and eight messages are read at once (config/queues.ts): a few seconds beyond that nothing comes any more. */
const LONGEST_MS = 12_000

/**
 * Reads in context, and rejects where a language model takes longer than one that works. What has not answered is not asked
 * again until it does: meanwhile this rejects at once, so that nobody waits behind it.
 */
export function readInTime(model: LanguageModel): (opened: Opened) => Promise<InContext> {
  let hangs = false
  return async (opened) => {
    if (hangs) throw new Error('the language model has not answered yet')
    let isOwed = false
    const answered = (): void => {
      isOwed = false
      hangs = false
    }
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<never>((_resolve, reject) => {
      // What came while the processor was held is looked at first.
      timer = setTimeout(() => setImmediate(() => {
        hangs ||= isOwed
        reject(new Error(`the language model did not answer within ${LONGEST_MS} ms`))
      }), LONGEST_MS)
    })
    const read: LanguageModel['read'] = async (pieces) => {
      isOwed = true
      const scores = model.read(pieces)
      void scores.then(answered, answered)
      return Promise.race([scores, tooLate])
    }
    try {
      return await readInContext({ ...model, read }, opened)
    } finally {
      clearTimeout(timer)
    }
  }
}
