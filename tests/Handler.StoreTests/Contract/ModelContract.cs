using FsCheck;
using FsCheck.Fluent;
using Handler.Server.Storage;
using Handler.StoreTests.Model;

namespace Handler.StoreTests.Contract;

/// <summary>Any sequence of steps leaves the store as a naive model has it.</summary>
public abstract class ModelContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private int _scripts;

    // Small, so that lanes are full often, and by their own limit as well as by their owner's.
    protected override BacklogLimits Limits { get; } = new() { MaxWaitingPerLane = 9, MaxWaitingPerOwner = 18 };

    /// <summary>How many scripts are drawn.</summary>
    protected virtual int Scripts => 60;

    [Fact]
    public void Any_sequence_of_steps_leaves_the_store_as_the_model_has_it()
    {
        var scripts = Arb.From(Gen.Choose(0, 29_999).ArrayOf(40), Shorter);

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Scripts), Prop.ForAll(scripts, RunAsync));
    }

    /// <summary>Without one of the halves, then without one of the steps.</summary>
    private static IEnumerable<int[]> Shorter(int[] script)
    {
        for (var size = script.Length / 2; size > 0; size /= 2)
        {
            for (var start = 0; start + size <= script.Length; start += size)
            {
                yield return [.. script[..start], .. script[(start + size)..]];
            }
        }
    }

    private async Task RunAsync(int[] numbers)
    {
        var script = await StoreScript.BeginAsync(Store, Clock, $"task{_scripts++}", Limits);
        foreach (var number in numbers)
        {
            await script.DoAsync(Step.Of(number));
            await script.CheckAsync();
        }
    }
}
