import { slowly } from './slowly'
import type { SpokenWords } from './words'

const TELL_US =
  'Ar ôl y tôn, dywedwch pwy ydych chi, ble rydych chi’n gweithio, sut y gallwn gysylltu â chi, a beth sy’n eich poeni.'
/** While there is no reference to tell. */
const AFTER_TONE_IN_A_FAULT = `${TELL_US} Ar ôl gorffen, pwyswch y fysell hash neu rhowch y ffôn i lawr.`

export const cy: SpokenWords = {
  voice: { name: 'Polly.Gwyneth', language: 'cy-GB' },
  emergency: 'Os oes rhywun mewn perygl ar hyn o bryd, rhowch y ffôn i lawr nawr a deialwch 9 9 9.',
  welcome:
    'Rydych wedi cyrraedd y llinell gyngor i weithwyr proffesiynol sy’n poeni y gallai plentyn fod wedi cael ei fasnachu. ' +
    'Os nad ydych yn weithiwr proffesiynol, rydym yn dal am glywed gennych. ' +
    'Os gadewch neges, bydd yn cael ei recordio er mwyn i weithiwr cymdeithasol wrando arni. ' +
    'Nid yw sgyrsiau gyda chynghorydd byth yn cael eu recordio.',
  urgentKey:
    'Os oes plentyn ar goll nawr, yn dal gyda’r person sy’n ei niweidio, neu ar fin cael ei symud, pwyswch 9 nawr.',
  urgentNoted:
    'Diolch. Rydym wedi nodi bod eich galwad yn un frys, ac rydym yn rhoi gwybod i rywun sydd ar alwad. ' +
    'Os yw’r plentyn mewn perygl nawr, rhowch y ffôn i lawr a deialwch 9 9 9.',
  closed: (hours) =>
    `Rydym ar gau ar hyn o bryd. Ein horiau yw ${hours}. Os oes angen amddiffyn plentyn cyn hynny, ` +
    'ffoniwch y cyngor lleol a gofynnwch am y Tîm Dyletswydd Argyfwng y tu allan i oriau. ' +
    'Gallwch ein cyrraedd nawr o hyd yn un o’r ffyrdd hyn.',
  menu: 'I siarad â chynghorydd, pwyswch 1. I ofyn i ni eich ffonio’n ôl, pwyswch 2. I adael neges, pwyswch 3.',
  menuWhileClosed: 'I ofyn i ni eich ffonio’n ôl, pwyswch 2. I adael neges, pwyswch 3.',
  inOtherLanguage: [],
  notUnderstood: 'Mae’n ddrwg gennym, ni chawsom ateb y gallem ei ddefnyddio.',
  connecting: 'Diolch. Arhoswch ar y llinell. Rydym yn dod o hyd i gynghorydd i chi.',
  connectingUrgent: 'Diolch. Rydym wedi nodi bod eich galwad yn un frys, ac rydych ar flaen y ciw. Arhoswch ar y llinell.',
  connectingNotUnderstood:
    'Mae’n ddrwg gennym, ni chawsom ateb y gallem ei ddefnyddio. Arhoswch ar y llinell. Rydym yn dod o hyd i gynghorydd i chi.',
  place: (position, minutes) =>
    `${position === 1 ? 'Chi yw’r nesaf yn y ciw.' : `Rydych yn rhif ${position} yn y ciw.`} ` +
    `Rydym yn disgwyl ateb o fewn tua ${minutes} munud.`,
  offerCallback: 'Os byddai’n well gennych i ni eich ffonio’n ôl, gan gadw eich lle, pwyswch 1.',
  stillHolding: 'Rydych yn dal yn y ciw. Arhoswch ar y llinell.',
  connected: 'Mae cynghorydd gyda chi nawr. Nid yw’r sgwrs hon yn cael ei recordio.',
  confirmNumber: (lastDigits) =>
    `Gallwn ffonio’r rhif rydych yn galw ohono, sy’n gorffen gyda ${slowly(lastDigits)}. ` +
    'Os yw hynny’n iawn, pwyswch 1. I roi rhif arall i ni, pwyswch 2.',
  keyNumber: 'Rhowch y rhif y dylem ei ffonio, gan ddechrau gyda’r cod ardal, ac yna pwyswch y fysell hash.',
  notANumber: 'Mae’n ddrwg gennym, ni allem ddefnyddio’r rhif hwnnw.',
  askSafety:
    'A yw’n ddiogel i ni ffonio’r rhif hwnnw, pwy bynnag a all ateb? Os yw’n ddiogel, pwyswch 1. Os nad yw’n ddiogel, pwyswch 2.',
  askTime:
    'Pryd y cawn ni ffonio? Ar unrhyw adeg, pwyswch 1. Yn y bore yn unig, pwyswch 2. Yn y prynhawn yn unig, pwyswch 3. Gyda’r nos yn unig, pwyswch 4.',
  askOther:
    'Os bydd rhywun arall yn ateb, a gawn ni ddweud mai’r llinell gyngor sy’n ffonio? Os cawn, pwyswch 1. Os dylem ddweud dim a dod â’r alwad i ben, pwyswch 2.',
  booked: 'Diolch. Bydd gweithiwr cymdeithasol yn eich ffonio’n ôl.',
  bookedWhileClosed: (hours) =>
    `Diolch. Bydd gweithiwr cymdeithasol yn eich ffonio’n ôl. Rydym ar gau nawr. Ein horiau yw ${hours}. ` +
    'Hyd nes y byddwch wedi siarad â ni, daliwch ati i wneud yr hyn a allwch i gadw’r plentyn yn ddiogel, ' +
    'gyda’r heddlu neu’r cyngor os oes angen.',
  leaveMessage: TELL_US,
  leaveMessageNotUnderstood: `Mae’n ddrwg gennym, ni chawsom ateb y gallem ei ddefnyddio, felly gadewch neges i ni. ${TELL_US}`,
  leaveMessageNotSafe: 'Diolch am ddweud wrthym. Ar ôl y tôn, dywedwch sut a phryd y gallwn gysylltu â chi’n ddiogel.',
  leaveMessageNobodyFree: `Mae’n ddrwg gennym, ni all yr un cynghorydd gymryd eich galwad ar hyn o bryd, felly gadewch neges i ni. ${TELL_US}`,
  leaveMessageWaitedLong: `Mae’n ddrwg gennym eich cadw i aros. Nid oes cynghorydd ar gael, felly gadewch neges i ni. ${TELL_US}`,
  whenFinished: 'Ar ôl gorffen, pwyswch y fysell hash i glywed eich cyfeirnod, neu rhowch y ffôn i lawr.',
  whenFinishedTold: (reference) =>
    `Ar ôl gorffen, rhowch y ffôn i lawr, neu pwyswch y fysell hash i glywed eich cyfeirnod eto. Dyma fe: ${slowly(reference)}.`,
  messageKept: 'Diolch. Mae eich neges gennym, a bydd gweithiwr cymdeithasol yn gwrando arni.',
  nothingHeard: 'Ni chlywsom neges, ond rydym wedi nodi eich bod wedi ffonio.',
  reference: (reference) => `Eich cyfeirnod yw: ${slowly(reference)}.`,
  referenceAgain: (reference) => `Unwaith eto, eich cyfeirnod yw: ${slowly(reference)}.`,
  ifWorse: 'Os bydd pethau’n gwaethygu, ffoniwch ni eto, ac mewn argyfwng deialwch 9 9 9.',
  offerText:
    'Gallwn anfon y cyfeirnod hwn mewn neges destun at y ffôn symudol rydych yn galw ohono. ' +
    'Os ydych am gael hynny, a’i bod yn ddiogel am nad oes neb arall yn gweld ei negeseuon, pwyswch 1. Fel arall, rhowch y ffôn i lawr.',
  textPromised: 'Diolch. Byddwn yn ei anfon mewn neges destun.',
  goodbye: 'Hwyl fawr.',
  cannotGoOn:
    'Mae’n ddrwg gennym, mae nam ar ein system ac ni allwn eich cysylltu â chynghorydd nawr. ' +
    'Mae’r hyn yr ydych wedi’i ddweud wrthym hyd yma wedi’i gadw. ' +
    'Os oes rhywun mewn perygl ar hyn o bryd, rhowch y ffôn i lawr a deialwch 9 9 9. ' +
    'Os oes angen amddiffyn plentyn nawr, ffoniwch y cyngor lleol, neu ei Dîm Dyletswydd Argyfwng y tu allan i oriau. ' +
    `Gadewch neges i ni, i weithiwr cymdeithasol wrando arni. ${AFTER_TONE_IN_A_FAULT}`,
  fallback:
    'Os oes rhywun mewn perygl ar hyn o bryd, rhowch y ffôn i lawr nawr a deialwch 9 9 9. ' +
    'Rydych wedi cyrraedd y llinell gyngor i weithwyr proffesiynol sy’n poeni y gallai plentyn fod wedi cael ei fasnachu. ' +
    'Mae nam ar ein system ac ni allwn gymryd eich galwad fel y dylem. ' +
    'Os oes angen amddiffyn plentyn nawr, ffoniwch y cyngor lleol, neu ei Dîm Dyletswydd Argyfwng y tu allan i oriau. ' +
    `Gallwn recordio neges i weithiwr cymdeithasol wrando arni. ${AFTER_TONE_IN_A_FAULT}`,
}
