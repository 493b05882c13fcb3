import type { InferenceSession } from 'onnxruntime-node'
import { oneAtATime } from '../../../domain/turns'
import type { WordPieces } from './wordPieces'

/** A row of scores (log-odds) for each piece of a passage, one after the other. */
export interface PieceScores {
  /** What the sentence around each piece reads like: the heads of DANGERS, then those of INDICATORS. */
  readonly sentences: Float32Array
  /** What each lends to the whole: the heads of WHOLES. */
  readonly wholes: Float32Array
  /** What the passage as such lends to the whole, once. */
  readonly passage: Float32Array
}

/** A small network that reads the sentences of a passage beside each other, by what their words mean. */
export interface LanguageModel {
  readonly pieces: WordPieces
  /** Takes 3 to 35 ms of the event loop's thread, by the passage's length. */
  readonly read: (pieces: readonly number[]) => Promise<PieceScores>
}

// One thread: the processor is for callers first.
const QUIET: InferenceSession.SessionOptions = { intraOpNumThreads: 1, interOpNumThreads: 1, executionMode: 'sequential', graphOptimizationLevel: 'all', logSeverityLevel: 3 }

function scoresIn(output: InferenceSession.OnnxValueMapType, name: string): Float32Array {
  const data = output[name]?.data
  if (!(data instanceof Float32Array)) throw new Error(`the language model says nothing of "${name}"`)
  return data
}

/** @param network an ONNX network; rejects where it is none, or cannot run on this machine */
export async function openLanguageModel(network: Uint8Array, pieces: WordPieces): Promise<LanguageModel> {
  // Its native part is loaded where it is asked for only: who reads words alone needs a machine that has none.
  const { InferenceSession: Sessions, Tensor } = await import('onnxruntime-node')
  const session = await Sessions.create(network, QUIET)
  const run = async (numbers: readonly number[]): Promise<PieceScores> => {
    const ids = new Tensor('int64', BigInt64Array.from(numbers, BigInt), [1, numbers.length])
    const output = await session.run({ ids })
    return { sentences: scoresIn(output, 'sentences'), wholes: scoresIn(output, 'wholes'), passage: scoresIn(output, 'passage') }
  }
  // The thread that runs the network does nothing else meanwhile: between two passages whoever waits for it has a turn.
  return { pieces, read: remembering(oneAtATime(run)) }
}

type Read = LanguageModel['read']

/** A hundred notes are each read in the light of the same message and of the notes before. */
const MOST_REMEMBERED = 128

/** Reads no passage twice of the last so many: it would read the same again. */
export function remembering(read: Read, most: number = MOST_REMEMBERED): Read {
  const known = new Map<string, Promise<PieceScores>>()
  return async (numbers) => {
    const key = numbers.join()
    const scores = known.get(key) ?? read(numbers)
    // The longest unused goes first.
    known.delete(key)
    known.set(key, scores)
    scores.catch(() => known.delete(key))
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    return scores
  }
}
