import type { Opened } from './hear'
import type { InContext } from './languageModel/readInContext'
import { readInTime } from './languageModel/readInTime'
import type { SecondReader } from './loadSecondReader'
import type { FailureLog } from './readAgain'

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
