import { Parser } from 'htmlparser2'

/** An element's look as far as it hides what stands in it; most of it is handed down. */
interface Look {
  /** Not drawn at all, whatever stands in it. */
  readonly isGone: boolean
  readonly isTiny: boolean
  readonly ink: Colour
  readonly ground: Colour
}

/** Red, green and blue, or what is not known: a picture, a name that few use. */
type Colour = readonly [number, number, number] | 'clear' | 'unknown'

const WHITE: Colour = [255, 255, 255]
/** The ink of words that say none: black, as far as no style sheet sets it. */
const UNSAID: Colour = [0, 0, 0]
const PAGE: Look = { isGone: false, isTiny: false, ink: UNSAID, ground: WHITE }
const NAMED: Readonly<Record<string, Colour>> = { white: WHITE, black: [0, 0, 0], transparent: 'clear' }
/** So alike are two colours that nobody tells letters of one on the other (of 255). */
const ALIKE = 12

/** Nothing of these is anybody's words. */
const NO_WORDS: ReadonlySet<string> = new Set(['script', 'style', 'title', 'head'])
const GONE = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|opacity\s*:\s*0?\.?0+\s*(?:[;!]|$))/i
const SQUEEZED = /(?:^|;)\s*(?:max-)?(?:height|width)\s*:\s*0(?!\d*\.?\d*[1-9])/i
const CUT_OFF = /(?:^|;)\s*overflow(?:-[xy])?\s*:\s*hidden/i
const SIZE = /(?:^|;)\s*font-size\s*:\s*(\d{1,6}(?:\.\d{1,9})?|\.\d{1,9})\s*(px|pt|em|rem|%|)\s*(?:[;!]|$)/i
const INK = /(?:^|;)\s*color\s*:\s*([^;!]+)/i
const GROUND = /(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)/i
const PICTURE = /(?:^|;)\s*background-image\s*:(?!\s*none)/i
const SHEET_INK = /(?:^|[^-])\bcolor\s*:/i

/** What is nested deeper is not looked through: of that no words are made. */
const MOST_DEEP = 1_000
/** Characters that are looked through at a time. */
const PIECE = 16_384
/** Of a style, in characters: what is longer is read so far. */
const STYLE_LIMIT = 2_000
const COLOUR_LIMIT = 50

/** Words that a message holds and does not show. */
export interface HiddenWords {
  /** The HTML without them. */
  readonly shown: string
  /** Empty where nothing is hidden. */
  readonly hidden: string
}

/**
 * Takes out of HTML what its own marks hide from whoever opens the message: not drawn, of no size, or of the colour that it stands on.
 * What a style sheet hides is not seen; beside one that sets backgrounds, no colours are judged, and beside one that sets inks, only
 * those that are said with the words. A message that would show nothing hides nothing.
 */
export function withoutHidden(html: string): HiddenWords {
  if (!/\sstyle\s*=|\shidden|\scolor\s*=/i.test(html)) return { shown: html, hidden: '' }
  let looks: Look[] = [PAGE]
  const pieces: string[] = []
  const hidden: string[] = []
  let [at, silent, seen, judgesColours] = [0, 0, false, true]
  const parser = new Parser({
    onopentag(name, attributes) {
      looks.push(lookOf(looks.at(-1) ?? PAGE, attributes))
      if (NO_WORDS.has(name)) silent += 1
    },
    onclosetag(name) {
      looks.pop()
      if (NO_WORDS.has(name)) silent -= 1
    },
    ontext(text) {
      if (silent > 0 && /background/i.test(text)) judgesColours = false
      if (silent > 0 && SHEET_INK.test(text)) looks = looks.map((look) => (look.ink === UNSAID ? { ...look, ink: 'unknown' } : look))
      if (silent > 0 || !/[\p{L}\p{N}]/u.test(text)) return
      if (!isHidden(looks.at(-1) ?? PAGE, judgesColours)) {
        seen = true
        return
      }
      hidden.push(text)
      pieces.push(html.slice(at, parser.startIndex))
      at = parser.endIndex + 1
    },
  })
  for (let from = 0; from < html.length; from += PIECE) {
    parser.write(html.slice(from, from + PIECE))
    if (looks.length > MOST_DEEP) return { shown: html, hidden: '' }
  }
  parser.end()
  return seen && hidden.length > 0 ? { shown: pieces.join(' ') + html.slice(at), hidden: hidden.join(' ').replaceAll(/\s+/g, ' ').trim() } : { shown: html, hidden: '' }
}

const isHidden = ({ isGone, isTiny, ink, ground }: Look, judgesColours: boolean): boolean =>
  isGone || isTiny || ink === 'clear' || (judgesColours && isAlike(ink, ground))

const isAlike = (one: Colour, other: Colour): boolean =>
  typeof one !== 'string' && typeof other !== 'string' && one.every((part, index) => Math.abs(part - (other[index] ?? 0)) <= ALIKE)

type Attributes = Readonly<Record<string, string>>

function lookOf(around: Look, attributes: Attributes): Look {
  const { style: written = '', hidden, color, text } = attributes
  const style = written.slice(0, STYLE_LIMIT)
  const ink = INK.exec(style)?.[1] ?? color ?? text
  const size = SIZE.exec(style)
  return {
    isGone: around.isGone || hidden !== undefined || GONE.test(style) || (SQUEEZED.test(style) && CUT_OFF.test(style)),
    isTiny: size ? Number(size[1]) < (/^(?:px|pt|)$/i.test(size[2] ?? '') ? 2 : 0.1) : around.isTiny,
    ink: ink === undefined || /inherit/i.test(ink) ? around.ink : colourOf(ink),
    ground: groundOf(style, attributes, around.ground),
  }
}

/** Of what is drawn behind, a colour alone is known; what is clear shows what is behind it. */
function groundOf(style: string, { bgcolor, background }: Attributes, around: Colour): Colour {
  if (background !== undefined || PICTURE.test(style)) return 'unknown'
  const drawn = GROUND.exec(style)?.[1] ?? bgcolor
  if (drawn === undefined || /^\s*(?:none|inherit|initial)\s*$/i.test(drawn)) return around
  const colour = colourOf(drawn)
  return colour === 'clear' ? around : colour
}

function colourOf(written: string): Colour {
  const word = written.slice(0, COLOUR_LIMIT).trim().toLowerCase()
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(word)?.[1]
  if (hex !== undefined) {
    const [red = '', green = '', blue = ''] = hex.length === 3 ? Array.from(hex, (digit) => digit + digit) : [hex.slice(0, 2), hex.slice(2, 4), hex.slice(4)]
    return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)]
  }
  const parts = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+(\d?(?:\.\d{1,9})?))?\s*\)$/.exec(word)
  if (parts) return parts[4] !== undefined && Number(parts[4]) === 0 ? 'clear' : [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  return NAMED[word] ?? 'unknown'
}
