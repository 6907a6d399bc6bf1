using System.Collections.Concurrent;
using System.Net;
using Handler.Protocol.Webhooks;
using Handler.Receiver;
using Handler.Receiver.Inbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Handler.Tests.Receiver.Handling;

public sealed class HandlerPumpTests
{
    private readonly ConcurrentQueue<string> _seen = new();

    [Fact]
    public async Task A_lambda_gets_the_push_services_of_its_own_scope_and_a_token()
    {
        var ledgers = new ConcurrentQueue<Ledger>();
        await using var host = await ReceiverHost.StartAsync(
            services: services => services.AddScoped<Ledger>(),
            extend: receiver => receiver.OnNotification(async (ReceivedNotification push, Ledger ledger, CancellationToken cancel) =>
            {
                await Task.Yield();
                if (push.State.IsTerminal)
                {
                    ledgers.Enqueue(ledger);
                }
            }));

        await host.PostAsync(Pushes.Completed("t"));
        await host.PostAsync(Pushes.Working("t"));
        await host.PostAsync(Pushes.Completed("t"));
        await Settled(host, 3);

        ledgers.Count.ShouldBe(2);
        ledgers.Distinct().Count().ShouldBe(2);
        ledgers.ShouldAllBe(ledger => ledger.IsDisposed);
    }

    [Fact]
    public async Task A_handler_can_be_a_type()
    {
        await using var host = await ReceiverHost.StartAsync(
            services: services => services.AddSingleton(_seen),
            extend: receiver => receiver.OnNotification<Recorder>());

        await host.PostAsync(Pushes.Working("t"));
        await Settled(host, 1);

        _seen.ShouldBe(["t"]);
    }

    [Fact]
    public async Task A_service_that_is_missing_is_said_when_the_host_starts()
    {
        var fault = await Should.ThrowAsync<InvalidOperationException>(() => ReceiverHost.StartAsync(
            extend: receiver => receiver.OnNotification((ReceivedNotification _, Ledger _) => Task.CompletedTask)));

        fault.Message.ShouldContain("AddScoped<Ledger>()");
    }

    [Fact]
    public void A_second_handler_is_refused()
    {
        var receiver = new ServiceCollection().AddPushReceiver().OnNotification((ReceivedNotification _) => Task.CompletedTask);

        Should.Throw<InvalidOperationException>(() => receiver.OnNotification((ReceivedNotification _) => Task.CompletedTask))
            .Message.ShouldContain("twice");
    }

    [Fact]
    public async Task Pushes_of_a_task_are_handled_one_at_a_time_in_order_of_arrival()
    {
        var (running, most) = (0, 0);
        await using var host = await StartAsync(async push =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            _seen.Enqueue(push.DeliveryId!);
            Interlocked.Decrement(ref running);
        });

        for (var i = 0; i < 50; i++)
        {
            await PostAsync(host, "t", $"{i}");
        }

        await Settled(host, 50);

