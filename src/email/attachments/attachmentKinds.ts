import type { AttachmentType } from '../../domain/email'

const kinds = (names: string, type: AttachmentType): [string, AttachmentType][] => names.split(' ').map((name) => [name, type])

/** What the end of a file's name says. Programs are whatever a double click runs, on any common system. */
export const TYPE_BY_EXTENSION: ReadonlyMap<string, AttachmentType> = new Map([
  ...kinds('pdf', 'pdf'),
  ...kinds('png apng jpg jpeg jfif gif bmp tif tiff webp heic heif avif ico', 'image'),
  ...kinds('mp3 m4a wav ogg oga opus aac flac amr wma', 'sound'),
  ...kinds('mp4 m4v mov avi mkv webm wmv mpg mpeg 3gp', 'video'),
  ...kinds('doc docx docm dot dotx dotm xls xlsx xlsm xlsb xlt xltx xltm xlam ppt pptx pptm pps ppsx ppsm pot potx potm ppam odt ods odp rtf vsd vsdx pub', 'document'),
  ...kinds('zip rar 7z gz tgz bz2 xz tar cab iso img vhd vhdx dmg zipx ace arj lzh', 'archive'),
  ...kinds('exe com scr pif bat cmd ps1 psm1 vbs vbe js jse mjs wsf wsh wsc hta msi msp mst lnk url scf reg cpl dll sys ocx jar jnlp apk app sh bash py rb pl php chm hlp inf gadget application appx msix xll iqy slk settingcontent-ms desktop deb rpm pkg', 'program'),
  ...kinds('html htm xhtml xht shtml mht mhtml svg svgz xml xsl', 'page'),
  ...kinds('txt csv tsv log md ics vcf json', 'text'),
  ...kinds('eml msg', 'message'),
])

/** What the sniffing library calls it. Its zip and OLE families are told apart by what lies in them. */
export const TYPE_BY_SIGNATURE: ReadonlyMap<string, AttachmentType> = new Map([
  ...kinds('pdf', 'pdf'),
  ...kinds('png apng jpg gif bmp tif tiff webp heif heic ico avif', 'image'),
  ...kinds('mp3 wav ogg flac amr m4a aac', 'sound'),
  ...kinds('mp4 avi mkv webm mov mpg mpeg wmv 3gp', 'video'),
  ...kinds('rtf', 'document'),
  ...kinds('rar 7z gz tar bz2 xz cab iso', 'archive'),
  // Not its `class`: it finds one in any text with a byte order mark, and the true one is known by its first bytes.
  ...kinds('exe ELF dex', 'program'),
  ...kinds('SVG xml', 'page'),
])

/** What may be opened by its name without a warning: documents, pictures, sound, film, text, messages, and the files of signatures. */
export const HARMLESS_EXTENSIONS: ReadonlySet<string> = new Set((
  'pdf png apng jpg jpeg jfif gif bmp tif tiff webp heic heif avif mp3 m4a wav ogg oga opus aac flac amr mp4 m4v mov avi mkv webm mpg mpeg 3gp ' +
  'doc docx dotx xls xlsx xltx ppt pptx ppsx potx odt ods odp rtf txt csv tsv log md ics vcf json eml msg p7s p7m asc sig'
).split(' '))

/** What bytes without an ending may be, likewise: whoever saves them must choose a program themselves. */
export const HARMLESS_TYPES: ReadonlySet<AttachmentType> = new Set(['pdf', 'image', 'sound', 'video', 'document', 'text', 'message'] as const)

/** Office files that carry programs by their very name. */
export const MACRO_EXTENSIONS: ReadonlySet<string> = new Set('docm dotm xlsm xltm xlam xlsb pptm potm ppam ppsm'.split(' '))

const TYPE_BY_LABEL: readonly (readonly [label: RegExp, type: AttachmentType])[] = [
  [/^application\/pdf$/, 'pdf'], [/^image\/svg/, 'page'], [/^image\//, 'image'], [/^audio\//, 'sound'], [/^video\//, 'video'],
  [/^text\/html$|^application\/xhtml/, 'page'], [/^application\/(msword|vnd\.ms-|vnd\.openxml|vnd\.oasis|rtf)/, 'document'],
  [/^application\/(x-)?(zip|rar|7z|gzip|tar)/, 'archive'], [/^application\/(x-)?(msdownload|dosexec|executable|sh|javascript)/, 'program'],
]

/** What a Content-Type says, where that tells anything. */
export const typeByLabel = (contentType: string): AttachmentType | undefined =>
  TYPE_BY_LABEL.find(([label]) => label.test(contentType.toLowerCase()))?.[1]
