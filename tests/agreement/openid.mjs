// Signs in to duban at an OpenID provider that is certified to be one, panva's oidc-provider, as a
// browser would: through its pages of sign-in and consent.
//
//   node openid.mjs [PROGRAM]
//
// Exit code 0: everything as it should be.  1: otherwise.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';

import { ask, program, root } from './duban.mjs';

const secret = 'a-secret-of-the-client-0123456789';
const folder = mkdtempSync(join(tmpdir(), 'duban-openid-'));
const register = ['--db', `sqlite:${join(folder, 'office.db')}`, '--lang', 'en'];
const told = { passed: 0, failed: 0 };
const servers = [];

function check(what, is, should) {
  const good = JSON.stringify(is) === JSON.stringify(should);
  told[good ? 'passed' : 'failed'] += 1;
  console.log(`${good ? 'ok    ' : 'FAILED'} ${what}${good ? '' : `\n       ${JSON.stringify(is)}`}`);
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

// The provider ------------------------------------------------------------------------------------

const issuer = `http://127.0.0.1:${await freePort()}`;
const names = new Map(); // by login, what the provider calls people

async function jwk(algorithm, kid) {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  return { ...(await exportJWK(privateKey)), kid, alg: algorithm, use: 'sig' };
}

// `places`: of the servers that people come back to, by their client.
async function startProvider(places, algorithm, kid, moreSettings = {}) {
  const client = (client_id, more) => ({
    client_id,
    redirect_uris: [`${places[client_id]}/api/v1/session/openid/callback`],
    id_token_signed_response_alg: algorithm,
    ...more,
  });
  const provider = new Provider(issuer, {
    clients: [
      client('duban', { client_secret: secret }),
      client('duban-public', { token_endpoint_auth_method: 'none' }),
    ],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    cookies: { keys: ['of the test'] },
    features: { devInteractions: { enabled: true } },
    findAccount: (_, login) => ({
      accountId: login,
      claims: () => ({ sub: `subject-of-${login}`, preferred_username: names.get(login) ?? login }),
    }),
    jwks: { keys: [await jwk(algorithm, kid)] },
    pkce: { required: () => true },
    ...moreSettings,
  });
  const server = provider.listen(Number(new URL(issuer).port), '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  return () =>
    new Promise((done) => {
      server.close(done);
      server.closeAllConnections();
    });
}

// duban -------------------------------------------------------------------------------------------

async function startDuban(client, ...more) {
  const port = await freePort();
  const place = `http://127.0.0.1:${port}`;
  const options = ['--openid-issuer', issuer, '--openid-client', client, '--openid-redirect', place];
  const server = spawn(
    program,
    [...register, 'serve', '--listen', `127.0.0.1:${port}`, ...options, ...more],
    { cwd: root },
  );
  servers.push(server);
  const log = [];
  createInterface(server.stderr).on('line', (line) => log.push(line));
  for await (const line of createInterface(server.stdout)) {
    if (line.includes(place)) return { place, log };
  }
  throw new Error(`the server does not start: ${log.join('\n')}`);
}

// The browser -------------------------------------------------------------------------------------

class Browser {
  #cookies = [];

  constructor(duban) {
    this.duban = duban;
  }

  async ask(url, form) {
    const { pathname } = new URL(url);
    const cookies = this.#cookies.filter(({ path }) => pathname.startsWith(path));
    const answer = await fetch(url, {
      method: form ? 'POST' : 'GET',
      body: form && new URLSearchParams(form),
      redirect: 'manual',
      headers: {
        cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
        'accept-language': 'en',
      },
    });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }

  #keep(line) {
    const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
    const path = line.match(/path=([^;]+)/i)?.[1] ?? '/';
    this.#cookies = this.#cookies.filter((each) => each.name !== name || each.path !== path);
    if (value) this.#cookies.push({ name, value, path });
  }

  // Where duban sends the browser; undefined if nowhere.
  async depart(returnTo = '/cases/12') {
    const start = `${this.duban}/api/v1/session/openid/start`;
    const answer = await this.ask(`${start}?return_to=${encodeURIComponent(returnTo)}`);
    return answer.headers.get('location') ?? answer;
  }

  // From the provider's first page to the address that it sends the browser back to.
  async passProvider(from, login) {
    for (let url = from, form; ; ) {
      const answer = await this.ask(url, form);
      form = undefined;
      const next = answer.headers.get('location');
      if (next) {
        url = new URL(next, url).href;
        if (url.startsWith(this.duban)) return url;
        continue;
      }
      const page = await answer.text();
      const prompt = page.match(/name="prompt" value="(\w+)"/)?.[1];
      if (!prompt) throw new Error(`the provider says ${answer.status}: ${page}`);
      if (login === undefined) url = new URL(page.match(/href="([^"]+\/abort)"/)[1], url).href;
      else {
        url = new URL(page.match(/action="([^"]+)"/)[1], url).href;
        form = { prompt, login, password: 'any' };
      }
    }
  }

  async signIn(login) {
    const back = await this.passProvider(await this.depart(), login);
    return { back, answer: await this.ask(back) };
  }

  async user() {
    const answer = await this.ask(`${this.duban}/api/v1/session`);
    return answer.status === 200 ? (await answer.json()).user : answer.status;
  }
}

// What came of it: where a browser goes on, or the status with the words.
async function outcome(answer) {
  return answer.headers.get('location') ?? `${answer.status} ${(await answer.json()).detail}`;
}

async function whenItAnswers(work) {
  for (let tries = 0; tries < 40; tries += 1) {
    const result = await work();
    if (typeof result === 'string') return result;
    await new Promise((done) => setTimeout(done, 500));
  }
  return 'it does not';
}

// The checks --------------------------------------------------------------------------------------

const unreachable =
  '503 the identity provider cannot be reached at this moment; sign in with the password, or try again later';

async function checkWithoutProvider({ place }, password) {
  const answer = await fetch(`${place}/api/v1/session/openid`);
  check('a page learns of the provider', await answer.json(), { configured: true, name: '统一身份认证' });
  check('a provider that is down is said', await outcome(await new Browser(place).depart()), unreachable);
  const signedIn = await fetch(`${place}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'admin', password }),
  });
  check('the password opens meanwhile', signedIn.status, 200);
}

async function checkWhoEnters({ place }) {
  const browser = new Browser(place);
  const first = await browser.signIn('w');
  check('who is linked enters, and goes on where they wanted', await outcome(first.answer), '/cases/12');
  check('they are the user they are linked with', await browser.user(), 'wang');
  const shown = JSON.parse(ask(...register, '--json', 'user', 'identity', 'show', 'wang'));
  check('they are bound', shown.subject, 'subject-of-w');
  check('what was used is used up', await outcome(await browser.ask(first.back)), '401 this sign-in has ended; begin anew');

  names.set('w', 'wang.renamed');
  check('who has another name there is the same', await outcome((await new Browser(place).signIn('w')).answer), '/cases/12');
  names.set('x', 'wang.w');
  check(
    'who has taken their name is not',
    await outcome((await new Browser(place).signIn('x')).answer),
    '401 the user linked with wang.w is another person at the identity provider; an administrator sets the link anew',
  );
  check(
    'who is not linked is told so',
    await outcome((await new Browser(place).signIn('zhao')).answer),
    '401 nobody here is linked with zhao; an administrator links users',
  );
  check(
    'who declines there is not in',
    await outcome((await new Browser(place).signIn(undefined)).answer),
    '401 the identity provider has refused: access_denied',
  );
}

async function checkWhoDoesNot({ place }) {
  ask(...register, 'user', 'lock', 'wang', '--why', 'moved');
  check('who is locked is not in', await outcome((await new Browser(place).signIn('w')).answer), '401 this account is locked');
  ask(...register, 'user', 'unlock', 'wang');

  const attacker = new Browser(place);
  const back = await attacker.passProvider(await attacker.depart(), 'w');
  const victim = new Browser(place);
  const elsewhere = '401 this sign-in was begun in another browser; begin it here';
  check('what somebody else began is not taken', await outcome(await victim.ask(back)), elsewhere);
  await victim.depart();
  check('nor by who has begun too', await outcome(await victim.ask(back)), elsewhere);
  check('nobody is in by that', await victim.user(), 401);

  for (const forged of ['//evil.example', '/\\evil.example', 'https://evil.example', '/\r\nLocation: x'])
    check(`nobody is sent to ${JSON.stringify(forged)}`, (await new Browser(place).depart(forged)).status, 422);
}

async function checkRotation({ place }) {
  const said = await whenItAnswers(async () => {
    const { answer } = await new Browser(place).signIn('w');
    return answer.headers.get('location');
  });
  check('a provider with new keys, of another kind, is taken', said, '/cases/12');
}

async function checkPublicClient({ place }) {
  check('a client without a secret enters', await outcome((await new Browser(place).signIn('w')).answer), '/cases/12');
}

async function checkProviderGone({ place }, stopProvider) {
  const browser = new Browser(place);
  const back = await browser.passProvider(await browser.depart(), 'w');
  await stopProvider();
  check('a provider that goes away meanwhile is said', await outcome(await browser.ask(back)), unreachable);
  check('nobody is in by that', await browser.user(), 401);
}

function checkLogs(logs) {
  const entries = JSON.parse(ask(...register, '--json', 'audit', 'list', '--limit', '1000'));
  const returns = entries.filter(({ act }) => act === 'finishOpenId');
  const outcomes = new Set(returns.map((entry) => entry.outcome));
  for (const wanted of ['done', 'not_linked', 'bound_to_another', 'locked', 'ended', 'other_browser', 'refused_there'])
    check(`the audit log knows of ${wanted}`, outcomes.has(wanted), true);
  check('one was bound', returns.filter(({ about }) => about.includes('"bound":true')).length, 1);
  const text = JSON.stringify(entries) + logs.join('\n');
  check('no log holds the secret, a code or a state', /a-secret-of|code=|state=/.test(text), false);
  check('the register proves itself', ask(...register, 'verify').length > 0, true);
}

function makeRegister() {
  ask(...register, 'db', 'create');
  ask(...register, 'congress', 'add', '340100', 'Hefei', '--level', 'city', '--regulation', 'hefei');
  ask(...register, 'user', 'add', 'wang', '--role', 'officer');
  names.set('w', 'wang.w');
  ask(...register, 'user', 'identity', 'set', 'wang', 'wang.w');
  return JSON.parse(ask(...register, '--json', 'user', 'password', 'admin')).password;
}

let stopProvider;
try {
  const password = makeRegister();
  const secretFile = join(folder, 'secret');
  writeFileSync(secretFile, `${secret}\n`);
  const duban = await startDuban('duban', '--openid-secret-file', secretFile);
  const open = await startDuban('duban-public');
  const places = { duban: duban.place, 'duban-public': open.place };
  await checkWithoutProvider(duban, password);

  stopProvider = await startProvider(places, 'RS256', 'one');
  await whenItAnswers(() => new Browser(duban.place).depart());
  await checkWhoEnters(duban);
  await checkWhoDoesNot(duban);
  await checkPublicClient(open);
  await stopProvider();
  // Now what it says of people stands in the token.
  stopProvider = await startProvider(places, 'ES256', 'two', { conformIdTokenClaims: false });
  await checkRotation(duban);
  await checkProviderGone(duban, stopProvider);
  checkLogs([...duban.log, ...open.log]);
} finally {
  await stopProvider?.();
  for (const server of servers) server.kill();
  rmSync(folder, { recursive: true });
}
console.log(`${told.passed} passed, ${told.failed} failed`);
process.exitCode = told.failed ? 1 : 0;
