// The first Chinese character, as dictionaries order them, of each letter that syllables begin with.
const letters = 'abcdefghjklmnopqrstwxyz';
const firsts = '阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀';
const order = new Intl.Collator('zh-u-co-pinyin');
const isChinese = /[\u4e00-\u9fff]/;

function initialOf(character: string): string {
  if (!isChinese.test(character)) return character.toLowerCase();
  let at = letters.length - 1;
  while (at > 0 && order.compare(firsts[at]!, character) > 0) at--;
  return letters[at]!;
}

/** 市交通运输局 → sjtysj: what somebody types who looks at the keys and not at the characters. */
export const initialsOf = (name: string): string => Array.from(name, initialOf).join('');
