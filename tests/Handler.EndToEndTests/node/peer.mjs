// The official JavaScript SDK's client against an agent: node peer.mjs (0.3|1.0|1.0-as-0.3) (JSONRPC|HTTP+JSON) QUICK-AGENT SLOW-AGENT
// It prints one line of JSON per result; the test asserts them. It is its own webhook.
import http from 'node:http';

const [sdk, binding, quickUrl, slowUrl] = process.argv.slice(2);
const { connect } = await import(sdk === '0.3' ? './peer-03.mjs' : './peer-10.mjs');
const is03 = sdk !== '1.0';
const say = (step, result) => console.log(JSON.stringify({ step, ...result }));
const gather = async stream => { const all = []; for await (const one of stream) all.push(one); return all; };

const [quick, slow] = await Promise.all([quickUrl, slowUrl].map(url => connect(url, binding, is03)));
const token = 'a-token-of-the-peer';
const webhook = await openWebhook();

async function attempt(step, act) {
  try {
    say(step, { unexpected: await act() });
  } catch (error) {
    say(step, { error: error.constructor.name.replace(/^_/, ''), name: error.name, message: error.message });
  }
}

say('card', await quick.card());

const sent = await quick.send('A message that waits', {});
say('send', sent);
say('get', await quick.get(sent.id));
say('get without history', await quick.get(sent.id, 0));
say('stream', { events: await gather(quick.stream('A message that streams')) });
if (!is03) say('tasks', await quick.tasks(sent.contextId));

await inlineConfig();
await configOperations();
await followAndCancel();

const unknown = crypto.randomUUID();
await attempt('get unknown', () => quick.get(unknown));
await attempt('cancel ended', () => quick.cancel(sent.id));
await attempt('follow unknown', () => gather(quick.follow(unknown)));
await attempt('config of unknown', () => quick.set(unknown, { id: 'c', url: webhook.url }));
webhook.close();

async function inlineConfig() {
  const began = await quick.send('A message with a webhook', { wait: false, hook: { url: webhook.url, token, scheme: 'Bearer', credentials: 'secret' } });
  say('inline config', { configs: await quick.list(began.id) });
  const pushes = await webhook.ended(began.id);
  say('pushes', { pushes });
}

async function configOperations() {
  const began = await slow.send('A task that lasts', { wait: false });
  const { id } = began;
  say('send at once', began);
  say('set', { task: id, config: await slow.set(id, { id: 'one', url: `${webhook.url}/one`, token, scheme: 'Bearer', credentials: 'secret' }) });
  await slow.set(id, { id: 'two', url: `${webhook.url}/two` });
  say('read', { config: await slow.read(id, 'one') });
  say('list', { configs: await slow.list(id) });
  await slow.remove(id, 'one');
  say('list after delete', { configs: await slow.list(id) });
  await slow.cancel(id);
}

async function followAndCancel() {
  const { id } = await slow.send('A task to follow', { wait: false });
  const events = [];
  for await (const one of slow.follow(id)) {
    if (events.push(one) === 1) say('cancel', await slow.cancel(id));
  }
  say('follow', { events });
}

async function openWebhook() {
  const arrived = [];
  const waiting = [];
  const server = http.createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { authorization, 'x-a2a-notification-token': sentToken, 'content-type': type, 'a2a-version': version } = request.headers;
    arrived.push({ raw: JSON.parse(text), authorization, token: sentToken, type, version });
    response.end();
    waiting.forEach(check => check());
  });
  await new Promise(listening => server.listen(0, '127.0.0.1', listening));
  const read = ({ raw, ...headers }) => ({ ...(raw.kind ? { kind: raw.kind, taskId: raw.id, state: raw.status.state } : quick.push(raw)), ...headers });
  const of = id => arrived.map(read).filter(one => (one.taskId ?? one.id) === id);
  return {
    url: `http://127.0.0.1:${server.address().port}/hook`,
    ended: id => new Promise(done => {
      const check = () => { if (of(id).some(one => one.state === 'completed')) done(of(id)); };
      waiting.push(check);
      check();
    }),
    close: () => { server.close(); server.closeAllConnections(); },
  };
}
