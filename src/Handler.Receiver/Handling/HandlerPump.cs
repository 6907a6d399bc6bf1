using Handler.Receiver.Inbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Handler.Receiver.Handling;

/// <summary>
/// Runs the handler over what the inbox has waiting: one at a time per task, so many tasks at once. Holds nothing but what runs; order,
/// due times and attempts stand in the inbox, so that one task that fails for a minute takes nothing from the others.
/// </summary>
internal sealed partial class HandlerPump(
    IInbox inbox,
    IServiceScopeFactory scopes,
    IEnumerable<NotificationDelegate> handlers,
    IOptions<PushReceiverOptions> options,
    HandlerBell bell,
    ILogger<HandlerPump> logger) : BackgroundService
{
    private static readonly TimeSpan InboxRetry = TimeSpan.FromSeconds(1);

    private readonly NotificationDelegate? _handler = handlers.SingleOrDefault();

    // Neither is disposed: a handler that does not heed its token outlives the host, and gives its slot back then.
    private readonly SemaphoreSlim _free = new(options.Value.Handling.MaxParallel);
    private readonly CancellationTokenSource _graceOver = new();

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // At the start: a missing registration found at the first push would fail every push there is.
        ThrowUnlessRegistered(_handler?.Needs ?? []);
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Starts nothing more and lets what runs end; when the time of grace is over, cancels it.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var registration = cancellationToken.Register(_graceOver.Cancel);
        await base.StopAsync(cancellationToken);
        if (cancellationToken.IsCancellationRequested)
        {
            // The registration may have been undone before its turn came.
            await _graceOver.CancelAsync();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_handler is null)
        {
            return;
        }

        await using var alarm = inbox.Clock.CreateTimer(_ => bell.Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            while (true)
            {
                await StartDueAsync(_handler, alarm, stoppingToken);
                await bell.HeardAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await DrainAsync();
        }
    }

    private async Task StartDueAsync(NotificationDelegate handler, ITimer alarm, CancellationToken stopping)
    {
        var free = _free.CurrentCount;
        var work = await InsistAsync(() => inbox.TakeAsync(free, stopping), stopping);
        foreach (var entry in work.Entries)
        {
            // A slot was free when the entries were asked for and only this loop takes one, so it never waits; taken, they must run.
            await _free.WaitAsync(CancellationToken.None);
            // User code may block, and one handler that does must not hold up the others.
            _ = Task.Run(() => HandleAsync(handler, entry), CancellationToken.None);
        }

        // With no slot free what is due has to wait for one, and that rings; an alarm for it would ring without end.
        if (work.NextDue is { } due && work.Entries.Count < free)
        {
            var wait = due - inbox.Clock.GetUtcNow();
            alarm.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task HandleAsync(NotificationDelegate handler, InboxEntry entry)
    {
        try
        {
            if (await TryAsync(handler, entry) is { } handling)
            {
                await InsistAsync(() => RecordAsync(entry, handling), _graceOver.Token);
            }
        }
        catch (OperationCanceledException) when (_graceOver.IsCancellationRequested)
        {
            LogCutOff(logger, entry.Notification.TaskId, entry.Notification.Position);
        }
        finally
        {
            // The slot before the bell: who hears it looks for a free one.
            _free.Release();
            bell.Ring();
        }
    }

    private async Task<HandlingStatus> TryAsync(NotificationDelegate handler, InboxEntry entry)
    {
        var push = entry.Notification;
        try
        {
            // A scope for each try: a database context that threw is not used again.
            await using var scope = scopes.CreateAsyncScope();
            await handler.Run(scope.ServiceProvider, push, _graceOver.Token);
            return HandlingSchedule.AfterReturn(entry.Handling);
        }
        // User code throws what it likes; only the end of our own grace is not its failure.
        catch (Exception thrown) when (thrown is not OperationCanceledException || !_graceOver.IsCancellationRequested)
        {
            var handling = HandlingSchedule.AfterThrow(
                entry.Handling, thrown, inbox.Clock.GetUtcNow(), options.Value.Handling.RetryAfter);
            if (handling.State == HandlingState.Failed)
            {
                LogFailed(logger, thrown, push.TaskId, push.Position, push.DeliveryId, handling.Attempts);
            }
            else
            {
                LogRetries(logger, thrown, push.TaskId, push.Position, push.DeliveryId, handling.Attempts, handling.Due);
            }

            return handling;
        }
    }

    private async Task<bool> RecordAsync(InboxEntry entry, HandlingStatus handling)
    {
        // Not canceled: a handler that ran to its end must not run again for want of a note.
        await inbox.RecordAsync(entry.Notification.Position, handling, CancellationToken.None);
        return true;
    }

    /// <summary>The inbox may fail for a while (a full disk); nothing is decided without it, so it is asked again.</summary>
    private async Task<T> InsistAsync<T>(Func<Task<T>> ask, CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogInboxFails(logger, fault, InboxRetry);
                await Task.Delay(InboxRetry, inbox.Clock, cancel);
            }
        }
    }

    private async Task DrainAsync()
    {
        LogDrains(logger, options.Value.Handling.MaxParallel - _free.CurrentCount);
        // Who has all slots knows that nothing runs.
        for (var slot = 0; slot < options.Value.Handling.MaxParallel; slot++)
        {
            await _free.WaitAsync(_graceOver.Token);
        }

        if ((await inbox.TakeAsync(0, _graceOver.Token)).NextDue is not null)
        {
            LogLeftWaiting(logger);
        }
    }

    private void ThrowUnlessRegistered(IReadOnlyList<Type> needs)
    {
        using var scope = scopes.CreateScope();
        var known = scope.ServiceProvider.GetService<IServiceProviderIsService>();
        if (needs.FirstOrDefault(type => known?.IsService(type) == false) is { } missing)
        {
            throw new InvalidOperationException(
                $"The handler given to OnNotification asks for {missing}, which is not registered; add builder.Services.AddScoped<{missing.Name}>().");
        }
    }
}
