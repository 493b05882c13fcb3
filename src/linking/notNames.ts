/** Words that begin with a capital letter where a name could stand, and are none. In small letters. */
const WORDS = `
  the a an this that these those it its he she they we you i his her hers their our my your who which what when where why how
  there here and but or if as at in on of to for from with by about after before since until while not no yes please
  thank thanks dear hello hi regards kind sincerely yours also both all each one two three another other some any unknown
  today yesterday tomorrow tonight morning afternoon evening monday tuesday wednesday thursday friday saturday sunday
  january february march april may june july august september october november december
  mr mrs ms miss dr prof sir pc dc ds di dci sgt insp inspector detective constable sergeant officer cllr judge
  social worker services service children child girl boy young person people teenager minor uasc safeguarding team manager
  police council borough county city town force school college academy university hospital clinic surgery centre center
  home house lodge court office department agency charity trust foundation church mosque embassy border immigration
  nrm nca ceop mash edt lado cafcass nhs gp dwp hmrc ukvi ncrm isp dob aka re fw fwd ref reference case number date time name
  age aged address nationality gender language male female first last full surname forename given family details
  bank holiday half term training conference workshop research media report meeting strategy review hearing assessment placement concern concerns
  missing urgent confidential secure official sensitive british english welsh scottish irish vietnamese albanian sudanese
  eritrean afghan iraqi iranian syrian nigerian ghanaian ethiopian somali romanian polish chinese kurdish kuwaiti egyptian
  england wales scotland ireland britain uk united kingdom london europe africa asia vietnam albania sudan eritrea afghanistan
  iraq iran syria nigeria ghana ethiopia somalia romania poland china kurdistan kuwait egypt libya turkey france belgium
  germany italy greece spain netherlands calais dover heathrow gatwick stansted luton manchester birmingham leeds kent essex
  modern slavery human trafficking protection national referral mechanism foster carer carers care attached attachment
  wrong right correct incorrect misspelt differently same different being withheld redacted removed changed known below above still currently mum dad mam very important spelt spelled pronounced provided
  plentyn merch bachgen enw yn ddim
`
export const NOT_NAMES: ReadonlySet<string> = new Set(WORDS.split(/\s+/).filter((word) => word !== ''))
