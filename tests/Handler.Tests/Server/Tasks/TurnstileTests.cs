using Handler.Server.Tasks;
using Handler.TestKit;

namespace Handler.Tests.Server.Tasks;

public sealed class TurnstileTests
{
    private readonly SimulationLoop _loop = new(new ManualClock());
    private readonly Turnstile<string> _turnstile = new();
    private readonly List<string> _through = [];

    [Fact]
    public void One_at_a_time_is_let_through_in_the_order_of_coming()
    {
        var first = Enter("door", "first");
        var second = Enter("door", "second");
        var third = Enter("door", "third");
        _through.ShouldBe(["first"]);

        Leave(first);
        _through.ShouldBe(["first", "second"]);
        Leave(second);
        Leave(third);

        _through.ShouldBe(["first", "second", "third"]);
    }

    [Fact]
    public void Other_keys_do_not_wait()
    {
        var first = Enter("door", "first");
        var second = Enter("gate", "second");

        first.IsCompleted.ShouldBeTrue();
        second.IsCompleted.ShouldBeTrue();
        _through.ShouldBe(["first", "second"]);
    }

    [Fact]
    public void Nothing_is_kept_of_a_key_once_all_have_left()
    {
        var first = Enter("door", "first");
        var second = Enter("door", "second");
        Leave(first);
        _turnstile.Count.ShouldBe(1);

        Leave(second);
        second.Result.Dispose();

        _turnstile.Count.ShouldBe(0);
    }

    private Task<IDisposable> Enter(string key, string name)
    {
        var entered = _loop.Start(async () =>
        {
            var passage = await _turnstile.EnterAsync(key);
            _through.Add(name);
            return passage;
        });
        _loop.RunUntilIdle();
        return entered;
    }

    private void Leave(Task<IDisposable> entered)
    {
        _loop.Run(() =>
        {
            entered.Result.Dispose();
            return Task.CompletedTask;
        });
        _loop.RunUntilIdle();
    }
}
