import { Tokenizer } from '@huggingface/tokenizers'

/** Cuts words into the pieces that a language model knows, each by its number. */
export interface WordPieces {
  /** The numbers of what begins and ends every passage. */
  readonly marks: { readonly begin: number; readonly end: number }
  readonly of: (text: string) => readonly number[]
}

const BEGIN = '[CLS]'
const END = '[SEP]'

/** @param vocabulary a tokenizer.json; throws where it is none, or lacks the marks */
export function wordPiecesFrom(vocabulary: object): WordPieces {
  // No word of a message is taken for a mark, however it is written.
  const tokenizer = new Tokenizer({ ...vocabulary, added_tokens: [] }, {})
  const numberOf = (mark: string): number => {
    const number = tokenizer.token_to_id(mark)
    if (number === undefined) throw new Error(`${mark} is not in the vocabulary`)
    return number
  }
  return {
    marks: { begin: numberOf(BEGIN), end: numberOf(END) },
    of: (text) => tokenizer.encode(text, { add_special_tokens: false }).ids,
  }
}
