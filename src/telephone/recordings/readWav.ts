export interface WavReading {
  /** Of the sound that is there. */
  readonly seconds: number
  /** Whether there is less sound than the header says. */
  readonly cutOff: boolean
}

const CHUNK_HEADER = 8
const RIFF_HEADER = 12
/** What a writer puts for a length that it does not know yet. */
const UNKNOWN_LENGTHS = [0, 0xffffffff]

/**
 * How long a WAV file plays; undefined when it is none.
 * @see http://soundfile.sapp.org/doc/WaveFormat/
 */
export function readWav(bytes: Buffer): WavReading | undefined {
  if (bytes.length < RIFF_HEADER || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') return undefined
  let bytesPerSecond = 0
  for (let at = RIFF_HEADER; at + CHUNK_HEADER <= bytes.length;) {
    const id = bytes.toString('latin1', at, at + 4)
    const length = bytes.readUInt32LE(at + 4)
    const start = at + CHUNK_HEADER
    if (id === 'fmt ' && start + 12 <= bytes.length) bytesPerSecond = bytes.readUInt32LE(start + 8)
    if (id === 'data') {
      const there = bytes.length - start
      const announced = UNKNOWN_LENGTHS.includes(length) ? there : length
      return bytesPerSecond > 0 ? { seconds: Math.min(there, announced) / bytesPerSecond, cutOff: there < announced } : undefined
    }
    // Chunks begin at even places.
    at = start + length + (length % 2)
  }
  return { seconds: 0, cutOff: true }
}
