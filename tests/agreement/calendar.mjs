// Draws limits at random, has duban and independent calendars count them, and compares.
//
//   node calendar.mjs [PROGRAM] [COUNT] [SEED]
//
// Exit code 0: every date agrees, or its difference is explained.  1: it is not.

import chineseDays from 'chinese-days';
import { isWorkday as chineseWorkday } from 'chinese-workday';
import { LegalHoliday } from 'tyme4ts';
import { askAbout } from './duban.mjs';
import { generator } from './random.mjs';

const count = Number(process.argv[3] ?? 100_000);
const seed = Number(process.argv[4] ?? 20260101);

// Years that notices cover.  A limit that rests on any other is provisional.
const firstKnown = 2015;
const lastKnown = 2026;

// ---------------------------------------------------------------- days, numbered since 1970-01-01

const dayOf = (year, month, day) => Date.UTC(year, month - 1, day) / 86_400_000;
const partsOf = (day) => {
  const date = new Date(day * 86_400_000);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
};
const textOf = (day) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const numberOf = (text) => dayOf(...text.split('-').map(Number));
const isWeekday = (day) => ![0, 6].includes(new Date(day * 86_400_000).getUTCDay());
const lastDayOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

// ---------------------------------------------------------------- the calendars

const calendars = {
  'chinese-days': (day) => chineseDays.isWorkday(textOf(day)),
  tyme4ts: (day) => {
    const { year, month, day: dayOfMonth } = partsOf(day);
    return LegalHoliday.fromYmd(year, month, dayOfMonth)?.isWork() ?? isWeekday(day);
  },
  'chinese-workday': (day) => chineseWorkday(textOf(day)),
};

// Days on which a calendar is known to be wrong, and how the notices settle them.
const errata = {
  'chinese-days': {},
  tyme4ts: {},
  'chinese-workday': {
    '2015-09-03': [false, 'off by the notice of 2015-05-13'],
    '2015-09-04': [false, 'off by the notice of 2015-05-13'],
    '2018-01-01': [false, 'off by the notice of 2017-11-30'],
    '2020-01-31': [false, 'off by the notice of 2020-01-27, which prolonged the Spring Festival'],
    '2020-02-01': [false, 'off by the notice of 2020-01-27, which prolonged the Spring Festival'],
    '2023-01-03': [true, 'worked by the notice of 2022-12-08, which ends the new year on 01-02'],
  },
};

// Every day once, so that counting is cheap.
const firstDay = dayOf(2010, 1, 1);
const lastDay = dayOf(2035, 12, 31);
const tableOf = (isWorkday) =>
  Uint8Array.from({ length: lastDay - firstDay + 1 }, (_, i) => (isWorkday(firstDay + i) ? 1 : 0));

// ---------------------------------------------------------------- the count, as the Civil Code has it

// When the limit ends, and the first and last day that the count looked at.
function countLimit(from, rule, isWorkday) {
  const [first, ...rest] = rule.split(' ');
  if (first === 'until') return fixed(nextDate(from, ...rest[0].split('-').map(Number)));
  if (first === 'window') return fixed(nextMonthEnd(from, Number(rest[0])));

  const backward = rest.at(-1) === 'before';
  const unit = rest.filter((word) => word !== 'before').join(' ').replace(/s$/, '');
  const step = backward ? -1 : 1;
  if (unit === 'working day') return workingDays(from, Number(first), step, isWorkday);

  const nominal = spanEnd(from, Number(first) * step, unit);
  let due = nominal;
  while (!isWorkday(due)) due += step;
  return { due, seen: [Math.min(nominal, due), Math.max(nominal, due)] };
}

const fixed = (due) => ({ due, seen: [due, due] });

function workingDays(from, amount, step, isWorkday) {
  let due = from;
  for (let left = amount; left > 0; ) {
    due += step;
    if (isWorkday(due)) left -= 1;
  }
  return { due, seen: [Math.min(from + step, due), Math.max(from + step, due)] };
}

function spanEnd(from, amount, unit) {
  if (unit === 'day') return from + amount;
  if (unit === 'week') return from + 7 * amount;
  const { year, month, day } = partsOf(from);
  const months = year * 12 + (month - 1) + amount * (unit === 'year' ? 12 : 1);
  const [y, m] = [Math.floor(months / 12), (months % 12) + 1];
  return dayOf(y, m, Math.min(day, lastDayOf(y, m)));
}

function nextDate(from, month, day) {
  for (let { year } = partsOf(from); ; year += 1) {
    if (day <= lastDayOf(year, month) && dayOf(year, month, day) > from) return dayOf(year, month, day);
  }
}

