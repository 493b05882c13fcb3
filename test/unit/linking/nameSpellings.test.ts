import { nameKeys } from '../../../src/linking/nameKeys'

/** Whether whoever looks for the one name finds the other, each way. */
function alike(one: string, other: string): boolean {
  const finds = (asked: string, kept: string): boolean => nameKeys(asked).some(({ key, use }) => use !== 'kept' && nameKeys(kept).some((held) => held.use !== 'asked' && held.key === key))
  return finds(one, other) && finds(other, one)
}

/** Invented. What two people write of one child. */
const OF_ONE_CHILD: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'a glide before the first vowel': [
    ['Yusuf Karimi', 'Yousef Karimi'], ['Yusuf Karimi', 'Jusuf Karimi'], ['Yosif Habte', 'Yusif Habte'], ['Yonas Tesfay', 'Jonas Tesfay'], ['Yohannes Girmay', 'Johannes Girmay'],
    ['Yulia Koval', 'Julia Koval'], ['Yuliia Koval', 'Iulia Koval'], ['Yaroslav Bondar', 'Jaroslav Bondar'], ['Yelena Koval', 'Elena Koval'], ['Yahya Noori', 'Yehya Noori'],
    ['Yacoub Idris', 'Yaqub Idris'], ['Yasmin Sharif', 'Jasmin Sharif'],
  ],
  'Ukrainian and Russian': [
    ['Oleksandr Koval', 'Alexander Koval'], ['Oleksandr Koval', 'Aleksandr Koval'], ['Olena Bondar', 'Elena Bondar'], ['Oleksiy Bondar', 'Alexei Bondar'], ['Ihor Melnyk', 'Igor Melnik'],
    ['Olha Melnyk', 'Olga Melnyk'], ['Bohdan Shevchuk', 'Bogdan Shevchuk'], ['Serhii Shevchuk', 'Sergey Shevchuk'], ['Oleh Tkachuk', 'Oleg Tkachuk'], ['Yevhen Tkachuk', 'Evgen Tkachuk'],
  ],
  'an article or an ending that is written together': [
    ['Omar El Amrani', 'Omar Elamrani'], ['Omar El-Amrani', 'Omar Elamrani'], ['Salma Al Khatib', 'Salma Alkhatib'], ['Karim Ahmad Zai', 'Karim Ahmadzai'], ['Ahmad Zai', 'Ahmadzai'],
    ['Oluwa Seun', 'Oluwaseun'], ['Wali Yousaf Zai', 'Wali Yousafzai'],
  ],
  'Albanian q': [['Arben Krasniqi', 'Arben Krasnici'], ['Arben Krasniqi', 'Arben Krasnichi'], ['Tariq Farooqi', 'Tarik Faruki'], ['Bilal Siddiqui', 'Bilal Siddiki']],
  'Chinese, the old way and the new': [['Zhang Wei', 'Chang Wei'], ['Zhao Min', 'Chao Min'], ['Zhou Lan', 'Chou Lan'], ['Zheng Li', 'Cheng Li']],
  'a diphthong': [
    ['Zainab Rahimi', 'Zeinab Rahimi'], ['Zaynab Rahimi', 'Zeynab Rahimi'], ['Layla Haddad', 'Leila Haddad'], ['Faisal Aziz', 'Feisal Aziz'], ['Sayed Hashimi', 'Syed Hashimi'], ['Saeed Hashimi', 'Said Hashimi'],
    ['Haidar Nasser', 'Heydar Nasser'], ['Aisha Warsame', 'Ayesha Warsame'],
  ],
}

/** Invented. Names of two children, above all such as twins bear, who share a date of birth and a family name. */
const OF_STRANGERS: readonly (readonly [string, string])[] = [
  ['Yusuf Karimi', 'Yasin Karimi'], ['Yusuf Karimi', 'Idris Karimi'], ['Yonas Tesfay', 'Yohannes Tesfay'], ['Yonas Tesfay', 'Jemal Tesfay'], ['Jamal Idris', 'Amal Idris'], ['Jamal Idris', 'Emil Idris'],
  ['Yasmin Sharif', 'Yusra Sharif'], ['Jon Dervishi', 'Jan Dervishi'], ['Jonas Habte', 'Anas Habte'], ['Yulia Koval', 'Yana Koval'], ['Yulia Koval', 'Olia Koval'], ['Ying Chen', 'Jing Chen'],
  ['Oleksandr Koval', 'Oleksiy Koval'], ['Oleksandr Koval', 'Andriy Koval'], ['Olena Bondar', 'Alina Bondar'], ['Olena Bondar', 'Oksana Bondar'], ['Ihor Melnyk', 'Oleh Melnyk'], ['Bohdan Shevchuk', 'Serhii Shevchuk'],
  ['Omar El Amrani', 'Omar El Idrissi'], ['Salma Al Khatib', 'Selim Al Khatib'], ['Omar El Amrani', 'Amir El Amrani'], ['Karim Ahmadzai', 'Karim Yousafzai'], ['Wali Ahmadzai', 'Karim Ahmadzai'], ['Alina Daci', 'Elina Daci'],
  ['Arben Krasniqi', 'Arta Krasniqi'], ['Arben Krasniqi', 'Besnik Krasniqi'], ['Arben Krasniqi', 'Arben Kelmendi'], ['Zhang Wei', 'Zhang Min'], ['Zhang Wei', 'Wang Wei'], ['Zhang Wei', 'Shen Wei'], ['Zhou Lan', 'Zhou Linh'],
  ['Mai Pham', 'My Pham'], ['Maya Haddad', 'Mia Haddad'], ['Zainab Rahimi', 'Zohra Rahimi'], ['Layla Haddad', 'Lola Haddad'], ['Faisal Aziz', 'Fazil Aziz'], ['Haidar Nasser', 'Hadi Nasser'], ['Sayed Hashimi', 'Saad Hashimi'],
  ['Hassan Warsame', 'Hussein Warsame'], ['Aisha Warsame', 'Asha Warsame'], ['Kwame Boateng', 'Kofi Boateng'], ['Lan Pham', 'Linh Pham'],
]

describe('a name that people spell in more ways than one', () => {
  it.each(Object.entries(OF_ONE_CHILD))('is found with %s', (_how, pairs) => {
    expect(pairs.filter(([one, other]) => !alike(one, other))).toEqual([])
  })

  it('is not taken for that of a brother, a sister or a stranger', () => {
    expect(OF_STRANGERS.filter(([one, other]) => alike(one, other))).toEqual([])
  })
})
