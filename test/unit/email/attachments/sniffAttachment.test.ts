import { AttachmentEndsKeeper } from '../../../../src/email/attachments/attachmentEnds'
import { HEAD_BYTES, sniffAttachment, TAIL_BYTES } from '../../../../src/email/attachments/sniffAttachment'

const sniff = (bytes: Buffer, filename: string, contentType = 'application/octet-stream') => {
  const { type, warnings } = sniffAttachment({ head: bytes.subarray(0, HEAD_BYTES), tail: bytes.subarray(-TAIL_BYTES), filename, contentType })
  return [type, ...warnings].join(' ')
}
const hex = (digits: string, then = ''): Buffer => Buffer.concat([Buffer.from(digits, 'hex'), Buffer.from(then)])
const PDF = Buffer.from('%PDF-1.7\n1 0 obj')
const PNG = hex('89504e470d0a1a0a0000000d49484452')
const EXE = hex('4d5a90000300000004000000ffff0000')
const OLE = hex('d0cf11e0a1b11ae10000')
const zip = (then: string, flags = '0000'): Buffer => hex(`504b03041400${flags}0800`, then)

test.each([
  ['a PDF', PDF, 'plan.pdf', 'pdf'],
  ['a picture', PNG, 'scan.png', 'image'],
  ['a note', Buffer.from('Invented words.'), 'note.txt', 'text'],
  ['an office document', zip('[Content_Types].xml word/document.xml'), 'report.docx', 'document'],
  ['an open document', zip('mimetypeapplication/vnd.oasis.opendocument.text'), 'report.odt', 'document'],
  ['a note that begins with a byte order mark', Buffer.from('\uFEFFInvented words.'), 'note.txt', 'text'],
  ['rich text called a document', Buffer.from('{\\rtf1\\ansi words}'), 'report.doc', 'document'],
  ['a message kept by Outlook', OLE, 'old.msg', 'message'],
  ['comments and no page', Buffer.from(`${'<!---->'.repeat(500)}invented words`), 'notes', 'text'],
  ['nothing', Buffer.alloc(0), '', 'unknown'],
  ['a PDF whose name ends in a date', PDF, 'Minutes of 12.11.2026', 'pdf'],
  ['the file of a signature', hex('308006092a864886f70d010702'), 'smime.p7s', 'unknown'],
])('%s is known and harmless', (_, bytes, filename, expected) => expect(sniff(bytes, filename)).toBe(expected))

