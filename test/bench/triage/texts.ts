import { readByOtherHands, readPractice } from '../triageScoring'

/** Messages of about this many characters, put together from those that may be read; the same ones every time. */
export function mixtures(length: number, count: number): string[] {
  const texts = [...readPractice(), ...readByOtherHands('learning')].map(({ text }) => text)
  return Array.from({ length: count }, (_, nth) => {
    let mixture = ''
    for (let step = 0; mixture.length < length; step += 1) mixture += `${texts[(nth * 7 + step * 13) % texts.length]}\n\n`
    return mixture.slice(0, length)
  })
}

/** What is meant to be slow, each as a piece to be repeated. */
export const HOSTILE: Readonly<Record<string, string>> = {
  'near-matches': 'missing ',
  brackets: '(',
  'one endless word': 'a',
  'commonest words': 'the he is not in a to and of she has i for ',
  'a phrase with one word wrong': 'missing form placement not come bakc ',
  numbers: '15 2019 ',
  'sign-offs': 'regards\nshe is not ',
}

export const repeated = (piece: string, length: number): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
