using Handler.StoreTests.Model;

namespace Handler.StoreTests.Contract;

/// <summary>Every interleaving of what two writers do to one task, one after another.</summary>
public abstract class InterleavingContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    private static readonly Step Commit = new(StepKind.Commit, Variant: 1);
    private static readonly Step Told = new(StepKind.Commit, Variant: 4);
    private static readonly Step Begin = new(StepKind.Begin);
    private static readonly Step Deliver = new(StepKind.Deliver);
    private static readonly Step Gone = new(StepKind.Gone);
    private static readonly Step Delete = new(StepKind.Delete);
    private static readonly Step Fill = new(StepKind.Overflow);
    private static readonly Step Resume = new(StepKind.Resume, Variant: 1);

    [Fact]
    public Task Commits_against_create_replace_delete_and_create_again() =>
        CheckAllAsync([Commit, Commit, Commit], [Set(0), Set(1), Delete, Set(0)]);

    [Fact]
    public Task Commits_and_deliveries_against_create_replace_and_delete() =>
        CheckAllAsync([Commit, Begin, Commit, Deliver, Commit], [Set(0), Set(1), Delete]);

    [Fact]
    public Task Commits_and_deliveries_against_changes_of_mask_and_dialect() =>
        CheckAllAsync([Begin, Commit, Deliver, Commit], [Set(4), Set(0), Set(24), Set(0)], Set(0));

    [Fact]
    public Task Commits_and_a_gone_answer_against_replace_and_revival() =>
        CheckAllAsync([Commit, Begin, Commit, Gone, Commit], [Set(0), Set(1), Set(1)], Set(0));

    [Fact]
    public Task Commits_and_deliveries_against_configs_without_snapshot() =>
        CheckAllAsync([Commit, Begin, Deliver, Commit], [Set(72), Set(76), Delete, Set(72)]);

    [Fact]
    public Task Commits_and_deliveries_against_changes_of_the_states_that_are_wanted() =>
        CheckAllAsync([Begin, Told, Deliver, Told], [Set(12), Set(16), Set(36), Set(0)], Set(0));

    [Fact]
    public Task Commits_and_deliveries_against_a_full_lane_that_goes_on_is_replaced_and_goes_on_again() =>
        CheckAllAsync([Begin, Fill, Commit, Begin, Fill, Commit], [Resume, Set(1), Resume], Set(0));

    private static Step Set(int variant) => new(StepKind.Set, Variant: variant);

    private async Task CheckAllAsync(Step[] first, Step[] second, params Step[] before)
    {
        var number = 0;
        foreach (var order in Interleavings(first, second))
        {
            var script = await StoreScript.BeginAsync(Store, Clock, $"task{number++}", Limits);
            foreach (var step in before.Concat(order))
            {
                await script.DoAsync(step);
                await script.CheckAsync();
            }
        }

        number.ShouldBe(Choose(first.Length + second.Length, first.Length));
    }

    private static IEnumerable<IEnumerable<Step>> Interleavings(Step[] first, Step[] second)
    {
        if (first.Length == 0 || second.Length == 0)
        {
            return [first.Concat(second)];
        }

        return Interleavings(first[1..], second).Select(rest => rest.Prepend(first[0]))
            .Concat(Interleavings(first, second[1..]).Select(rest => rest.Prepend(second[0])));
    }

    private static int Choose(int n, int k) => k == 0 ? 1 : Choose(n - 1, k - 1) * n / k;
}