        _seen.ShouldBe(Enumerable.Range(0, 50).Select(i => $"{i}"));
        most.ShouldBe(1);
    }

    [Fact]
    public async Task Tasks_are_handled_side_by_side_and_no_more_than_the_limit()
    {
        using var gate = new SemaphoreSlim(0);
        var (running, most) = (0, 0);
        await using var host = await StartAsync(
            async _ =>
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                await gate.WaitAsync();
                Interlocked.Decrement(ref running);
            },
            receiver => receiver.Handling.MaxParallel = 3);

        for (var i = 0; i < 8; i++)
        {
            await PostAsync(host, $"t{i}", $"{i}");
        }

        await Eventually.BecomesTrue(() => Volatile.Read(ref running) == 3);
        gate.Release(8);
        await Settled(host, 8);

        most.ShouldBe(3);
    }

    [Fact]
    public async Task A_repeated_push_is_not_handled_again()
    {
        await using var host = await StartAsync(See);

        await PostAsync(host, "t", "1");
        await PostAsync(host, "t", "1");
        await PostAsync(host, "t", "2");
        await Settled(host, 2);

        _seen.ShouldBe(["1", "2"]);
    }

    [Fact]
    public async Task A_throw_is_tried_again_after_1_10_and_60_seconds_and_then_failed_and_shown()
    {
        await using var host = await StartAsync(push =>
        {
            _seen.Enqueue(push.DeliveryId!);
            throw new InvalidOperationException("no");
        });

        await PostAsync(host, "t", "1");
        foreach (var (wait, tries) in new[] { (1, 1), (10, 2), (60, 3) })
        {
            var due = host.Clock.GetUtcNow() + TimeSpan.FromSeconds(wait);
            await Eventually.BecomesTrue(() => host.Clock.NextDue == due);
            _seen.Count.ShouldBe(tries);
            host.Clock.AdvanceTo(due);
        }

        await Settled(host, 1);

        _seen.Count.ShouldBe(4);
        var entry = (await host.Inbox.ListAsync()).Entries[0];
        entry.Handling.ShouldBe(new HandlingStatus(HandlingState.Failed, 4, Error: "InvalidOperationException: no"));
        host.Log.Entries.Count(line => line.Level == LogLevel.Warning).ShouldBe(3);
        host.Log.Entries.Count(line => line.Level == LogLevel.Error && line["TaskId"] is "t").ShouldBe(1);
    }

    [Fact]
    public async Task A_push_that_fails_holds_back_its_own_task_and_no_other()
    {
        await using var host = await StartAsync(push =>
        {
            _seen.Enqueue(push.DeliveryId!);
            return push.DeliveryId == "bad" && _seen.Count(id => id == "bad") < 2 ? throw new InvalidOperationException("no") : Task.CompletedTask;
        });

        await PostAsync(host, "t", "bad");
        await Eventually.BecomesTrue(() => host.Clock.NextDue is not null);
        await PostAsync(host, "t", "behind");
        await PostAsync(host, "u", "other");
        await Settled(host, 1);
        string[] before = [.. _seen];
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await Settled(host, 3);

        before.ShouldBe(["bad", "other"]);
        _seen.ShouldBe(["bad", "other", "bad", "behind"]);
    }

    [Fact]
    public async Task A_handler_that_hangs_does_not_hold_up_the_answers_until_the_inbox_is_full_and_then_the_sender_is_told_when_to_come_again()
    {
        var hang = new TaskCompletionSource();
        await using var host = await StartAsync(_ => hang.Task, receiver => receiver.Memory.MaxNotifications = 3);

        var taken = new List<HttpStatusCode>();
        for (var i = 0; i < 3; i++)
        {
            taken.Add((await PostAsync(host, "t", $"{i}")).StatusCode);
        }

        var full = await PostAsync(host, "t", "3");
        hang.SetResult();
        await Settled(host, 3);
        var again = await PostAsync(host, "t", "3");

        taken.ShouldAllBe(status => status == HttpStatusCode.OK);
        full.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        full.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Stopping_lets_what_runs_end_and_starts_nothing_more()
    {
        var (started, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = await StartAsync(async push =>
        {
            started.TrySetResult();
            await go.Task;
            await See(push);
        });
        await PostAsync(host, "t", "1");
        await PostAsync(host, "t", "2");
        await started.Task;

        var stopping = host.StopAsync();
        await Eventually.BecomesTrue(() => host.Log.Entries.Any(line => line.Message.Contains("1 that run", StringComparison.Ordinal)));
        go.SetResult();
        await stopping;

        _seen.ShouldBe(["1"]);
        (await host.Inbox.ListAsync()).Entries.Select(entry => entry.Handling.State)
            .ShouldBe([HandlingState.Handled, HandlingState.Waiting]);
        host.Log.Entries.ShouldContain(line => line.Message.Contains("in memory forgets them", StringComparison.Ordinal));
    }

    [Fact]
    public async Task When_the_time_of_grace_is_over_the_handler_is_canceled_and_its_push_counts_as_not_tried()
    {
        var (started, canceled) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = await ReceiverHost.StartAsync(
            extend: receiver => receiver.OnNotification(async (ReceivedNotification _, CancellationToken cancel) =>
            {
                started.SetResult();
                await using var registration = cancel.Register(canceled.SetResult);
                await Task.Delay(Timeout.Infinite, cancel);
            }));
        await PostAsync(host, "t", "1");
        await started.Task;

        await host.StopAsync(new CancellationToken(canceled: true));
        await canceled.Task;

        (await host.Inbox.ListAsync()).Entries[0].Handling.ShouldBe(HandlingStatus.Waiting);
    }

    private static Task<HttpResponseMessage> PostAsync(ReceiverHost host, string task, string id) =>
        host.PostAsync(Pushes.Working(task), (WebhookHeaders.Id, id));

    private static Task Settled(ReceiverHost host, int count) => Eventually.BecomesTrue(() =>
        host.Inbox.ListAsync().GetAwaiter().GetResult().Entries
            .Count(entry => entry.Handling.State is HandlingState.Handled or HandlingState.Failed) == count);

    private static Task<ReceiverHost> StartAsync(Func<ReceivedNotification, Task> handle, Action<PushReceiverOptions>? configure = null) =>
        ReceiverHost.StartAsync(configure, receiver => receiver.OnNotification(handle));

    private Task See(ReceivedNotification push)
    {
        _seen.Enqueue(push.DeliveryId!);
        return Task.CompletedTask;
    }

    private sealed class Ledger : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class Recorder(ConcurrentQueue<string> seen) : INotificationHandler
    {
        public Task HandleAsync(ReceivedNotification push, CancellationToken cancel)
        {
            seen.Enqueue(push.TaskId!);
            return Task.CompletedTask;
        }
    }
}
