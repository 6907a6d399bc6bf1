using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Handler.Mcp.Calls;

/// <summary>One call of a tool: who is told that it lives, and what must not come back in its answer.</summary>
internal sealed class ToolCall(RequestContext<CallToolRequestParams> request, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly List<string> _secrets = [];

    /// <summary>What is masked wherever it comes back.</summary>
    public IReadOnlyList<string> Secrets => _secrets;

    /// <summary>Has a secret masked; what is null was left out.</summary>
    public void Hide(params IEnumerable<string?> secrets) => _secrets.AddRange(secrets.OfType<string>());

    /// <summary>Does some work; a client that asked for it is told every five seconds that the call still lives, so that it waits on.</summary>
    /// <param name="work">The work.</param>
    /// <param name="total">How long it takes at most.</param>
    /// <param name="message">What is being waited for.</param>
    /// <param name="cancel">Ends the telling; the work has the same.</param>
    public async Task<T> DuringAsync<T>(Task<T> work, TimeSpan total, string message, CancellationToken cancel)
    {
        if (request.Params.ProgressToken is not { } token)
        {
            return await work;
        }

        var began = clock.GetTimestamp();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        while (await Task.WhenAny(work, Task.Delay(Interval, clock, done.Token)) != work && !cancel.IsCancellationRequested)
        {
            var value = new ProgressNotificationValue
            {
                Progress = (float)clock.GetElapsedTime(began).TotalSeconds,
                Total = (float)total.TotalSeconds,
                Message = message,
            };
            await request.Server.NotifyProgressAsync(token, value, cancellationToken: cancel);
        }

        await done.CancelAsync();
        return await work;
    }
}
