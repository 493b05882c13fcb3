import { checkSound } from '../../../src/telephone/recordings/checkSound'
import { readWav } from '../../../src/telephone/recordings/readWav'
import { aWav } from '../../support/wav'

const media = (bytes: Buffer, change: object = {}) => ({ bytes, contentType: 'audio/x-wav', ...change })
const sound = aWav(12)

describe('checking that a recording came whole', () => {
  it.each([
    ['as long as announced', media(sound, { announcedSize: sound.length }), 12],
    ['a second shorter, for the network rounds', media(sound), 13],
    ['longer than announced', media(sound), 5],
    ['of no announced length', media(sound), undefined],
    ['of a kind that has no readable length', media(Buffer.from('ID3 invented'), { contentType: 'audio/mpeg' }), 12],
    ['written without knowing its length beforehand', media(aWav(12, { announcedLength: 0xffffffff })), 12],
  ])('takes one that is %s', (_title, what, announced) => {
    expect(checkSound(what, announced)).toBeUndefined()
  })

  it.each([
    ['empty', 'empty', media(Buffer.alloc(0)), 12],
    ['of another size than announced', 'size_differs', media(sound, { announcedSize: sound.length + 1 }), 12],
    ['shorter than its own header says', 'cut_off', media(sound.subarray(0, sound.length / 2)), undefined],
    ['cut off within its header', 'cut_off', media(sound.subarray(0, 40)), undefined],
    ['shorter than announced', 'too_short', media(sound), 14],
    ['shorter than announced, of a length not known beforehand', 'too_short', media(aWav(3, { announcedLength: 0xffffffff })), 12],
    ['a page of words', 'not_sound', media(Buffer.from('<html>Sorry</html>'), { contentType: 'text/html' }), undefined],
    ['a page of words that calls itself a sound', 'not_sound', media(Buffer.from('<html>Sorry</html>')), undefined],
  ])('refuses one that is %s', (_title, problem, what, announced) => {
    expect(checkSound(what, announced)).toBe(problem)
  })
})

describe('reading a WAV header', () => {
  it('finds the sound behind other chunks, of odd length too', () => {
    const extra = Buffer.concat([Buffer.from('LIST'), Buffer.from([3, 0, 0, 0]), Buffer.from('abc\0')])
    const file = Buffer.concat([sound.subarray(0, 36), extra, sound.subarray(36)])
    expect(readWav(file)).toEqual({ seconds: 12, cutOff: false })
  })

  it('takes nothing else for one, and trips over no garbage', () => {
    expect(readWav(Buffer.from('RIFF'))).toBeUndefined()
    expect(readWav(Buffer.from('RIFF0000AVI LIST'))).toBeUndefined()
    expect(readWav(Buffer.concat([sound.subarray(0, 12), Buffer.alloc(64, 255)]))).toEqual({ seconds: 0, cutOff: true })
    expect(readWav(Buffer.concat([sound.subarray(0, 12), sound.subarray(36)]))).toBeUndefined()
  })
})
