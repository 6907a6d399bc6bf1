// The client of @a2a-js/sdk 0.3: its types are the JSON of A2A 0.3.
import { ClientFactory, ClientFactoryOptions, JsonRpcTransportFactory, RestTransportFactory } from '@a2a-js/sdk-0.3/client';

const factories = { JSONRPC: JsonRpcTransportFactory, 'HTTP+JSON': RestTransportFactory };

/** This SDK asks for the card without saying which version it reads, so it is sent to where that of 0.3 lies. */
export async function connect(url, binding) {
  const factory = new ClientFactory(ClientFactoryOptions.createFrom(ClientFactoryOptions.default, {
    transports: [new factories[binding]()], preferredTransports: [binding],
  }));
  const client = await factory.createFromUrl(url, '.well-known/agent.json');
  return new Peer(client);
}

class Peer {
  constructor(client) { this.client = client; }

  async card() {
    const card = await this.client.getAgentCard();
    return { name: card.name, version: card.protocolVersion, push: card.capabilities.pushNotifications, streaming: card.capabilities.streaming };
  }

  async send(text, options) { return task(await this.client.sendMessage(request(text, options))); }
  async *stream(text) { for await (const one of this.client.sendMessageStream(request(text, {}))) yield event(one); }
  async *follow(id) { for await (const one of this.client.resubscribeTask({ id })) yield event(one); }
  async get(id, historyLength) { return task(await this.client.getTask({ id, historyLength })); }
  async cancel(id) { return task(await this.client.cancelTask({ id })); }

  async set(taskId, hook) { return config(await this.client.setTaskPushNotificationConfig({ taskId, pushNotificationConfig: written(hook) })); }
  async read(id, configId) { return config(await this.client.getTaskPushNotificationConfig({ id, pushNotificationConfigId: configId })); }
  async list(id) { return (await this.client.listTaskPushNotificationConfig({ id })).map(config); }
  async remove(id, configId) { await this.client.deleteTaskPushNotificationConfig({ id, pushNotificationConfigId: configId }); }
}

const request = (text, { wait = true, hook, contextId }) => ({
  message: { kind: 'message', messageId: crypto.randomUUID(), role: 'user', parts: [{ kind: 'text', text }], contextId },
  configuration: { blocking: wait, acceptedOutputModes: ['text/plain'], pushNotificationConfig: hook && written(hook) },
});

const written = ({ id, url, token, scheme, credentials }) => ({ id, url, token, authentication: scheme && { schemes: [scheme], credentials } });
const config = ({ taskId, pushNotificationConfig: { id, url, token, authentication } }) => ({ taskId, id, url, token, scheme: authentication?.schemes[0] });
const texts = parts => (parts ?? []).map(part => part.text).join('');

const task = ({ id, contextId, status, artifacts, history }) => ({
  id, contextId, state: status.state, artifacts: (artifacts ?? []).map(one => texts(one.parts)), history: (history ?? []).map(one => `${one.role}: ${texts(one.parts)}`),
});

const event = one => ({ kind: one.kind, taskId: one.taskId ?? one.id, state: one.status?.state, text: one.artifact && texts(one.artifact.parts) });