function nextMonthEnd(from, month) {
  for (let { year } = partsOf(from); ; year += 1) {
    const end = dayOf(year, month, lastDayOf(year, month));
    if (end > from) return end;
  }
}

const isKnown = (day) => partsOf(day).year >= firstKnown && partsOf(day).year <= lastKnown;

// ---------------------------------------------------------------- the draw

function draw() {
  const random = generator(seed);
  const between = (low, high) => low + Math.floor(random() * (high - low + 1));
  const two = (number) => String(number).padStart(2, '0');
  const span = (most, unit) => {
    const amount = between(1, most);
    return `${amount} ${unit}${amount === 1 ? '' : 's'}${random() < 0.25 ? ' before' : ''}`;
  };
  const rules = [
    () => span(60, 'working day'),
    () => span(60, 'working day'),
    () => span(120, 'day'),
    () => span(12, 'week'),
    () => span(12, 'month'),
    () => span(2, 'year'),
    () => {
      const month = between(1, 12);
      return `until ${two(month)}-${two(between(1, lastDayOf(2024, month)))}`;
    },
    () => `window ${two(between(1, 12))}`,
  ];
  return Array.from({ length: count }, () => ({
    from: textOf(between(dayOf(2018, 1, 1), dayOf(2026, 12, 31))),
    rule: rules[between(0, rules.length - 1)](),
  }));
}

// ---------------------------------------------------------------- asking duban

function ask(rows) {
  const table = 'from,rule\n' + rows.map(({ from, rule }) => `${from},${rule}\n`).join('');
  const answer = askAbout(table, 'calendar', 'due', '--batch');
  const [header, ...lines] = answer.trimEnd().split('\r\n');
  if (header !== 'from,rule,due,provisional') throw new Error(`unexpected header: ${header}`);
  if (lines.length !== rows.length) throw new Error(`${lines.length} answers to ${rows.length} rows`);
  return lines.map((line) => {
    const [from, rule, due, provisional] = line.split(',');
    return { from, rule, due, provisional };
  });
}

// ---------------------------------------------------------------- the comparison

function compare(name, answers) {
  const table = tableOf(calendars[name]);
  const wrong = new Map(Object.entries(errata[name]).map(([date, [worked]]) => [numberOf(date), worked]));
  const asItIs = (day) => table[day - firstDay] === 1;
  const corrected = (day) => wrong.get(day) ?? asItIs(day);

  const result = { agreed: 0, provisional: 0, explained: 0, unexplained: 0 };
  for (const answer of answers) {
    const from = numberOf(answer.from);
    const theirs = countLimit(from, answer.rule, asItIs);
    const settled = countLimit(from, answer.rule, corrected);
    const provisional = String(!settled.seen.every(isKnown));
    const where = `${name}: ${answer.from} + ${answer.rule}`;

    if (provisional === 'true') result.provisional += 1;
    if (answer.provisional !== provisional) {
      result.unexplained += 1;
      console.log(`${where}: duban says provisional=${answer.provisional}, expected ${provisional}`);
    } else if (textOf(theirs.due) === answer.due) {
      result.agreed += 1;
    } else if (textOf(settled.due) === answer.due) {
      result.explained += 1;
      const reasons = reasonsWithin(name, theirs.seen, settled.seen);
      console.log(`${where}: ${textOf(theirs.due)}, duban ${answer.due}: ${reasons}`);
    } else {
      result.unexplained += 1;
      console.log(`${where}: ${textOf(theirs.due)}, duban ${answer.due}: UNEXPLAINED`);
    }
  }
  return result;
}

function reasonsWithin(name, theirs, settled) {
  const first = textOf(Math.min(theirs[0], settled[0]));
  const last = textOf(Math.max(theirs[1], settled[1]));
  return Object.entries(errata[name])
    .filter(([date]) => first <= date && date <= last)
    .map(([date, [, why]]) => `${date} is ${why}`)
    .join('; ');
}

const answers = ask(draw());
let unexplained = 0;
const summary = [];
for (const name of Object.keys(calendars)) {
  const result = compare(name, answers);
  unexplained += result.unexplained;
  summary.push(
    `${name}: ${answers.length} compared, ${result.agreed} agree, ${result.explained} differ and are ` +
      `explained, ${result.unexplained} are not; ${result.provisional} are provisional`,
  );
}
console.log(summary.join('\n'));
process.exitCode = unexplained === 0 ? 0 : 1;
