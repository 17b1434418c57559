// What the first page weighs on the way, and that nothing of it comes from elsewhere.

import assert from 'node:assert/strict';

import { people } from '../office.mjs';

export const onlyOnce = true;

const most = 300_000; // bytes, compressed

/** Bytes of pages, not of what they show, that came over the wire while something was opened. */
async function weightOf(visitor, open) {
  const wire = await visitor.context.newCDPSession(visitor.page);
  await wire.send('Network.enable');
  const isPages = new Map();
  let bytes = 0;
  wire.on('Network.requestWillBeSent', ({ requestId, request }) => isPages.set(requestId, !new URL(request.url).pathname.startsWith('/api/')));
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => (bytes += isPages.get(requestId) ? encodedDataLength : 0));
  await open();
  return bytes;
}

export const steps = {
  'signing in and home weigh less than 300 kB': async ({ come }) => {
    const visitor = await come();
    const bytes = await weightOf(visitor, () => visitor.enter(people.officer));
    assert.ok(bytes < most, `${bytes} bytes`);
    console.log(`       ${bytes} bytes`);
  },

  'the policy holds on every page: no script, style or frame but our own': async ({ come }) => {
    const visitor = await come();
    const answer = await visitor.page.goto(`${visitor.office.address}/sign-in`);
    const policy = answer.headers()['content-security-policy'];
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe|\*|http/);
    const ran = await visitor.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.ran = true';
      document.head.append(script);
      return globalThis.ran === true;
    });
    assert.equal(ran, false);
    visitor.complaints.length = 0; // it has to complain of that script
  },
};
