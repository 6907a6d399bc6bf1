using Handler.Server.Storage;

namespace Handler.StoreTests.Contract;

/// <summary>Backlogs after a store was closed and opened again.</summary>
public abstract class BacklogReopeningContract<TFixture> : StoreContract<TFixture>
    where TFixture : IStoreFixture, new()
{
    protected override BacklogLimits Limits { get; } = new() { MaxWaitingPerLane = 3, MaxWaitingPerOwner = 4 };

    [Fact]
    public async Task What_waits_for_an_owner_is_counted_when_the_store_is_opened()
    {
        await BeginAsync(config: Make.Config());
        var writer = await BeginAsync(Make.Key("second"), Make.Config());
        await writer.CommitAsync(Make.Text("2", "second"), Make.Text("3", "second"));
        var row = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane;
        Store.IsFull(row).ShouldBeTrue();

        await ReopenAsync();

        Store.IsFull(row).ShouldBeTrue();
        await RecordAsync(Delivered(row.Lane, 1, 1));
        Store.IsFull(row).ShouldBeFalse();
    }

    [Fact]
    public async Task A_drained_lane_that_nobody_let_go_on_is_found_and_goes_on()
    {
        var writer = await BeginAsync(config: Make.Config());
        await writer.CommitAsync(Make.Text("2"), Make.Text("3"), Make.Text("4"));
        var lane = (await Store.GetAsync(Key, "config", Cancel)).ShouldNotBeNull().Lane.Lane;
        await RecordAsync(Delivered(lane, 3, 3));

        await ReopenAsync();

        (await Store.ListDrainedAsync(10, Cancel)).ShouldBe([lane]);
        var owned = await Store.OwnAsync(Cancel);
        (await Store.ResumeWithSnapshotAsync(new LaneResume { Epoch = owned.Epoch, Lane = lane }, Cancel)).ShouldNotBeNull().Tail.ShouldBe(5);
        Make.TextsOf((await BodyAsync(lane, 5)).Task.ShouldNotBeNull()).ShouldBe(["2", "3", "4"]);
    }
}
