using System.Net;
using Handler.Server.Push;

namespace Handler.Tests.Server.Push;

public sealed class SystemNameResolverTests : IDisposable
{
    private readonly List<string> _asked = [];
    private readonly TaskCompletionSource<IPAddress[]> _answer = new();
    private readonly SystemNameResolver _resolver;

    public SystemNameResolverTests() => _resolver = new SystemNameResolver(host =>
    {
        _asked.Add(host);
        return _answer.Task;
    });

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
    public async Task A_finished_look_up_is_not_remembered()
    {
        _answer.SetResult([IPAddress.Loopback]);

        await _resolver.ResolveAsync("hooks.example.com", CancellationToken.None);
        await _resolver.ResolveAsync("hooks.example.com", CancellationToken.None);

        _asked.Count.ShouldBe(2);
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
}
