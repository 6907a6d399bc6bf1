using System.Threading.Channels;
using Handler.TestKit;

namespace Handler.Tests.TestKit;

public sealed class SimulationLoopTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualClock _clock = new();
    private readonly SimulationLoop _loop;
    private readonly List<string> _seen = [];

    public SimulationLoopTests() => _loop = new SimulationLoop(_clock);

    [Fact]
    public void Workers_take_turns_on_one_thread_in_the_order_they_yield()
    {
        var first = _loop.Start(() => Yielding("a"));
        var second = _loop.Start(() => Yielding("b"));

        _loop.RunUntilIdle();

        (first.IsCompletedSuccessfully && second.IsCompletedSuccessfully).ShouldBeTrue();
        _seen.ShouldBe(["a0", "b0", "a1", "b1", "a2", "b2"]);

        async Task Yielding(string name)
        {
            for (var i = 0; i < 3; i++)
            {
                _seen.Add(name + i);
                await Task.Yield();
            }
        }
    }

    [Fact]
    public void Time_moves_from_timer_to_timer_and_each_continuation_sees_its_own_time()
    {
        var done = _loop.Start(() => Ticking(3));

        _loop.RunFor(TimeSpan.FromSeconds(2.5));
        _seen.ShouldBe(["1", "2"]);
        (_clock.GetUtcNow() - new ManualClock().GetUtcNow()).ShouldBe(TimeSpan.FromSeconds(2.5));
        _loop.RunFor(Second);

        done.IsCompletedSuccessfully.ShouldBeTrue();
        _seen.ShouldBe(["1", "2", "3"]);
    }

    [Fact]
    public void A_producer_and_a_consumer_meet_over_a_bounded_channel_without_leaving_the_thread()
    {
        var thread = Environment.CurrentManagedThreadId;
        var channel = Channel.CreateBounded<int>(1);
        var consumed = _loop.Start(Consume);

        _loop.Run(async () =>
        {
            for (var i = 0; i < 100; i++)
            {
                await channel.Writer.WriteAsync(i);
            }

            channel.Writer.Complete();
        });

        consumed.IsCompletedSuccessfully.ShouldBeTrue();
        _seen.Count.ShouldBe(100);

        async Task Consume()
        {
            while (await channel.Reader.WaitToReadAsync())
            {
                while (channel.Reader.TryRead(out var i))
                {
                    Environment.CurrentManagedThreadId.ShouldBe(thread);
                    _seen.Add($"{i}");
                }
            }
        }
    }

    [Fact]
    public void Base_library_waits_that_push_code_needs_stay_on_the_thread()
    {
        var thread = Environment.CurrentManagedThreadId;
        using var turn = new SemaphoreSlim(0);
        using var stop = new CancellationTokenSource();

        var all = _loop.Start(() => Task.WhenAll(
            Stays(() => turn.WaitAsync()),
            Stays(() => Task.WhenAny(Task.Delay(Second, _clock), Task.Delay(2 * Second, _clock))),
            Stays(() => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously).Task.WaitAsync(Second, _clock)),
            Stays(() => Task.Delay(-1, stop.Token)),
            Stays(async () =>
            {
                using var periodic = new PeriodicTimer(Second, _clock);
                await periodic.WaitForNextTickAsync(CancellationToken.None);
            })));
        turn.Release();
        _loop.RunFor(5 * Second);
        stop.Cancel();
        _loop.RunUntilIdle();

        all.IsCompletedSuccessfully.ShouldBeTrue(all.Exception?.ToString());

        async Task Stays(Func<Task> wait)
        {
            try
            {
                await wait();
            }
            catch (Exception e) when (e is TimeoutException or OperationCanceledException)
            {
                // How the wait ends does not matter here, where it goes on does.
            }

            Environment.CurrentManagedThreadId.ShouldBe(thread);
        }
    }

    [Fact]
    public void What_the_work_throws_comes_out()
    {
        Should.Throw<FormatException>(() => _loop.Run(async () =>
        {
            await Task.Yield();
            throw new FormatException("no");
        })).Message.ShouldBe("no");
    }

    [Fact]
    public void The_works_result_comes_out() =>
        _loop.Run(async () =>
        {
            await Task.Yield();
            return 42;
        }).ShouldBe(42);

    [Fact]
    public void Work_that_needs_time_does_not_end_by_itself() =>
        Should.Throw<TimeoutException>(() => _loop.Run(() => Task.Delay(Second, _clock)))
            .Message.ShouldContain("next timer: 2026-01-01T00:00:01");

    [Fact]
    public void Running_until_a_condition_stops_there_or_says_that_it_never_came()
    {
        _ = _loop.Start(() => Ticking(10));

        _loop.RunUntil(() => _seen.Count == 4, limit: TimeSpan.FromMinutes(1));
        _seen[^1].ShouldBe("4");

        Should.Throw<TimeoutException>(() => _loop.RunUntil(() => _seen.Count == 40, limit: TimeSpan.FromMinutes(1)))
            .Message.ShouldContain("does not hold after 00:01:00");
    }

    [Fact]
    public void A_continuation_from_another_thread_is_reported()
    {
        using var posted = new ManualResetEventSlim();
        var other = new Thread(() =>
        {
            _loop.Post(_ => { }, null);
            posted.Set();
        });
        other.Start();
        posted.Wait();

        Should.Throw<InvalidOperationException>(() => _loop.RunUntilIdle()).Message.ShouldContain("from another thread");
    }

    [Fact]
    public void Spinning_without_time_is_reported() =>
        Should.Throw<InvalidOperationException>(() => _loop.Run(async () =>
        {
            while (true)
            {
                await Task.Yield();
            }
        })).Message.ShouldContain("spins");

    [Fact]
    public void The_callers_context_is_restored()
    {
        var before = SynchronizationContext.Current;

        _loop.Run(() => Task.CompletedTask);

        SynchronizationContext.Current.ShouldBeSameAs(before);
    }

    private async Task Ticking(int times)
    {
        for (var i = 1; i <= times; i++)
        {
            await Task.Delay(Second, _clock);
            _seen.Add($"{i}");
        }
    }
}
