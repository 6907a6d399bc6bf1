using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Handler.Mcp.Calls;

/// <summary>Tells a client that asked for it that a call still lives, so that it waits on.</summary>
internal sealed class CallProgress(RequestContext<CallToolRequestParams> request, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Does some work and tells of it every five seconds.</summary>
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
