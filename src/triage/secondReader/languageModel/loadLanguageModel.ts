import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readRulesFile, RulesError } from '../../rules/rulesFile'
import { type LanguageModel, openLanguageModel } from './languageModel'
import { fitsHeads } from './readInContext'
import { type WordPieces, wordPiecesFrom } from './wordPieces'

/** The folder of the language model within that of the rules. */
export const MODEL_FOLDER = 'secondReader/languageModel'
const ABOUT = 'model.json'
const NETWORK = 'network.onnx'
const VOCABULARY = 'vocabulary.json'

const sha256 = z.hex().length(64)

/** model.json: what training writes beside the network; never edited by hand. */
const aboutSchema = z.strictObject({
  about: z.string(),
  version: z.string(),
  /** Of the two files beside it. */
  network: sha256,
  vocabulary: sha256,
  /** Of what it was trained on, as `npm run triage:texts` printed it; model 2.0.0 does not say. */
  texts: sha256.optional(),
})

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const read = (folder: string, file: string): Buffer => {
  try {
    return readFileSync(join(folder, MODEL_FOLDER, file))
  } catch (error) {
    throw new RulesError(join(MODEL_FOLDER, file), '', reasonOf(error))
  }
}

function readWhole(folder: string, file: string, digest: string): Buffer {
  const content = read(folder, file)
  if (createHash('sha256').update(content).digest('hex') === digest) return content
  throw new RulesError(join(MODEL_FOLDER, file), '', `is not the file that ${ABOUT} was written with: bring both from one training`)
}

/** What tells one language model from another: its description, which names the digests of all else. */
export const digestOfModel = (folder: string): Buffer => read(folder, ABOUT)

/**
 * Reads and checks the language model of the second reader. Rejects with a RulesError that names the file and what is wrong with
 * it, also where the network is of another version than the settings, or cannot run on this machine.
 */
export async function loadLanguageModel(folder: string, version: string): Promise<LanguageModel> {
  const { content: about, complain } = readRulesFile(folder, join(MODEL_FOLDER, ABOUT), aboutSchema)
  if (about.version !== version) throw complain(['version'], 'version', `is ${about.version}, and reader.json asks for ${version}`)
  const pieces = piecesIn(readWhole(folder, VOCABULARY, about.vocabulary))
  return opened(readWhole(folder, NETWORK, about.network), pieces)
}

function piecesIn(vocabulary: Buffer): WordPieces {
  try {
    return wordPiecesFrom(JSON.parse(vocabulary.toString('utf8')))
  } catch (error) {
    throw new RulesError(join(MODEL_FOLDER, VOCABULARY), '', `is no vocabulary: ${reasonOf(error)}`)
  }
}

async function opened(network: Buffer, pieces: WordPieces): Promise<LanguageModel> {
  const { begin, end } = pieces.marks
  try {
    const model = await openLanguageModel(network, pieces)
    if (!fitsHeads(await model.read([begin, end]), 2)) throw new Error('it was trained for other heads')
    return model
  } catch (error) {
    throw new RulesError(join(MODEL_FOLDER, NETWORK), '', `cannot be run on this machine (${reasonOf(error)}); SECOND_READER=words reads without it`)
  }
}
