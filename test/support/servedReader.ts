import { remembering } from '../../src/triage/secondReader/languageModel/languageModel'
import { openSecondReader, type SecondReader } from '../../src/triage/secondReader/loadSecondReader'
import { type ReadAgain, readAgainWith } from '../../src/triage/secondReader/readAgain'
import type { Rules } from '../../src/triage/rules/rules'

/** The second reader with its language model. */
export type ServedReader = SecondReader & Required<Pick<SecondReader, 'model'>>

async function open(): Promise<ServedReader> {
  const { model, ...words } = await openSecondReader()
  if (!model) throw new Error('the second reader was opened without its language model')
  // Suites read more passages again than a service remembers, and each takes the processor some 5 to 35 ms.
  return { ...words, model: { ...model, read: remembering(model.read, Infinity) } }
}

let opening: Promise<ServedReader> | undefined

/** The second reader as a service has it, opened by whoever asks first. */
export async function servedReader(): Promise<ServedReader> {
  opening ??= open()
  return opening
}

/** For readers of which none may fail, not even the language model alone. */
export const failing = { error: (said: unknown): void => { throw new Error('the second reader failed', { cause: said }) } }

/** Reads again as a service does; rejects where that would fail. */
export const readAgainAsServed = (rules: Rules): ReadAgain => async (contact, first) => readAgainWith(rules, await servedReader(), failing)(contact, first)
