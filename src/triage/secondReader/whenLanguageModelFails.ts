import type { Opened } from './hear'
import type { InContext } from './languageModel/readInContext'
import { readInTime } from './languageModel/readInTime'
import type { SecondReader } from './loadSecondReader'

/** Where it is told that a second look failed: with a code, and never a word of what was read. */
export interface FailureLog {
  error(fields: { readonly code: string; readonly err: unknown }, message: string): void
}

/** Reads in context; answers nothing where there is no language model, or it fails or does not answer: then the words of each sentence are heard alone. */
export function inContextOrByWords({ model }: Pick<SecondReader, 'model'>, log: FailureLog): (opened: Opened) => Promise<InContext | undefined> {
  if (!model) return async () => undefined
  const read = readInTime(model)
  return async (opened) => {
    try {
      return await read(opened)
    } catch (err) {
      log.error({ code: 'language_model_failed', err }, 'the language model failed; sentences are read by their words alone')
      return undefined
    }
  }
}
