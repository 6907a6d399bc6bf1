using System.Net;
using System.Net.Sockets;
using Handler.Server.Push;
using Handler.TestKit;

namespace Handler.Tests.Server.Push;

public sealed class SystemNameResolverTests : IDisposable
{
    private readonly List<string> _asked = [];
    private readonly TaskCompletionSource<IPAddress[]> _answer = new();
    private readonly ManualClock _clock = new();
    private readonly SystemNameResolver _resolver;

    public SystemNameResolverTests() => _resolver = new SystemNameResolver(Ask, _clock);

    [Fact]
    public async Task Two_that_ask_for_one_name_share_one_look_up()
    {
        var first = _resolver.ResolveAsync("hooks.example.com", CancellationToken.None);
        var second = _resolver.ResolveAsync("HOOKS.example.com", CancellationToken.None);
        _answer.SetResult([IPAddress.Loopback]);

        (await first).ShouldBeSameAs(await second);
        _asked.ShouldBe(["hooks.example.com"]);
    }

    [Fact]
    public async Task Who_gives_up_is_let_go_and_the_other_is_answered()
    {
        using var stop = new CancellationTokenSource();
        var first = _resolver.ResolveAsync("hooks.example.com", stop.Token);
        var second = _resolver.ResolveAsync("hooks.example.com", CancellationToken.None);

        await stop.CancelAsync();
        _answer.SetResult([IPAddress.Loopback]);

        await Should.ThrowAsync<OperationCanceledException>(() => first);
        (await second).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task An_answer_holds_for_ten_seconds()
    {
        _answer.SetResult([IPAddress.Loopback]);

        await _resolver.ResolveAsync("hooks.example.com", CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        await _resolver.ResolveAsync("hooks.example.com", CancellationToken.None);
        _asked.Count.ShouldBe(1);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        await _resolver.ResolveAsync("hooks.example.com", CancellationToken.None);

        _asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_failure_holds_for_a_second()
    {
        _answer.SetException(new SocketException((int)SocketError.HostNotFound));

        await Should.ThrowAsync<SocketException>(() => _resolver.ResolveAsync("hooks.example.com", CancellationToken.None));
        await Should.ThrowAsync<SocketException>(() => _resolver.ResolveAsync("hooks.example.com", CancellationToken.None));
        _asked.Count.ShouldBe(1);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<SocketException>(() => _resolver.ResolveAsync("hooks.example.com", CancellationToken.None));

        _asked.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Names_that_resolve_slowly_leave_their_places_to_others()
    {
        for (var i = 0; i < SystemNameResolver.MaxLookUps; i++)
        {
            _ = _resolver.ResolveAsync($"slow{i}.example.com", CancellationToken.None);
        }

        var other = _resolver.ResolveAsync("quick.example.com", CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        _asked.ShouldNotContain("quick.example.com");
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        (await other).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_look_up_has_a_thread_of_its_own_and_answers_or_fails()
    {
        using var resolver = new SystemNameResolver(TimeProvider.System);

        (await resolver.ResolveAsync("127.0.0.1", CancellationToken.None)).ShouldBe([IPAddress.Loopback]);
        await Should.ThrowAsync<ArgumentException>(() => resolver.ResolveAsync(new string('x', 300), CancellationToken.None));
    }

    [Fact]
    public async Task Look_ups_are_bounded_and_the_waiting_ones_follow()
    {
        var all = Enumerable.Range(0, SystemNameResolver.MaxLookUps + 5)
            .Select(i => _resolver.ResolveAsync($"host{i}.example.com", CancellationToken.None)).ToArray();
        _asked.Count.ShouldBe(SystemNameResolver.MaxLookUps);

        _answer.SetResult([IPAddress.Loopback]);
        await Task.WhenAll(all);

        _asked.Count.ShouldBe(SystemNameResolver.MaxLookUps + 5);
    }

    public void Dispose() => _resolver.Dispose();

    private Task<IPAddress[]> Ask(string host)
    {
        // Those that waited are asked for from any thread.
        lock (_asked)
        {
            _asked.Add(host);
        }

        return host.StartsWith("quick", StringComparison.Ordinal) ? Task.FromResult<IPAddress[]>([IPAddress.Loopback]) : _answer.Task;
    }
}
