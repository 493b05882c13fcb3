import type { Contact } from '../../decide/message'
import type { Rules } from '../../rules/rules'
import { DANGERS, INDICATORS } from '../heads'
import { paragraphsOf, writtenWords } from '../languageModel/passages'
import type { LabelledMessage, LabelledSentence } from '../readerFiles'
import { cutMessage, kindOfMessage, kindOfSentence, knownOfAll, knownOfEach, knownOfSentence } from './labelTexts'
import type { Material } from './material'
import type { Known } from './trainingTexts'

/** By the place of each head: which are so, and how much each counts. */
interface Labels {
  readonly like: readonly number[]
  readonly weight: readonly number[]
}

/** A line of what the language model is trained on: a sentence that was written alone, or what the sender of a message says. */
interface ModelText {
  readonly paragraphs: readonly (readonly string[])[]
  /** By the heads of DANGERS, then those of INDICATORS: of each sentence in turn, and of all together where that is known. */
  readonly sentences: readonly Labels[]
  readonly all?: Labels
  /** By the heads of WHOLES. */
  readonly whole?: Labels
}

/** Labels of groups of heads that stand one after the other. */
function labelsOf(...groups: readonly Known[]): Labels {
  const isLike = groups.flatMap((known) => [...known.isLike])
  const weight = groups.flatMap((known) => [...known.weight])
  return { like: isLike.flatMap((is, place) => (is ? [place] : [])), weight: weight.map((one) => Math.round(one * 100) / 100) }
}

const GROUPS = [DANGERS, INDICATORS]

function ofSentence(sentence: LabelledSentence): ModelText {
  const kind = kindOfSentence(sentence)
  return { paragraphs: [[sentence.text]], sentences: [labelsOf(...GROUPS.map((group) => knownOfSentence(group, sentence)))], ...(kind && { whole: labelsOf(kind) }) }
}

function ofMessage(rules: Rules, message: LabelledMessage): ModelText {
  const contact: Contact = { channel: message.channel, receivedAt: new Date(0), from: message.from, subject: message.subject, text: message.text }
  const own = cutMessage(rules, message).filter(({ part }) => part !== 'quoted')
  const known = GROUPS.map((group) => knownOfEach(group, message, own))
  return {
    paragraphs: paragraphsOf(contact, own).map((paragraph) => paragraph.map((sentence) => writtenWords(contact, sentence))),
    sentences: own.map((_, place) => labelsOf(...known.flatMap((each) => each[place] ?? []))),
    all: labelsOf(...GROUPS.map((group) => knownOfAll(group, message))),
    whole: labelsOf(kindOfMessage(message)),
  }
}

/** All that the language model is trained on. */
export const textsForModel = (rules: Rules, material: readonly Material[]): readonly ModelText[] => material.flatMap(({ sentences, messages }) => [
  ...sentences.map(ofSentence), ...messages.map((message) => ofMessage(rules, message)),
]).filter((text) => text.sentences.length > 0)
