import type { LetterWords } from './letterWords'

// The English line stays: a message that was taken for Welsh by mistake must still say the one thing that cannot wait.
const EMERGENCY = `OS OES PLENTYN MEWN PERYGL AR HYN O BRYD, FFONIWCH 999 NAWR.
IF A CHILD IS IN IMMEDIATE DANGER, TELEPHONE 999 NOW.`
const carryOn = `Daliwch ati i wneud popeth y mae gweithdrefnau diogelu eich sefydliad eich hun yn gofyn i chi ei wneud. Nid yw'r ateb hwn yn cymryd dim oddi ar eich dwylo: dim ond pan fydd un o'n gweithwyr wedi siarad â chi y gallwch wybod beth y byddwn yn ei wneud.

Peidiwch â rhoi rhagor o fanylion am blentyn mewn e-bost cyffredin. Rhowch wybod i ni dros y ffôn, neu defnyddiwch e-bost diogel.
`

export const cy: LetterWords = {
  locale: 'cy-GB',
  timeJoin: ', ',
  opensNext: (at) => `; byddwn yn agor nesaf am ${at}`,
  subject: ({ reference }) => `Mae eich neges wedi cyrraedd - cyfeirnod ${reference}`,
  open: ({ reference, received, hours }, helpline) => `Cyrhaeddodd eich neges am ${received}.

Eich cyfeirnod yw ${reference}. Rhowch y cyfeirnod hwn pan fyddwch yn ffonio neu'n ysgrifennu atom eto.

Ateb awtomatig yw hwn. Efallai nad oes neb wedi darllen eich neges eto.

${EMERGENCY}

Os yw'n fater brys, peidiwch ag aros am ateb drwy e-bost: ffoniwch ni ar ${helpline}.

Ein horiau agor: ${hours}.

Pan fyddwn ar gau, ac os oes angen help ar blentyn cyn i ni agor, ffoniwch Dîm Dyletswydd Argyfwng y cyngor lle mae'r plentyn.

${carryOn}`,
  closed: ({ reference, received, hours }, helpline) => `Cyrhaeddodd eich neges am ${received}, pan oeddem ar gau.

Eich cyfeirnod yw ${reference}. Rhowch y cyfeirnod hwn pan fyddwch yn ffonio neu'n ysgrifennu atom eto.

Ateb awtomatig yw hwn. Efallai na fydd neb yn darllen eich neges cyn i ni agor.

${EMERGENCY}

Os oes angen help ar blentyn cyn i ni agor, peidiwch ag aros amdanom ni: ffoniwch Dîm Dyletswydd Argyfwng y cyngor lle mae'r plentyn.

Ein horiau agor: ${hours}.

Os yw'n fater brys, peidiwch ag aros am ateb drwy e-bost: ffoniwch ni ar ${helpline}.

${carryOn}`,
}
