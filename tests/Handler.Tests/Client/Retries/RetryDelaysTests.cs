using Handler.Client.Retries;

namespace Handler.Tests.Client.Retries;

public sealed class RetryDelaysTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(0, 0.0, 250)]
    [InlineData(0, 1.0, 500)]
    [InlineData(1, 1.0, 1000)]
    [InlineData(3, 0.5, 3000)]
    [InlineData(6, 1.0, 30_000)]
    [InlineData(1000, 0.0, 15_000)]
    public void Waits_double_up_to_the_longest_and_are_jittered_down_to_their_half(int before, double random, int expected) =>
        RetryDelays.Next(before, null, Longest, random).TotalMilliseconds.ShouldBe(expected);

    [Theory]
    [InlineData(0, 500)]
    [InlineData(7, 7000)]
    public void What_the_agent_asks_for_holds_where_it_is_longer(int asked, int expected) =>
        RetryDelays.Next(0, TimeSpan.FromSeconds(asked), Longest, 1).TotalMilliseconds.ShouldBe(expected);
}
