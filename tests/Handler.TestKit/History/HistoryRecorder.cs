using System.Text.Json;
using Handler.Protocol;

namespace Handler.TestKit.History;

/// <summary>Writes a history down while it happens. Safe from any thread.</summary>
public sealed class HistoryRecorder(TimeProvider? clock = null)
{
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private readonly Lock _lock = new();
    private readonly List<WitnessedArrival> _arrivals = [];
    private readonly List<Exception> _unreadable = [];
    private readonly List<CommittedUpdate> _committed = [];
    private readonly List<Subscription> _subscriptions = [];
    private readonly List<Interruption> _interruptions = [];
    private readonly List<Deletion> _deletions = [];
    private readonly List<Replacement> _replacements = [];
    private long _moment;

    /// <summary>Answers for a webhook, by <paramref name="answer"/> or 200, and notes what comes. After a restart, under the same name again.</summary>
    public void Watch(string name, ScriptedWebhook webhook, Func<WebhookArrival, WebhookAnswer>? answer = null) =>
        Watch(_ => name, webhook, answer);

    /// <summary>The same for several webhooks on one port, which the request tells apart.</summary>
    public void Watch(Func<WebhookArrival, string> nameOf, ScriptedWebhook webhook, Func<WebhookArrival, WebhookAnswer>? answer = null) =>
        webhook.AnswerOtherwise(arrival => Note(nameOf(arrival), arrival, answer?.Invoke(arrival) ?? WebhookAnswer.Ok));

    /// <summary>An update is known to be committed.</summary>
    public void Committed(string taskId, string key)
    {
        lock (_lock)
        {
            _committed.Add(new CommittedUpdate(taskId, key));
        }
    }

    /// <summary>An update that the agent streamed is known to be committed.</summary>
    public void Committed(StreamResponse update) => Committed(update.TaskId ?? "", UpdateKey.Of(update));

    /// <summary>A webhook is told of a task.</summary>
    public void Subscribed(string taskId, string webhook, bool isFromStart = true)
    {
        lock (_lock)
        {
            _subscriptions.Add(new Subscription(++_moment, taskId, webhook, isFromStart));
        }
    }

    /// <summary>The agent has answered that a webhook is told of a task no more.</summary>
    public void Deleted(string taskId, string webhook)
    {
        lock (_lock)
        {
            _deletions.Add(new Deletion(++_moment, _clock.GetUtcNow(), taskId, webhook));
        }
    }

    /// <summary>Replaces a config by <paramref name="replace"/>.</summary>
    public async Task ReplaceAsync(string taskId, string webhook, Func<Task> replace)
    {
        long from;
        lock (_lock)
        {
            from = ++_moment;
        }

        await replace();
        lock (_lock)
        {
            _replacements.Add(new Replacement(from, _clock.GetUtcNow(), taskId, webhook));
        }
    }

    /// <summary>The agent's process has ended. To be noted before the next one starts.</summary>
    public void Interrupted(InterruptionKind kind)
    {
        lock (_lock)
        {
            _interruptions.Add(new Interruption(++_moment, kind));
        }
    }

    /// <summary>What has happened so far.</summary>
    /// <exception cref="AggregateException">Something came that is no notification of ours.</exception>
    public DeliveryHistory ToHistory()
    {
        lock (_lock)
        {
            if (_unreadable.Count > 0)
            {
                throw new AggregateException("Requests came that are no notifications of Handler's.", _unreadable);
            }

            return new DeliveryHistory
            {
                Committed = [.. _committed],
                Subscriptions = [.. _subscriptions],
                Interruptions = [.. _interruptions],
                Deletions = [.. _deletions],
                Replacements = [.. _replacements],
                Arrivals = [.. _arrivals],
            };
        }
    }

    private WebhookAnswer Note(string webhook, WebhookArrival arrival, WebhookAnswer answer)
    {
        lock (_lock)
        {
            try
            {
                _arrivals.Add(WitnessedArrival.From(++_moment, webhook, arrival, answer));
            }
            catch (Exception fault) when (fault is FormatException or JsonException)
            {
                _unreadable.Add(fault);
            }
        }

        return answer;
    }
}
