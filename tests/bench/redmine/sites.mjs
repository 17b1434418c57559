// What each of the two is asked: `read` a case with its history, `list` a page of 50, `change` the
// state of a case.  `proof` gives what load.mjs looks at before it measures.  An
// ask(method, path, headers, data) is one request, answered well or the measurement ends.

const page = 50;
const anyId = () => 1 + Math.floor(Math.random() * 10_000);

// Whoever takes a case gives it back, so no two clients ever change one at a time.
async function withOne(cases, change) {
  const one = cases.shift();
  const told = await change(one);
  cases.push(one);
  return told;
}

export function duban({ place, token, declined }) {
  const data = {
    amend: { text: '每逢大雨积水严重，请予改造。' },
    decline: { ground: '本人或者亲属的个人事项', explanation: '已向代表说明', deputy_informed: true },
  };
  for (const one of declined) Object.assign(one, { next: 'amend', tag: `"${one.version}"` });
  const pathOf = (id) => `/api/v1/cases/${id}`;
  let keys = 0;

  // Two requests: the history is a resource of its own.
  async function read(ask) {
    const path = pathOf(anyId());
    await ask('GET', path);
    return ask('GET', `${path}/events`);
  }
  const list = (ask) =>
    ask('GET', `/api/v1/cases?workflow=suggestion&state=closed&order=newest&limit=${page}`);
  const change = (ask) =>
    withOne(declined, async (one) => {
      const headers = { 'if-match': one.tag, 'idempotency-key': `load-${++keys}` };
      const path = `${pathOf(one.id)}/events/${one.next}`;
      const told = await ask('POST', path, headers, { data: data[one.next] });
      one.tag = told.headers.etag;
      one.next = one.next === 'amend' ? 'decline' : 'amend';
      return told;
    });
  async function proof(ask) {
    const [{ from, to }] = (await change(ask)).body.events;
    return {
      events: (await read(ask)).body.items.length,
      rows: (await list(ask)).body.items.length,
      moved: from !== to,
    };
  }
  return { place, headers: { authorization: `Bearer ${token}` }, read, list, change, proof };
}

export function redmine({ place, key, fresh }) {
  const [isNew, inProgress, resolved] = [1, 2, 3]; // as its default data number them
  for (const one of fresh) one.next = inProgress;
  const pathOf = (id) => `/issues/${id}.json`;

  const read = (ask, id = anyId()) => ask('GET', `${pathOf(id)}?include=journals`);
  const list = (ask) =>
    ask('GET', `/issues.json?project_id=1&status_id=${resolved}&sort=id:desc&limit=${page}`);
  const change = (ask) =>
    withOne(fresh, async (one) => {
      await ask('PUT', pathOf(one.id), {}, { issue: { status_id: one.next } });
      one.next = one.next === isNew ? inProgress : isNew;
    });
  async function proof(ask) {
    const [{ id, next }] = fresh;
    await change(ask);
    const { issue } = (await read(ask, id)).body;
    return {
      events: issue.journals.length,
      rows: (await list(ask)).body.issues.length,
      moved: issue.status.id === next,
    };
  }
  return { place, headers: { 'x-redmine-api-key': key }, read, list, change, proof };
}