test.each([
  ['a program under its own name', EXE, 'setup.exe', 'program program'],
  ['a program called a PDF', EXE, 'plan.pdf', 'program program mismatch'],
  ['a program called a PDF by its second ending', EXE, 'plan.pdf.exe', 'program program hidden_name'],
  ['a script', Buffer.from('WScript.Echo 1'), 'invoice.vbs', 'text program'],
  ['a shell script without an ending', Buffer.from('#!/bin/sh\necho'), 'notes', 'program program'],
  ['a compiled Java program', hex('cafebabe00000034'), 'x', 'program program'],
  ['a shortcut', hex('4c0000000114020000000000c000000000000046'), 'folder.lnk', 'program program'],
  ['a Java program', zip('META-INF/MANIFEST.MF'), 'x.zip', 'program program archive mismatch'],
  ['an installer', OLE, 'x.msi', 'program program'],
  ['a document with macros', zip('[Content_Types].xml word/document.xml word/vbaProject.bin'), 'report.docx', 'document macros'],
  ['a document whose name says macros', zip('[Content_Types].xml xl/workbook.xml'), 'sums.xlsm', 'document macros'],
  ['an old office file, which may hold them anywhere', OLE, 'report.doc', 'document macros'],
  ['a page behind comments', Buffer.from('\uFEFF <!-- a -->\n<!---->\n<html>'), 'x', 'page page'],
  ['a page behind as many comments as fit', Buffer.from(`${'<!---->'.repeat(500)}<svg>`), 'x', 'page page'],
  ['a comment that hides what it is', Buffer.from(`<!-- ${'- '.repeat(3_000)}`), 'x', 'page page'],
  ['an archive', zip('photo.jpg'), 'photos.zip', 'archive archive'],
  ['an archive locked by a password', zip('photo.jpg', '0100'), 'photos.zip', 'archive archive locked'],
  ['an archive called a picture', zip('photo.jpg'), 'photo.jpg', 'archive archive mismatch'],
  ['a page', Buffer.from('<!-- x -->\n<!DOCTYPE html><script>1</script>'), 'read.html', 'page page'],
  ['a page called a PDF', Buffer.from('<html><form action="https://x.example">'), 'plan.pdf', 'page page mismatch'],
  ['a picture that can run programs', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="x">'), 'logo.svg', 'page page'],
  ['a picture called a PDF', PNG, 'plan.pdf', 'image mismatch'],
  ['text called a picture', Buffer.from('no picture'), 'scan.jpg', 'text mismatch'],
  ['a name written backwards', PNG, 'scan\u202Egnp.exe', 'image program mismatch hidden_name'],
  ['a script behind a dot that is dropped', Buffer.from('WScript.Echo 1'), 'evil.js.', 'text program'],
  ['a script behind a space that is dropped', Buffer.from('WScript.Echo 1'), 'evil.js \u00A0', 'text program'],
  ['a script behind dots and spaces that are dropped', Buffer.from('WScript.Echo 1'), ' .evil.js . . ', 'text program'],
  ['a script whose long name is cut so that it ends in one', Buffer.from('WScript.Echo 1'), `${'a'.repeat(96)}.js._${'b'.repeat(50)}`, 'text program'],
  ['a program called a PDF by its second ending, behind a dot', EXE, 'plan.pdf.exe.', 'program program hidden_name'],
  ['a document whose name says macros, behind a dot', zip('[Content_Types].xml word/document.xml'), 'a.docm.', 'document macros'],
  ['a script whose ending hides behind what cannot be seen', Buffer.from('WScript.Echo 1'), 'evil.js\u200B', 'text unfamiliar'],
  ['a kind that is on no list, though nobody could name it dangerous', Buffer.from('words'), 'notes.ahk', 'text unfamiliar'],
  ['a notebook', hex('e4525c7b8cd8a74d00'), 'meeting.one', 'unknown unfamiliar'],
  ['bytes without an ending that nobody knows', hex('0001020304'), 'thing', 'unknown unfamiliar'],
  ['Outlook’s own packing', hex('789f3e22'), 'winmail.dat', 'winmail winmail'],
  ['Outlook’s own packing without its name', hex('789f3e22'), 'ATT001', 'winmail winmail'],
])('%s is flagged', (_, bytes, filename, expected) => expect(sniff(bytes, filename)).toBe(expected))

test('a label that says another type than the bytes is flagged', () => {
  expect(sniff(EXE, 'plan', 'application/pdf')).toBe('program program mismatch')
  expect(sniff(PDF, 'plan', 'application/pdf')).toBe('pdf')
})

test('macros that a large document lists at its end are seen, and nothing of its middle is kept', () => {
  const keeper = new AttachmentEndsKeeper()
  const bytes = Buffer.concat([zip('[Content_Types].xml word/'), Buffer.alloc(1_000_000, 65), Buffer.from('word/vbaProject.bin'), Buffer.alloc(200)])
  for (let at = 0; at < bytes.length; at += 777) keeper.take(bytes.subarray(at, at + 777))
  expect([keeper.head.equals(bytes.subarray(0, HEAD_BYTES)), keeper.tail.equals(bytes.subarray(-TAIL_BYTES))]).toEqual([true, true])
  expect(sniffAttachment({ head: keeper.head, tail: keeper.tail, filename: 'a.docx', contentType: '' }).warnings).toEqual(['macros'])
})
