using Handler.TestKit.Hostile;

namespace Handler.TestKit;

/// <summary>
/// A webhook that answers by script and remembers what came, without a socket: <see cref="CreateHandler"/> takes the place of the network.
/// Until told otherwise it answers 200. Safe from any thread; in a <see cref="SimulationLoop"/> it stays on the loop's.
/// </summary>
public class ScriptedWebhook
{
    private readonly TimeProvider _clock;
    private readonly Lock _lock = new();
    private readonly Queue<WebhookAnswer> _script = new();
    private readonly List<WebhookArrival> _arrivals = [];
    private Func<WebhookArrival, WebhookAnswer> _otherwise = static _ => WebhookAnswer.Ok;
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _inFlight;

    /// <summary>A webhook whose delays go by <paramref name="clock"/>.</summary>
    public ScriptedWebhook(TimeProvider? clock = null) => _clock = clock ?? TimeProvider.System;

    /// <summary>What has come so far, in order of arrival.</summary>
    public IReadOnlyList<WebhookArrival> Arrivals
    {
        get
        {
            lock (_lock)
            {
                return [.. _arrivals];
            }
        }
    }

    /// <summary>How many requests it held at once, at most.</summary>
    public int MostInFlight { get; private set; }

    /// <summary>How many requests it holds now: come, and neither answered nor given up.</summary>
    public int InFlight
    {
        get
        {
            lock (_lock)
            {
                return _inFlight;
            }
        }
    }

    /// <summary>Puts answers of one status at the end of the script.</summary>
    public void Answer(int status, int times = 1, TimeSpan delay = default, string? retryAfter = null, string? body = null) =>
        Answer(WebhookAnswer.Of(status, delay, retryAfter, body), times);

    /// <summary>Puts an answer at the end of the script.</summary>
    public void Answer(WebhookAnswer answer, int times = 1)
    {
        lock (_lock)
        {
            for (var i = 0; i < times; i++)
            {
                _script.Enqueue(answer);
            }
        }
    }

    /// <summary>Never answers the next requests.</summary>
    public void Hang(int times = 1) => Answer(WebhookAnswer.Silence, times);

    /// <summary>Breaks the connections of the next requests.</summary>
    public void Break(int times = 1) => Answer(WebhookAnswer.Break, times);

    /// <summary>What it answers when the script is at its end.</summary>
    public void AnswerOtherwise(WebhookAnswer answer) => AnswerOtherwise(_ => answer);

    /// <summary>What it answers when the script is at its end, by the request.</summary>
    public void AnswerOtherwise(Func<WebhookArrival, WebhookAnswer> answer)
    {
        lock (_lock)
        {
            _otherwise = answer;
        }
    }

    /// <summary>Completes when <paramref name="count"/> requests have come, at once if they have.</summary>
    /// <exception cref="TimeoutException">They did not come within <paramref name="limit"/> of real time (30 seconds when left out).</exception>
    public async Task<IReadOnlyList<WebhookArrival>> WaitForAsync(int count, TimeSpan? limit = null)
    {
        using var late = new CancellationTokenSource(limit ?? TimeSpan.FromSeconds(30));
        while (true)
        {
            var (arrivals, next) = Look();
            if (arrivals.Count >= count)
            {
                return arrivals;
            }

            await WaitAsync(next, arrivals.Count, count, late.Token);
        }
    }

    /// <summary>A handler that brings requests here instead of to the network.</summary>
    public HttpMessageHandler CreateHandler() => new ScriptedWebhookHandler(this, _clock);

    /// <summary>Whether it can answer in the manners that need a bare socket.</summary>
    private protected virtual bool CanMisbehave => false;

    /// <summary>Remembers a request and says what is to be done with it; <see cref="Leave"/> follows.</summary>
    internal WebhookAnswer Enter(string method, string path, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        lock (_lock)
        {
            var arrival = new WebhookArrival
            {
                Number = _arrivals.Count + 1,
                At = _clock.GetUtcNow(),
                Method = method,
                Path = path,
                Headers = headers,
                Body = body,
            };
            _arrivals.Add(arrival);
            MostInFlight = Math.Max(MostInFlight, ++_inFlight);
            _arrived.SetResult();
            _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return Playable(_script.TryDequeue(out var answer) ? answer : _otherwise(arrival));
        }
    }

    /// <summary>The request has been answered or given up.</summary>
    internal void Leave()
    {
        lock (_lock)
        {
            _inFlight--;
        }
    }

    private WebhookAnswer Playable(WebhookAnswer answer) => answer.Manner == HostileManner.None || CanMisbehave
        ? answer
        : throw new InvalidOperationException($"The script says {answer.Manner}, which needs a bare socket: use {nameof(HostileWebhook)}.");

    private static async Task WaitAsync(Task next, int came, int awaited, CancellationToken late)
    {
        try
        {
            await next.WaitAsync(late);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"{came} requests came to the webhook, {awaited} were awaited.", e);
        }
    }

    private (IReadOnlyList<WebhookArrival> Arrivals, Task Next) Look()
    {
        lock (_lock)
        {
            return ([.. _arrivals], _arrived.Task);
        }
    }
}
