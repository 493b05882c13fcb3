import type { RecordingMedia } from '../provider'
import { readWav } from './readWav'

/** `not_sound`: something else came, an error page, say. */
export type SoundProblem = 'empty' | 'not_sound' | 'size_differs' | 'cut_off' | 'too_short'

/** The network announces whole seconds, and rounds them. */
const TOLERANCE_S = 1.5

/**
 * What shows that a recording did not come whole; undefined when nothing does. More sound than was announced is no loss.
 * The length of what is not WAV is not known: its size has to do.
 *
 * @param announced seconds, as the network told; undefined when it did not
 */
export function checkSound({ bytes, contentType, announcedSize }: RecordingMedia, announced: number | undefined): SoundProblem | undefined {
  if (bytes.length === 0) return 'empty'
  if (announcedSize !== undefined && announcedSize !== bytes.length) return 'size_differs'
  const wav = readWav(bytes)
  if (!wav) return contentType.startsWith('audio/') && !/wav/i.test(contentType) ? undefined : 'not_sound'
  if (wav.cutOff) return 'cut_off'
  return announced !== undefined && wav.seconds + TOLERANCE_S < announced ? 'too_short' : undefined
}
